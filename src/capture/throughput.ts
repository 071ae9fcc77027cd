import type { Hosts } from './hosts.ts';
import { Series, type TimeScale } from './timeline.ts';

/** Hosts that have a series of what they received, or sent, over time. */
const MOST_RECEIVING = 8192;
const MOST_SENDING = 2048;
/** Hosts whose bytes are added up at the same time. */
const SLOTS = 256;

/**
 * What each host received and sent over time. Nearly every packet falls into the bucket of the one before it, between the same
 * hosts: bytes are added up first, and go into the series when another bucket or another host comes.
 */
export class Throughput {
  readonly #scale: TimeScale;
  readonly #received: Sums;
  readonly #sent: Sums;
  /** The bucket of the frame that was counted last. */
  bucket = 0;

  constructor(hosts: Hosts, scale: TimeScale) {
    this.#scale = scale;
    this.#received = new Sums(new Series(hosts, scale, 'bytesReceived', MOST_RECEIVING));
    this.#sent = new Sums(new Series(hosts, scale, 'bytesSent', MOST_SENDING));
  }

  /** Counts a frame from one host to another at a time that is known, before it is in the totals of the hosts. */
  count(source: number, destination: number, wire: number, time: number): void {
    if (!this.#scale.isWithin(this.bucket, time)) {
      this.#settle();
      this.bucket = this.#scale.bucket(time);
    }
    this.#received.add(destination, wire, this.bucket);
    this.#sent.add(source, wire, this.bucket);
  }

  /** Bytes that a host received in each of the buckets, none when it has no series. */
  receivedBy(host: number, buckets: number): number[] {
    this.#settle();
    return this.#received.series.values(host, buckets);
  }

  /** The same of what it sent. */
  sentBy(host: number, buckets: number): number[] {
    this.#settle();
    return this.#sent.series.values(host, buckets);
  }

  #settle(): void {
    this.#received.settle(this.bucket);
    this.#sent.settle(this.bucket);
  }
}

/** Bytes of hosts in one bucket, on their way into the series. */
class Sums {
  readonly series: Series;
  /** The host plus one in each slot, 0: none. */
  readonly #hosts = new Int32Array(SLOTS);
  readonly #bytes = new Float64Array(SLOTS);
  /** Slots that are taken. */
  readonly #taken = new Int32Array(SLOTS);
  #count = 0;

  constructor(series: Series) {
    this.series = series;
  }

  add(host: number, bytes: number, bucket: number): void {
    const slot = host & (SLOTS - 1);
    const held = this.#hosts[slot] as number;
    if (held === host + 1) {
      (this.#bytes[slot] as number) += bytes;
      return;
    }
    if (held === 0) this.#taken[this.#count++] = slot;
    else this.series.add(held - 1, this.#bytes[slot] as number, bucket);
    this.#hosts[slot] = host + 1;
    this.#bytes[slot] = bytes;
  }

  settle(bucket: number): void {
    for (let at = 0; at < this.#count; at += 1) {
      const slot = this.#taken[at] as number;
      this.series.add((this.#hosts[slot] as number) - 1, this.#bytes[slot] as number, bucket);
      this.#hosts[slot] = 0;
    }
    this.#count = 0;
  }
}
