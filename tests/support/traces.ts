import { Buffer } from 'node:buffer';

const HEADER = 0x48;
const PKTMON = 'd9804f4dbdc8734dbb5b19c90402c5ac';
const NDIS = '6e00d62e29470946b4233ee7bcd678ef';
/** 2026-01-01 00:00:00 UTC as a FILETIME, and the number that the machine's clock showed then. */
const START = 134_116_992_000_000_000n;
const FIRST_TICK = 5_000_000n;
export const START_SECONDS = 1_767_225_600;
const PER_SECOND = 10_000_000;

export const START_OF_PACKET = 0x40000000;
export const END_OF_PACKET = 0x80000000;

interface Place {
  readonly component?: number;
  readonly edge?: number;
  readonly appearance?: number;
  /** 1 Ethernet, 2 Wi-Fi, 3 IP. */
  readonly type?: number;
  /** Seconds since the start. */
  readonly at?: number;
  readonly wire?: number;
  readonly reason?: number;
}

/** Writes event traces as Windows does: a buffer for the header, then one for each call of `buffer`. */
export class TraceWriter {
  readonly #buffers: Buffer[] = [];
  #events: Buffer[] = [];
  readonly #pointer: number;

  constructor({ pointer = 8, lost = 0 } = {}) {
    this.#pointer = pointer;
    const times = (0x38 + pointer * 2 + 172 + 7) & ~7;
    const body = Buffer.alloc(times + 32);
    body.writeUInt32LE(20_348, 8);
    body.writeUInt32LE(pointer, 0x2c);
    body.writeUInt32LE(lost, 0x30);
    body.writeBigInt64LE(BigInt(PER_SECOND), times + 8);
    body.writeBigUInt64LE(START, times + 16);
    body.writeUInt32LE(1, times + 24);
    const head = Buffer.alloc(0x20);
    head.writeUInt16LE(2, 0);
    head.set([2, 0xc0], 2);
    head.writeUInt16LE(head.length + body.length, 4);
    head.writeBigInt64LE(FIRST_TICK, 0x10);
    this.#events.push(Buffer.concat([head, body]));
    this.buffer({ type: 4 });
  }

  /** An event of a provider, whose GUID is given as it stands in the file. */
  event(
    provider: string,
    id: number,
    payload: Buffer,
    {
      at = 0,
      low = 0,
      high = 0,
      items = Buffer.alloc(0),
    }: { at?: number; low?: number; high?: number; items?: Buffer } = {},
  ): this {
    const head = Buffer.alloc(0x50);
    head.writeUInt16LE(0x50 + items.length + payload.length, 0);
    head.set([this.#pointer === 8 ? 0x13 : 0x12, 0xc0], 2);
    head.writeUInt16LE(items.length > 0 ? 1 : 0, 4);
    head.writeBigInt64LE(FIRST_TICK + BigInt(Math.round(at * PER_SECOND)), 0x10);
    Buffer.from(provider, 'hex').copy(head, 0x18);
    head.writeUInt16LE(id, 0x28);
    head.writeUInt32LE(low >>> 0, 0x30);
    head.writeUInt32LE(high >>> 0, 0x34);
    this.#events.push(Buffer.concat([head, items, payload]));
    return this;
  }

  /** A packet that pktmon saw at a place. */
  packet(frame: Buffer, place: Place = {}): this {
    return this.#pktmon(160, frame, place);
  }

  /** A packet that a component threw away. */
  drop(frame: Buffer, place: Place = {}): this {
    return this.#pktmon(170, frame, place);
  }

  component(id: number, type: number, name: string, description = ''): this {
    const numbers = Buffer.alloc(4);
    numbers.writeUInt16LE(id, 0);
    numbers.writeUInt16LE(type, 2);
    return this.event(PKTMON, 20, Buffer.concat([numbers, Buffer.from(`${name}\0${description}\0`, 'utf16le')]));
  }

  address(component: number, address: string): this {
    const numbers = Buffer.alloc(4);
    numbers.writeUInt16LE(component, 0);
    return this.event(PKTMON, 65, Buffer.concat([numbers, Buffer.from(address.split('.').map(Number))]));
  }

  /** A packet, or a part of one, as the provider of netsh trace writes it; newer systems write 16 bytes behind it. */
  ndis(
    frame: Buffer,
    { at = 0, low = 1 | START_OF_PACKET | END_OF_PACKET, high = 0, miniport = 8, lower = 8, behind = 16 } = {},
  ): this {
    const head = Buffer.alloc(12);
    head.writeUInt32LE(miniport, 0);
    head.writeUInt32LE(lower, 4);
    head.writeUInt32LE(frame.length, 8);
    return this.event(NDIS, 1001, Buffer.concat([head, frame, Buffer.alloc(behind)]), { at, low, high });
  }

  /** A packet that passes a virtual switch, to so many destinations: none are known while it comes in. */
  switched(frame: Buffer, { at = 0, destinations = 0 } = {}): this {
    const head = Buffer.alloc(12);
    head.writeUInt32LE(8, 0);
    head.writeUInt32LE(8, 4);
    const texts = Buffer.from('port\0nic\0kind\0', 'utf16le');
    const numbers = Buffer.alloc(8 + destinations * 8);
    numbers.writeUInt32LE(destinations, 0);
    numbers.writeUInt32LE(frame.length, 4 + destinations * 8);
    const low = 0x1000000 | START_OF_PACKET | END_OF_PACKET;
    return this.event(NDIS, 1003, Buffer.concat([head, texts, numbers, frame, Buffer.alloc(8)]), { at, low });
  }

  /** Ends a buffer: what was written since the one before. */
  buffer({ type = 0, packed = false, room = 0 }: { type?: number; packed?: boolean; room?: number } = {}): this {
    const body = Buffer.concat(this.#events.map((event) => Buffer.concat([event, Buffer.alloc(-event.length & 7)])));
    this.#events = [];
    const stored = packed ? literals(body) : Buffer.concat([body, Buffer.alloc(room, 0xff)]);
    const head = Buffer.alloc(HEADER);
    head.writeUInt32LE(HEADER + stored.length, 0);
    head.writeUInt32LE(HEADER + body.length, 4);
    head.writeUInt32LE(HEADER + body.length, 0x30);
    head.writeUInt16LE(packed ? 0x40 : 1, 0x34);
    head.writeUInt16LE(type, 0x36);
    this.#buffers.push(Buffer.concat([head, stored]));
    return this;
  }

  file(): Uint8Array {
    if (this.#events.length > 0) this.buffer();
    return new Uint8Array(Buffer.concat(this.#buffers));
  }

  #pktmon(id: number, frame: Buffer, place: Place): this {
    const { component = 10, edge = 1, appearance = 0, type = 3, at = 0, wire = frame.length, reason = 0 } = place;
    const head = Buffer.alloc(34);
    head.writeUInt16LE(appearance, 10);
    head.writeUInt16LE(type, 14);
    head.writeUInt16LE(component, 16);
    head.writeUInt16LE(edge, 18);
    head.writeUInt32LE(reason, 22);
    head.writeUInt16LE(wire, 30);
    head.writeUInt16LE(frame.length, 32);
    return this.event(PKTMON, id, Buffer.concat([head, frame]), { at });
  }
}

/** Xpress without a single copy: flags that say so before every 32 bytes. */
function literals(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; at += 32) parts.push(Buffer.alloc(4), body.subarray(at, at + 32));
  return Buffer.concat(parts);
}
