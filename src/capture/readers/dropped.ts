import type { Drop, DroppedFlow } from '../../model/capture-facts.ts';
import { IPV4, IPV6, locate, type Network } from '../dissect/link.ts';
import { ACK, SYN } from '../connections.ts';
import { TCP, UDP } from '../flows.ts';
import { ipv6 } from '../address-text.ts';
import type { Components } from './trace-views.ts';

/** Kinds of drops, and ends of dropped packets, that are told apart. */
const MOST_KINDS = 1024;
const MOST_FLOWS = 10_000;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Tally = Mutable<Omit<Drop, 'name' | 'description'>>;
type FlowTally = Mutable<Omit<DroppedFlow, 'name'>>;

/** Packets that Windows threw away: how many at which place for which reason, and between whom. */
export class DroppedPackets {
  readonly #kinds = new Map<string, Tally>();
  readonly #flows = new Map<string, FlowTally>();
  readonly #network: Network = { type: 0, at: 0, stop: 0, sender: -1, direction: 0 };

  add(
    component: number,
    reason: number,
    location: number,
    bytes: Uint8Array,
    view: DataView,
    start: number,
    captured: number,
    linkType: number,
    time: number,
  ): void {
    const key = `${component} ${reason} ${location}`;
    const known = this.#kinds.get(key);
    if (known !== undefined) known.packets += 1;
    else if (this.#kinds.size < MOST_KINDS) this.#kinds.set(key, { component, reason, location, packets: 1 });
    this.#flow(component, reason, bytes, view, start, start + captured, linkType, time);
  }

  /** The most frequent first. */
  list(components: Components): Drop[] {
    return [...this.#kinds.values()]
      .map((tally) => {
        const { name = '', description = '' } = components.get(tally.component) ?? {};
        return { ...tally, name, description };
      })
      .sort(
        (a, b) => b.packets - a.packets || a.component - b.component || a.reason - b.reason || a.location - b.location,
      );
  }

  flows(components: Components): DroppedFlow[] {
    return [...this.#flows.values()].map((tally) => ({ ...tally, name: components.get(tally.component)?.name ?? '' }));
  }

  #flow(
    component: number,
    reason: number,
    bytes: Uint8Array,
    view: DataView,
    start: number,
    end: number,
    linkType: number,
    time: number,
  ): void {
    const network = this.#network;
    locate(network, view, start, end, linkType);
    const ends = endsOf(network, bytes, view, end);
    if (ends === null) return;
    const { protocol, source, sourcePort, destination, destinationPort } = ends;
    const key = `${protocol} ${source} ${sourcePort} ${destination} ${destinationPort} ${component} ${reason}`;
    let tally = this.#flows.get(key);
    if (tally === undefined) {
      if (this.#flows.size >= MOST_FLOWS) return;
      const { flags: _, ...places } = ends;
      tally = { ...places, isSyn: false, isSynAck: false, component, reason, packets: 0, first: time };
      this.#flows.set(key, tally);
    }
    tally.packets += 1;
    tally.first = Math.min(tally.first, time);
    if ((ends.flags & SYN) === 0) return;
    if ((ends.flags & ACK) === 0) tally.isSyn = true;
    else tally.isSynAck = true;
  }
}

interface Ends extends Pick<DroppedFlow, 'protocol' | 'source' | 'sourcePort' | 'destination' | 'destinationPort'> {
  readonly flags: number;
}

/** Between whom a packet goes; null where it is no IP, or cut before its ports. */
function endsOf({ type, at }: Network, bytes: Uint8Array, view: DataView, end: number): Ends | null {
  if (type === IPV4 && at + 20 <= end) {
    const header = ((bytes[at] ?? 0) & 15) * 4;
    if ((bytes[at] ?? 0) >> 4 !== 4 || header < 20) return null;
    const [source, destination] = [at + 12, at + 16].map((n) => Array.from(bytes.subarray(n, n + 4)).join('.'));
    return withPorts(bytes[at + 9] ?? 0, source ?? '', destination ?? '', bytes, view, at + header, end);
  }
  if (type === IPV6 && at + 40 <= end)
    return withPorts(bytes[at + 6] ?? 0, ipv6(view, at + 8), ipv6(view, at + 24), bytes, view, at + 40, end);
  return null;
}

function withPorts(
  number: number,
  source: string,
  destination: string,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  end: number,
): Ends | null {
  if (number !== TCP && number !== UDP)
    return { protocol: 'other', source, sourcePort: 0, destination, destinationPort: 0, flags: 0 };
  if (at + 4 > end) return null;
  return {
    protocol: number === TCP ? 'tcp' : 'udp',
    source,
    sourcePort: view.getUint16(at),
    destination,
    destinationPort: view.getUint16(at + 2),
    flags: number === TCP && at + 14 <= end ? (bytes[at + 13] ?? 0) : 0,
  };
}
