import { describe, expect, test } from 'vitest';
import { tlsInspection } from '../../../../src/judge/diagnosis/tls-inspection.ts';
import { anEndpoint, failing, someFacts } from '../../../support/facts.ts';

describe('the certificate is not the destination’s', () => {
  test('the tool does not trust it, or its issuer shows it', () => {
    const untrusted = failing('tls_untrusted', { host: 'a', decidedBy: 5, tls: { status: 'unreachable' } });
    const shown = anEndpoint({
      host: 'b',
      verdict: 'indeterminate',
      decidedBy: 3,
      tls: { status: 'intercepted', issuer: 'CN=Contoso CA' },
    });
    const facts = someFacts({
      endpoints: [shown, anEndpoint({ tls: { status: 'reachable', issuer: 'CN=DigiCert' } }), untrusted],
    });
    expect(tlsInspection(facts)).toStrictEqual([
      {
        id: 'tls-inspection',
        confidence: 'likely',
        endpoints: [untrusted, shown],
        because: [3, 5],
        rank: 'failure',
        weight: 2,
        params: { issuer: 'CN=Contoso CA' },
      },
    ]);
  });

  test('an endpoint that shows both counts once', () => {
    const both = failing('tls_untrusted', { tls: { status: 'intercepted' } });
    const [found] = tlsInspection(someFacts({ endpoints: [both] }));
    expect(found).toMatchObject({ endpoints: [both], weight: 1 });
    expect(found).not.toHaveProperty('params');
  });
});

test('not for another cause, and not where the certificate is the right one', () => {
  const endpoints = [
    failing('tls_handshake'),
    anEndpoint({ https: { cause: 'tls_untrusted' }, tls: { status: 'reachable' } }),
  ];
  expect(tlsInspection(someFacts({ endpoints }))).toStrictEqual([]);
});
