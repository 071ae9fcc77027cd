/** Room for bytes that are put together from several packets. */
export interface Room {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** The smallest room, as a power of two, and how many sizes are kept, each double the one before: up to 16 KiB. */
const SMALLEST = 9;
const SIZES = 6;
/** Rooms of each size that are kept. */
const MOST_FREE = 16;

/** Gives room, and takes it back to be given again: very many short texts would each cost the collector a buffer. */
export class Rooms {
  readonly #free: readonly Room[][] = Array.from({ length: SIZES }, () => []);

  /** Room for so many bytes at least; what stands in it is left over. */
  take(length: number): Room {
    const size = sizeOf(length);
    return this.#free[size]?.pop() ?? roomOf(size < SIZES ? 1 << (SMALLEST + size) : length);
  }

  give(room: Room): void {
    const free = this.#free[sizeOf(room.bytes.length)];
    if (free !== undefined && free.length < MOST_FREE) free.push(room);
  }
}

/** Which of the sizes holds so many bytes. */
function sizeOf(length: number): number {
  return Math.max(0, 32 - SMALLEST - Math.clz32(Math.max(length, 1) - 1));
}

function roomOf(length: number): Room {
  const bytes = new Uint8Array(length);
  return { bytes, view: new DataView(bytes.buffer) };
}
