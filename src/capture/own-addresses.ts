import { isPrivateAddress } from '../text/address.ts';
import type { Flow } from './flows.ts';
import type { HostTotals } from './hosts.ts';
import type { Traffic } from './traffic.ts';

/** Addresses with which only an Azure VM itself talks: whoever does is the machine. */
const ONLY_FOR_THE_MACHINE = ['168.63.129.16', '169.254.169.254'];
/** Behind a hardware address with more senders than this stands a gateway. */
const MOST_OF_ONE_CARD = 8;
/** The machine has to take part in this share of the packets, where nothing else tells it. */
const LEAST_SHARE = 0.5;

/** Ids of the hosts that are the captured machine itself, the surest sign first; empty when nothing tells. */
export function ownAddresses({ hosts, flows, packets }: Traffic): number[] {
  const all = hosts.all;
  const own = new Set<number>();
  // the capturing machine marked the direction of its packets; what it forwards bears both marks
  for (const { id, own: marks, foreign, address } of all)
    if (marks > (isLoopback(address) ? 0 : foreign) && isUnicast(address)) own.add(id);
  const platform = new Set(all.filter(({ address }) => ONLY_FOR_THE_MACHINE.includes(address)).map(({ id }) => id));
  for (const { a, b } of flows.all) {
    if (platform.has(a) && isUnicast(hosts.addressOf(b))) own.add(b);
    else if (platform.has(b) && isUnicast(hosts.addressOf(a))) own.add(a);
  }
  for (const id of platform) own.delete(id);
  if (own.size === 0) {
    const id = busiest(all, flows.all, packets);
    if (id !== null) own.add(id);
  }
  // further addresses of the same network card
  const cards = new Map<number, number>();
  for (const { hardware } of all) cards.set(hardware, (cards.get(hardware) ?? 0) + 1);
  const sure = new Set(own);
  // whoever talks with the machine is another one, whatever its hardware address (made anonymous, or a gateway's)
  const others = new Set(flows.all.flatMap(({ a, b }) => (a === b ? [] : sure.has(a) ? [b] : sure.has(b) ? [a] : [])));
  for (const id of sure) {
    const card = all[id]?.hardware ?? -1;
    if (card < 0 || (cards.get(card) ?? 0) > MOST_OF_ONE_CARD) continue;
    for (const host of all)
      if (host.hardware === card && isUnicast(host.address) && !others.has(host.id)) own.add(host.id);
  }
  for (const id of platform) own.delete(id);
  return [...own].sort((x, y) => traffic(all[y]) - traffic(all[x]));
}

/**
 * The address that takes part in most of the packets; null when nothing tells it from another one. Where two take part
 * in all (a capture of one peer), the one in a private range is the machine, else the one that opens connections.
 */
function busiest(all: readonly HostTotals[], flows: readonly Flow[], packets: number): number | null {
  const often = all
    .filter((host) => isUnicast(host.address) && traffic(host) >= packets * LEAST_SHARE)
    .sort((x, y) => traffic(y) - traffic(x));
  const [inside, ...furtherInside] = often.filter(({ address }) => isPrivateAddress(address));
  if (inside !== undefined && furtherInside.length === 0) return inside.id;
  const equals = often.filter((host) => traffic(host) === traffic(often[0]));
  const clients = new Set(
    flows.flatMap(({ tcp, a, b }) => (tcp === null || tcp.client < 0 ? [] : [tcp.client === 0 ? a : b])),
  );
  const [only, ...others] = equals.length > 1 ? equals.filter(({ id }) => clients.has(id)) : equals;
  return others.length === 0 ? (only?.id ?? null) : null;
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

function traffic(host: { readonly packetsSent: number; readonly packetsReceived: number } | undefined): number {
  return host === undefined ? 0 : host.packetsSent + host.packetsReceived;
}

function isUnicast(address: string): boolean {
  if (address.includes(':')) return !/^ff/iu.test(address) && address !== '::';
  const first = Number(address.slice(0, address.indexOf('.')));
  return first > 0 && first < 224 && address !== '255.255.255.255';
}
