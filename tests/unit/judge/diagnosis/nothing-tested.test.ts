import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../../src/judge/diagnosis/facts.ts';
import { leftovers } from '../../../../src/judge/diagnosis/leftovers.ts';
import { anEndpoint, someFacts } from '../../../support/facts.ts';

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

describe('nothing-tested', () => {
  test('where nothing works and nothing fails', () => {
    expect(leftovers(someFacts({}), [])).toStrictEqual([whole('nothing-tested', 'possible')]);
    const open = [anEndpoint({ verdict: 'not_run' }), anEndpoint({ verdict: 'indeterminate' })];
    expect(leftovers(someFacts({ endpoints: open }), [finding('remark')])).toStrictEqual([
      whole('nothing-tested', 'possible'),
    ]);
  });
});
