import { expect, test } from 'vitest';
import { logNewer } from '../../../../src/judge/diagnosis/log-newer.ts';
import { someFacts } from '../../../support/facts.ts';

test('a log of a later version than is known', () => {
  expect(logNewer(someFacts({ newer: { line: 1, version: 3, known: 1 } }))).toStrictEqual([
    {
      id: 'log-newer',
      confidence: 'certain',
      endpoints: [],
      because: [],
      params: { version: 3, known: 1 },
      rank: 'remark',
      weight: 2,
    },
  ]);
});

test('not of one that is known, and not of what has no version', () => {
  expect(logNewer(someFacts({ newer: null }))).toStrictEqual([]);
  expect(logNewer(someFacts({}))).toStrictEqual([]);
});
