import type { Traffic } from './traffic.ts';

/** Addresses with which only an Azure VM itself talks: whoever does is the machine. */
const ONLY_FOR_THE_MACHINE = ['168.63.129.16', '169.254.169.254'];
/** Behind a hardware address with more senders than this stands a gateway. */
const MOST_OF_ONE_CARD = 8;
/** The busiest address has to take part in this share of the packets to count as the machine. */
const LEAST_SHARE = 0.5;

/** Ids of the hosts that are the captured machine itself, the surest sign first; empty when nothing tells. */
export function ownAddresses({ hosts, flows, packets }: Traffic): number[] {
  const all = hosts.all;
  const own = new Set<number>();
  // the capturing machine marked the direction of its own packets
  for (const { id, own: marks, address } of all) if (marks > 0 && isUnicast(address)) own.add(id);
  const platform = new Set(all.filter(({ address }) => ONLY_FOR_THE_MACHINE.includes(address)).map(({ id }) => id));
  for (const { a, b } of flows.all) {
    if (platform.has(a) && isUnicast(all[b]?.address ?? '')) own.add(b);
    else if (platform.has(b) && isUnicast(all[a]?.address ?? '')) own.add(a);
  }
  for (const id of platform) own.delete(id);
  if (own.size === 0) {
    const busiest = all.toSorted((x, y) => traffic(y) - traffic(x)).find(({ address }) => isUnicast(address));
    if (busiest !== undefined && traffic(busiest) >= packets * LEAST_SHARE && all.length > 2) own.add(busiest.id);
  }
  // further addresses of the same network card
  const cards = new Map<number, number>();
  for (const { hardware } of all) cards.set(hardware, (cards.get(hardware) ?? 0) + 1);
  for (const id of [...own]) {
    const card = all[id]?.hardware ?? -1;
    if (card < 0 || (cards.get(card) ?? 0) > MOST_OF_ONE_CARD) continue;
    for (const host of all) if (host.hardware === card && isUnicast(host.address)) own.add(host.id);
  }
  for (const id of platform) own.delete(id);
  return [...own].sort((x, y) => traffic(all[y]) - traffic(all[x]));
}

function traffic(host: { readonly packetsSent: number; readonly packetsReceived: number } | undefined): number {
  return host === undefined ? 0 : host.packetsSent + host.packetsReceived;
}

function isUnicast(address: string): boolean {
  if (address.includes(':')) return !/^ff/iu.test(address) && address !== '::';
  const first = Number(address.slice(0, address.indexOf('.')));
  return first > 0 && first < 224 && address !== '255.255.255.255';
}
