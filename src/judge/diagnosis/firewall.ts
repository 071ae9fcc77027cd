import { blocked, failureOf, isThroughProxy, withoutHttpsProxy, type Facts, type Finding, type Rule } from './facts.ts';
import type { Endpoint } from '../../report/types.ts';

/** Every service is on these. */
const WEB_PORTS: ReadonlySet<number> = new Set([80, 443]);

/**
 * Connections that a device on the way prevents, told apart by what they have in common: everything, one port,
 * or one service.
 */
export const firewall: Rule = (facts) => {
  const explained = new Set(withoutHttpsProxy(facts));
  const failing = blocked(facts).filter((endpoint) => !explained.has(endpoint));
  if (failing.length === 0) return [];
  // what connects and then breaks is held against what answered, not against what nc alone has reached
  const breaks = failing.every(({ tcp }) => tcp.status === 'reachable');
  const reachable = facts.endpoints.filter(
    ({ verdict, https }) => verdict === 'reachable' && (!breaks || https.status === 'reachable'),
  );
  const kinds = new Set(failing.map(({ service }) => service));
  const direct = !failing.some((endpoint) => isThroughProxy(facts, endpoint));
  if (reachable.length === 0 && kinds.size > 1 && failing.length > 2 && direct) {
    const params = { traffic: breaks ? 'HTTPS 通信' : '通信' };
    return [failureOf('firewall-blocks-all', 'likely', failing, { params })];
  }
  const ports = closedPorts(failing, facts);
  const rest = failing.filter(({ port }) => !ports.has(port));
  const findings: Finding[] = [...ports].map((port) => {
    const own = failing.filter((endpoint) => endpoint.port === port);
    // where a proxy is in use the direct way is closed on purpose, so whatever else fails comes first
    const weight = facts.proxied ? 0.5 - own.length : 0;
    const confidence = reachable.length > 0 ? 'likely' : 'possible';
    return failureOf('firewall-blocks-port', confidence, own, { weight, params: { port } });
  });
  for (const service of new Set(rest.map((endpoint) => endpoint.service))) {
    const own = rest.filter((endpoint) => endpoint.service === service);
    const all = facts.endpoints.filter((endpoint) => endpoint.service === service);
    const sure = own.length === all.length && own.length > 1 && reachable.length > 0;
    findings.push(failureOf('firewall-blocks-service', sure ? 'likely' : 'possible', own));
  }
  return findings;
};

/**
 * Ports on which nothing answers. The ports of the web count only when they fail for several services without a proxy,
 * and another port is open.
 */
function closedPorts(failing: readonly Endpoint[], { endpoints, proxied }: Facts): Set<number> {
  const ports = new Set(failing.map(({ port }) => port));
  const open = new Set(endpoints.filter(({ verdict }) => verdict === 'reachable').map(({ port }) => port));
  for (const port of ports) {
    const services = new Set(failing.filter((endpoint) => endpoint.port === port).map(({ service }) => service));
    const isOneOfMany = WEB_PORTS.has(port) && (proxied || services.size < 2 || open.size === 0);
    if (open.has(port) || isOneOfMany) ports.delete(port);
  }
  return ports;
}
