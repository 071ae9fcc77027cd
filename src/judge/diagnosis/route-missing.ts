import type { Cause } from '../../model/probe.ts';
import { PLATFORM_SERVICE } from '../services.ts';
import { failingBy, failureOf, rejecterOf, type Facts, type Finding, type Rule } from './facts.ts';
import { BESIDE_ENDPOINTS, STATES } from './order.ts';

const NO_ROUTE: ReadonlySet<Cause> = new Set(['route']);
const NO_HOST: ReadonlySet<Cause> = new Set(['host_unreachable']);

/**
 * The machine has no way to the destination: its own system says so (network unreachable), or every public destination is
 * answered with "no route to host". Where a public one answers, the same words come from a firewall that rejects. A list of routes
 * without the default one makes it certain.
 */
export const routeMissing: Rule = (facts) => {
  const without = failingBy(facts, NO_ROUTE).filter(isPublic);
  const hosts = publicAnswers(facts)
    ? []
    : failingBy(facts, NO_HOST).filter((endpoint) => isPublic(endpoint) && rejecterOf(facts, endpoint) === undefined);
  const failing = [...without, ...hosts];
  const listed = facts.network.defaultRoute?.present === false;
  if (failing.length === 0) return listed ? byListAlone(facts) : [];
  const sure = without.length > 0 || failing.length > 2;
  const confidence = listed ? 'certain' : sure ? 'likely' : 'possible';
  const weight = without.length > 0 || listed ? BESIDE_ENDPOINTS.named : BESIDE_ENDPOINTS.concluded;
  return [failureOf('route-missing', confidence, failing, { weight, ...(listed ? { params: LISTED } : {}) })];
};

const LISTED = { how: 'listed' } as const;

/** The list of routes has no default one, and nothing that was tried fails for it. */
function byListAlone(facts: Facts): Finding[] {
  // through a proxy of its own network, or by a route of its own, a machine without a default route reaches what it needs
  if (publicAnswers(facts)) return [];
  const rank = facts.endpoints.length === 0 ? 'state' : 'remark';
  return [
    {
      id: 'route-missing',
      confidence: 'possible',
      endpoints: [],
      because: [],
      rank,
      weight: STATES['route-missing'],
      params: LISTED,
    },
  ];
}

/** Something outside the network answers, so there is a route. */
export function publicAnswers({ endpoints }: Facts): boolean {
  return endpoints.some(
    ({ verdict, tcp, dns, service }) =>
      (verdict === 'reachable' || tcp.status === 'reachable') && !dns.private && service !== PLATFORM_SERVICE,
  );
}

function isPublic({ service }: { readonly service: string }): boolean {
  return service !== PLATFORM_SERVICE;
}
