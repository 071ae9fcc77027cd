import { describe, expect, test } from 'vitest';
import { leftovers } from '../../../../src/judge/diagnosis/leftovers.ts';
import { aFinding, anEndpoint, ofWholeLog, someFacts } from '../../../support/facts.ts';

describe('nothing-tested', () => {
  test('where nothing works and nothing fails', () => {
    expect(leftovers(someFacts({}), [])).toStrictEqual([ofWholeLog('nothing-tested', 'possible')]);
    const open = [anEndpoint({ verdict: 'not_run' }), anEndpoint({ verdict: 'indeterminate' })];
    expect(leftovers(someFacts({ endpoints: open }), [aFinding('remark')])).toStrictEqual([
      ofWholeLog('nothing-tested', 'possible'),
    ]);
  });
});
