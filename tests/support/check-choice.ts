import type { CheckChoice } from '../../src/evidence/check-script.ts';

/** A reader's choice for a check script: MARS in eastern Japan, where nothing else is given. */
export function checkChoice(given: Partial<CheckChoice> = {}): CheckChoice {
  return { workloads: ['mars'], regions: ['jpe'], names: '', proxy: '', ...given };
}
