import { expect, test } from 'vitest';
import { family, growthOf, MOST_RATIO, testGrowth } from '../../support/growth.ts';

const numbers = (n: number): number[] => Array.from({ length: n }, (_, at) => at);
const quadratic = (all: number[]): number =>
  all.reduce((sum, one) => sum + (all.some((other) => other === one + all.length) ? 1 : 0), 0);

testGrowth([family('a sum', numbers, (all) => all.reduce((sum, one) => sum + one, 0))]);

test('what compares everything with everything is told', async () => {
  const { ratio } = await growthOf(family('pairs', numbers, quadratic, { most: 2048 }));
  expect(ratio).toBeGreaterThan(MOST_RATIO);
});
