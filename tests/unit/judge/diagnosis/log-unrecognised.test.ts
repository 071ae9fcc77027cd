import { expect, test } from 'vitest';
import { leftovers } from '../../../../src/judge/diagnosis/leftovers.ts';
import { failing, ofWholeLog, someFacts } from '../../../support/facts.ts';

test('log-unrecognised is certain, and says nothing of endpoints', () => {
  const facts = someFacts({ recognised: false, endpoints: [failing('timeout')] });
  expect(leftovers(facts, [])).toStrictEqual([ofWholeLog('log-unrecognised', 'certain')]);
});
