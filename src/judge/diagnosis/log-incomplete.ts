import type { Rule } from './facts.ts';

/** The log stops before the script's own end: what comes later was not tested. */
export const logIncomplete: Rule = (facts) => {
  if (facts.complete || !facts.recognised) return [];
  const cut = facts.probes.filter(({ status }) => status === 'incomplete').map(({ id }) => id);
  return [{ id: 'log-incomplete', confidence: 'certain', endpoints: [], because: cut, rank: 'state', weight: 4 }];
};
