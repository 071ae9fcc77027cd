import { known, routeDecisions, ruleDecisions } from './decisions.ts';
import type { Rule } from './facts.ts';
import { STATES } from './order.ts';

const ID = 'rules-allow';

/** Everything that is listed lets the needed destinations through. That is no answer of theirs. */
export const rulesAllow: Rule = (facts) => {
  const rules = ruleDecisions(facts);
  const routes = routeDecisions(facts);
  const all = [...rules, ...routes];
  if (all.length === 0 || all.some(({ verdict }) => verdict !== 'allowed')) return [];
  const listed = rules.length === 0 ? 'routes' : routes.length === 0 ? 'rules' : 'both';
  const isEffective = facts.azureNetwork?.listings.every(({ kind }) => kind !== 'own-rules') === true;
  return [
    {
      id: ID,
      confidence: 'possible',
      endpoints: [],
      because: [],
      params: known({ listed, listing: isEffective ? 'effective' : 'own' }),
      rank: 'state',
      weight: STATES[ID],
    },
  ];
};
