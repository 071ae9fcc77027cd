import type { AzureNetworkRules } from '../../knowledge/types.ts';
import type { AzureListings } from '../../log/azure/read.ts';
import type { AzureNetwork, NetworkListing } from '../../model/azure-network.ts';
import { judgeRoutes } from './routes.ts';
import { judgeRules } from './rules.ts';

/** What the listed rules and routes say of each destination that the workloads need. */
export function judgeNetwork({ rules, routes, cut }: AzureListings, known: AzureNetworkRules): AzureNetwork {
  const { tags, endpointTags, needs } = known;
  const platform = [...new Set(known.platform.map(({ host }) => host))];
  const ownDefaultRoute = routes.some((set) =>
    set.routes.some(
      ({ active, origin, prefixes }) =>
        active && origin !== 'system' && prefixes.some((prefix) => tags.everywhere.includes(prefix)),
    ),
  );
  return {
    listings: [
      ...rules.map(({ kind, nsg, level, entries, complete, line }): NetworkListing => {
        return { kind, name: nsg, level, entries, complete, line };
      }),
      ...routes.map(({ kind, name, routes: own, complete, line }): NetworkListing => {
        return { kind, name, level: null, entries: own.length, complete, line };
      }),
    ].sort((a, b) => a.line - b.line),
    decisions: [
      ...(rules.length === 0
        ? []
        : needs.map((need) => judgeRules(need, rules, { tags, platform, cut, ownDefaultRoute }))),
      ...(routes.length === 0 ? [] : needs.map((need) => judgeRoutes(need, routes, { tags, endpointTags, cut }))),
    ],
  };
}
