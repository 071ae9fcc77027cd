import { describe, expect, test } from 'vitest';
import { connectionStalls } from '../../../../src/judge/diagnosis/connection-stalls.ts';
import { anEndpoint, aProbe, failing, someFacts } from '../../../support/facts.ts';

const stalled = (host: string, probe: number | null) =>
  failing('stalled', { host, decidedBy: probe, https: { probe } });

describe('the connection is made and then nothing comes', () => {
  test('likely, where nobody says why', () => {
    const endpoints = [stalled('a', 2), stalled('b', 5)];
    const facts = someFacts({ endpoints: [...endpoints, failing('timeout')], probes: [aProbe(2), aProbe(5)] });
    expect(connectionStalls(facts)).toStrictEqual([
      { id: 'connection-stalls', confidence: 'likely', endpoints, because: [2, 5], rank: 'failure', weight: 2 },
    ]);
  });

  test('certain, where a router names the size that it takes', () => {
    const endpoints = [stalled('a', null), stalled('b', 5)];
    const facts = someFacts({
      endpoints,
      probes: [aProbe(1, { detail: { mtu: 9000 } }), aProbe(5, { detail: { mtu: 1400 } })],
    });
    expect(connectionStalls(facts)).toMatchObject([{ confidence: 'certain', params: { mtu: 1400 } }]);
  });

  test.each([
    ['the request', anEndpoint({ verdict: 'indeterminate', decidedBy: 4, https: { cause: 'stalled' } })],
    ['the connection', anEndpoint({ verdict: 'indeterminate', decidedBy: 4, tcp: { cause: 'stalled' } })],
  ])('possible, where %s is merely open', (_, open) => {
    expect(connectionStalls(someFacts({ endpoints: [anEndpoint({}), open] }))).toStrictEqual([
      { id: 'connection-stalls', confidence: 'possible', endpoints: [open], because: [4], rank: 'failure', weight: 1 },
    ]);
  });

  test('what fails comes before what is open', () => {
    const open = anEndpoint({ verdict: 'indeterminate', https: { cause: 'stalled' } });
    const fails = stalled('a', 2);
    expect(connectionStalls(someFacts({ endpoints: [open, fails] }))).toMatchObject([{ endpoints: [fails] }]);
  });
});

test.each([
  ['it works all the same', anEndpoint({ https: { cause: 'stalled' }, tcp: { cause: 'stalled' } })],
  ['it is open for another cause', anEndpoint({ verdict: 'indeterminate', https: { cause: 'other' } })],
  ['it fails for another cause', failing('timeout')],
  ['the name leads nowhere', failing('stalled', { dns: { cause: 'gateway' } })],
])('not where %s', (_, endpoint) => {
  expect(connectionStalls(someFacts({ endpoints: [endpoint] }))).toStrictEqual([]);
});
