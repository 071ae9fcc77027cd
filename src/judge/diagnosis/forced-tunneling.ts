import { known, namesOf, routeDecisions, workloadsOf } from './decisions.ts';
import type { Rule } from './facts.ts';
import { STATES } from './order.ts';

const ID = 'forced-tunneling';

/** What a machine sends goes to the reader's own site first, through a gateway. */
export const forcedTunneling: Rule = (facts) => {
  const own = routeDecisions(facts).filter(({ reason }) => reason === 'gateway');
  const [first] = own;
  if (first === undefined) return [];
  const { route } = first;
  return [
    {
      id: ID,
      confidence: 'possible',
      endpoints: [],
      because: [],
      lines: route === null ? [] : [route.line],
      params: known({ tag: namesOf(own), workloads: workloadsOf(own, facts), prefix: route?.prefix }),
      rank: 'state',
      weight: STATES[ID],
    },
  ];
};
