import type { Cause } from '../../model/probe.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import { PLATFORM_SERVICE } from '../services.ts';
import { causeOf, failureOf, isRefusedConnect, unreachable, type Facts, type Rule } from './facts.ts';
import { ruledOut } from './outbound-rules.ts';

const ENDED: ReadonlySet<Cause> = new Set(['empty_reply']);

/**
 * Something answers at the destination's address and turns the connection down. Where every tested host of an Azure
 * service does so on a port, a firewall that rejects is likelier: the servers of a service do not all refuse. Nor is it meant where
 * a rule of the machine's own firewall rejects.
 */
export const destinationRefuses: Rule = (facts) => {
  const groups = refusedGroups(facts);
  const ruled = new Set(ruledOut(facts).map(({ endpoint }) => endpoint));
  const failing = unreachable(facts).filter(
    (endpoint) =>
      endpoint.service !== PLATFORM_SERVICE &&
      !ruled.has(endpoint) &&
      (ENDED.has(causeOf(endpoint)) || (isRefusedConnect(endpoint) && !groups.has(groupOf(endpoint)))),
  );
  return failing.length === 0 ? [] : [failureOf('destination-refuses', 'possible', failing)];
};

/** Azure services and ports of which every tested host refuses. */
export function refusedGroups({ endpoints }: Pick<Facts, 'endpoints'>): ReadonlySet<string> {
  const all = new Set<string>();
  const others = new Set<string>();
  for (const endpoint of endpoints) {
    if (endpoint.service === 'other' || endpoint.verdict === 'not_run') continue;
    const refused = endpoint.verdict === 'unreachable' && isRefusedConnect(endpoint);
    (refused ? all : others).add(groupOf(endpoint));
  }
  return new Set([...all].filter((group) => !others.has(group)));
}

export function groupOf({ service, port }: Pick<Endpoint, 'service' | 'port'>): string {
  return `${service} ${port}`;
}
