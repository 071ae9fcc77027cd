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

  describe('requests of several packets alone are not answered', () => {
    const lost = (host: string, id: number) =>
      anEndpoint({ host, verdict: 'indeterminate', decidedBy: id, https: { cause: 'stalled', probe: id } });
    const size = (id: number, large: 'lost' | 'passed', proxy?: string) =>
      aProbe(id, { detail: { large, ...(proxy === undefined ? {} : { proxy }) } });
    const confidence = (endpoints: readonly ReturnType<typeof lost>[], ...probes: readonly ReturnType<typeof size>[]) =>
      connectionStalls(someFacts({ endpoints, probes })).map(({ id, confidence, params }) => {
        expect(id).toBe('connection-stalls');
        return `${confidence} ${params?.['how']}`;
      });

    test('of several destinations, and none gets them by that way: likely', () => {
      const all = [lost('a', 1), lost('b', 2)];
      expect(confidence(all, size(1, 'lost'), size(2, 'lost'))).toEqual(['likely size']);
      expect(confidence(all, size(1, 'lost'), size(2, 'lost'), size(3, 'passed', '10.1.0.4:3128'))).toEqual([
        'likely size',
      ]);
      expect(confidence(all, size(1, 'lost', 'a:80'), size(2, 'lost', 'a:80'), size(3, 'passed', 'b:80'))).toEqual([
        'likely size',
      ]);
    });

    test('of one destination, or where another gets them: possible', () => {
      expect(confidence([lost('a', 1)], size(1, 'lost'))).toEqual(['possible size']);
      expect(confidence([lost('a', 1), lost('b', 2)], size(1, 'lost'), size(2, 'lost'), size(3, 'passed'))).toEqual([
        'possible size',
      ]);
    });

    test('what is open for another reason is not counted with it', () => {
      const open = anEndpoint({ host: 'c', verdict: 'indeterminate', https: { cause: 'stalled' } });
      const facts = someFacts({ endpoints: [open, lost('a', 1)], probes: [size(1, 'lost')] });
      expect(connectionStalls(facts)[0]?.endpoints.map(({ host }) => host)).toEqual(['a']);
    });
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
