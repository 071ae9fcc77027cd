/** The middle one of an odd number of measurements. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** MB/s. */
export function rate(bytes: number, milliseconds: number): number {
  return bytes / 1e6 / (milliseconds / 1000);
}
