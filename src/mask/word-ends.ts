/** A word that was found in a text. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly word: number;
}

/** Of words that end at the same place only so many are told: names may be made to end in one another. */
const MOST_AT_ONE_END = 3;

/** Which words end in which states of an automaton. */
export class WordEnds {
  readonly #lengths: readonly number[];
  /** For each state the word that ends there (index + 1), and the nearest state before it in which one ends. */
  readonly #word: Int32Array;
  readonly #shorter: Int32Array;

  constructor(words: readonly string[], states: number) {
    this.#lengths = words.map(({ length }) => length);
    this.#word = new Int32Array(states);
    this.#shorter = new Int32Array(states);
  }

  /** A word (its index) ends in a state. */
  set(state: number, word: number): void {
    this.#word[state] = word + 1;
  }

  /** Where a state breaks off, the automaton goes on in `back`, which was linked before. */
  link(state: number, back: number): void {
    this.#shorter[state] = (this.#word[back] ?? 0) > 0 ? back : (this.#shorter[back] ?? 0);
  }

  /** True when any word ends in a state. */
  has(state: number): boolean {
    return (this.#word[state] ?? 0) > 0 || (this.#shorter[state] ?? 0) > 0;
  }

  /** Calls back for the longest words that end in a state, before the place `end` of the text. */
  tell(state: number, end: number, found: (hit: Hit) => void): void {
    let most = MOST_AT_ONE_END;
    for (let s = state; s > 0 && most > 0; s = this.#shorter[s] ?? 0) {
      const word = (this.#word[s] ?? 0) - 1;
      if (word < 0) continue;
      found({ start: end - (this.#lengths[word] ?? 0), end, word });
      most -= 1;
    }
  }

  /** True when a word that ends in a state is one that `accept` takes. */
  some(state: number, end: number, accept: (hit: Hit) => boolean): boolean {
    for (let s = state; s > 0; s = this.#shorter[s] ?? 0) {
      const word = (this.#word[s] ?? 0) - 1;
      if (word >= 0 && accept({ start: end - (this.#lengths[word] ?? 0), end, word })) return true;
    }
    return false;
  }
}
