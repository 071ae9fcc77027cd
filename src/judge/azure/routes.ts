import type { RouteEntry, RouteSet } from '../../log/azure/routes.ts';
import type { Hop, NamedRoute, NetworkReason, NetworkVerdict, RouteDecision } from '../../model/azure-network.ts';
import type { AzureNetworkRules, NetworkNeed } from '../../knowledge/types.ts';
import { isPrivateAddress } from '../../text/address.ts';
import { unregioned } from './tags.ts';

interface Surroundings extends Pick<AzureNetworkRules, 'tags' | 'endpointTags'> {
  /** A listing was cut, so that a longer prefix may be missing. */
  readonly cut: boolean;
}

/** What a route makes of a connection. */
interface Outcome {
  readonly verdict: NetworkVerdict;
  readonly reason: NetworkReason;
}

const OUT: Outcome = { verdict: 'allowed', reason: 'route' };
const OUTCOMES: Readonly<Record<Hop, Outcome>> = {
  internet: OUT,
  'service-endpoint': OUT,
  // no service has its public addresses there
  'private-endpoint': { verdict: 'open', reason: 'hop-unknown' },
  network: { verdict: 'open', reason: 'hop-unknown' },
  none: { verdict: 'blocked', reason: 'route' },
  // what stands there has rules of its own
  appliance: { verdict: 'open', reason: 'appliance' },
  gateway: { verdict: 'open', reason: 'gateway' },
  unknown: { verdict: 'open', reason: 'hop-unknown' },
};

/** Those of the reader come before those of a gateway, and these before those of the system. */
const RANK: Readonly<Record<RouteEntry['origin'], number>> = { user: 0, gateway: 1, system: 2, unknown: 3 };

/**
 * What the routes say of a destination whose addresses are not known: a route of its service tag, else the default one. A longer prefix of public
 * addresses may hold it as well: where that one leads elsewhere, the answer is open.
 */
export function judgeRoutes(need: NetworkNeed, sets: readonly RouteSet[], around: Surroundings): RouteDecision {
  const { platform, ...destination } = need;
  if (platform) return { by: 'routes', ...destination, verdict: 'allowed', reason: 'exempt', route: null };
  const answers = sets.map((set) => inSet(need, set, around));
  const answer =
    answers.find(({ verdict }) => verdict === 'blocked') ??
    answers.find(({ verdict }) => verdict === 'open') ??
    answers[0];
  const isCut = around.cut && answer?.verdict === 'allowed';
  return {
    by: 'routes',
    ...destination,
    verdict: isCut ? 'open' : (answer?.verdict ?? 'open'),
    reason: isCut ? 'cut' : (answer?.reason ?? 'no-match'),
    route: answer?.route ?? null,
  };
}

function inSet(need: NetworkNeed, set: RouteSet, { tags, endpointTags }: Surroundings): Outcome & Named {
  const routes = set.routes.filter(({ active }) => active);
  const everything = best(routes.filter(({ prefixes }) => prefixes.some((one) => tags.everywhere.includes(one))));
  const named = tagRoutes(need, routes, tags);
  const route = named.route ?? everything;
  const told = (outcome: Outcome, of: RouteEntry | null): Outcome & Named => ({
    ...outcome,
    route: of === null ? null : namedRoute(of, set, tags),
  });
  if (!set.complete) return told({ verdict: 'open', reason: 'cut' }, route);
  const outcome = route === null ? { verdict: 'open' as const, reason: 'no-match' as const } : outcomeOf(route);
  const doubts: (readonly [RouteEntry, NetworkReason])[] = [
    ...named.regions.map((one) => [one, 'region'] as const),
    ...routes.filter((one) => isForSome(one, need.tag, endpointTags)).map((one) => [one, reasonOf(one)] as const),
  ];
  const changing = doubts.find(([one]) => outcomeOf(one).verdict !== outcome.verdict);
  if (changing !== undefined) return told({ verdict: 'open', reason: changing[1] }, changing[0]);
  // routes of gateways and of the system are not in a table of the reader's own
  if (set.kind === 'route-table') return told({ verdict: 'open', reason: 'table-only' }, route);
  return told(outcome, route);
}

interface Named {
  readonly route: NamedRoute | null;
}

/** A route of the reader to something that is not there leads nowhere, though it names an address. */
function outcomeOf({ hop, hopAddresses, origin }: RouteEntry): Outcome {
  if (hop === 'none' && origin === 'user' && hopAddresses.length > 0)
    return { verdict: 'blocked', reason: 'hop-invalid' };
  return OUTCOMES[hop];
}

function reasonOf({ hop }: RouteEntry): NetworkReason {
  return hop === 'service-endpoint' ? 'service-endpoint' : 'addresses';
}

function best(routes: readonly RouteEntry[]): RouteEntry | null {
  return routes.toSorted((a, b) => RANK[a.origin] - RANK[b.origin])[0] ?? null;
}

/**
 * The route of the service's own tag, else that of all of Azure; and those of single regions, each of which comes before the route of
 * its whole tag. Those of regions of all of Azure count only where the service's own tag has no route.
 */
function tagRoutes(
  { tag }: NetworkNeed,
  routes: readonly RouteEntry[],
  { covering }: AzureNetworkRules['tags'],
): { readonly route: RouteEntry | null; readonly regions: readonly RouteEntry[] } {
  const found = routes.flatMap((route) =>
    route.tags.flatMap((word) => {
      const [name, region] = unregioned(word, tag);
      const isOwn = name === tag.toLowerCase();
      return isOwn || covering.includes(name) ? [{ route, region, isOwn }] : [];
    }),
  );
  const whole = found.filter(({ region }) => !region);
  const base = whole.find(({ isOwn }) => isOwn) ?? whole[0];
  const regions = found.filter(({ region, isOwn }) => region && (isOwn || base?.isOwn !== true));
  return { route: base?.route ?? null, regions: regions.map(({ route }) => route) };
}

/** A route for some public addresses, among which those of the service may be. */
function isForSome(route: RouteEntry, tag: string, endpointTags: readonly string[]): boolean {
  if (route.hop === 'service-endpoint') return endpointTags.includes(tag.toLowerCase());
  // what the system itself drops is no address of a service
  if (route.tags.length > 0 || (route.origin === 'system' && route.hop === 'none')) return false;
  return route.goesOn || route.prefixes.some(isPublic);
}

function isPublic(prefix: string): boolean {
  const [address = '', length] = prefix.split('/');
  return !prefix.includes(':') && length !== '0' && !isPrivateAddress(address);
}

function namedRoute(
  { prefixes, tags: own, hop, hopType, hopAddresses, origin, name, line }: RouteEntry,
  { name: table, resourceGroup }: RouteSet,
  tags: AzureNetworkRules['tags'],
): NamedRoute {
  const prefix = prefixes.find((one) => tags.everywhere.includes(one)) ?? own[0] ?? prefixes[0] ?? '';
  return { prefix, hop, hopType, hopAddresses, origin, name, table, resourceGroup, line };
}
