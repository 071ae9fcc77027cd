/** Totals of one address. */
export interface HostTotals {
  readonly id: number;
  readonly address: string;
  readonly version: 4 | 6;
  /** IPv4 as a number; 0 for IPv6. */
  readonly number: number;
  packetsSent: number;
  bytesSent: number;
  packetsReceived: number;
  bytesReceived: number;
  /** Hardware address under which it sends, -1 when unknown. */
  hardware: number;
  /** Frames in which the capturing machine says that this address is its own, and that it is another machine's. */
  own: number;
  foreign: number;
}

const START_SIZE = 1024;

/** Gives each address a small number, without an object for each frame. */
export class Hosts {
  readonly all: HostTotals[] = [];
  #slots = new Int32Array(START_SIZE);
  #numbers = 0;
  readonly #six = new Map<string, number>();
  #lastSix = '';
  #lastSixId = -1;

  /** The number of an IPv4 address; given when it is new. */
  v4(number: number): number {
    const known = this.findV4(number);
    if (known >= 0) return known;
    if (this.#numbers * 2 > this.#slots.length) this.#grow();
    this.#numbers += 1;
    const id = this.#add(ipv4(number), 4, number);
    this.#place(number, id);
    return id;
  }

  /** The number of an IPv4 address, -1 when it was not seen yet. */
  findV4(number: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (Math.imul(number ^ (number >>> 15), 0x2c1b3c6d) >>> 7) & mask;
    for (;;) {
      const id = (slots[slot] ?? 0) - 1;
      if (id < 0 || this.all[id]?.number === number) return id;
      slot = (slot + 1) & mask;
    }
  }

  /** The number of the IPv6 address at `at`; given when it is new. */
  v6(view: DataView, at: number): number {
    const key = keyOf(view, at);
    if (key === this.#lastSix) return this.#lastSixId;
    let id = this.#six.get(key);
    if (id === undefined) {
      id = this.#add(ipv6(view, at), 6, 0);
      this.#six.set(key, id);
    }
    this.#lastSix = key;
    this.#lastSixId = id;
    return id;
  }

  /** The same for the IPv6 address at `at`. */
  findV6(view: DataView, at: number): number {
    return this.#six.get(keyOf(view, at)) ?? -1;
  }

  /** The address of a host by its number; empty for none. */
  addressOf(id: number): string {
    return this.all[id]?.address ?? '';
  }

  #add(address: string, version: 4 | 6, number: number): number {
    const id = this.all.length;
    this.all.push({
      id,
      address,
      version,
      number,
      packetsSent: 0,
      bytesSent: 0,
      packetsReceived: 0,
      bytesReceived: 0,
      hardware: -1,
      own: 0,
      foreign: 0,
    });
    return id;
  }

  #place(number: number, id: number): void {
    const mask = this.#slots.length - 1;
    let slot = (Math.imul(number ^ (number >>> 15), 0x2c1b3c6d) >>> 7) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = id + 1;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (const { id, number, version } of this.all) if (version === 4) this.#place(number, id);
  }
}

function keyOf(view: DataView, at: number): string {
  return `${view.getUint32(at)},${view.getUint32(at + 4)},${view.getUint32(at + 8)},${view.getUint32(at + 12)}`;
}

export function ipv4(number: number): string {
  return `${number >>> 24}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`;
}

/** The canonical text of an IPv6 address (RFC 5952); those that hold an IPv4 address end with it, as in Wireshark. */
export function ipv6(view: DataView, at: number): string {
  const words = Array.from({ length: 8 }, (_, index) => view.getUint16(at + index * 2));
  if (words.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff)
    return `::ffff:${ipv4(view.getUint32(at + 12))}`;
  let best = 0;
  let bestAt = -1;
  for (let from = 0; from < 8; from += 1) {
    let run = 0;
    while (from + run < 8 && words[from + run] === 0) run += 1;
    if (run > best) [best, bestAt] = [run, from];
  }
  const text = words.map((word) => word.toString(16));
  if (best === 6 && bestAt === 0) return `::${ipv4(view.getUint32(at + 12))}`;
  if (best < 2) return text.join(':');
  return `${text.slice(0, bestAt).join(':')}::${text.slice(bestAt + best).join(':')}`;
}
