/** Packets of which it is remembered that they passed. */
const SLOTS = 1024;
/** A copy follows within this time (s): a switch that mirrors two ports, or a capture on two interfaces, takes far less. */
const AT_ONCE = 0.005;

const NONE = new Uint32Array(0);
const NO_TIMES = new Float64Array(0);

/** Counts packets that stand in a capture twice: the same packet of IPv4, not one that was sent again. */
export class Copies {
  count = 0;
  /** Packets that could be told apart by their numbers. */
  compared = 0;
  #marks = NONE;
  #times = NO_TIMES;

  /** A packet of IPv4 at `at` whose header ends at `body`. */
  see(view: DataView, at: number, body: number, end: number, time: number): void {
    const id = view.getUint16(at + 4);
    // without a number of its own a packet cannot be told from one that was sent again
    if (id === 0 || body + 8 > end) return;
    if (this.compared === 0) {
      this.#marks = new Uint32Array(SLOTS);
      this.#times = new Float64Array(SLOTS);
    }
    this.compared += 1;
    let mark = mixed(id | (view.getUint16(at + 2) << 16), view.getUint32(at + 12));
    mark = mixed(mark, view.getUint32(at + 16));
    mark = mixed(mark, view.getUint32(body));
    mark = mixed(mark, view.getUint32(body + 4)) >>> 0;
    const slot = mark & (SLOTS - 1);
    const since = time - (this.#times[slot] ?? 0);
    if (this.#marks[slot] === mark && since >= 0 && since < AT_ONCE) this.count += 1;
    this.#marks[slot] = mark;
    this.#times[slot] = time;
  }
}

function mixed(hash: number, word: number): number {
  const value = Math.imul(hash ^ word, 0x9e3779b1);
  return value ^ (value >>> 15);
}
