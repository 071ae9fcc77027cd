import type { TcpConnection } from './tcp-connection.ts';

export const TCP = 6;
export const UDP = 17;
export const ICMP = 1;
export const ICMP6 = 58;
/** Every other protocol of IP, and fragments whose ports are not known. */
export const OTHER = 255;

/** Packets between two addresses (and ports), both ways. */
export interface Flow {
  /** Number of the protocol; ports are 0 except for TCP and UDP. */
  readonly protocol: number;
  readonly a: number;
  readonly b: number;
  readonly aPort: number;
  readonly bPort: number;
  packetsAB: number;
  bytesAB: number;
  packetsBA: number;
  bytesBA: number;
  first: number;
  last: number;
  /** The connections of a TCP conversation, one after the other. */
  tcp: TcpConnection | null;
}

const START_SIZE = 4096;
/** Conversations beyond this are counted by their addresses alone: a scan of ports must not fill the memory. */
const MOST_FLOWS = 100_000;

/** All conversations of a capture, found by numbers alone. */
export class Flows {
  readonly all: Flow[] = [];
  #slots = new Int32Array(START_SIZE);
  #last: Flow | null = null;

  /** The conversation of a frame; made when it is new. */
  of(protocol: number, source: number, sourcePort: number, destination: number, destinationPort: number): Flow {
    const known = this.find(protocol, source, sourcePort, destination, destinationPort);
    if (known !== null) return known;
    if (this.all.length >= MOST_FLOWS && sourcePort + destinationPort > 0)
      return this.of(protocol, source, 0, destination, 0);
    return isForward(source, sourcePort, destination, destinationPort)
      ? this.#add(protocol, source, sourcePort, destination, destinationPort)
      : this.#add(protocol, destination, destinationPort, source, sourcePort);
  }

  /** The conversation between two places, null when there is none yet. */
  find(
    protocol: number,
    source: number,
    sourcePort: number,
    destination: number,
    destinationPort: number,
  ): Flow | null {
    const forward = isForward(source, sourcePort, destination, destinationPort);
    const a = forward ? source : destination;
    const b = forward ? destination : source;
    const aPort = forward ? sourcePort : destinationPort;
    const bPort = forward ? destinationPort : sourcePort;
    const last = this.#last;
    if (last !== null && same(last, protocol, a, aPort, b, bPort)) return last;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash(protocol, a, aPort, b, bPort) & mask;
    for (;;) {
      const index = (slots[slot] ?? 0) - 1;
      if (index < 0) return null;
      const flow = this.all[index];
      if (flow !== undefined && same(flow, protocol, a, aPort, b, bPort)) {
        this.#last = flow;
        return flow;
      }
      slot = (slot + 1) & mask;
    }
  }

  #add(protocol: number, a: number, aPort: number, b: number, bPort: number): Flow {
    const flow: Flow = {
      protocol,
      a,
      b,
      aPort,
      bPort,
      packetsAB: 0,
      bytesAB: 0,
      packetsBA: 0,
      bytesBA: 0,
      first: Number.NaN,
      last: Number.NaN,
      tcp: null,
    };
    this.all.push(flow);
    if (this.all.length * 2 > this.#slots.length) {
      this.#slots = new Int32Array(this.#slots.length * 2);
      for (const [index, known] of this.all.entries()) this.#place(known, index);
    } else {
      this.#place(flow, this.all.length - 1);
    }
    this.#last = flow;
    return flow;
  }

  #place({ protocol, a, aPort, b, bPort }: Flow, index: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash(protocol, a, aPort, b, bPort) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = index + 1;
  }
}

/** Of the two directions the one from the smaller number counts as A to B. */
export function isForward(source: number, sourcePort: number, destination: number, destinationPort: number): boolean {
  return source < destination || (source === destination && sourcePort <= destinationPort);
}

function same(flow: Flow, protocol: number, a: number, aPort: number, b: number, bPort: number): boolean {
  return flow.aPort === aPort && flow.bPort === bPort && flow.a === a && flow.b === b && flow.protocol === protocol;
}

function hash(protocol: number, a: number, aPort: number, b: number, bPort: number): number {
  let h = Math.imul(a + 0x9e37, 0x85ebca6b) ^ Math.imul(b + 0x79b9, 0xc2b2ae35);
  h = Math.imul(h ^ ((aPort << 16) | bPort), 0x27d4eb2f) ^ protocol;
  return h ^ (h >>> 15);
}
