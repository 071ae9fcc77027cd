/** Packets of which it is remembered that they passed. */
const SLOTS = 1024;
/**
 * A copy follows within this time (s): a switch that mirrors two ports, or a capture on two interfaces, takes far less. No system
 * sends a SYN again so soon (RFC 6298, 2: after a second).
 */
export const AT_ONCE = 0.005;
/** Words of a TCP header ahead of its options, and where it has its checksum, which the network card may write later. */
const TCP_WORDS = 5;
const CHECKSUM_WORD = 4;

const NONE = new Int32Array(0);
const NO_TIMES = new Float64Array(0);

/** Counts packets that stand in a capture twice: the same packet, not one that was sent again. */
export class Copies {
  count = 0;
  /** Packets that could be told apart by their numbers. */
  compared = 0;
  /** Segments without a number that stand there twice: they may as well have been sent again at once. */
  alike = 0;
  #marks = NONE;
  #times = NO_TIMES;

  /** A packet of IPv4 at `at` whose header ends at `body`, and which has a number of its own. */
  see(view: DataView, at: number, body: number, end: number, time: number): void {
    if (body + 8 > end) return;
    // two chains that do not wait for each other
    const length = mixed(view.getUint16(at + 4) | (view.getUint16(at + 2) << 16), view.getInt32(body));
    const hosts = mixed(view.getInt32(at + 12), view.getInt32(at + 16));
    const mark = mixed(mixed(length, view.getInt32(body + 4)), hosts);
    this.compared += 1;
    if (this.#isAgain(mark, time)) this.count += 1;
  }

  /**
   * A TCP segment at `at` of a packet without a number, between two hosts. What is sent again has the same header, but comes later;
   * acknowledgements alone may be sent alike one after the other.
   */
  seeSegment(
    source: number,
    destination: number,
    view: DataView,
    at: number,
    end: number,
    length: number,
    time: number,
  ): void {
    if (at + TCP_WORDS * 4 > end) return;
    const words = view.getUint8(at + 12) >> 4;
    const isOpening = (view.getUint8(at + 13) & 2) !== 0;
    if (words < TCP_WORDS || at + words * 4 > end || (length <= words * 4 && !isOpening)) return;
    let mark = mixed(mixed(source, destination), length);
    for (let word = 0; word < words; word += 1)
      if (word !== CHECKSUM_WORD) mark = mixed(mark, view.getInt32(at + word * 4));
    if (this.#isAgain(mark, time)) this.alike += 1;
  }

  /** The same passed a moment ago. */
  #isAgain(mark: number, time: number): boolean {
    if (this.#marks.length === 0) {
      this.#marks = new Int32Array(SLOTS);
      this.#times = new Float64Array(SLOTS);
    }
    const slot = mark & (SLOTS - 1);
    const before = this.#marks[slot] === mark ? (this.#times[slot] as number) : Number.NaN;
    this.#marks[slot] = mark;
    this.#times[slot] = time;
    return time >= before && time - before < AT_ONCE;
  }
}

function mixed(hash: number, word: number): number {
  const value = Math.imul(hash ^ word, 0x9e3779b1);
  return value ^ (value >>> 15);
}
