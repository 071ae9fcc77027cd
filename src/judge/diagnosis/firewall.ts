import { blocked, failureOf, FILE_RECOVERY_PORT, isThroughProxy, type Finding, type Rule } from './facts.ts';
import type { Endpoint } from '../../report/types.ts';

/**
 * Connections that a device on the way prevents, told apart by what they have in common: everything, one port,
 * or one service.
 */
export const firewall: Rule = (facts) => {
  const failing = blocked(facts);
  if (failing.length === 0) return [];
  const reachable = facts.endpoints.filter(({ verdict }) => verdict === 'reachable');
  const kinds = new Set(failing.map(({ service }) => service));
  const direct = !failing.some((endpoint) => isThroughProxy(facts, endpoint));
  if (reachable.length === 0 && kinds.size > 1 && failing.length > 2 && direct) {
    return [failureOf('firewall-blocks-all', 'likely', failing)];
  }
  const ports = closedPorts(failing, facts.endpoints);
  const rest = failing.filter(({ port }) => !ports.has(port));
  const findings: Finding[] = [...ports].map((port) => {
    const own = failing.filter((endpoint) => endpoint.port === port);
    return failureOf('firewall-blocks-port', reachable.length > 0 ? 'likely' : 'possible', own, { params: { port } });
  });
  for (const service of new Set(rest.map((endpoint) => endpoint.service))) {
    const own = rest.filter((endpoint) => endpoint.service === service);
    const all = facts.endpoints.filter((endpoint) => endpoint.service === service);
    const sure = own.length === all.length && own.length > 1 && reachable.length > 0;
    findings.push(failureOf('firewall-blocks-service', sure ? 'likely' : 'possible', own));
  }
  return findings;
};

/** Ports other than 443 on which nothing answers. */
function closedPorts(failing: readonly Endpoint[], all: readonly Endpoint[]): Set<number> {
  const ports = new Set(
    failing.map(({ port }) => port).filter((port) => port === FILE_RECOVERY_PORT || (port !== 443 && port !== 80)),
  );
  for (const { port, verdict } of all) if (verdict === 'reachable') ports.delete(port);
  return ports;
}
