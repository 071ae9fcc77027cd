import type { FrameSink } from '../frame.ts';

/** Bytes of packets that are held at most to put them in order. */
const MOST_HELD = 32 * 1024 * 1024;
const FIRST_HELD = 65_536;
const FIRST_COUNT = 256;
/** So many packets are held at most: each costs as much as a short packet. */
const MOST_COUNT = 1 << 18;

/** Numbers of a packet that is held: where it stands, how long it is, what it is. */
const ROW = 5;
const START = 0;
const CAPTURED = 1;
const WIRE = 2;
const LINK_TYPE = 3;
const MARK = 4;

/** Says of a packet's mark whether it is one of those that are wanted. */
export type Wanted = (mark: number) => boolean;

/**
 * Puts the packets of a trace in the order of their times. Each processor fills buffers of its own, so that an answer may stand in
 * the file ahead of its question. What is beyond the memory for it is handed on half by half.
 */
export class TraceFrames {
  /** Packets that came later than others which were handed on already. */
  late = 0;
  /** Link types of the packets that were handed on. */
  readonly linkTypes = new Set<number>();
  readonly #sink: FrameSink;
  readonly #wanted: () => Wanted;
  readonly #most: number;
  #bytes = new Uint8Array(FIRST_HELD);
  #used = 0;
  #times = new Float64Array(FIRST_COUNT);
  #rows = new Int32Array(FIRST_COUNT * ROW);
  #count = 0;
  #handedOn = Number.NEGATIVE_INFINITY;

  /**
   * @param wanted asked when the first packets have to be handed on
   * @param most bytes that are held
   */
  constructor(sink: FrameSink, wanted: () => Wanted, most = MOST_HELD) {
    this.#sink = sink;
    this.#wanted = wanted;
    this.#most = most;
  }

  /** The trace has no numbers that tell the copies of a packet. */
  mayRepeat(): void {
    this.#sink.mayRepeat?.();
  }

  /** @param mark what is told of the packet to whoever chooses, and in its lowest two bits its direction */
  add(
    bytes: Uint8Array,
    start: number,
    captured: number,
    wire: number,
    linkType: number,
    time: number,
    mark: number,
  ): void {
    if (this.#used + captured > this.#most || this.#count >= MOST_COUNT) this.#handOn(false);
    this.#makeRoom(captured);
    this.#bytes.set(bytes.subarray(start, start + captured), this.#used);
    const row = this.#count * ROW;
    this.#rows[row + START] = this.#used;
    this.#rows[row + CAPTURED] = captured;
    this.#rows[row + WIRE] = wire;
    this.#rows[row + LINK_TYPE] = linkType;
    this.#rows[row + MARK] = mark;
    // what is no number stands nowhere in an order
    this.#times[this.#count] = Number.isFinite(time) ? time : 0;
    this.#used += captured;
    this.#count += 1;
  }

  /** Hands on all that is held. */
  finish(): void {
    this.#handOn(true);
  }

  #makeRoom(captured: number): void {
    if (this.#used + captured > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#used + captured, Math.min(this.#bytes.length * 2, this.#most)));
      larger.set(this.#bytes.subarray(0, this.#used));
      this.#bytes = larger;
    }
    if (this.#count < this.#times.length) return;
    const times = new Float64Array(this.#times.length * 2);
    times.set(this.#times);
    this.#times = times;
    const rows = new Int32Array(this.#rows.length * 2);
    rows.set(this.#rows);
    this.#rows = rows;
  }

  /** Hands on what is wanted: all, or the older half, so that what comes later still finds its place. */
  #handOn(isLast: boolean): void {
    const wanted = this.#wanted();
    const order = orderOf(this.#times.subarray(0, this.#count)).filter((at) =>
      wanted(this.#rows[at * ROW + MARK] ?? 0),
    );
    const until = isLast ? order.length : order.length >> 1;
    const view = new DataView(this.#bytes.buffer);
    for (let n = 0; n < until; n += 1) this.#give(view, order[n] ?? 0);
    this.#keep(order.subarray(until));
  }

  #give(view: DataView, at: number): void {
    const row = at * ROW;
    const time = this.#times[at] ?? 0;
    if (time < this.#handedOn) this.late += 1;
    else this.#handedOn = time;
    const linkType = this.#rows[row + LINK_TYPE] ?? 0;
    this.linkTypes.add(linkType);
    const direction = (this.#rows[row + MARK] ?? 0) & 3;
    this.#sink.frame(
      this.#bytes,
      view,
      this.#rows[row + START] ?? 0,
      this.#rows[row + CAPTURED] ?? 0,
      this.#rows[row + WIRE] ?? 0,
      linkType,
      time,
      direction === 3 ? 0 : (direction as 0 | 1 | 2),
    );
  }

  #keep(order: Uint32Array): void {
    const bytes = this.#bytes;
    const times = this.#times;
    const rows = this.#rows;
    this.#count = 0;
    this.#used = 0;
    if (order.length === 0) return;
    this.#bytes = new Uint8Array(bytes.length);
    this.#times = new Float64Array(times.length);
    this.#rows = new Int32Array(rows.length);
    for (const at of order) {
      const row = at * ROW;
      const [start = 0, captured = 0, wire = 0, linkType = 0, mark = 0] = rows.subarray(row, row + ROW);
      this.add(bytes, start, captured, wire, linkType, times[at] ?? 0, mark);
    }
  }
}

/** The places of numbers from the smallest to the greatest, equal ones as they stand. Merges the runs in which they already are in order. */
export function orderOf(values: Float64Array): Uint32Array {
  const count = values.length;
  let order = Uint32Array.from(values, (_, at) => at);
  let other = new Uint32Array(count);
  for (;;) {
    let runs = 0;
    for (let from = 0; from < count; runs += 1) {
      const middle = runEnd(values, order, from);
      const end = middle < count ? runEnd(values, order, middle) : middle;
      merge(values, order, other, from, middle, end);
      from = end;
    }
    [order, other] = [other, order];
    if (runs <= 1) return order;
  }
}

function runEnd(values: Float64Array, order: Uint32Array, from: number): number {
  let at = from + 1;
  while (at < order.length && (values[order[at] ?? 0] ?? 0) >= (values[order[at - 1] ?? 0] ?? 0)) at += 1;
  return at;
}

function merge(
  values: Float64Array,
  order: Uint32Array,
  into: Uint32Array,
  from: number,
  middle: number,
  end: number,
): void {
  let left = from;
  let right = middle;
  for (let at = from; at < end; at += 1) {
    const isLeft =
      left < middle && (right >= end || (values[order[left] ?? 0] ?? 0) <= (values[order[right] ?? 0] ?? 0));
    into[at] = order[isLeft ? left : right] ?? 0;
    if (isLeft) left += 1;
    else right += 1;
  }
}
