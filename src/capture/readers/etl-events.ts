import { unpackXpress } from './xpress.ts';

/** WMI_BUFFER_HEADER, and where it says what. */
export const BUFFER_HEADER = 0x48;
const SAVED_OFFSET = 0x04;
const FILLED = 0x30;
const BUFFER_FLAG = 0x34;
const BUFFER_TYPE = 0x36;
const HEADER_BUFFER = 4;
const COMPRESSED = 0x40;
/** ETW makes no buffer larger than 16 MiB, and none smaller than its header. */
export const LARGEST_BUFFER = 64 * 1024 * 1024;
/** First word of an event: its length, its kind, and what it is marked with. */
const MARKED = 0xc0;
const SHORTEST_EVENT = 8;
const END_OF_EVENTS = 0xffffffff;
/** Kinds of events whose first word bears a version; the length follows. */
const LENGTH_BEHIND: ReadonlySet<number> = new Set([0x01, 0x02, 0x03, 0x04, 0x10, 0x11]);
/** Kinds that name their provider at 0x18; of those EVENT_HEADER has an id. */
const EVENT_HEADERS: ReadonlySet<number> = new Set([0x12, 0x13]);
const NAMED: ReadonlySet<number> = new Set([0x0a, 0x0b, 0x12, 0x13, 0x14, 0x15]);
const EVENT_HEADER = 0x50;
const SYSTEM_HEADER = 0x20;
const PROVIDER = 0x18;
const HAS_ITEMS = 1;
/** 1601-01-01 to 1970-01-01, in seconds. */
const FILETIME_EPOCH = 11_644_473_600;
const TICKS = 1e7;

/** True for the first bytes of an event trace: a header buffer whose first event is one of the system's. There is no magic number. */
export function isEtl(view: DataView): boolean {
  if (view.byteLength < BUFFER_HEADER + 8) return false;
  const kind = view.getUint8(BUFFER_HEADER + 2);
  return (
    view.getUint16(BUFFER_TYPE, true) === HEADER_BUFFER &&
    view.getUint32(0, true) >= BUFFER_HEADER &&
    (kind === 1 || kind === 2) &&
    view.getUint8(BUFFER_HEADER + 3) === MARKED
  );
}

/** Takes what an event trace holds. `provider` is where the provider's GUID stands in `view`. */
export interface TraceSink {
  /** An event of any kind that names its provider. */
  provider(view: DataView, provider: number): void;
  /**
   * An event with an id: what it carries behind its header is `bytes[from … to)`.
   * @param time seconds since the epoch
   */
  event(event: TraceEvent, bytes: Uint8Array, view: DataView, from: number, to: number, time: number): void;
}

/** What stands in the header of an event. One object is used again for every event. */
export interface TraceEvent {
  provider: number;
  id: number;
  /** The lower and the upper half of the keywords. */
  low: number;
  high: number;
}

/**
 * The buffers of an event trace of Windows, packed or not, and the events in them.
 * Source: microsoft/etl2pcapng, fox-it/dissect.etl, Microsoft's pages of EVENT_HEADER and TRACE_LOGFILE_HEADER, and real files.
 */
export class EtlEvents {
  /** Number of the build of Windows, and how many events it could not record. */
  build: number | null = null;
  lost = 0;
  readonly #sink: TraceSink;
  readonly #event: TraceEvent = { provider: 0, id: 0, low: 0, high: 0 };
  #unpacked = new Uint8Array(0);
  #unpackedView = new DataView(this.#unpacked.buffer);
  #isStarted = false;
  #clock: Clock = { start: 0, low: 0, high: 0, perSecond: TICKS };

  constructor(sink: TraceSink) {
    this.#sink = sink;
  }

  /** Reads the buffer of `size` bytes at `at`. False where its events do not fit into each other up to the end. */
  buffer(bytes: Uint8Array, view: DataView, at: number, size: number): boolean {
    const saved = view.getUint32(at + SAVED_OFFSET, true);
    const filled = saved >= BUFFER_HEADER ? saved : view.getUint32(at + FILLED, true);
    if ((view.getUint16(at + BUFFER_FLAG, true) & COMPRESSED) === 0) {
      const to = at + Math.min(size, filled >= BUFFER_HEADER ? filled : size);
      return this.#events(bytes, view, at + BUFFER_HEADER, to);
    }
    const wanted = Math.min(LARGEST_BUFFER, filled) - BUFFER_HEADER;
    if (wanted <= 0) return true;
    if (this.#unpacked.length < wanted) {
      this.#unpacked = new Uint8Array(wanted);
      this.#unpackedView = new DataView(this.#unpacked.buffer);
    }
    const end = unpackXpress(bytes, at + BUFFER_HEADER, at + size, this.#unpacked.subarray(0, wanted));
    return this.#events(this.#unpacked, this.#unpackedView, 0, end) && end === wanted;
  }

  #events(bytes: Uint8Array, view: DataView, from: number, to: number): boolean {
    let at = from;
    while (at + SHORTEST_EVENT <= to) {
      const first = view.getUint32(at, true);
      if (first === END_OF_EVENTS) return true;
      const kind = (first >>> 16) & 0xff;
      const isMarked = first >>> 24 === MARKED;
      const length = isMarked && LENGTH_BEHIND.has(kind) ? view.getUint16(at + 4, true) : first & 0xffff;
      if (length < SHORTEST_EVENT || at + length > to) return false;
      if (isMarked) this.#take(kind, bytes, view, at, at + length);
      at += (length + 7) & ~7;
    }
    return true;
  }

  #take(kind: number, bytes: Uint8Array, view: DataView, at: number, end: number): void {
    if (!this.#isStarted) {
      this.#isStarted = true;
      if (kind === 1 || kind === 2) this.#readHeader(view, at, end);
      return;
    }
    if (!NAMED.has(kind) || at + PROVIDER + 16 > end) return;
    this.#sink.provider(view, at + PROVIDER);
    if (!EVENT_HEADERS.has(kind) || at + EVENT_HEADER > end) return;
    const from = (view.getUint16(at + 4, true) & HAS_ITEMS) === 0 ? at + EVENT_HEADER : itemsEnd(view, at, end);
    const event = this.#event;
    event.provider = at + PROVIDER;
    event.id = view.getUint16(at + 0x28, true);
    event.low = view.getUint32(at + 0x30, true);
    event.high = view.getUint32(at + 0x34, true);
    this.#sink.event(event, bytes, view, from, end, this.#time(view, at + 0x10));
  }

  /** TRACE_LOGFILE_HEADER: how times are counted, and what was lost. */
  #readHeader(view: DataView, at: number, end: number): void {
    const head = at + SYSTEM_HEADER;
    if (head + 0x38 > end) return;
    this.build = view.getUint32(head + 8, true);
    const pointer = view.getUint32(head + 0x2c, true) === 4 ? 4 : 8;
    this.lost = view.getUint32(head + 0x30, true);
    const megahertz = view.getUint32(head + 0x34, true);
    // two pointers and a time zone stand in between
    const times = (0x38 + pointer * 2 + 172 + 7) & ~7;
    if (head + times + 28 > end) return;
    const frequency = view.getUint32(head + times + 12, true) * 4294967296 + view.getUint32(head + times + 8, true);
    const clock = view.getUint32(head + times + 24, true);
    const perSecond = clock === 1 ? frequency : clock === 3 ? megahertz * 1e6 : TICKS;
    this.#clock = {
      start: fileTime(view, head + times + 16),
      low: view.getUint32(at + 0x10, true),
      high: view.getInt32(at + 0x14, true),
      perSecond: perSecond > 0 ? perSecond : TICKS,
    };
  }

  #time(view: DataView, at: number): number {
    const { start, low, high, perSecond } = this.#clock;
    // the difference first: what is counted since 1601 is beyond 2^53
    const ticks = (view.getInt32(at + 4, true) - high) * 4294967296 + (view.getUint32(at, true) - low);
    return start + ticks / perSecond;
  }
}

interface Clock {
  /** Seconds since the epoch at the first event, and the number of that event's time. */
  readonly start: number;
  readonly low: number;
  readonly high: number;
  readonly perSecond: number;
}

function fileTime(view: DataView, at: number): number {
  const ticks = view.getBigUint64(at, true);
  return Number(ticks / 10_000_000n) - FILETIME_EPOCH + Number(ticks % 10_000_000n) / 1e7;
}

/** Behind the items that stand between the header and what the event carries: each tells its length, and whether another follows. */
function itemsEnd(view: DataView, event: number, end: number): number {
  let at = event + EVENT_HEADER;
  while (at + 8 <= end) {
    const size = view.getUint16(at, true);
    const hasNext = (view.getUint16(at + 4, true) & 1) === 1;
    if (size < 8) return end;
    at += size;
    if (!hasNext) break;
  }
  return Math.min(at, end);
}
