type Numbers = Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** A longer copy of a table of numbers; what is new in it is zero. */
export function longer<T extends Numbers>(table: T, length: number): T {
  const made = new (table.constructor as new (length: number) => T)(length);
  made.set(table);
  return made;
}
