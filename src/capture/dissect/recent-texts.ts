const SLOTS = 256;

/** Texts that were made of bytes lately. Names and addresses come over and over, and to find a text costs less than to make it. */
export class RecentTexts {
  readonly #make: (bytes: Uint8Array, start: number, end: number) => string;
  readonly #longest: number;
  readonly #texts = Array.from({ length: SLOTS }, () => '');
  /** In each slot the bytes that its text was made of, and how many they are. */
  readonly #bytes: Uint8Array;
  readonly #lengths = new Int32Array(SLOTS);

  /** @param longest of more bytes a text is made each time */
  constructor(make: (bytes: Uint8Array, start: number, end: number) => string, longest: number) {
    this.#make = make;
    this.#longest = longest;
    this.#bytes = new Uint8Array(SLOTS * longest);
  }

  of(bytes: Uint8Array, start: number, end: number): string {
    const length = end - start;
    if (length > this.#longest || length === 0) return this.#make(bytes, start, end);
    let hash = length;
    for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0;
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    if (this.#lengths[slot] === length && this.#stands(bytes, start, end, slot * this.#longest))
      return this.#texts[slot] as string;
    const text = this.#make(bytes, start, end);
    this.#texts[slot] = text;
    this.#lengths[slot] = length;
    this.#bytes.set(bytes.subarray(start, end), slot * this.#longest);
    return text;
  }

  #stands(bytes: Uint8Array, start: number, end: number, from: number): boolean {
    for (let at = start; at < end; at += 1) if (bytes[at] !== this.#bytes[from + at - start]) return false;
    return true;
  }
}
