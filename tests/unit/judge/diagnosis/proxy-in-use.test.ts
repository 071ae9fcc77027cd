import { describe, expect, test } from 'vitest';
import { proxyInUse } from '../../../../src/judge/diagnosis/proxy-in-use.ts';
import { anEndpoint, aProbe, failing, NO_PROXY, someFacts, unconnected, unnamed } from '../../../support/facts.ts';

const proxy = { ...NO_PROXY, state: 'both', https: 'http://10.0.0.9:8080' } as const;
const through = (host: string, probe: number) =>
  anEndpoint({ host, decidedBy: probe, https: { status: 'reachable', probe }, dns: { status: 'resolved' } });
const silent = anEndpoint({ host: 's', verdict: 'not_run', decidedBy: 8, tcp: { status: 'indeterminate', probe: 8 } });
const disk = unconnected('timeout', { host: 'd', service: 'ilr', port: 3260, decidedBy: 9, tcp: { probe: 9 } });
const rule = (...endpoints: ReturnType<typeof anEndpoint>[]) =>
  proxyInUse(someFacts({ proxied: true, proxy, endpoints }));

describe('everything that asks goes through the proxy', () => {
  test('a state, and certain, where nothing fails', () => {
    const works = through('a', 2);
    expect(rule(works, silent, anEndpoint({ host: 'u' }))).toStrictEqual([
      {
        id: 'proxy-in-use',
        confidence: 'certain',
        endpoints: [works, silent],
        because: [2, 8],
        rank: 'state',
        weight: 2,
      },
    ]);
  });

  test('also where nothing was asked', () => {
    expect(rule(silent)).toMatchObject([{ rank: 'state', endpoints: [silent] }]);
  });

  test('a remark where something else fails', () => {
    expect(rule(through('a', 2), failing('proxy_denied'))).toMatchObject([{ confidence: 'certain', rank: 'remark' }]);
    expect(rule(through('a', 2), disk, failing('tls_untrusted'))).toMatchObject([{ rank: 'remark' }]);
    expect(rule(through('a', 2), failing('timeout', { port: 80 }))).toMatchObject([{ rank: 'remark' }]);
  });
});

describe('what does not go through it fails', () => {
  test('likely, and it rests on what works as well', () => {
    const works = through('a', 2);
    expect(rule(works, silent, disk)).toStrictEqual([
      {
        id: 'proxy-in-use',
        confidence: 'likely',
        endpoints: [disk, silent],
        because: [2, 9],
        rank: 'failure',
        weight: 2,
      },
    ]);
  });

  test('a name that is missing while others resolve is a cause of its own', () => {
    expect(rule(through('a', 2), unnamed('dns_nxdomain', { port: 3260 }))).toMatchObject([{ rank: 'remark' }]);
  });

  test('where no name resolves, the proxy is what resolves them', () => {
    const works = anEndpoint({ decidedBy: 2, https: { status: 'reachable', probe: 2 } });
    const missing = unnamed('dns_timeout', { port: 3260 });
    expect(rule(works, missing)).toMatchObject([{ rank: 'failure', endpoints: [missing] }]);
  });

  test('a proxy that another account has takes no part', () => {
    const accounts = someFacts({ proxied: true, endpoints: [through('a', 2), disk], probes: [aProbe(2)] });
    expect(proxyInUse(accounts)).toMatchObject([{ rank: 'remark' }]);
    const shown = [aProbe(2, { detail: { viaProxy: true } })];
    expect(proxyInUse({ ...accounts, probes: shown })).toMatchObject([{ rank: 'failure' }]);
    const both = [through('b', 1), through('a', 2), disk];
    expect(proxyInUse({ ...accounts, endpoints: both, probes: shown })).toMatchObject([{ rank: 'failure' }]);
  });
});

test('not where nothing comes through it and something fails', () => {
  expect(rule(failing('proxy_denied'))).toStrictEqual([]);
  expect(rule(failing('timeout'), silent)).toStrictEqual([]);
  expect(rule(disk)).toStrictEqual([]);
});

test('not without a proxy', () => {
  expect(proxyInUse(someFacts({ proxy, endpoints: [through('a', 2)] }))).toStrictEqual([]);
});
