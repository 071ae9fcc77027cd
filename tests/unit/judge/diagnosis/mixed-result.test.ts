import { describe, expect, test } from 'vitest';
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
const whole = (id: string, confidence: Finding['confidence']): Finding => ({
  id,
  confidence,
  endpoints: [],
  because: [],
  rank: 'state',
  weight: 0,
});

describe('mixed-result', () => {
  const fails = failing('timeout', { decidedBy: 4 });

  test('names each failure that no root cause explains', () => {
    const explained = failing('refused');
    const facts = someFacts({ endpoints: [anEndpoint({}), explained, fails] });
    expect(leftovers(facts, [finding('failure', explained)])).toStrictEqual([
      { id: 'mixed-result', confidence: 'possible', endpoints: [fails], because: [4], rank: 'failure', weight: 1 },
    ]);
  });

  test('a state or a remark explains no failure', () => {
    for (const rank of ['state', 'remark'] as const)
      expect(leftovers(someFacts({ endpoints: [fails] }), [finding(rank, fails)])).toMatchObject([
        { id: 'mixed-result', endpoints: [fails] },
      ]);
  });

  test('is said of the whole where something works and no root cause fits', () => {
    const facts = someFacts({ endpoints: [anEndpoint({ verdict: 'indeterminate' }), anEndpoint({})] });
    expect(leftovers(facts, [])).toStrictEqual([whole('mixed-result', 'possible')]);
    expect(leftovers(facts, [finding('remark')])).toStrictEqual([whole('mixed-result', 'possible')]);
  });
});
