import type { Cause } from '../../model/probe.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import { PLATFORM_SERVICE } from '../services.ts';
import { dropOf, failingBy, failureOf, isDroppedDns, type Facts, type Rule } from './facts.ts';
import { ruledOut } from './outbound-rules.ts';
import { BESIDE_ENDPOINTS } from './order.ts';

const LOCAL: ReadonlySet<Cause> = new Set(['local']);

/**
 * The machine's own system refuses the connection (EPERM, EACCES, 10013): a firewall or a security product inside it. The same
 * where the connection fails as a rule of its firewall lets it fail, and the log shows that rule, and where a trace shows the packet
 * that a filter of Windows threw away: then nothing is left to doubt.
 */
export const localFirewall: Rule = (facts) => {
  const ruled = ruledOut(facts).filter(({ endpoint }) => endpoint.service !== PLATFORM_SERVICE);
  const local = failingBy(facts, LOCAL).filter(
    // other ports of the platform are closed to most users by the agent itself, DNS is not
    (endpoint) => endpoint.service !== PLATFORM_SERVICE || isDroppedDns(facts, endpoint),
  );
  const failing = [...new Set([...local, ...ruled.map(({ endpoint }) => endpoint)])];
  if (failing.length === 0) return [];
  const dropped = droppedAmong(facts, local);
  if (dropped !== null)
    return [failureOf('local-firewall', 'certain', failing, { weight: BESIDE_ENDPOINTS.named, params: dropped })];
  const [first] = ruled;
  const params = first === undefined ? {} : { params: { how: 'rule', rule: first.rule.text } };
  return [failureOf('local-firewall', 'likely', failing, { weight: BESIDE_ENDPOINTS.named, ...params })];
};

/** The first packet of these that a filter of Windows threw away: why, and which driver says so. Connections are told before DNS. */
function droppedAmong(facts: Facts, local: readonly Endpoint[]): Record<string, string> | null {
  const dropped = local.filter((endpoint) => dropOf(facts, endpoint) !== undefined);
  const connection = dropped.find((endpoint) => !isDroppedDns(facts, endpoint));
  const first = connection ?? dropped[0];
  const { dropReason, droppedBy = '', server = '' } = first === undefined ? {} : (dropOf(facts, first) ?? {});
  if (dropReason === undefined) return null;
  const words = facts.knowledge.traces.drops.find(({ id }) => id === dropReason);
  const why = { reason: words?.name ?? String(dropReason), meaning: words?.text ?? '', driver: droppedBy };
  return connection === undefined ? { how: 'drop-dns', server, ...why } : { how: 'drop', ...why };
}
