import { describe, expect, test } from 'vitest';
import { publicAnswers, routeMissing } from '../../../../src/judge/diagnosis/route-missing.ts';
import { NO_NETWORK_SETTINGS } from '../../../../src/judge/no-settings.ts';
import { anEndpoint, aProbe, failing, someFacts, unconnected } from '../../../support/facts.ts';

const without = (host: string, decidedBy: number) => unconnected('route', { host, decidedBy });
const unknownHost = (host: string) => unconnected('host_unreachable', { host });

describe('the machine’s own system knows no way', () => {
  test('likely, and before what merely says that there is no host', () => {
    const endpoints = [without('a', 3), without('b', 2)];
    expect(routeMissing(someFacts({ endpoints: [...endpoints, failing('timeout'), anEndpoint({})] }))).toStrictEqual([
      { id: 'route-missing', confidence: 'likely', endpoints, because: [2, 3], rank: 'failure', weight: 2.5 },
    ]);
  });

  test('both words are one cause where nothing answers', () => {
    const [one, two] = [without('a', 1), unknownHost('b')];
    expect(routeMissing(someFacts({ endpoints: [two, one] }))).toMatchObject([
      { confidence: 'likely', endpoints: [one, two], weight: 2.5 },
    ]);
  });
});

describe('no route to host', () => {
  test('possible for one or two, likely for more', () => {
    const all = ['a', 'b', 'c'].map(unknownHost);
    expect(routeMissing(someFacts({ endpoints: all.slice(0, 2) }))).toMatchObject([
      { confidence: 'possible', weight: 2 },
    ]);
    expect(routeMissing(someFacts({ endpoints: all }))).toMatchObject([{ confidence: 'likely', weight: 3 }]);
  });

  test('comes from a firewall where a public destination answers, or where a device says so', () => {
    expect(routeMissing(someFacts({ endpoints: [unknownHost('a'), anEndpoint({})] }))).toStrictEqual([]);
    const rejected = unconnected('host_unreachable', { tcp: { probe: 2 } });
    const probes = [aProbe(2, { detail: { rejectedBy: '10.0.0.1' } })];
    expect(routeMissing(someFacts({ endpoints: [rejected], probes }))).toStrictEqual([]);
  });
});

test.each([
  ['the platform alone is without a way', unconnected('route', { service: 'platform' })],
  ['the platform alone has no host', unconnected('host_unreachable', { service: 'platform' })],
  ['the name leads nowhere', unconnected('route', { dns: { cause: 'gateway' } })],
  ['another cause', failing('timeout')],
])('not where %s', (_, endpoint) => {
  expect(routeMissing(someFacts({ endpoints: [endpoint] }))).toStrictEqual([]);
});

describe('something outside the network answers', () => {
  test.each([
    ['a public destination', anEndpoint({}), true],
    ['a connection to one', failing('tls_untrusted', { tcp: { status: 'reachable' } }), true],
    ['a private one', anEndpoint({ dns: { private: true } }), false],
    ['the platform', anEndpoint({ service: 'platform' }), false],
    ['nothing', failing('timeout'), false],
  ])('%s: %s', (_, endpoint, expected) => {
    expect(publicAnswers(someFacts({ endpoints: [failing('timeout'), endpoint] }))).toBe(expected);
  });
});

describe('a list of routes without the default one', () => {
  const network = (present: boolean) => ({ ...NO_NETWORK_SETTINGS, defaultRoute: { present, line: 3 } });

  test('makes certain what fails for it', () => {
    const one = unknownHost('a');
    expect(routeMissing(someFacts({ endpoints: [one], network: network(false) }))).toMatchObject([
      { confidence: 'certain', endpoints: [one], weight: 1.5, params: { how: 'listed' } },
    ]);
    expect(routeMissing(someFacts({ endpoints: [one], network: network(true) }))).toMatchObject([
      { confidence: 'possible', weight: 1 },
    ]);
  });

  test.each([
    ['nothing was tested', [], 'state'],
    ['something else fails', [failing('timeout')], 'remark'],
  ])('is possible where %s', (_, endpoints, rank) => {
    expect(routeMissing(someFacts({ endpoints, network: network(false) }))).toMatchObject([
      { id: 'route-missing', confidence: 'possible', endpoints: [], because: [], rank, params: { how: 'listed' } },
    ]);
  });

  test('is none where a public destination answers, or there is one', () => {
    expect(routeMissing(someFacts({ endpoints: [anEndpoint({})], network: network(false) }))).toStrictEqual([]);
    expect(routeMissing(someFacts({ network: network(true) }))).toStrictEqual([]);
  });
});
