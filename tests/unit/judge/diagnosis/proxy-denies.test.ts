import { describe, expect, test } from 'vitest';
import { proxyDenies } from '../../../../src/judge/diagnosis/proxy-denies.ts';
import { anEndpoint, aProbe, failing, someFacts } from '../../../support/facts.ts';

describe('the proxy turns the request down', () => {
  test('certain, with the status where it is known', () => {
    const endpoints = [
      failing('proxy_denied', { host: 'a', decidedBy: 3 }),
      failing('proxy_denied', { host: 'b', decidedBy: 2, https: { probe: 2 } }),
    ];
    const probes = [aProbe(1, { detail: { proxyStatus: 500 } }), aProbe(2, { detail: { proxyStatus: 403 } })];
    expect(proxyDenies(someFacts({ endpoints: [...endpoints, failing('timeout')], probes }))).toStrictEqual([
      {
        id: 'proxy-denies',
        confidence: 'certain',
        endpoints,
        because: [2, 3],
        rank: 'failure',
        weight: 2,
        params: { status: 403 },
      },
    ]);
  });

  test('a status that is not shown is not named', () => {
    expect(proxyDenies(someFacts({ endpoints: [failing('proxy_denied')] }))[0]).not.toHaveProperty('params');
  });
});

test('not for another answer of the proxy, and not where it works', () => {
  const endpoints = [failing('proxy_auth'), anEndpoint({ https: { cause: 'proxy_denied' } })];
  expect(proxyDenies(someFacts({ endpoints }))).toStrictEqual([]);
});
