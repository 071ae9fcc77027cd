import { Rooms, type Room } from './rooms.ts';

/** The start of a message that spans segments. */
export interface Pending {
  room: Room;
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

/** Starts of messages of which the rest is still to come, by connection and side; the oldest make room for others. */
export class PendingMessages {
  readonly #all = new Map<number, Pending>();
  readonly #rooms = new Rooms();
  #held = 0;

  get(connection: number, side: 0 | 1): Pending | undefined {
    return this.#all.get(connection * 2 + side);
  }

  /** Keeps a copy of the bytes from `start` to `end`. */
  keep(
    connection: number,
    side: 0 | 1,
    bytes: Uint8Array,
    start: number,
    end: number,
    next: number,
    wants: number,
    isHead: boolean,
  ): void {
    this.drop(connection, side);
    const room = this.#rooms.take((end - start) * 2);
    room.bytes.set(bytes.subarray(start, end));
    this.#held += room.bytes.length;
    this.#all.set(connection * 2 + side, { room, length: end - start, next: next | 0, wants, isHead });
    this.#makeRoom();
  }

  /** Adds what continues it. */
  append(own: Pending, bytes: Uint8Array, start: number, end: number): void {
    const length = own.length + end - start;
    if (length > own.room.bytes.length) {
      const larger = this.#rooms.take(length * 2);
      larger.bytes.set(own.room.bytes.subarray(0, own.length));
      this.#held += larger.bytes.length - own.room.bytes.length;
      this.#rooms.give(own.room);
      own.room = larger;
    }
    own.room.bytes.set(bytes.subarray(start, end), own.length);
    own.next = (own.next + length - own.length) | 0;
    own.length = length;
  }

  /** Takes a message out to be read; its room is to be given back. */
  remove(connection: number, side: 0 | 1): Pending | undefined {
    const key = connection * 2 + side;
    const own = this.#all.get(key);
    if (own === undefined) return undefined;
    this.#held -= own.room.bytes.length;
    this.#all.delete(key);
    return own;
  }

  giveBack({ room }: Pending): void {
    this.#rooms.give(room);
  }

  drop(connection: number, side: 0 | 1): void {
    const own = this.remove(connection, side);
    if (own !== undefined) this.giveBack(own);
  }

  #makeRoom(): void {
    for (const [key, { room }] of this.#all) {
      if (this.#held <= MOST_PENDING) return;
      this.#held -= room.bytes.length;
      this.#all.delete(key);
    }
  }
}
