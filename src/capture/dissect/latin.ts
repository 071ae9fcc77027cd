/** The characters of bytes, each one (ISO 8859-1); for texts of up to a few hundred, where a decoder takes longer. */
export function latin(bytes: Uint8Array, start: number, end: number): string {
  return Reflect.apply(String.fromCharCode, null, bytes.subarray(start, end)) as string;
}

/** True for bytes that each are a character of ASCII, whatever the encoding. */
export function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if ((bytes[at] ?? 0) > 127) return false;
  return true;
}
