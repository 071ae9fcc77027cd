/** What each text costs besides its characters. */
const OVERHEAD = 48;
/** Texts are looked for by their first characters: to go through all of a long one costs more than to compare it with another. */
const LONGEST_KEY = 128;
/** Texts that begin alike and are told apart; of further ones each counts as new. */
const MOST_ALIKE = 32;

/** Texts of a capture by numbers, each kept once. The number 0 stands for no text, and for those beyond the limit. */
export class Texts {
  /** Texts that were not kept. */
  leftOut = 0;
  readonly #texts: string[] = [''];
  /** The last text that begins so; and for each text the one before it that begins alike, 0: none. */
  readonly #last = new Map<string, number>();
  readonly #before: number[] = [0];
  #room: number;

  /** @param most characters that are kept, all texts together */
  constructor(most: number) {
    this.#room = most;
  }

  /** The number of a text; given when it is new. */
  add(text: string): number {
    if (text === '') return 0;
    const key = text.length > LONGEST_KEY ? text.slice(0, LONGEST_KEY) : text;
    const last = this.#last.get(key) ?? 0;
    for (let [known, alike] = [last, 0]; known > 0 && alike < MOST_ALIKE; alike += 1) {
      if (this.#texts[known] === text) return known;
      known = this.#before[known] ?? 0;
    }
    if (this.#room < text.length + OVERHEAD) {
      this.leftOut += 1;
      return 0;
    }
    this.#room -= text.length + OVERHEAD;
    const number = this.#texts.length;
    this.#texts.push(text);
    this.#before.push(last);
    this.#last.set(key, number);
    return number;
  }

  get(number: number): string {
    return this.#texts[number] ?? '';
  }
}
