import type { Rule } from './facts.ts';
import { STATES } from './order.ts';

/** The log is of a later version than is known: what is new in it is passed over. */
export const logNewer: Rule = ({ newer }) => {
  if (newer == null) return [];
  const { version, known } = newer;
  return [
    {
      id: 'log-newer',
      confidence: 'certain',
      endpoints: [],
      because: [],
      params: { version, known },
      rank: 'remark',
      weight: STATES['log-newer'],
    },
  ];
};
