const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
/** Up to here a loop is faster than the decoder. */
const SHORT = 48;
const UNITS = new Uint16Array(SHORT);

/** Text of `length` bytes of UTF-16; what is no character becomes U+FFFD. Zeros at its end are no part of it. */
export function utf16(bytes: Uint8Array, at: number, length: number): string {
  let end = at + (length & ~1);
  while (end > at && bytes[end - 1] === 0 && bytes[end - 2] === 0) end -= 2;
  const units = (end - at) >> 1;
  if (units > SHORT) return decoder.decode(bytes.subarray(at, end));
  for (let n = 0; n < units; n += 1) {
    const unit = (bytes[at + n * 2] as number) | ((bytes[at + n * 2 + 1] as number) << 8);
    if ((unit & 0xf800) === 0xd800) return decoder.decode(bytes.subarray(at, end));
    UNITS[n] = unit;
  }
  return String.fromCharCode.apply(null, UNITS.subarray(0, units) as unknown as number[]);
}
