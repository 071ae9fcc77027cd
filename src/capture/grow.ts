type Numbers = Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** Tables up to so many rows are doubled, and copied; a longer one is made once for all that may come. */
const MOST_DOUBLED = 65_536;

/**
 * Rows for which there is room when a table of `rows` rows is full and `most` may come. The system gives memory to the
 * parts that are written to, so the largest table costs no more than what stands in it.
 */
export function roomBeyond(rows: number, most: number): number {
  return rows * 2 <= MOST_DOUBLED ? rows * 2 : most;
}

/** Slots of a hash table for a million entries, half of them free. */
const MANY_SLOTS = 1 << 21;

/**
 * Slots of the hash table that follows one of `slots`: doubled as long as it is small, then at once enough for very many. Tables of the
 * sizes between would wait for the collector beside it.
 */
export function slotsBeyond(slots: number): number {
  return slots <= MOST_DOUBLED ? slots * 2 : Math.max(slots * 2, MANY_SLOTS);
}

/** A longer copy of a table of numbers; what is new in it is zero. */
export function longer<T extends Numbers>(table: T, length: number): T {
  const made = new (table.constructor as new (length: number) => T)(length);
  made.set(table);
  return made;
}
