import { describe, expect, test } from 'vitest';
import { leftovers } from '../../../../src/judge/diagnosis/leftovers.ts';
import { aFinding, anEndpoint, failing, ofWholeLog, someFacts } from '../../../support/facts.ts';

describe('mixed-result', () => {
  const fails = failing('timeout', { decidedBy: 4 });

  test('names each failure that no root cause explains', () => {
    const explained = failing('refused');
    const facts = someFacts({ endpoints: [anEndpoint({}), explained, fails] });
    expect(leftovers(facts, [aFinding('failure', explained)])).toStrictEqual([
      { id: 'mixed-result', confidence: 'possible', endpoints: [fails], because: [4], rank: 'failure', weight: 1 },
    ]);
  });

  test('a state or a remark explains no failure', () => {
    for (const rank of ['state', 'remark'] as const)
      expect(leftovers(someFacts({ endpoints: [fails] }), [aFinding(rank, fails)])).toMatchObject([
        { id: 'mixed-result', endpoints: [fails] },
      ]);
  });

  test('is said of the whole where something works and no root cause fits', () => {
    const facts = someFacts({ endpoints: [anEndpoint({ verdict: 'indeterminate' }), anEndpoint({})] });
    expect(leftovers(facts, [])).toStrictEqual([ofWholeLog('mixed-result', 'possible')]);
    expect(leftovers(facts, [aFinding('remark')])).toStrictEqual([ofWholeLog('mixed-result', 'possible')]);
  });
});
