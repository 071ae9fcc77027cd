import { expect, test } from 'vitest';
import type { Finding } from '../../../../src/judge/diagnosis/facts.ts';
import { leftovers } from '../../../../src/judge/diagnosis/leftovers.ts';
import { failing, someFacts } from '../../../support/facts.ts';

const whole = (id: string, confidence: Finding['confidence']): Finding => ({
  id,
  confidence,
  endpoints: [],
  because: [],
  rank: 'state',
  weight: 0,
});

test('log-unrecognised is certain, and says nothing of endpoints', () => {
  const facts = someFacts({ recognised: false, endpoints: [failing('timeout')] });
  expect(leftovers(facts, [])).toStrictEqual([whole('log-unrecognised', 'certain')]);
});
