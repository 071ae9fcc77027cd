import { describe, expect, test } from 'vitest';
import { firewall } from '../../../../src/judge/diagnosis/firewall.ts';
import { anEndpoint, aProbe, NO_PROXY, someFacts, unconnected } from '../../../support/facts.ts';

const silent = (host: string, service: string, decidedBy: number | null = null) =>
  unconnected('timeout', { host, service, decidedBy });
const three = [silent('a', 'backup', 3), silent('b', 'storage', 2), silent('c', 'storage', 1)];
const ids = (facts: Parameters<typeof someFacts>[0]) => firewall(someFacts(facts)).map(({ id }) => id);

test('nothing of several services answers', () => {
  expect(firewall(someFacts({ endpoints: three }))).toStrictEqual([
    {
      id: 'firewall-blocks-all',
      confidence: 'likely',
      endpoints: three,
      because: [1, 2, 3],
      rank: 'failure',
      weight: 3,
      params: { how: 'silent' },
    },
  ]);
});

describe('it yields', () => {
  test.each([
    ['where something answers', [...three, anEndpoint({ service: 'entra' })]],
    ['where one service was tested', [silent('a', 'backup'), silent('b', 'backup'), silent('c', 'backup')]],
    ['where two endpoints fail', three.slice(0, 2)],
  ])('%s', (_, endpoints) => {
    expect(ids({ endpoints })).not.toContain('firewall-blocks-all');
    expect(ids({ endpoints })).not.toEqual([]);
  });

  test('where the requests go through a proxy', () => {
    expect(ids({ endpoints: three, proxy: { ...NO_PROXY, https: 'http://p:1' } })).toEqual([
      'firewall-blocks-service',
      'firewall-blocks-service',
    ]);
    // one of them is enough, and its probe may show it
    const asked = unconnected('timeout', { service: 'storage', https: { probe: 7 } });
    const probes = [aProbe(7, { detail: { viaProxy: true } })];
    expect(ids({ endpoints: [...three, asked], probes })).not.toContain('firewall-blocks-all');
  });
});
