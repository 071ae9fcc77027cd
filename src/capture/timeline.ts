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
