/** Fragments of one packet that are still waiting for the others. */
interface Waiting {
  /** Parts by their offset. */
  readonly parts: Map<number, Uint8Array>;
  /** One bit for each eight bytes that are there; null as long as each part began where the one before it ended. */
  covered: Uint32Array | null;
  /** Length of the whole, -1 until the last fragment is there. */
  total: number;
  held: number;
  /** Where the part ends that reaches farthest. */
  end: number;
  /** When the first one was seen (s). */
  readonly since: number;
  /** The fragments contradict each other: there is no packet that they are parts of. */
  broken: boolean;
}

/** Packets that wait at the same time, and bytes that are held for them. */
const MOST_WAITING = 256;
const MOST_BYTES = 4 * 1024 * 1024;
/** A fragment of a few bytes costs as much as one of this many. */
const LEAST_COST = 64;
const LONGEST = 65_535;
const UNIT = 8;
/** Seconds after which the other fragments do not come any more, and their number may be used again (RFC 8200, 4.5). */
const PATIENCE = 60;

/** Puts fragments of IP packets together (RFC 791, RFC 8200), with a bound on what is held. */
export class Fragments {
  readonly #waiting = new Map<string, Waiting>();
  #bytes = 0;

  /**
   * Takes a fragment; gives the whole payload when it was the last one that was missing, and `broken` when it
   * contradicts those before it: fragments that overlap or that lie behind the end are never put together (RFC 5722).
   * @param time seconds since the epoch, NaN without a time
   */
  add(key: string, offset: number, more: boolean, part: Uint8Array, time: number): Uint8Array | 'broken' | null {
    if (offset + part.length > LONGEST || (more && part.length % UNIT !== 0)) return 'broken';
    const own = this.#packetOf(key, time);
    if (own.broken) return null;
    const end = offset + part.length;
    const known = own.parts.get(offset);
    // the same once more, as a capture of two interfaces shows it
    if (known !== undefined && isSame(known, part) && (more || own.total === end)) return null;
    const total = more ? own.total : end;
    const fits = (own.total < 0 || own.total === total) && (total < 0 || Math.max(own.end, end) <= total);
    if (!fits || !isNew(own, offset, end)) {
      this.#drop(own);
      return 'broken';
    }
    own.parts.set(offset, part.slice());
    own.total = total;
    own.end = Math.max(own.end, end);
    own.held += part.length;
    this.#bytes += Math.max(part.length, LEAST_COST);
    if (own.held !== own.total) return null;
    this.#forget(key, own);
    return joined(own);
  }

  #packetOf(key: string, time: number): Waiting {
    const known = this.#waiting.get(key);
    if (known !== undefined && !(Math.abs(time - known.since) > PATIENCE)) return known;
    if (known !== undefined) this.#forget(key, known);
    this.#makeRoom();
    const made: Waiting = {
      parts: new Map(),
      covered: null,
      total: -1,
      held: 0,
      end: 0,
      since: time,
      broken: false,
    };
    this.#waiting.set(key, made);
    return made;
  }

  /** Keeps in mind that nothing is to be made of the fragments of this packet, but nothing of them. */
  #drop(own: Waiting): void {
    for (const part of own.parts.values()) this.#bytes -= Math.max(part.length, LEAST_COST);
    own.parts.clear();
    own.broken = true;
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
    for (const part of own.parts.values()) this.#bytes -= Math.max(part.length, LEAST_COST);
  }
}

/** True when none of the bytes from `start` to `end` is there yet. */
function isNew(own: Waiting, start: number, end: number): boolean {
  if (own.covered === null) {
    if (start === own.end) return true;
    own.covered = new Uint32Array((LONGEST + 1) / UNIT / 32);
    for (const [at, { length }] of own.parts) cover(own.covered, at, at + length);
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

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

function joined({ parts, total }: Waiting): Uint8Array {
  const whole = new Uint8Array(total);
  for (const [at, bytes] of parts) whole.set(bytes, at);
  return whole;
}
