import { besides } from '#locale/forms.ts';
import type { Rule } from './facts.ts';
import { STATES } from './order.ts';

/** A tool is not installed, so a part of the checks has no result. */
export const toolMissing: Rule = (facts) => {
  const missing = facts.probes.filter(({ cause }) => cause === 'tool_missing');
  if (missing.length === 0) return [];
  const tools = [...new Set(missing.map(({ tool }) => tool))];
  const decided = facts.endpoints.some(({ verdict }) => verdict === 'reachable' || verdict === 'unreachable');
  return [
    {
      id: 'tool-missing',
      confidence: 'certain',
      endpoints: [],
      because: missing.map(({ id }) => id),
      params: { tool: besides(tools) },
      rank: decided ? 'remark' : 'state',
      weight: STATES['tool-missing'],
    },
  ];
};
