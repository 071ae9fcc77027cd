/** The characters of bytes, each one (ISO 8859-1); for texts of up to a few hundred, where a decoder takes longer. */
export function latin(bytes: Uint8Array, start: number, end: number): string {
  return Reflect.apply(String.fromCharCode, null, bytes.subarray(start, end)) as string;
}
