import { expect, test } from 'vitest';
import { logIncomplete } from '../../../../src/judge/diagnosis/log-incomplete.ts';
import { aProbe, someFacts } from '../../../support/facts.ts';

const found = (because: readonly number[]) => [
  { id: 'log-incomplete', confidence: 'certain', endpoints: [], because, rank: 'state', weight: 4 },
];

test('the log stops before its end', () => {
  expect(logIncomplete(someFacts({ complete: false, probes: [aProbe(1)] }))).toStrictEqual(found([]));
});

test('a command was broken off', () => {
  const probes = [aProbe(1), aProbe(2, { status: 'incomplete' }), aProbe(3, { status: 'incomplete' })];
  expect(logIncomplete(someFacts({ probes }))).toStrictEqual(found([2, 3]));
  expect(logIncomplete(someFacts({ complete: false, probes }))).toStrictEqual(found([2, 3]));
});

test('not where the log is whole, and not of what is no log', () => {
  expect(logIncomplete(someFacts({ probes: [aProbe(1)] }))).toStrictEqual([]);
  expect(logIncomplete(someFacts({ recognised: false, complete: false }))).toStrictEqual([]);
});
