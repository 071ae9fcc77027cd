import { expect, test } from 'vitest';
import { proxyUnreachable } from '../../../../src/judge/diagnosis/proxy-denies.ts';
import { anEndpoint, failing, someFacts } from '../../../support/facts.ts';

test('the proxy does not answer, or its name is not known', () => {
  const endpoints = [failing('proxy_unreachable', { host: 'a', decidedBy: 3 }), failing('proxy_dns', { decidedBy: 2 })];
  expect(proxyUnreachable(someFacts({ endpoints: [...endpoints, failing('timeout')] }))).toStrictEqual([
    { id: 'proxy-unreachable', confidence: 'certain', endpoints, because: [2, 3], rank: 'failure', weight: 2 },
  ]);
});

test('not for another answer of the proxy, and not where it works', () => {
  const endpoints = [failing('proxy_denied'), anEndpoint({ https: { cause: 'proxy_unreachable' } })];
  expect(proxyUnreachable(someFacts({ endpoints }))).toStrictEqual([]);
});
