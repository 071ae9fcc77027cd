import { listed } from '#locale/forms.ts';
import type {
  NamedRoute,
  NetworkDecision,
  NetworkReason,
  RouteDecision,
  RuleDecision,
} from '../../model/azure-network.ts';
import type { Facts, Finding } from './facts.ts';
import { STATES } from './order.ts';

/** Names in a list of a sentence: of more only their number is told. */
const MOST_NAMED = 4;

/** What the rules say, of each destination that a workload needs. */
export function ruleDecisions({ azureNetwork }: Facts): RuleDecision[] {
  return azureNetwork?.decisions.filter((one): one is RuleDecision => one.by === 'rules') ?? [];
}

/** What the routes say of them. */
export function routeDecisions({ azureNetwork }: Facts): RouteDecision[] {
  return azureNetwork?.decisions.filter((one): one is RouteDecision => one.by === 'routes') ?? [];
}

/** The tags of some destinations, else their addresses, as a sentence names them; nothing where they are too many. */
export function namesOf(decisions: readonly NetworkDecision[]): string | undefined {
  const names = [...new Set(decisions.map(({ tag, host }) => tag || host))];
  return names.length > MOST_NAMED ? undefined : listed(names);
}

/** The workloads that need one of them. */
export function workloadsOf(decisions: readonly NetworkDecision[], { knowledge }: Facts): string {
  const ids = new Set(decisions.flatMap(({ workloads }) => workloads));
  const names = knowledge.workloads.filter(({ id }) => ids.has(id)).map(({ name }) => name);
  return listed(names);
}

/** A state that the routes tell: what some destinations have in common, whose next hop decides further on. */
export function stateOfRoutes(
  id: 'forced-tunneling' | 'route-to-appliance',
  reason: NetworkReason,
  facts: Facts,
  more?: (route: NamedRoute | null) => Readonly<Record<string, string | undefined>>,
): Finding[] {
  const own = routeDecisions(facts).filter((one) => one.reason === reason);
  const [first] = own;
  if (first === undefined) return [];
  const { route } = first;
  const params = { tag: namesOf(own), workloads: workloadsOf(own, facts), prefix: route?.prefix, ...more?.(route) };
  return [
    {
      id,
      confidence: 'possible',
      endpoints: [],
      because: [],
      lines: route === null ? [] : [route.line],
      params: known(params),
      rank: 'state',
      weight: STATES[id],
    },
  ];
}

/** Values without those that are not known. */
export function known(
  values: Readonly<Record<string, string | number | null | undefined>>,
): Readonly<Record<string, string | number>> {
  const entries = Object.entries(values).filter(
    (entry): entry is [string, string | number] => entry[1] != null && entry[1] !== '',
  );
  return Object.fromEntries(entries);
}
