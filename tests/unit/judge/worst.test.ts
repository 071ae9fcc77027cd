import { expect, test } from 'vitest';
import { isWorse, isWorseMachine } from '../../../src/judge/worst.ts';

const ofOneMachine = ['unreachable', 'indeterminate', 'reachable', 'incomplete', 'not_run'] as const;
const ofMachines = ['unreachable', 'indeterminate', 'not_run', 'reachable'] as const;

test('of results of one machine what failed outweighs what worked, and what did not run comes last', () => {
  for (const [i, one] of ofOneMachine.entries())
    for (const [j, other] of ofOneMachine.entries())
      expect([one, other, isWorse(one, other)]).toEqual([one, other, i < j]);
});

test('of verdicts of several machines what one has not tested outweighs what another reaches', () => {
  for (const [i, one] of ofMachines.entries())
    for (const [j, other] of ofMachines.entries())
      expect([one, other, isWorseMachine(one, other)]).toEqual([one, other, i < j]);
  expect(isWorseMachine('incomplete', 'not_run')).toBe(false);
});
