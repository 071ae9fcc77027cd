import { expect, test } from 'vitest';
import { family, growthOf, MOST_RATIO, testGrowth } from '../../support/growth.ts';

const numbers = (n: number): number[] => Array.from({ length: n }, (_, at) => at);
function quadratic(all: readonly number[]): number {
  let pairs = 0;
  for (const one of all) for (const other of all) if (one === other + 1) pairs += 1;
  return pairs;
}

testGrowth([family('a sum', numbers, (all) => all.reduce((sum, one) => sum + one, 0))]);

test('what compares everything with everything is told', async () => {
  const { ratio } = await growthOf(family('pairs', numbers, quadratic, { most: 128 }));
  expect(ratio).toBeGreaterThan(MOST_RATIO);
});
