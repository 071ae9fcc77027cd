import type { NetworkReason } from '../../model/azure-network.ts';
import { known, namesOf, routeDecisions, ruleDecisions, workloadsOf } from './decisions.ts';
import type { Rule } from './facts.ts';
import { STATES } from './order.ts';

const ID = 'rules-undecided';
/** Root causes of their own. */
const ELSEWHERE: ReadonlySet<NetworkReason> = new Set(['appliance', 'gateway']);

/** Listed rules or routes do not tell what happens to a destination; the reason that holds for most of them is named. */
export const rulesUndecided: Rule = (facts) => {
  const open = [...ruleDecisions(facts), ...routeDecisions(facts)].filter(
    ({ verdict, reason }) => verdict === 'open' && !ELSEWHERE.has(reason),
  );
  const byReason = [...Map.groupBy(open, ({ by, reason }) => `${by} ${reason}`).values()];
  const [most = []] = byReason.toSorted((a, b) => b.length - a.length);
  const [first] = most;
  if (first === undefined) return [];
  const [rule, route] = first.by === 'rules' ? [first.rules[0], null] : [undefined, first.route];
  const line = rule?.line ?? route?.line;
  return [
    {
      id: ID,
      confidence: 'possible',
      endpoints: [],
      because: [],
      lines: line == null ? [] : [line],
      params: known({
        reason: first.reason,
        by: first.by,
        tag: namesOf(most),
        workloads: workloadsOf(most, facts),
        rule: rule?.name,
        prefix: route?.prefix,
      }),
      rank: 'state',
      weight: STATES[ID],
    },
  ];
};
