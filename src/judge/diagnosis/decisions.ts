import type { NetworkDecision, RouteDecision, RuleDecision } from '../../model/azure-network.ts';
import type { Facts } from './facts.ts';

/** Names in a list of a sentence: of more only their number is told. */
const MOST_NAMED = 4;

/** What the rules say, of each destination that a workload needs. */
export function ruleDecisions({ azureNetwork }: Facts): RuleDecision[] {
  return (azureNetwork?.decisions ?? []).filter((one): one is RuleDecision => one.by === 'rules');
}

/** What the routes say of them. */
export function routeDecisions({ azureNetwork }: Facts): RouteDecision[] {
  return (azureNetwork?.decisions ?? []).filter((one): one is RouteDecision => one.by === 'routes');
}

/** The tags of some destinations, else their addresses, as a sentence names them; nothing where they are too many. */
export function namesOf(decisions: readonly NetworkDecision[]): string | undefined {
  const names = [...new Set(decisions.map(({ tag, host }) => tag || host))];
  return names.length > MOST_NAMED ? undefined : names.join('、');
}

/** The workloads that need one of them. */
export function workloadsOf(decisions: readonly NetworkDecision[], { knowledge }: Facts): string {
  const ids = new Set(decisions.flatMap(({ workloads }) => workloads));
  const names = knowledge.workloads.filter(({ id }) => ids.has(id)).map(({ name }) => name);
  return names.join('、');
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
