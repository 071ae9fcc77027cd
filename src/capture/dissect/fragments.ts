import { Rooms, type Room } from '../rooms.ts';

/** A payload that was put together; it stands only until the next fragment is taken. */
export interface Whole extends Room {
  readonly length: number;
}

/** Fragments of one packet that are still waiting for the others. */
interface Waiting {
  /** The parts, each where it belongs; null once they have contradicted each other: there is no packet that they are parts of. */
  room: Room | null;
  /** Where each part starts and ends, in the order in which they came. */
  readonly starts: number[];
  readonly ends: number[];
  /** One bit for each eight bytes that are there; null as long as each part began where the one before it ended. */
  covered: Uint32Array | null;
  /** Length of the whole, -1 until the last fragment is there. */
  total: number;
  held: number;
  /** Where the part ends that reaches farthest. */
  end: number;
  /** When the first one was seen (s). */
  readonly since: number;
}

/** Packets that wait at the same time, and bytes that are held for them. */
const MOST_WAITING = 256;
const MOST_BYTES = 4 * 1024 * 1024;
/** Room for three packets of an Ethernet; it doubles up to what the longest takes. */
const FIRST_ROOM = 4096;
const LONGEST = 65_535;
const UNIT = 8;
/** Seconds after which the other fragments do not come any more, and their number may be used again (RFC 8200, 4.5). */
const PATIENCE = 60;

/** Puts fragments of IP packets together (RFC 791, RFC 8200), with a bound on what is held. */
export class Fragments {
  readonly #waiting = new Map<string, Waiting>();
  readonly #rooms = new Rooms();
  #bytes = 0;

  /**
   * Takes a fragment, the bytes from `start` to `stop`; gives the whole payload when it was the last one that was missing, and
   * `broken` when it contradicts those before it: fragments that overlap or that lie behind the end are never put together (RFC 5722).
   * @param offset where it belongs
   * @param time seconds since the epoch, NaN without a time
   */
  add(
    key: string,
    offset: number,
    more: boolean,
    bytes: Uint8Array,
    start: number,
    stop: number,
    time: number,
  ): Whole | 'broken' | null {
    const length = stop - start;
    const end = offset + length;
    if (end > LONGEST || (more && length % UNIT !== 0)) return 'broken';
    const own = this.#packetOf(key, time);
    if (own.room === null) return null;
    // the same once more, as a capture of two interfaces shows it
    if (offset < own.end && isKnown(own, own.room, offset, bytes, start, stop) && (more || own.total === end))
      return null;
    const total = more ? own.total : end;
    const fits = (own.total < 0 || own.total === total) && (total < 0 || Math.max(own.end, end) <= total);
    if (!fits || !isNew(own, offset, end)) {
      this.#release(own);
      return 'broken';
    }
    const room = end <= own.room.bytes.length ? own.room : this.#enlarge(own, own.room, end);
    // an empty one, however often it comes, is nothing to be kept
    if (length > 0) {
      room.bytes.set(bytes.subarray(start, stop), offset);
      own.starts.push(offset);
      own.ends.push(end);
    }
    own.total = total;
    own.end = Math.max(own.end, end);
    own.held += length;
    if (own.held !== own.total) return null;
    this.#forget(key, own);
    return { bytes: room.bytes, view: room.view, length: total };
  }

  #packetOf(key: string, time: number): Waiting {
    const known = this.#waiting.get(key);
    if (known !== undefined && !(Math.abs(time - known.since) > PATIENCE)) return known;
    if (known !== undefined) this.#forget(key, known);
    this.#makeRoom();
    const room = this.#rooms.take(FIRST_ROOM);
    this.#bytes += room.bytes.length;
    const made: Waiting = { room, starts: [], ends: [], covered: null, total: -1, held: 0, end: 0, since: time };
    this.#waiting.set(key, made);
    return made;
  }

  #enlarge(own: Waiting, room: Room, needed: number): Room {
    const larger = this.#rooms.take(Math.min(LONGEST, Math.max(needed, room.bytes.length * 2)));
    larger.bytes.set(room.bytes.subarray(0, own.end));
    this.#bytes += larger.bytes.length - room.bytes.length;
    this.#rooms.give(room);
    own.room = larger;
    return larger;
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
    this.#release(own);
  }

  /** Gives the room back; what follows for this packet is not kept. */
  #release(own: Waiting): void {
    if (own.room === null) return;
    this.#bytes -= own.room.bytes.length;
    this.#rooms.give(own.room);
    own.room = null;
  }
}

/** True when none of the bytes from `start` to `end` is there yet. */
function isNew(own: Waiting, start: number, end: number): boolean {
  if (own.covered === null) {
    if (start === own.end) return true;
    own.covered = new Uint32Array((LONGEST + 1) / UNIT / 32);
    for (const [at, from] of own.starts.entries()) cover(own.covered, from, own.ends[at] ?? from);
  }
  return cover(own.covered, start, end);
}

/** Marks the units from `start` to `end`; false when one of them was marked already. */
function cover(covered: Uint32Array, start: number, end: number): boolean {
  for (let unit = start / UNIT; unit < Math.ceil(end / UNIT); unit += 1) {
    const bit = 1 << (unit & 31);
    if (((covered[unit >>> 5] ?? 0) & bit) !== 0) return false;
    covered[unit >>> 5] = (covered[unit >>> 5] ?? 0) | bit;
  }
  return true;
}

/** True for a part that stands there already, byte for byte. */
function isKnown(
  own: Waiting,
  { bytes: held }: Room,
  offset: number,
  bytes: Uint8Array,
  start: number,
  stop: number,
): boolean {
  const known = own.starts.indexOf(offset);
  if (known < 0 || own.ends[known] !== offset + stop - start) return false;
  for (let at = start; at < stop; at += 1) if (held[offset + at - start] !== bytes[at]) return false;
  return true;
}
