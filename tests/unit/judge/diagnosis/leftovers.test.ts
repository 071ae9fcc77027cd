import { expect, test } from 'vitest';
import type { Finding } from '../../../../src/judge/diagnosis/facts.ts';
import { leftovers } from '../../../../src/judge/diagnosis/leftovers.ts';
import { anEndpoint, failing, someFacts } from '../../../support/facts.ts';

const finding = (rank: Finding['rank'], ...endpoints: Finding['endpoints']): Finding => ({
  id: 'x',
  confidence: 'certain',
  endpoints,
  because: [],
  rank,
  weight: 1,
});
test('nothing is left where a root cause speaks for the log, or explains every failure', () => {
  const fails = failing('timeout');
  expect(leftovers(someFacts({ endpoints: [fails] }), [finding('failure', fails)])).toStrictEqual([]);
  expect(leftovers(someFacts({ endpoints: [anEndpoint({})] }), [finding('remark'), finding('state')])).toStrictEqual(
    [],
  );
});
