import type { Random } from './random.ts';

/** Bytes that mean something to readers of files: zeros, ends, signs, the largest and smallest lengths. */
const TELLING = [0, 1, 0x0a, 0x0d, 0x1b, 0x20, 0x25, 0x3e, 0x7f, 0x80, 0xff];

/** Some bytes changed, cut, doubled, moved or taken from another source. */
export function mutated(source: Uint8Array, other: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  let bytes = new Uint8Array(source);
  for (let change = random.below(6); change >= 0 && bytes.length > 0; change -= 1)
    bytes = CHANGES[random.below(CHANGES.length)]?.(bytes, other, random) ?? bytes;
  return bytes;
}

type Change = (bytes: Uint8Array<ArrayBuffer>, other: Uint8Array, random: Random) => Uint8Array<ArrayBuffer>;

const CHANGES: readonly Change[] = [
  (bytes, _, random) => set(bytes, random.below(bytes.length), random.below(256)),
  (bytes, _, random) => set(bytes, random.below(bytes.length), random.of(TELLING)),
  // lengths and offsets of several bytes
  (bytes, _, random) => {
    const [at, value] = [random.below(bytes.length), random.of(TELLING)];
    return bytes.fill(value, at, at + 1 + random.below(8));
  },
  (bytes, _, random) => bytes.slice(0, random.below(bytes.length)),
  (bytes, _, random) => bytes.slice(random.below(bytes.length)),
  (bytes, _, random) => {
    const [from, length] = [random.below(bytes.length), random.below(200)];
    return joined(bytes.subarray(0, from), bytes.subarray(from + length));
  },
  (bytes, _, random) => {
    const [from, to, length] = [random.below(bytes.length), random.below(bytes.length), random.below(400)];
    return joined(bytes.subarray(0, to), bytes.subarray(from, from + length), bytes.subarray(to));
  },
  (bytes, other, random) => {
    const [from, to, length] = [random.below(other.length), random.below(bytes.length), random.below(2000)];
    return joined(bytes.subarray(0, to), other.subarray(from, from + length), bytes.subarray(to));
  },
  (bytes, other, random) =>
    joined(bytes.subarray(0, random.below(bytes.length)), other.subarray(random.below(other.length))),
];

function set(bytes: Uint8Array<ArrayBuffer>, at: number, value: number): Uint8Array<ArrayBuffer> {
  bytes[at] = value;
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
