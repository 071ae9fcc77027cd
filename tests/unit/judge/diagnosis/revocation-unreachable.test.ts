import { expect, test } from 'vitest';
import { revocationUnreachable } from '../../../../src/judge/diagnosis/revocation-unreachable.ts';
import { aMessage, anEndpoint, failing, messagesKnown, someFacts } from '../../../support/facts.ts';

test('the revocation list cannot be fetched', () => {
  const fails = failing('revocation', { decidedBy: 2 });
  expect(revocationUnreachable(someFacts({ endpoints: [fails, failing('timeout')] }))).toStrictEqual([
    {
      id: 'revocation-unreachable',
      confidence: 'likely',
      endpoints: [fails],
      because: [2],
      rank: 'failure',
      weight: 1,
    },
  ]);
});

test('not for another cause, and not where it works all the same', () => {
  const endpoints = [failing('tls_untrusted'), anEndpoint({ https: { cause: 'revocation' } })];
  expect(revocationUnreachable(someFacts({ endpoints }))).toStrictEqual([]);
});

test('a check of the certificate itself says so', () => {
  const knowledge = messagesKnown({
    verify: { rootCause: 'revocation-unreachable' },
    other: { rootCause: 'disk-space' },
  });
  const says = aMessage('verify');
  expect(revocationUnreachable(someFacts({ findings: [aMessage('other'), says], knowledge }))).toStrictEqual([
    {
      id: 'revocation-unreachable',
      confidence: 'likely',
      endpoints: [],
      because: [],
      rank: 'failure',
      weight: 0.3,
      params: { by: 'message' },
      messages: [says],
    },
  ]);
});
