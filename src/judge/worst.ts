import type { ProbeStatus } from '../model/probe.ts';

/** From the worst on: a false "reachable" is the worst answer, so whatever speaks against it comes first. */
const WORST_FIRST: readonly ProbeStatus[] = ['unreachable', 'indeterminate', 'reachable', 'incomplete', 'not_run'];

/** Whether a result outweighs another of the same machine, where a test that did not run says nothing. */
export function isWorse(one: ProbeStatus, other: ProbeStatus): boolean {
  return WORST_FIRST.indexOf(one) < WORST_FIRST.indexOf(other);
}

/**
 * Whether the verdict of one machine outweighs that of another. What one of them has not tested is open, however well
 * the other reaches it.
 */
export function isWorseMachine(one: ProbeStatus, other: ProbeStatus): boolean {
  if (one === 'not_run') return other === 'reachable';
  return other === 'not_run' ? one !== 'reachable' && one !== 'incomplete' : isWorse(one, other);
}
