import type { AzureNetwork, NetworkDecision } from '../model/azure-network.ts';

/** The same with the line numbers of the source, in which `shift` lines stand before the log. */
export function azureWithin({ listings, decisions }: AzureNetwork, shift: number): AzureNetwork {
  if (shift === 0) return { listings, decisions };
  return {
    listings: listings.map((one) => ({ ...one, line: one.line + shift })),
    decisions: decisions.map((one) => moved(one, shift)),
  };
}

function moved(decision: NetworkDecision, shift: number): NetworkDecision {
  if (decision.by === 'routes') {
    const { route } = decision;
    return { ...decision, route: route === null ? null : { ...route, line: route.line + shift } };
  }
  const rules = decision.rules.map((rule) => ({ ...rule, line: rule.line === null ? null : rule.line + shift }));
  return { ...decision, rules };
}
