import { CAPTURES } from '../limits.ts';
import { isAddress } from '../text/address.ts';
import { addressBits } from '../text/network.ts';
import { ipv4, ipv6Of } from './address-text.ts';
import { longer, roomBeyond, slotsBeyond } from './grow.ts';
import { hashWord } from './hash.ts';
import { heaviest } from './heaviest.ts';

/** Totals of one address, as they stand when they are asked for. */
export interface HostTotals {
  readonly id: number;
  readonly address: string;
  readonly packetsSent: number;
  readonly bytesSent: number;
  readonly packetsReceived: number;
  readonly bytesReceived: number;
}

const START_SIZE = 64;
const RECENT = 256;
/** Addresses beyond this are not told apart. */
const MOST_HOSTS = CAPTURES.hosts;
const MOST_TEXTS = 4096;

// a row of numbers for each address: objects would take five times the memory
const ROW = 4;
/** Of IPv4 the address itself as a signed number, of IPv6 its place in a table of its own. */
const NUMBER = 0;
const SENT = 1;
const RECEIVED = 2;
/** Bits, and above them how much more often it was marked as the machine's own than as another one's. */
const MARKS = 3;
const SIX_ROW = 4;
const FRACTIONS = 3;
const BYTES_SENT = 0;
const BYTES_RECEIVED = 1;
const HARDWARE = 2;

const IS_SIX = 1;
const SAID_OWN = 2;
const BALANCE = 2;
const MOST_BALANCE = 1 << 28;

/** Gives each address a small number and keeps its totals under it. */
export class Hosts {
  count = 0;
  /** How often an address was met that is not told apart from others. */
  leftOut = 0;
  /** The number that stands for all addresses beyond the limit, -1 when there are none. */
  others = -1;
  #row = new Int32Array(START_SIZE * ROW);
  #fractions = new Float64Array(START_SIZE * FRACTIONS);
  #sixRow = new Uint32Array(START_SIZE * SIX_ROW);
  #four = new Int32Array(START_SIZE);
  #fours = 0;
  /** Addresses of IPv4 that were met lately: most packets are of a few. */
  readonly #recent = new Int32Array(RECENT);
  #six = new Int32Array(START_SIZE);
  #sixes = 0;
  /** Addresses of the hosts that came first, as text: they are asked for over and over. */
  readonly #texts: string[] = [];

  /** The number of an IPv4 address, given as a signed number; made when it is new. */
  v4(number: number): number {
    const known = this.findV4(number);
    if (known >= 0) return known;
    if (this.count >= MOST_HOSTS) return this.#other();
    if (this.#fours * 2 >= this.#four.length) this.#four = this.#rehash(slotsBeyond(this.#four.length), false);
    this.#fours += 1;
    const id = this.#add();
    this.#row[id * ROW + NUMBER] = number;
    place(this.#four, hashWord(0, number), id);
    return id;
  }

  /** The number of an IPv4 address, given as a signed number; -1 when it was not seen yet. */
  findV4(number: number): number {
    const recent = (number ^ (number >>> 8)) & (RECENT - 1);
    const known = (this.#recent[recent] as number) - 1;
    if (known >= 0 && this.#row[known * ROW + NUMBER] === number) return known;
    const id = this.#searchV4(number);
    if (id >= 0) this.#recent[recent] = id + 1;
    return id;
  }

  #searchV4(number: number): number {
    const slots = this.#four;
    const mask = slots.length - 1;
    let slot = hashWord(0, number) & mask;
    for (;;) {
      const id = (slots[slot] as number) - 1;
      if (id < 0 || this.#row[id * ROW + NUMBER] === number) return id;
      slot = (slot + 1) & mask;
    }
  }

  /** The number of the IPv6 address at `at`; given when it is new. */
  v6(view: DataView, at: number): number {
    const known = this.findV6(view, at);
    if (known >= 0) return known;
    if (this.count >= MOST_HOSTS) return this.#other();
    if (this.#sixes * 2 >= this.#six.length) this.#six = this.#rehash(slotsBeyond(this.#six.length), true);
    const number = this.#sixes;
    this.#sixes += 1;
    if (this.#sixes * SIX_ROW > this.#sixRow.length)
      this.#sixRow = longer(this.#sixRow, roomBeyond(number, MOST_HOSTS) * SIX_ROW);
    for (let word = 0; word < SIX_ROW; word += 1) this.#sixRow[number * SIX_ROW + word] = view.getUint32(at + word * 4);
    const id = this.#add();
    this.#row[id * ROW + NUMBER] = number;
    this.#row[id * ROW + MARKS] = IS_SIX;
    place(this.#six, this.#hashSix(id), id);
    return id;
  }

  /** The same for the IPv6 address at `at`. */
  findV6(view: DataView, at: number): number {
    const a = view.getUint32(at);
    const b = view.getUint32(at + 4);
    const c = view.getUint32(at + 8);
    const d = view.getUint32(at + 12);
    const slots = this.#six;
    const row = this.#sixRow;
    const mask = slots.length - 1;
    let slot = (hashWord(0, a) ^ hashWord(4, b) ^ hashWord(8, c) ^ hashWord(12, d)) & mask;
    for (;;) {
      const id = (slots[slot] as number) - 1;
      if (id < 0) return -1;
      const own = (this.#row[id * ROW + NUMBER] as number) * SIX_ROW;
      if (row[own] === a && row[own + 1] === b && row[own + 2] === c && row[own + 3] === d) return id;
      slot = (slot + 1) & mask;
    }
  }

  /** The address of a host by its number; empty for none, and for what is not told apart. */
  addressOf(id: number): string {
    if (id < 0 || id >= this.count || id === this.others) return '';
    if (id >= MOST_TEXTS) return this.#textOf(id);
    return (this.#texts[id] ??= this.#textOf(id));
  }

  #textOf(id: number): string {
    const number = this.#row[id * ROW + NUMBER] ?? 0;
    if (!this.isSix(id)) return ipv4(number);
    const [a = 0, b = 0, c = 0, d = 0] = this.#sixRow.subarray(number * SIX_ROW, (number + 1) * SIX_ROW);
    return ipv6Of(a, b, c, d);
  }

  /** The number of a host by its address as {@link addressOf} tells it, -1 when it was not seen. */
  idOf(address: string): number {
    if (!isAddress(address)) return -1;
    if (!address.includes(':')) return this.findV4(Number(addressBits(address)) | 0);
    for (let id = 0; id < this.count; id += 1) if (this.isSix(id) && this.addressOf(id) === address) return id;
    return -1;
  }

  isSix(id: number): boolean {
    return ((this.#row[id * ROW + MARKS] ?? 0) & IS_SIX) !== 0;
  }

  /** Counts a frame of `wire` bytes from one host to another. */
  tally(from: number, to: number, wire: number): void {
    const row = this.#row;
    const fractions = this.#fractions;
    (row[from * ROW + SENT] as number) += 1;
    (fractions[from * FRACTIONS + BYTES_SENT] as number) += wire;
    (row[to * ROW + RECEIVED] as number) += 1;
    (fractions[to * FRACTIONS + BYTES_RECEIVED] as number) += wire;
  }

  /** Remembers the hardware address under which a host sends, the first one that is seen: it stands at `at`. */
  sendsUnder(id: number, view: DataView, at: number): void {
    const place = id * FRACTIONS + HARDWARE;
    if (this.#fractions[place] !== 0) return;
    this.#fractions[place] = view.getUint16(at) * 4294967296 + view.getUint32(at + 2) + 1;
  }

  /** Hardware address under which a host sends, -1 when unknown. */
  hardwareOf(id: number): number {
    return (this.#fractions[id * FRACTIONS + HARDWARE] ?? 0) - 1;
  }

  /** A frame in which the capturing machine says that one address is its own and the other another machine's. */
  marks(own: number, foreign: number): void {
    const row = this.#row;
    (row[own * ROW + MARKS] as number) |= SAID_OWN;
    if (this.#balanceOf(own) < MOST_BALANCE) (row[own * ROW + MARKS] as number) += 1 << BALANCE;
    if (this.#balanceOf(foreign) > -MOST_BALANCE) (row[foreign * ROW + MARKS] as number) -= 1 << BALANCE;
  }

  /** The capturing machine said more often that a host is its own than that it is another one's, or said so at all. */
  isMarkedOwn(id: number, atAll: boolean): boolean {
    return atAll ? ((this.#row[id * ROW + MARKS] ?? 0) & SAID_OWN) !== 0 : this.#balanceOf(id) > 0;
  }

  #balanceOf(id: number): number {
    return (this.#row[id * ROW + MARKS] ?? 0) >> BALANCE;
  }

  packetsOf(id: number): number {
    return (this.#row[id * ROW + SENT] ?? 0) + (this.#row[id * ROW + RECEIVED] ?? 0);
  }

  bytesOf(id: number): number {
    return (
      (this.#fractions[id * FRACTIONS + BYTES_SENT] ?? 0) + (this.#fractions[id * FRACTIONS + BYTES_RECEIVED] ?? 0)
    );
  }

  totalsOf(id: number): HostTotals {
    return {
      id,
      address: this.addressOf(id),
      packetsSent: this.#row[id * ROW + SENT] ?? 0,
      bytesSent: this.#fractions[id * FRACTIONS + BYTES_SENT] ?? 0,
      packetsReceived: this.#row[id * ROW + RECEIVED] ?? 0,
      bytesReceived: this.#fractions[id * FRACTIONS + BYTES_RECEIVED] ?? 0,
    };
  }

  /** The addresses with the most bytes so far. */
  busiest(most: number): HostTotals[] {
    return heaviest(this.count, (id) => this.bytesOf(id), most)
      .filter((id) => id !== this.others)
      .map((id) => this.totalsOf(id));
  }

  #add(): number {
    const id = this.count;
    this.count += 1;
    if (this.count * ROW > this.#row.length) {
      const rows = roomBeyond(id, MOST_HOSTS + 1);
      this.#row = longer(this.#row, rows * ROW);
      this.#fractions = longer(this.#fractions, rows * FRACTIONS);
    }
    return id;
  }

  #other(): number {
    this.leftOut += 1;
    if (this.others < 0) this.others = this.#add();
    return this.others;
  }

  #hashSix(id: number): number {
    const row = this.#sixRow;
    const at = (this.#row[id * ROW + NUMBER] as number) * SIX_ROW;
    return (
      hashWord(0, row[at] as number) ^
      hashWord(4, row[at + 1] as number) ^
      hashWord(8, row[at + 2] as number) ^
      hashWord(12, row[at + 3] as number)
    );
  }

  #rehash(size: number, six: boolean): Int32Array<ArrayBuffer> {
    const slots = new Int32Array(size);
    for (let id = 0; id < this.count; id += 1) {
      if (this.isSix(id) !== six) continue;
      place(slots, six ? this.#hashSix(id) : hashWord(0, this.#row[id * ROW + NUMBER] as number), id);
    }
    return slots;
  }
}

function place(slots: Int32Array, hash: number, id: number): void {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  slots[slot] = id + 1;
}
