/** Fragments of one packet that are still waiting for the others. */
interface Waiting {
  /** Parts by their offset. */
  readonly parts: Map<number, Uint8Array>;
  /** Length of the whole, -1 until the last fragment is there. */
  total: number;
  held: number;
}

/** Packets that wait at the same time, and bytes that are held for them. */
const MOST_WAITING = 256;
const MOST_BYTES = 4 * 1024 * 1024;
const LONGEST = 65_535;

/** Puts fragments of IP packets together (RFC 791, RFC 8200), with a bound on what is held. */
export class Fragments {
  readonly #waiting = new Map<string, Waiting>();
  #bytes = 0;

  /** Takes a fragment; the whole payload when it was the last one that was missing. */
  add(key: string, offset: number, more: boolean, part: Uint8Array): Uint8Array | null {
    if (offset + part.length > LONGEST) return null;
    let own = this.#waiting.get(key);
    if (own === undefined) {
      this.#makeRoom();
      own = { parts: new Map(), total: -1, held: 0 };
      this.#waiting.set(key, own);
    }
    if (!own.parts.has(offset)) {
      own.parts.set(offset, part.slice());
      own.held += part.length;
      this.#bytes += part.length;
    }
    if (!more) own.total = offset + part.length;
    if (own.total < 0 || own.held < own.total) return null;
    const whole = new Uint8Array(own.total);
    let covered = 0;
    for (const [at, bytes] of [...own.parts].sort(([a], [b]) => a - b)) {
      if (at > covered) return null;
      whole.set(bytes.subarray(0, Math.max(0, own.total - at)), at);
      covered = Math.max(covered, at + bytes.length);
    }
    if (covered < own.total) return null;
    this.#forget(key, own);
    return whole;
  }

  #makeRoom(): void {
    while (this.#waiting.size >= MOST_WAITING || this.#bytes > MOST_BYTES) {
      const oldest = this.#waiting.entries().next().value;
      if (oldest === undefined) return;
      this.#forget(...oldest);
    }
  }

  #forget(key: string, own: Waiting): void {
    this.#waiting.delete(key);
    this.#bytes -= own.held;
  }
}
