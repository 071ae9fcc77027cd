import { known, namesOf, routeDecisions, workloadsOf } from './decisions.ts';
import type { Rule } from './facts.ts';
import { STATES } from './order.ts';

const ID = 'route-to-appliance';

/** What a machine sends goes to a firewall first, which has rules of its own: nothing is known of what lies behind it. */
export const routeToAppliance: Rule = (facts) => {
  const own = routeDecisions(facts).filter(({ reason }) => reason === 'appliance');
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
      params: known({
        tag: namesOf(own),
        workloads: workloadsOf(own, facts),
        prefix: route?.prefix,
        address: route?.hopAddresses[0],
      }),
      rank: 'state',
      weight: STATES[ID],
    },
  ];
};
