import { known, namesOf, routeDecisions, workloadsOf } from './decisions.ts';
import type { Rule } from './facts.ts';

const ID = 'route-drops-service';

/** The route of a destination leads nowhere: its next hop is none, or something that is not there. */
export const routeDropsService: Rule = (facts) => {
  const dropped = routeDecisions(facts).filter(({ verdict }) => verdict === 'blocked');
  const byRoute = Map.groupBy(dropped, ({ route }) => route?.line);
  return [...byRoute.values()].map((own) => {
    const route = own[0]?.route;
    return {
      id: ID,
      confidence: 'certain',
      endpoints: [],
      because: [],
      lines: route == null ? [] : [route.line],
      params: known({
        tag: namesOf(own),
        count: own.length,
        workloads: workloadsOf(own, facts),
        prefix: route?.prefix,
        name: route?.name,
        hop: route?.hopType,
        address: route?.hopAddresses[0],
        table: route?.table,
        group: route?.resourceGroup,
        how: own.some(({ reason }) => reason === 'hop-invalid')
          ? 'invalid'
          : route?.origin === 'user'
            ? 'user'
            : 'other',
      }),
      rank: 'failure',
      weight: own.length,
    };
  });
};
