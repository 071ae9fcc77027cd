import { expect, test } from 'vitest';
import { allReachable } from '../../../../src/judge/diagnosis/all-reachable.ts';
import type { Facts } from '../../../../src/judge/diagnosis/facts.ts';
import { anEndpoint, aPrivateName, aProbe, failing, someFacts } from '../../../support/facts.ts';

const works = [anEndpoint({ host: 'a', decidedBy: 7 }), anEndpoint({ host: 'b', decidedBy: 3 })];
const untested = anEndpoint({ host: 'c', verdict: 'not_run' });

test('everything that was tested answers', () => {
  const endpoints = [...works, untested];
  const facts = someFacts({ endpoints, probes: [aProbe(3), aProbe(7)] });
  expect(allReachable(facts)).toStrictEqual([
    { id: 'all-reachable', confidence: 'certain', endpoints, because: [3, 7], rank: 'state', weight: 1 },
  ]);
});

test.each([
  ['that another one reached', works[0]],
  ['whose name another one resolved', { ...untested, dns: { ...untested.dns, status: 'resolved' as const } }],
])('a missing tool takes nothing from a destination %s', (_, endpoint) => {
  expect.assert(endpoint !== undefined);
  const probes = [aProbe(1, { cause: 'tool_missing', host: endpoint.host })];
  expect(allReachable(someFacts({ endpoints: [...works, endpoint], probes }))).toHaveLength(1);
});

test('nor does a run that fails for another reason', () => {
  const probes = [aProbe(1, { status: 'not_run', cause: 'other', host: untested.host })];
  expect(allReachable(someFacts({ endpoints: [...works, untested], probes }))).toHaveLength(1);
});

test('output of which nobody knows what wrote it makes it merely likely', () => {
  const unread = [{ command: './check', tool: null, lines: [1, 2] as const }];
  expect(allReachable(someFacts({ endpoints: works, unread }))).toMatchObject([{ confidence: 'likely' }]);
});

test.each<[string, Partial<Facts>]>([
  ['the log ends early', { endpoints: works, complete: false }],
  ['nothing was tested', { endpoints: [] }],
  ['nothing answers', { endpoints: [untested] }],
  ['one fails', { endpoints: [...works, failing('timeout')] }],
  ['one is open', { endpoints: [...works, anEndpoint({ verdict: 'indeterminate' })] }],
  [
    'a name leads elsewhere than its private endpoint',
    { endpoints: works, privateNames: [aPrivateName({ state: 'public' })] },
  ],
  ['a run was broken off', { endpoints: works, probes: [aProbe(1), aProbe(2, { status: 'incomplete' })] }],
  [
    'a tool was missing, and nothing is known of its destination',
    { endpoints: [...works, untested], probes: [aProbe(1, { cause: 'tool_missing', host: 'c' })] },
  ],
  [
    'the output of a test was not read',
    {
      endpoints: works,
      unread: [
        { command: 'x', tool: null, lines: [1, 1] },
        { command: 'mtr a', tool: 'mtr', lines: [2, 2] },
      ],
    },
  ],
])('not where %s', (_, facts) => {
  expect(allReachable(someFacts(facts))).toStrictEqual([]);
});
