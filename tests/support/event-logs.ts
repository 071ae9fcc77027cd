import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';

/** A value of a template: its type and its bytes. */
export interface Value {
  readonly type: number;
  readonly bytes: Buffer;
  /** Writes the value where it stands, when its bytes depend on the place. */
  readonly write?: (chunk: ChunkWriter) => void;
}

const made = (type: number, size: number, fill: (bytes: Buffer) => void): Value => {
  const bytes = Buffer.alloc(size);
  fill(bytes);
  return { type, bytes };
};
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

export const ARRAY = 0x80;
export const NOTHING: Value = { type: 0, bytes: Buffer.alloc(0) };
export const raw = (type: number, hex: string): Value => ({ type, bytes: Buffer.from(hex, 'hex') });
export const text = (value: string): Value => ({ type: 1, bytes: wide(value) });
export const texts = (...values: readonly string[]): Value => ({
  type: 1 | ARRAY,
  bytes: wide(values.map((value) => `${value}\0`).join('')),
});
const uint8 = (value: number): Value => made(4, 1, (bytes) => bytes.writeUInt8(value));
const uint16 = (value: number): Value => made(6, 2, (bytes) => bytes.writeUInt16LE(value));
/** A value that is XML itself. */
export const xmlValue = (write: (chunk: ChunkWriter) => void): Value => ({ type: 0x21, bytes: Buffer.alloc(0), write });
/** Units of 100 ns since 1601 of so many milliseconds since 1970 and units of 100 ns. */
const units = (ms: number, ticks = 0): bigint => (BigInt(ms) + 11_644_473_600_000n) * 10_000n + BigInt(ticks);
export const fileTime = (ms: number, ticks = 0): Value =>
  made(0x11, 8, (bytes) => bytes.writeBigUInt64LE(units(ms, ticks)));

/** What a template holds: elements, texts, and places that a record fills. */
export type Xml =
  | {
      readonly name: string;
      readonly attributes?: Readonly<Record<string, string | Value>>;
      readonly children?: readonly Xml[];
    }
  | string
  | Value
  | Entity
  | Slot;
/** A named character. */
interface Entity {
  readonly entity: string;
}

/** Another place for a value that the template has already. */
interface Slot {
  readonly slot: number;
}

/** One event of a made log; what is left out is that of a usual one. */
export interface MadeEvent {
  readonly provider?: string;
  readonly source?: string;
  readonly id?: number;
  readonly qualifiers?: number;
  readonly level?: number;
  readonly computer?: string;
  readonly channel?: string;
  /** Milliseconds since 1970. */
  readonly time?: number;
  readonly ticks?: number;
  /** Children of `Event` behind `System`. */
  readonly payload?: readonly Xml[];
}

/** `EventData` with named values. */
export const eventData = (values: Readonly<Record<string, Value>>): Xml => ({
  name: 'EventData',
  children: Object.entries(values).map(([name, value]) => ({
    name: 'Data',
    attributes: { Name: name },
    children: [value],
  })),
});

const TIME = Date.UTC(2026, 10, 30, 2, 0, 0);

function eventXml(event: MadeEvent): Xml {
  const { provider = 'Made', source, id = 1, qualifiers, level = 4, computer = 'vm01', channel = 'System' } = event;
  const names = source === undefined ? { Name: provider } : { Name: provider, EventSourceName: source };
  return {
    name: 'Event',
    attributes: { xmlns: 'http://schemas.microsoft.com/win/2004/08/events/event' },
    children: [
      {
        name: 'System',
        children: [
          { name: 'Provider', attributes: names },
          {
            name: 'EventID',
            ...(qualifiers !== undefined && { attributes: { Qualifiers: uint16(qualifiers) } }),
            children: [uint16(id)],
          },
          { name: 'Version', children: [uint8(0)] },
          { name: 'Level', children: [uint8(level)] },
          { name: 'TimeCreated', attributes: { SystemTime: fileTime(event.time ?? TIME, event.ticks) } },
          { name: 'Channel', children: [text(channel)] },
          { name: 'Computer', children: [text(computer)] },
        ],
      },
      ...(event.payload ?? []),
    ],
  };
}

const CHUNK = 65_536;
const FIRST = 512;
const BLOCK = 4096;
const isValue = (xml: Xml): xml is Value => typeof xml === 'object' && 'bytes' in xml;

/** Writes records into one chunk. */
export class ChunkWriter {
  readonly bytes = Buffer.alloc(CHUNK);
  at = FIRST;
  readonly #names = new Map<string, number>();
  readonly #templates = new Map<string, number>();
  readonly #first: number;
  #last: number;
  #lastAt = FIRST;

  constructor(first = 1) {
    this.#first = first;
    this.#last = first - 1;
  }

  /** A record of an event; false where the chunk has no room for it. */
  event(event: MadeEvent): boolean {
    return this.record(event.time ?? TIME, () => {
      this.instance(eventXml(event));
    });
  }

  /** A record with whatever `write` writes. */
  record(time: number, write: () => void, number = this.#last + 1): boolean {
    const { at } = this;
    const known = [new Map(this.#names), new Map(this.#templates)] as const;
    try {
      this.at += 24;
      write();
      this.at = Math.ceil((this.at + 4) / 8) * 8;
      const size = this.at - at;
      this.bytes.writeUInt32LE(0x2a2a, at);
      this.bytes.writeUInt32LE(size, at + 4);
      this.bytes.writeBigUInt64LE(BigInt(number), at + 8);
      this.bytes.writeBigUInt64LE(units(time), at + 16);
      this.bytes.writeUInt32LE(size, this.at - 4);
    } catch {
      this.bytes.fill(0, at);
      this.at = at;
      for (const [map, before] of [
        [this.#names, known[0]],
        [this.#templates, known[1]],
      ] as const) {
        map.clear();
        for (const [name, place] of before) map.set(name, place);
      }
      return false;
    }
    this.#last = number;
    this.#lastAt = at;
    return true;
  }

  /** A template of its own, or the one that was written before it, and its values. */
  instance(xml: Xml, { fragment = true, id = this.#templates.size + 1 } = {}): void {
    const values: Value[] = [];
    if (fragment) this.put('0f010100');
    const shape = shapeOf(xml);
    const known = this.#templates.get(shape);
    this.put('0c01');
    this.#u32(known === undefined ? id : this.bytes.readUInt32LE(known + 4));
    this.#u32(known ?? this.at + 4);
    if (known === undefined) {
      const place = this.at;
      this.#templates.set(shape, place);
      this.#u32(0);
      this.#u32(id);
      this.put('000000000000000000000000');
      this.#u32(0);
      this.put('0f010100');
      this.xml(xml, values);
      this.put('00');
      this.bytes.writeUInt32LE(this.at - place - 24, place + 20);
    } else collect(xml, values);
    this.values(values);
  }

  values(values: readonly Value[]): void {
    this.#u32(values.length);
    let entry = this.at;
    for (const { type } of values) {
      this.#u16(0);
      this.#u16(type);
    }
    for (const { bytes, write } of values) {
      const start = this.at;
      if (write === undefined) this.put(bytes.toString('hex'));
      else write(this);
      this.bytes.writeUInt16LE(this.at - start, entry);
      entry += 4;
    }
  }

  /** The tokens of `xml`; the values in it become slots. Values of values have elements without a dependency. */
  xml(xml: Xml, values: Value[], dependent = true): void {
    if (typeof xml === 'string') {
      this.put('0501');
      this.#u16(xml.length);
      this.put(wide(xml).toString('hex'));
    } else if (isValue(xml)) {
      this.put('0e');
      this.#u16(values.length);
      this.put(xml.type.toString(16).padStart(2, '0'));
      values.push(xml);
    } else if ('slot' in xml) {
      this.put('0e');
      this.#u16(xml.slot);
      this.put('01');
    } else if ('entity' in xml) {
      this.put('09');
      this.#name(xml.entity);
    } else {
      const attributes = Object.entries(xml.attributes ?? {});
      this.put(attributes.length > 0 ? '41' : '01');
      if (dependent) this.put('ffff');
      const size = this.at;
      this.#u32(0);
      this.#name(xml.name);
      if (attributes.length > 0) this.#attributes(attributes, values);
      if ((xml.children ?? []).length === 0) this.put('03');
      else {
        this.put('02');
        for (const child of xml.children ?? []) this.xml(child, values, dependent);
        this.put('04');
      }
      this.bytes.writeUInt32LE(this.at - size - 4, size);
    }
  }

  #attributes(attributes: readonly (readonly [string, string | Value])[], values: Value[]): void {
    const size = this.at;
    this.#u32(0);
    for (const [n, [name, value]] of attributes.entries()) {
      this.put(n + 1 < attributes.length ? '46' : '06');
      this.#name(name);
      this.xml(value, values);
    }
    this.bytes.writeUInt32LE(this.at - size - 4, size);
  }

  #name(name: string): void {
    const known = this.#names.get(name);
    this.#u32(known ?? this.at + 4);
    if (known !== undefined) return;
    this.#names.set(name, this.at);
    this.put('000000000000');
    this.#u16(name.length);
    this.put(wide(`${name}\0`).toString('hex'));
  }

  put(hex: string): void {
    const bytes = Buffer.from(hex, 'hex');
    if (this.at + bytes.length > CHUNK - 4) throw new RangeError('the chunk is full');
    bytes.copy(this.bytes, this.at);
    this.at += bytes.length;
  }

  #u16(value: number): void {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16LE(value);
    this.put(bytes.toString('hex'));
  }

  #u32(value: number): void {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    this.put(bytes.toString('hex'));
  }

  /** The chunk with its header and check sums. */
  done(): Buffer {
    const { bytes } = this;
    bytes.write('ElfChnk\0', 'latin1');
    for (const at of [8, 24]) {
      bytes.writeBigUInt64LE(BigInt(this.#first), at);
      bytes.writeBigUInt64LE(BigInt(this.#last), at + 8);
    }
    bytes.writeUInt32LE(128, 40);
    bytes.writeUInt32LE(this.#lastAt, 44);
    bytes.writeUInt32LE(this.at, 48);
    bytes.writeUInt32LE(crc32(bytes.subarray(FIRST, this.at)), 52);
    bytes.writeUInt32LE(crc32(bytes.subarray(128, FIRST), crc32(bytes.subarray(0, 120))), 124);
    return bytes;
  }

  get last(): number {
    return this.#last;
  }
}

/** The same for templates that differ in nothing but the values of their records. */
function shapeOf(xml: Xml): string {
  return JSON.stringify(xml, (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'bytes' in value ? (value as Value).type : value,
  );
}

function collect(xml: Xml, values: Value[]): void {
  if (typeof xml === 'string' || 'entity' in xml || 'slot' in xml) return;
  if (isValue(xml)) {
    values.push(xml);
    return;
  }
  for (const value of Object.values(xml.attributes ?? {})) collect(value, values);
  for (const child of xml.children ?? []) collect(child, values);
}

/** The header of a log with so many chunks. */
export function logHeader(chunks: number, flags = 0): Buffer {
  const bytes = Buffer.alloc(BLOCK);
  bytes.write('ElfFile\0', 'latin1');
  bytes.writeBigUInt64LE(BigInt(Math.max(0, chunks - 1)), 16);
  bytes.writeUInt32LE(128, 32);
  bytes.writeUInt16LE(1, 36);
  bytes.writeUInt16LE(3, 38);
  bytes.writeUInt16LE(BLOCK, 40);
  bytes.writeUInt16LE(chunks, 42);
  bytes.writeUInt32LE(flags, 120);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 120)), 124);
  return bytes;
}

/** A log of chunks. */
export function logOf(chunks: readonly Buffer[], flags = 0): Buffer {
  return Buffer.concat([logHeader(chunks.length, flags), ...chunks]);
}

/** A log with these events, in as many chunks as they need. */
export function eventLog(events: Iterable<MadeEvent>, flags = 0): Buffer {
  const chunks: Buffer[] = [];
  let writer = new ChunkWriter();
  for (const event of events) {
    if (writer.event(event)) continue;
    chunks.push(writer.done());
    writer = new ChunkWriter(writer.last + 1);
    if (!writer.event(event)) throw new Error('an event larger than a chunk');
  }
  chunks.push(writer.done());
  return logOf(chunks, flags);
}
