import type { Cause } from '../../model/probe.ts';
import { PLATFORM_SERVICE } from '../services.ts';
import { failingBy, failureOf, rejecterOf, type Facts, type Rule } from './facts.ts';

const NO_ROUTE: ReadonlySet<Cause> = new Set(['route']);
const NO_HOST: ReadonlySet<Cause> = new Set(['host_unreachable']);

/**
 * The machine has no way to the destination: its own system says so (network unreachable), or every public destination is
 * answered with "no route to host". Where a public one answers, the same words come from a firewall that rejects.
 */
export const routeMissing: Rule = (facts) => {
  const without = failingBy(facts, NO_ROUTE).filter(isPublic);
  const hosts = publicAnswers(facts)
    ? []
    : failingBy(facts, NO_HOST).filter((endpoint) => isPublic(endpoint) && rejecterOf(facts, endpoint) === undefined);
  const failing = [...without, ...hosts];
  if (failing.length === 0) return [];
  const sure = without.length > 0 || failing.length > 2;
  return [failureOf('route-missing', sure ? 'likely' : 'possible', failing, { weight: without.length > 0 ? 0.5 : 0 })];
};

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
