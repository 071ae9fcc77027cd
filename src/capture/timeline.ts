import { CAPTURES } from '../limits.ts';
import { longer, roomBeyond } from './grow.ts';
import type { HostTotals } from './hosts.ts';

/** Buckets at most; when a capture grows beyond them, each pair becomes one. */
export const MOST_BUCKETS = 512;
const FIRST_WIDTH = 0.01;

/** The common scale of all traffic over time: it starts at the first packet and grows coarser as the capture goes on. */
export class TimeScale {
  start = Number.NaN;
  /** Seconds in a bucket. */
  width = FIRST_WIDTH;
  /** How often the width was doubled. */
  level = 0;

  /** The bucket of a time; may make the scale coarser. */
  bucket(time: number): number {
    if (Number.isNaN(this.start)) this.start = time;
    const passed = time - this.start;
    if (!(passed > 0)) return 0;
    while (passed >= this.width * MOST_BUCKETS && this.level < 60) {
      this.width *= 2;
      this.level += 1;
    }
    return Math.min(MOST_BUCKETS - 1, Math.floor(passed / this.width));
  }

  /** True for a time within a bucket of the scale as it stands. */
  isWithin(bucket: number, time: number): boolean {
    const passed = time - this.start;
    return passed >= bucket * this.width && passed < (bucket + 1) * this.width;
  }
}

/** Bytes over time, on the common scale. */
export class Timeline {
  #values = new Float64Array(16);
  #level = 0;

  add(scale: TimeScale, bucket: number, bytes: number): void {
    if (this.#level < scale.level) this.#coarsen(scale.level);
    if (bucket >= this.#values.length) {
      const longer = new Float64Array(Math.min(MOST_BUCKETS, Math.max(bucket + 1, this.#values.length * 2)));
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values[bucket] = (this.#values[bucket] ?? 0) + bytes;
  }

  /** Bytes in each bucket of the scale as it stands now, `length` of them. */
  values(scale: TimeScale, length: number): number[] {
    if (this.#level < scale.level) this.#coarsen(scale.level);
    return Array.from({ length }, (_, bucket) => this.#values[bucket] ?? 0);
  }

  #coarsen(level: number): void {
    for (; this.#level < level; this.#level += 1) {
      for (let bucket = 0; bucket < this.#values.length; bucket += 1) {
        const from = bucket * 2;
        this.#values[bucket] = (this.#values[from] ?? 0) + (this.#values[from + 1] ?? 0);
      }
    }
  }
}

/**
 * What is kept of a host: nothing yet; a negative number: the only bucket in which it did so, with the level of the scale then;
 * neither that nor a series; the number of a series.
 */
const NOTHING = 0;
const ONE_BUCKET = 1 << 31;
const LEVEL = 16;
const NO_SERIES = 1;
const FIRST_SERIES = 2;
const START_SIZE = 64;

/** Totals of hosts by their numbers. */
interface Totals {
  totalsOf(host: number): HostTotals;
}

/** What each host received, or sent, over time. Most do so in one bucket only, which costs no series. */
export class Series {
  readonly #series: Timeline[] = [];
  readonly #hosts: Totals;
  readonly #scale: TimeScale;
  readonly #way: 'bytesReceived' | 'bytesSent';
  readonly #most: number;
  /** By host. */
  #kept = new Int32Array(START_SIZE);

  /** @param most hosts that have a series; further ones only have totals */
  constructor(hosts: Totals, scale: TimeScale, way: 'bytesReceived' | 'bytesSent', most: number) {
    this.#hosts = hosts;
    this.#scale = scale;
    this.#way = way;
    this.#most = most;
  }

  /** Counts bytes of a host in a bucket of the scale; to be told after its totals have been counted. */
  add(host: number, bytes: number, bucket: number): void {
    if (host >= this.#kept.length) this.#kept = longer(this.#kept, roomBeyond(host, CAPTURES.hosts + 1));
    const kept = this.#kept[host] as number;
    if (kept >= FIRST_SERIES) (this.#series[kept - FIRST_SERIES] as Timeline).add(this.#scale, bucket, bytes);
    else if (kept === NOTHING) this.#kept[host] = ONE_BUCKET | (this.#scale.level << LEVEL) | bucket;
    else if (kept < 0 && this.#onlyBucket(kept) !== bucket) this.#start(host, this.#onlyBucket(kept), bucket, bytes);
  }

  /** Bytes in each of the buckets, none when the host has no series. */
  values(host: number, buckets: number): number[] {
    const kept = this.#kept[host] ?? NOTHING;
    if (kept >= 0) return this.#series[kept - FIRST_SERIES]?.values(this.#scale, buckets) ?? [];
    const values = Array.from({ length: buckets }, () => 0);
    values[this.#onlyBucket(kept)] = this.#total(host);
    return values;
  }

  #start(host: number, only: number, bucket: number, bytes: number): void {
    if (this.#series.length >= this.#most) {
      this.#kept[host] = NO_SERIES;
      return;
    }
    const made = new Timeline();
    made.add(this.#scale, only, this.#total(host) - bytes);
    made.add(this.#scale, bucket, bytes);
    this.#kept[host] = this.#series.length + FIRST_SERIES;
    this.#series.push(made);
  }

  #total(host: number): number {
    return this.#hosts.totalsOf(host)[this.#way];
  }

  #onlyBucket(kept: number): number {
    const level = (kept & ~ONE_BUCKET) >>> LEVEL;
    return (kept & 0xffff) >>> Math.min(31, this.#scale.level - level);
  }
}
