import { WordEnds, type Hit } from './word-ends.ts';

/** Units of UTF-16. */
const UNITS = 65_536;

/**
 * Finds very many words in a text in one pass, as {@link Automaton} does, with one place in a table for each character
 * of the words instead of a row: its memory and the time to make it grow with the words alone.
 */
export class LargeAutomaton {
  /** The states behind the first characters of words. */
  readonly #first = new Int32Array(UNITS);
  /** States by the state before them and their character. */
  readonly #table: Int32Array;
  readonly #before: Int32Array;
  readonly #unit: Uint16Array;
  /** Where to go on when a word breaks off. */
  readonly #fail: Int32Array;
  readonly #ends: WordEnds;

  constructor(words: readonly string[]) {
    const most = words.reduce((sum, { length }) => sum + length, 1);
    this.#table = new Int32Array(2 ** Math.ceil(Math.log2(most * 2)));
    this.#before = new Int32Array(most);
    this.#unit = new Uint16Array(most);
    this.#fail = new Int32Array(most);
    this.#ends = new WordEnds(words, most);
    this.#link(this.#plant(words));
  }

  /** Calls back for the longest words that end at each place, in the order of their ends. */
  find(text: string, found: (hit: Hit) => void): void {
    let state = 0;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      state = state === 0 ? (this.#first[unit] ?? 0) : this.#step(state, unit);
      if (state > 0) this.#ends.tell(state, at + 1, found);
    }
  }

  /** True when any of the words stands in a text. */
  stands(text: string): boolean {
    let state = 0;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      state = state === 0 ? (this.#first[unit] ?? 0) : this.#step(state, unit);
      if (state > 0 && this.#ends.has(state)) return true;
    }
    return false;
  }

  #step(from: number, unit: number): number {
    for (let state = from; state > 0; state = this.#fail[state] ?? 0) {
      const next = this.#table[this.#slot(state, unit)] ?? 0;
      if (next > 0) return next;
    }
    return this.#first[unit] ?? 0;
  }

  /** Where in the table a state stands, or would stand. */
  #slot(before: number, unit: number): number {
    const mask = this.#table.length - 1;
    const mixed = Math.imul(before, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);
    for (let slot = (mixed ^ (mixed >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const state = this.#table[slot] ?? 0;
      if (state === 0 || (this.#before[state] === before && this.#unit[state] === unit)) return slot;
    }
  }

  /** The tree of all words; returns its states in the order of their depths. */
  #plant(words: readonly string[]): Int32Array {
    const depths: number[] = [0];
    for (const [index, word] of words.entries()) {
      let state = 0;
      for (let at = 0; at < word.length; at += 1) {
        const unit = word.charCodeAt(at);
        const slot = state === 0 ? -1 : this.#slot(state, unit);
        let next = (slot < 0 ? this.#first[unit] : this.#table[slot]) ?? 0;
        if (next === 0) {
          next = depths.length;
          depths.push(at + 1);
          this.#before[next] = state;
          this.#unit[next] = unit;
          if (slot < 0) this.#first[unit] = next;
          else this.#table[slot] = next;
        }
        state = next;
      }
      this.#ends.set(state, index);
    }
    return byDepth(depths);
  }

  #link(states: Int32Array): void {
    for (const state of states) {
      const before = this.#before[state] ?? 0;
      const back = before === 0 ? 0 : this.#step(this.#fail[before] ?? 0, this.#unit[state] ?? 0);
      this.#fail[state] = back;
      this.#ends.link(state, back);
    }
  }
}

/** The states but the first, the shallow ones first. */
function byDepth(depths: readonly number[]): Int32Array {
  const starts: number[] = [];
  for (const depth of depths) starts[depth + 1] = (starts[depth + 1] ?? 0) + 1;
  for (let depth = 0; depth < starts.length; depth += 1)
    starts[depth] = (starts[depth] ?? 0) + (starts[depth - 1] ?? 0);
  const ordered = new Int32Array(depths.length);
  for (const [state, depth] of depths.entries()) {
    const place = starts[depth] ?? 0;
    ordered[place] = state;
    starts[depth] = place + 1;
  }
  return ordered.subarray(1);
}
