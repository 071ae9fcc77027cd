import type { Endpoint } from '../../model/endpoint.ts';
import type { Cause } from '../../model/probe.ts';
import type { OutboundRule } from '../../model/settings.ts';
import { onceFor } from '../../text/once.ts';
import { PLATFORM_SERVICE, platformAddresses } from '../services.ts';
import { causeOf, isSunk, isThroughProxy, unreachable, type Facts } from './facts.ts';

/** How it looks when a rule of the machine's own firewall prevents a connection: dropped TCP is silent, rejected TCP is not. */
const SEEN: Readonly<Record<'drop' | 'reject', ReadonlySet<Cause>>> = {
  drop: new Set(['timeout', 'local', 'other']),
  reject: new Set(['refused', 'host_unreachable', 'local', 'other']),
};

/** An endpoint that cannot be reached, and the rule that prevents it. */
export interface Ruled {
  readonly endpoint: Endpoint;
  readonly rule: OutboundRule;
}

/**
 * What cannot be reached, in the way in which a rule that the log shows prevents it. A rule alone shows nothing, as it may be
 * another one that counts.
 */
export const ruledOut = onceFor((facts: Facts): readonly Ruled[] => {
  const chains = chainsOf(facts.network.outbound);
  if (chains.length === 0) return [];
  return unreachable(facts).flatMap((endpoint) => {
    if (isSunk(endpoint) || (endpoint.service !== PLATFORM_SERVICE && isThroughProxy(facts, endpoint))) return [];
    const rule = chains.map((chain) => firstFor(chain, endpoint)).find((found) => prevents(found, endpoint));
    return rule == null ? [] : [{ endpoint, rule }];
  });
});

/** A rule that drops or rejects what is sent to the platform, where it is not the agent's own: that one lets root pass. */
export function platformRule({ network, knowledge }: Facts): OutboundRule | undefined {
  const platform = platformAddresses(knowledge);
  return chainsOf(network.outbound)
    .map((chain) =>
      chain.find(({ destination, ports }) => destination !== null && ports === null && platform.includes(destination)),
    )
    .find((rule) => rule !== undefined && rule.action !== 'accept' && !rule.owner);
}

function prevents(rule: OutboundRule | null, endpoint: Endpoint): boolean {
  return rule !== null && rule.action !== 'accept' && SEEN[rule.action].has(causeOf(endpoint));
}

/** Rules of one chain, in their order. */
const chainsOf = onceFor((rules: readonly OutboundRule[]): readonly (readonly OutboundRule[])[] => [
  ...Map.groupBy(rules, ({ chain }) => chain).values(),
]);

/** The first rule of a chain that takes a connection; null for none, and where it depends on who asks. */
function firstFor(chain: readonly OutboundRule[], { host, port, dns }: Endpoint): OutboundRule | null {
  const addresses = [host, ...dns.addresses];
  const rule = chain.find(
    ({ destination, ports }) =>
      (ports?.includes(port) ?? true) && (destination === null || addresses.some((one) => isIn(one, destination))),
  );
  return rule === undefined || rule.owner ? null : rule;
}

/** An address is that of a rule, or in its network. */
function isIn(address: string, destination: string): boolean {
  if (address === destination) return true;
  const [network = '', length = ''] = destination.split('/');
  const [own, all] = [numberOf(address), numberOf(network)];
  if (length === '' || own === null || all === null) return false;
  const size = 2 ** (32 - Number(length));
  return Math.floor(own / size) === Math.floor(all / size);
}

/** An IPv4 address as a number; null for anything else. */
function numberOf(address: string): number | null {
  const parts = address.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return null;
  return parts.reduce((all, part) => all * 256 + part, 0);
}
