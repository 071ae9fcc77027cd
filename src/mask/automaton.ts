import { WordEnds, type Hit } from './word-ends.ts';

/**
 * Finds any of a set of words in a text in one pass, however many there are (Aho and Corasick, 1975).
 * Time grows with the text and the hits, not with the words.
 */
export class Automaton {
  /** Classes of characters; 0 is every character that no word holds. */
  readonly #classes = new Map<number, number>();
  readonly #ascii = new Uint16Array(128);
  readonly #next: Int32Array;
  readonly #ends: WordEnds;
  readonly #width: number;

  constructor(words: readonly string[]) {
    for (const word of words) {
      for (let at = 0; at < word.length; at += 1) {
        const c = word.charCodeAt(at);
        if (!this.#classes.has(c)) this.#classes.set(c, this.#classes.size + 1);
      }
    }
    for (const [c, number] of this.#classes) if (c < 128) this.#ascii[c] = number;
    this.#width = this.#classes.size + 1;
    const most = words.reduce((sum, { length }) => sum + length, 1);
    this.#next = new Int32Array(most * this.#width);
    this.#ends = new WordEnds(words, most);
    this.#link(this.#plant(words));
  }

  /** Calls back for the longest words that end at each place, in the order of their ends. */
  find(text: string, found: (hit: Hit) => void): void {
    let state = 0;
    for (let at = 0; at < text.length; at += 1) {
      state = this.#next[state * this.#width + this.#classOf(text.charCodeAt(at))] ?? 0;
      if (state > 0) this.#ends.tell(state, at + 1, found);
    }
  }

  /** True when any of the words stands in a text, at a place that `accept` takes. */
  stands(text: string, accept: (hit: Hit) => boolean = () => true): boolean {
    let state = 0;
    for (let at = 0; at < text.length; at += 1) {
      state = this.#next[state * this.#width + this.#classOf(text.charCodeAt(at))] ?? 0;
      if (state > 0 && this.#ends.some(state, at + 1, accept)) return true;
    }
    return false;
  }

  #classOf(c: number): number {
    return c < 128 ? (this.#ascii[c] ?? 0) : (this.#classes.get(c) ?? 0);
  }

  /** The tree of all words; returns how many states it has. */
  #plant(words: readonly string[]): number {
    let states = 1;
    for (const [index, word] of words.entries()) {
      let state = 0;
      for (let at = 0; at < word.length; at += 1) {
        const cell = state * this.#width + this.#classOf(word.charCodeAt(at));
        if (this.#next[cell] === 0) {
          this.#next[cell] = states;
          states += 1;
        }
        state = this.#next[cell] ?? 0;
      }
      this.#ends.set(state, index);
    }
    return states;
  }

  /** Where to go on when a word breaks off: level by level, so that shorter states are ready. */
  #link(states: number): void {
    const fail = new Int32Array(states);
    const queue: number[] = [];
    for (let c = 1; c < this.#width; c += 1) {
      const child = this.#next[c] ?? 0;
      if (child !== 0) queue.push(child);
    }
    for (let head = 0; head < queue.length; head += 1) {
      const state = queue[head] ?? 0;
      const back = fail[state] ?? 0;
      this.#ends.link(state, back);
      for (let c = 0; c < this.#width; c += 1) {
        const cell = state * this.#width + c;
        const child = this.#next[cell] ?? 0;
        const other = this.#next[back * this.#width + c] ?? 0;
        if (child === 0) this.#next[cell] = other;
        else {
          fail[child] = other;
          queue.push(child);
        }
      }
    }
  }
}
