import { CAPTURES } from '../limits.ts';
import { longer, roomBeyond, slotsBeyond } from './grow.ts';
import { hashWord } from './hash.ts';

export const TCP = 6;
export const UDP = 17;
export const ICMP = 1;
export const ICMP6 = 58;
/** Every other protocol of IP, and fragments whose ports are not known. */
export const OTHER = 255;

/** What is known of a conversation, both ways, as it stands when it is asked for. */
export interface Flow {
  readonly id: number;
  /** Number of the protocol; ports are 0 except for TCP and UDP. */
  readonly protocol: number;
  readonly a: number;
  readonly b: number;
  readonly aPort: number;
  readonly bPort: number;
  readonly packetsAB: number;
  readonly bytesAB: number;
  readonly packetsBA: number;
  readonly bytesBA: number;
  readonly first: number;
  readonly last: number;
  /** Number of its first frame in the file, counted from 1 as capture tools do. */
  readonly frame: number;
}

const START_SIZE = 64;
/** Conversations beyond this are counted by their addresses alone: a scan of ports must not fill the memory. */
const MOST_FLOWS = CAPTURES.flows;
/** Pairs of addresses that are counted beyond it; all others are one. */
const MOST_PAIRS = 1 << 16;
/** No host has this number. */
const NOBODY = 0xffffffff;

// a row of numbers for each conversation: objects would take four times the memory
const ROW = 8;
const A = 0;
const B = 1;
const PORTS = 2;
const PROTOCOL = 3;
const PACKETS_AB = 4;
const PACKETS_BA = 5;
/**
 * Number of its last TCP connection plus one (0: none is followed); as long as the conversation consists of a SYN alone,
 * the sequence number of that.
 */
const CONNECTION = 6;
const FRAME = 7;
const TOTALS = 4;
const BYTES_AB = 0;
const BYTES_BA = 1;
const FIRST = 2;
const LAST = 3;

/** Beside the number of the protocol. */
const ONLY_SYN = 0x100;
const NOT_FOLLOWED = 0x200;

/** All conversations of a capture, each a number, found by numbers alone. */
export class Flows {
  count = 0;
  /** Packets of conversations beyond the limit. */
  leftOut = 0;
  #row = new Uint32Array(START_SIZE * ROW);
  #totals = new Float64Array(START_SIZE * TOTALS);
  #slots = new Int32Array(START_SIZE * 2);
  #last = -1;

  /** The conversation of a frame; made when it is new. */
  of(protocol: number, source: number, sourcePort: number, destination: number, destinationPort: number): number {
    const known = this.find(protocol, source, sourcePort, destination, destinationPort);
    if (known >= 0) return known;
    if (this.count >= MOST_FLOWS) return this.#beyond(protocol, source, sourcePort, destination, destinationPort);
    return isForward(source, sourcePort, destination, destinationPort)
      ? this.#add(protocol, source, sourcePort, destination, destinationPort)
      : this.#add(protocol, destination, destinationPort, source, sourcePort);
  }

  /** The conversation between two places, -1 when there is none yet. */
  find(protocol: number, source: number, sourcePort: number, destination: number, destinationPort: number): number {
    const forward = isForward(source, sourcePort, destination, destinationPort);
    const a = forward ? source : destination;
    const b = forward ? destination : source;
    const ports = forward ? (sourcePort << 16) | destinationPort : (destinationPort << 16) | sourcePort;
    if (this.#last >= 0 && this.#is(this.#last, protocol, a, b, ports)) return this.#last;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash(protocol, a, b, ports) & mask;
    for (;;) {
      const id = (slots[slot] as number) - 1;
      if (id < 0) return -1;
      if (this.#is(id, protocol, a, b, ports)) {
        this.#last = id;
        return id;
      }
      slot = (slot + 1) & mask;
    }
  }

  /** Counts a frame of `wire` bytes, the `frame`th of the file. Returns which side sent it. */
  tally(
    id: number,
    source: number,
    sourcePort: number,
    destination: number,
    destinationPort: number,
    wire: number,
    time: number,
    frame: number,
  ): 0 | 1 {
    const totals = this.#totals;
    const at = id * TOTALS;
    const first = totals[at + FIRST] as number;
    const last = totals[at + LAST] as number;
    if (time < first || first !== first) totals[at + FIRST] = time;
    if (time > last || last !== last) totals[at + LAST] = time;
    const side = isForward(source, sourcePort, destination, destinationPort) ? 0 : 1;
    (totals[at + side] as number) += wire;
    const row = id * ROW;
    (this.#row[row + PACKETS_AB + side] as number) += 1;
    if (this.#row[row + FRAME] === 0) this.#row[row + FRAME] = frame;
    return side;
  }

  flow(id: number): Flow {
    const row = id * ROW;
    const at = id * TOTALS;
    const ports = this.#row[row + PORTS] ?? 0;
    return {
      id,
      protocol: this.protocolOf(id),
      a: this.#row[row + A] ?? 0,
      b: this.#row[row + B] ?? 0,
      aPort: ports >>> 16,
      bPort: ports & 0xffff,
      packetsAB: this.#row[row + PACKETS_AB] ?? 0,
      bytesAB: this.#totals[at + BYTES_AB] ?? 0,
      packetsBA: this.#row[row + PACKETS_BA] ?? 0,
      bytesBA: this.#totals[at + BYTES_BA] ?? 0,
      first: this.#totals[at + FIRST] ?? Number.NaN,
      last: this.#totals[at + LAST] ?? Number.NaN,
      frame: this.#row[row + FRAME] ?? 0,
    };
  }

  /** Packets that its side A sent. */
  packetsOfA(id: number): number {
    return this.#row[id * ROW + PACKETS_AB] ?? 0;
  }

  /** When its first packet was seen, NaN without a time. */
  firstOf(id: number): number {
    return this.#totals[id * TOTALS + FIRST] as number;
  }

  /** When its last packet was seen, NaN without a time. */
  lastOf(id: number): number {
    return this.#totals[id * TOTALS + LAST] as number;
  }

  protocolOf(id: number): number {
    return (this.#row[id * ROW + PROTOCOL] ?? 0) & 0xff;
  }

  /** The hosts of its two sides. */
  hostOf(id: number, side: 0 | 1): number {
    return this.#row[id * ROW + side] ?? 0;
  }

  portOf(id: number, side: 0 | 1): number {
    const ports = this.#row[id * ROW + PORTS] ?? 0;
    return side === 0 ? ports >>> 16 : ports & 0xffff;
  }

  packetsOf(id: number): number {
    return (this.#row[id * ROW + PACKETS_AB] ?? 0) + (this.#row[id * ROW + PACKETS_BA] ?? 0);
  }

  bytesOf(id: number): number {
    return (this.#totals[id * TOTALS + BYTES_AB] ?? 0) + (this.#totals[id * TOTALS + BYTES_BA] ?? 0);
  }

  /** The last TCP connection of a conversation, -1 when none is followed. */
  connectionOf(id: number): number {
    return this.onlySyn(id) >= 0 ? -1 : (this.#row[id * ROW + CONNECTION] ?? 0) - 1;
  }

  setConnection(id: number, connection: number): void {
    this.#row[id * ROW + CONNECTION] = connection + 1;
    this.#row[id * ROW + PROTOCOL] = this.protocolOf(id);
  }

  /** The sequence number of its SYN when a conversation consists of that SYN alone, sent once or more; else -1. */
  onlySyn(id: number): number {
    const row = id * ROW;
    return ((this.#row[row + PROTOCOL] as number) & ONLY_SYN) === 0 ? -1 : (this.#row[row + CONNECTION] as number);
  }

  setOnlySyn(id: number, sequence: number): void {
    (this.#row[id * ROW + PROTOCOL] as number) |= ONLY_SYN;
    this.#row[id * ROW + CONNECTION] = sequence;
  }

  /** The connections of a conversation are counted, but nothing is kept of them. */
  isNotFollowed(id: number): boolean {
    return ((this.#row[id * ROW + PROTOCOL] as number) & NOT_FOLLOWED) !== 0;
  }

  setNotFollowed(id: number): void {
    this.#row[id * ROW + PROTOCOL] = this.protocolOf(id) | NOT_FOLLOWED;
    this.#row[id * ROW + CONNECTION] = 0;
  }

  #beyond(protocol: number, source: number, sourcePort: number, destination: number, destinationPort: number): number {
    if (sourcePort + destinationPort > 0) this.leftOut += 1;
    const known = this.find(protocol, source, 0, destination, 0);
    if (known >= 0) return known;
    if (this.count < MOST_FLOWS + MOST_PAIRS)
      return this.#add(protocol, Math.min(source, destination), 0, Math.max(source, destination), 0);
    const rest = this.find(OTHER, NOBODY, 0, NOBODY, 0);
    return rest >= 0 ? rest : this.#add(OTHER, NOBODY, 0, NOBODY, 0);
  }

  #is(id: number, protocol: number, a: number, b: number, ports: number): boolean {
    const row = this.#row;
    const at = id * ROW;
    return (
      ((row[at + PORTS] as number) | 0) === ports &&
      row[at + A] === a &&
      row[at + B] === b &&
      ((row[at + PROTOCOL] as number) & 0xff) === protocol
    );
  }

  #add(protocol: number, a: number, aPort: number, b: number, bPort: number): number {
    const id = this.count;
    this.count += 1;
    if (this.count * ROW > this.#row.length) {
      const rows = roomBeyond(id, MOST_FLOWS + MOST_PAIRS + 1);
      this.#row = longer(this.#row, rows * ROW);
      this.#totals = longer(this.#totals, rows * TOTALS);
    }
    const row = id * ROW;
    this.#row[row + A] = a;
    this.#row[row + B] = b;
    this.#row[row + PORTS] = aPort * 65536 + bPort;
    this.#row[row + PROTOCOL] = protocol;
    this.#totals[id * TOTALS + FIRST] = Number.NaN;
    this.#totals[id * TOTALS + LAST] = Number.NaN;
    if (this.count * 2 > this.#slots.length) {
      this.#slots = new Int32Array(slotsBeyond(this.#slots.length));
      for (let known = 0; known < this.count; known += 1) this.#place(known);
    } else {
      this.#place(id);
    }
    this.#last = id;
    return id;
  }

  #place(id: number): void {
    const row = this.#row;
    const at = id * ROW;
    const slots = this.#slots;
    const mask = slots.length - 1;
    const protocol = (row[at + PROTOCOL] as number) & 0xff;
    let slot = hash(protocol, row[at + A] as number, row[at + B] as number, row[at + PORTS] as number) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = id + 1;
  }
}

/** Of the two directions the one from the smaller number counts as A to B. */
function isForward(source: number, sourcePort: number, destination: number, destinationPort: number): boolean {
  return source < destination || (source === destination && sourcePort <= destinationPort);
}

function hash(protocol: number, a: number, b: number, ports: number): number {
  return hashWord(0, a) ^ hashWord(4, b) ^ hashWord(8, ports) ^ hashWord(12, protocol);
}
