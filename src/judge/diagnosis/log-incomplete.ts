import type { Rule } from './facts.ts';
import { STATES } from './order.ts';

const ID = 'log-incomplete';

/** The log stops before the script's own end, or a command was broken off: what it was to test is open. */
export const logIncomplete: Rule = (facts) => {
  const cut = facts.probes.filter(({ status }) => status === 'incomplete').map(({ id }) => id);
  if (!facts.recognised || (facts.complete && cut.length === 0)) return [];
  // whose log it is, where one program did all that is in it: how it is run again is its own
  const [tool, ...others] = new Set(facts.probes.map((probe) => probe.tool));
  const params = tool === undefined || others.length > 0 ? {} : { params: { tool } };
  return [{ id: ID, confidence: 'certain', endpoints: [], because: cut, rank: 'state', weight: STATES[ID], ...params }];
};
