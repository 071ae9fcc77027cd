import { expect, test } from 'vitest';
import { proxyRequiresAuth } from '../../../../src/judge/diagnosis/proxy-denies.ts';
import { anEndpoint, aProbe, failing, someFacts } from '../../../support/facts.ts';

test('certain, with the status that the proxy gave', () => {
  const fails = failing('proxy_auth', { decidedBy: 2, https: { probe: 2 } });
  const probes = [aProbe(2, { detail: { proxyStatus: 599 } })];
  expect(proxyRequiresAuth(someFacts({ endpoints: [fails, failing('timeout')], probes }))).toStrictEqual([
    {
      id: 'proxy-requires-auth',
      confidence: 'certain',
      endpoints: [fails],
      because: [2],
      rank: 'failure',
      weight: 1,
      params: { status: 599 },
    },
  ]);
});

test('not for another answer of the proxy, and not where it works', () => {
  const endpoints = [failing('proxy_denied'), anEndpoint({ https: { cause: 'proxy_auth' } })];
  expect(proxyRequiresAuth(someFacts({ endpoints }))).toStrictEqual([]);
});
