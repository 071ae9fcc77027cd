/** The start of a message that spans segments. */
export interface Pending {
  bytes: Uint8Array;
  length: number;
  /** The sequence number that continues it, signed. */
  next: number;
  /** Before there are so many bytes, nothing more can be read. */
  wants: number;
  /** It is the head of a request, which an empty line ends whatever its length. */
  readonly isHead: boolean;
}

/** Bytes that are held, all connections together. */
const MOST_PENDING = 16 * 1024 * 1024;
const SMALLEST = 64;

/** Starts of messages of which the rest is still to come, by connection and side; the oldest make room for others. */
export class PendingMessages {
  readonly #all = new Map<number, Pending>();
  #held = 0;

  get(connection: number, side: 0 | 1): Pending | undefined {
    return this.#all.get(connection * 2 + side);
  }

  /** Keeps a copy of the bytes. */
  keep(connection: number, side: 0 | 1, bytes: Uint8Array, next: number, wants: number, isHead: boolean): void {
    this.drop(connection, side);
    const held = new Uint8Array(Math.max(bytes.length * 2, SMALLEST));
    held.set(bytes);
    this.#held += held.length;
    this.#all.set(connection * 2 + side, { bytes: held, length: bytes.length, next: next | 0, wants, isHead });
    this.#makeRoom();
  }

  /** Adds what continues it. */
  append(own: Pending, more: Uint8Array): void {
    if (own.length + more.length > own.bytes.length) {
      const larger = new Uint8Array((own.length + more.length) * 2);
      larger.set(own.bytes.subarray(0, own.length));
      this.#held += larger.length - own.bytes.length;
      own.bytes = larger;
    }
    own.bytes.set(more, own.length);
    own.length += more.length;
    own.next = (own.next + more.length) | 0;
  }

  drop(connection: number, side: 0 | 1): void {
    const key = connection * 2 + side;
    const own = this.#all.get(key);
    if (own === undefined) return;
    this.#held -= own.bytes.length;
    this.#all.delete(key);
  }

  #makeRoom(): void {
    for (const [key, { bytes }] of this.#all) {
      if (this.#held <= MOST_PENDING) return;
      this.#held -= bytes.length;
      this.#all.delete(key);
    }
  }
}
