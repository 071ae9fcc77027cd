import { describe, expect, test } from 'vitest';
import { proxyHalfConfigured } from '../../../../src/judge/diagnosis/proxy-half-configured.ts';
import { anEndpoint, failing, NO_PROXY, someFacts } from '../../../support/facts.ts';

const proxy = { ...NO_PROXY, state: 'http_only', http: 'http://10.0.0.9:8080' } as const;

describe('http_proxy alone is set', () => {
  test('what fails on 443 goes the direct way, which is closed', () => {
    const fails = failing('timeout', { decidedBy: 2 });
    const endpoints = [fails, failing('timeout', { port: 3260 }), anEndpoint({})];
    expect(proxyHalfConfigured(someFacts({ proxy, endpoints }))).toStrictEqual([
      {
        id: 'proxy-half-configured',
        confidence: 'likely',
        endpoints: [fails],
        because: [2],
        rank: 'failure',
        weight: 1.5,
      },
    ]);
  });

  test('it is worth a remark where nothing fails for it', () => {
    for (const endpoints of [[anEndpoint({})], [failing('timeout', { port: 3260 })], [failing('tls_untrusted')]])
      expect(proxyHalfConfigured(someFacts({ proxy, endpoints }))).toStrictEqual([
        { id: 'proxy-half-configured', confidence: 'possible', endpoints: [], because: [], rank: 'remark', weight: 1 },
      ]);
  });
});

test.each(['none', 'both', 'https_only', 'unknown'] as const)('not where the proxy is %s', (state) => {
  const endpoints = [failing('timeout')];
  expect(proxyHalfConfigured(someFacts({ proxy: { ...proxy, state }, endpoints }))).toStrictEqual([]);
});
