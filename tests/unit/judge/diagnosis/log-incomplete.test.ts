import { expect, test } from 'vitest';
import { logIncomplete } from '../../../../src/judge/diagnosis/log-incomplete.ts';
import { aProbe, someFacts } from '../../../support/facts.ts';

const found = (because: readonly number[], params: object = { params: { tool: 'curl' } }) => [
  { id: 'log-incomplete', confidence: 'certain', endpoints: [], because, rank: 'state', weight: 4, ...params },
];

test('the log stops before its end', () => {
  expect(logIncomplete(someFacts({ complete: false, probes: [aProbe(1)] }))).toStrictEqual(found([]));
});

test('it is named whose log it is, where one program did all that is in it', () => {
  const [one, other] = [aProbe(1, { tool: 'karte' }), aProbe(2)];
  const told = (probes: (typeof one)[]) => logIncomplete(someFacts({ complete: false, probes }));
  expect(told([one])).toStrictEqual(found([], { params: { tool: 'karte' } }));
  expect(told([one, other])).toStrictEqual(found([], {}));
  expect(told([])).toStrictEqual(found([], {}));
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
