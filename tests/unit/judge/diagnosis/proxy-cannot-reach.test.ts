import { expect, test } from 'vitest';
import { proxyCannotReach } from '../../../../src/judge/diagnosis/proxy-cannot-reach.ts';
import { anEndpoint, aProbe, failing, someFacts } from '../../../support/facts.ts';

test('certain, with the status that the proxy gave', () => {
  const fails = failing('proxy_upstream', { decidedBy: 2, https: { probe: 2 } });
  const probes = [aProbe(2, { detail: { proxyStatus: 599 } })];
  expect(proxyCannotReach(someFacts({ endpoints: [fails, failing('timeout')], probes }))).toStrictEqual([
    {
      id: 'proxy-cannot-reach',
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
  const endpoints = [failing('proxy_denied'), anEndpoint({ https: { cause: 'proxy_upstream' } })];
  expect(proxyCannotReach(someFacts({ endpoints }))).toStrictEqual([]);
});
