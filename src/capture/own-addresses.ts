import { isLoopback, isPrivateAddress } from '../text/address.ts';
import type { Connections } from './connections.ts';
import type { Flows } from './flows.ts';
import { heaviest } from './heaviest.ts';
import type { Traffic } from './traffic.ts';

/** Behind a hardware address with more senders than this stands a gateway. */
const MOST_OF_ONE_CARD = 8;
/** The machine has to take part in this share of the packets, where nothing else tells it. */
const LEAST_SHARE = 0.5;
const MOST_BUSY = 8;

/**
 * Ids of the hosts that are the captured machine itself, the surest sign first; empty when nothing tells.
 * @param platformAddresses addresses with which only an Azure VM itself talks: whoever does is the machine
 */
export function ownAddresses(traffic: Traffic, platformAddresses: ReadonlySet<string>): number[] {
  const { hosts, flows } = traffic;
  const own = new Set<number>();
  const platform = new Set([...platformAddresses].map((address) => hosts.idOf(address)).filter((id) => id >= 0));
  for (let id = 0; id < hosts.count; id += 1) {
    // of very many addresses a text for each would take the memory of all the rest
    if (!hosts.isMarkedOwn(id, true)) continue;
    const address = hosts.addressOf(id);
    // the capturing machine marked the direction of its packets; what it forwards bears both marks
    if (hosts.isMarkedOwn(id, isLoopback(address)) && isUnicast(address)) own.add(id);
  }
  for (let flow = 0; platform.size > 0 && flow < flows.count; flow += 1) {
    const [a, b] = [flows.hostOf(flow, 0), flows.hostOf(flow, 1)];
    if (platform.has(a) && isUnicast(hosts.addressOf(b))) own.add(b);
    else if (platform.has(b) && isUnicast(hosts.addressOf(a))) own.add(a);
  }
  for (const id of platform) own.delete(id);
  if (own.size === 0) {
    const id = busiest(traffic);
    if (id !== null) own.add(id);
  }
  for (const id of onSameCard(traffic, own)) own.add(id);
  for (const id of platform) own.delete(id);
  return [...own].sort((x, y) => hosts.packetsOf(y) - hosts.packetsOf(x));
}

/** Further addresses of the network cards of known ones. */
function onSameCard({ hosts, flows }: Traffic, known: ReadonlySet<number>): number[] {
  // no set: hashes of numbers are not seeded
  const cards = Float64Array.from([...known].map((id) => hosts.hardwareOf(id)).filter((card) => card >= 0)).sort();
  const senders = new Uint32Array(cards.length);
  for (let id = 0; id < hosts.count; id += 1) {
    const place = firstFrom(cards, hosts.hardwareOf(id));
    if (cards[place] === hosts.hardwareOf(id)) (senders[place] as number) += 1;
  }
  // a card stands there once for each of its known addresses; the senders are counted at the first place
  const wanted = cards.filter((card) => (senders[firstFrom(cards, card)] ?? 0) <= MOST_OF_ONE_CARD);
  if (wanted.length === 0) return [];
  // whoever talks with the machine is another one, whatever its hardware address (made anonymous, or a gateway's)
  const isOther = new Uint8Array(hosts.count);
  for (let flow = 0; flow < flows.count; flow += 1) {
    const a = flows.hostOf(flow, 0);
    const b = flows.hostOf(flow, 1);
    if (a === b) continue;
    if (known.has(a)) isOther[b] = 1;
    else if (known.has(b)) isOther[a] = 1;
  }
  const found: number[] = [];
  for (let id = 0; id < hosts.count; id += 1) {
    if (isOther[id] === 1 || wanted[firstFrom(wanted, hosts.hardwareOf(id))] !== hosts.hardwareOf(id)) continue;
    if (isUnicast(hosts.addressOf(id))) found.push(id);
  }
  return found;
}

/** Where the first number that is not below `value` stands. */
function firstFrom(sorted: Float64Array, value: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? 0) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * The address that takes part in most of the packets; null when nothing tells it from another one. Where two take part
 * in all (a capture of one peer), the one in a private range is the machine, else the one that opens connections.
 */
function busiest(traffic: Traffic): number | null {
  const { hosts, packets } = traffic;
  // two take part in each packet: no more than four can take part in half of them
  const often = heaviest(hosts.count, (id) => hosts.packetsOf(id), MOST_BUSY).filter(
    (id) => isUnicast(hosts.addressOf(id)) && hosts.packetsOf(id) >= packets * LEAST_SHARE,
  );
  const [inside, ...furtherInside] = often.filter((id) => isPrivateAddress(hosts.addressOf(id)));
  if (inside !== undefined && furtherInside.length === 0) return inside;
  const equals = often.filter((id) => hosts.packetsOf(id) === hosts.packetsOf(often[0] ?? -1));
  const clients = equals.length > 1 ? clientsOf(traffic, new Set(equals)) : equals;
  const [only, ...others] = equals.filter((id) => clients.includes(id));
  return others.length === 0 ? (only ?? null) : null;
}

/** Those of some hosts that opened a connection. */
function clientsOf({ flows, connections }: Traffic, hosts: ReadonlySet<number>): number[] {
  const clients = new Set<number>();
  for (let flow = 0; flow < flows.count; flow += 1) {
    const side = clientSideOf(flow, flows, connections);
    if (side < 0) continue;
    const client = flows.hostOf(flow, side === 0 ? 0 : 1);
    if (hosts.has(client)) clients.add(client);
  }
  return [...clients];
}

/** Which side opened the last connection of a conversation, -1: the capture does not show it, or it is no TCP. */
export function clientSideOf(flow: number, flows: Flows, connections: Connections): -1 | 0 | 1 {
  if (flows.onlySyn(flow) >= 0) return flows.packetsOfA(flow) > 0 ? 0 : 1;
  const connection = flows.connectionOf(flow);
  return connection < 0 ? -1 : connections.clientOf(connection);
}

function isUnicast(address: string): boolean {
  if (address.includes(':')) return !/^ff/iu.test(address) && address !== '::';
  if (address === '') return false;
  const first = Number(address.slice(0, address.indexOf('.')));
  return first > 0 && first < 224 && address !== '255.255.255.255';
}
