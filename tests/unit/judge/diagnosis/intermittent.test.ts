import { expect, test } from 'vitest';
import { intermittent } from '../../../../src/judge/diagnosis/intermittent.ts';
import { anEndpoint, aProbe, someFacts } from '../../../support/facts.ts';

const doubtful = (host: string, probe: number, more = {}) =>
  anEndpoint({ host, verdict: 'indeterminate', decidedBy: probe, tcp: { probe }, https: { probe: null }, ...more });
const probes = [
  aProbe(1, { detail: { attempts: 10, unanswered: 2 } }),
  aProbe(2, { detail: { attempts: 10, unanswered: 9 } }),
  aProbe(3),
];

test('the destination that fails most often is named, and all of them count', () => {
  const endpoints = [doubtful('a', 1), doubtful('b', 2), doubtful('c', 3)];
  const [found, ...others] = intermittent(someFacts({ source: 'capture', probes, endpoints }));
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    id: 'intermittent',
    confidence: 'likely',
    rank: 'state',
    because: [1, 2],
    weight: 2,
    params: { host: 'b', attempts: 10, unanswered: 9 },
  });
  expect(found?.endpoints.map(({ host }) => host)).toEqual(['b', 'a']);
});

test('how often counts, not how many', () => {
  const many = [
    aProbe(1, { detail: { attempts: 100, unanswered: 30 } }),
    aProbe(2, { detail: { attempts: 10, unanswered: 9 } }),
  ];
  const endpoints = [doubtful('a', 1), doubtful('b', 2)];
  for (const order of [endpoints, endpoints.toReversed()])
    expect(intermittent(someFacts({ source: 'capture', probes: many, endpoints: order }))[0]?.params).toEqual({
      host: 'b',
      port: 443,
      attempts: 10,
      unanswered: 9,
    });
});

test('half a share tells nothing', () => {
  const half = [aProbe(1, { detail: { attempts: 10 } }), aProbe(2, { detail: { unanswered: 2 } })];
  const endpoints = [doubtful('a', 1), doubtful('b', 2)];
  expect(intermittent(someFacts({ source: 'capture', probes: half, endpoints }))).toEqual([]);
});

test.each([
  ['a log tells no shares', { source: 'log' as const, endpoints: [doubtful('a', 1)] }],
  ['its verdict is known', { source: 'capture' as const, endpoints: [doubtful('a', 1, { verdict: 'reachable' })] }],
  ['no try was answered', { source: 'capture' as const, endpoints: [doubtful('c', 3)] }],
])('not where %s', (_, more) => {
  expect(intermittent(someFacts({ probes, ...more }))).toEqual([]);
});
