import type { Endpoint } from '../../model/endpoint.ts';
import { groupOf, refusedGroups } from './destination-refuses.ts';
import {
  blocked,
  causeOf,
  failureOf,
  isRefusedConnect,
  isThroughProxy,
  rejecterOf,
  withoutHttpsProxy,
  type Facts,
  type Finding,
  type Rule,
} from './facts.ts';
import { ruledOut } from './outbound-rules.ts';
import { publicAnswers } from './route-missing.ts';
import { BESIDE_ENDPOINTS, CLOSED_BEHIND_PROXY } from './order.ts';

/** Every service is on these. */
const WEB_PORTS: ReadonlySet<number> = new Set([80, 443]);

/** Ports that are causes of their own. */
const MOST_PORTS = 16;

/**
 * Connections that a device on the way prevents, by silence or by rejecting them, told apart by what they have in
 * common: everything, one port, or one service.
 */
export const firewall: Rule = (facts) => {
  const explained = new Set([...withoutHttpsProxy(facts), ...ruledOut(facts).map(({ endpoint }) => endpoint)]);
  const refusing = refusedGroups(facts);
  const routed = publicAnswers(facts);
  const failing = blocked(facts).filter(
    (endpoint) =>
      !explained.has(endpoint) &&
      (!isRefusedConnect(endpoint) || refusing.has(groupOf(endpoint))) &&
      (causeOf(endpoint) !== 'host_unreachable' || routed || rejecterOf(facts, endpoint) !== undefined),
  );
  const reachable = facts.endpoints.filter(({ verdict }) => verdict === 'reachable');
  const kinds = new Set(failing.map(({ service }) => service));
  const direct = !failing.some((endpoint) => isThroughProxy(facts, endpoint));
  if (reachable.length === 0 && kinds.size > 1 && failing.length > 2 && direct)
    return [failureOf('firewall-blocks-all', 'likely', failing, { params: howOf(facts, failing) })];
  const ports = closedPorts(failing, facts);
  const findings: Finding[] = [...ports].map((port) => {
    const own = failing.filter((endpoint) => endpoint.port === port);
    // where a proxy is in use the direct way is closed on purpose, so whatever else fails comes first
    const weight = facts.proxied ? CLOSED_BEHIND_PROXY - own.length : BESIDE_ENDPOINTS.concluded;
    const confidence = reachable.length > 0 ? 'likely' : 'possible';
    return failureOf('firewall-blocks-port', confidence, own, { weight, params: { port, ...howOf(facts, own) } });
  });
  const byService = new Map<string, Endpoint[]>();
  for (const endpoint of failing) {
    if (ports.has(endpoint.port)) continue;
    const own = byService.get(endpoint.service);
    if (own === undefined) byService.set(endpoint.service, [endpoint]);
    else own.push(endpoint);
  }
  const tested = new Map<string, number>();
  for (const { service } of facts.endpoints) tested.set(service, (tested.get(service) ?? 0) + 1);
  for (const [service, own] of byService) {
    const sure = own.length === tested.get(service) && own.length > 1 && reachable.length > 0;
    const confidence = sure ? 'likely' : 'possible';
    findings.push(failureOf('firewall-blocks-service', confidence, own, { params: howOf(facts, own) }));
  }
  return findings;
};

/** How the device keeps the connections from being made, and its address where it names itself. */
function howOf(
  facts: Facts,
  failing: readonly Endpoint[],
): { readonly how: 'silent' | 'refused' | 'prohibited'; readonly by?: string } {
  if (failing.every(isRefusedConnect)) return { how: 'refused' };
  if (!failing.every((endpoint) => causeOf(endpoint) === 'host_unreachable')) return { how: 'silent' };
  const by = failing.map((endpoint) => rejecterOf(facts, endpoint)).find((address) => address !== undefined);
  return by === undefined ? { how: 'prohibited' } : { how: 'prohibited', by };
}

/**
 * Ports on which nothing answers. The ports of the web count only when they fail for several services without a proxy,
 * and another port is open.
 */
function closedPorts(failing: readonly Endpoint[], { endpoints, proxied }: Facts): Set<number> {
  const services = new Map<number, Set<string>>();
  for (const { port, service } of failing) {
    const known = services.get(port);
    if (known === undefined) services.set(port, new Set([service]));
    else known.add(service);
  }
  const open = new Set(endpoints.filter(({ verdict }) => verdict === 'reachable').map(({ port }) => port));
  const closed = new Set<number>();
  for (const [port, own] of services) {
    const isOneOfMany = WEB_PORTS.has(port) && (proxied || own.size < 2 || open.size === 0);
    if (!open.has(port) && !isOneOfMany) closed.add(port);
  }
  // a scan of ports is one cause, not thousands
  return closed.size > MOST_PORTS ? new Set() : closed;
}
