/** What each text costs besides its characters. */
const OVERHEAD = 48;

/** Texts of a capture by numbers, each kept once. The number 0 stands for no text, and for those beyond the limit. */
export class Texts {
  /** Texts that were not kept. */
  leftOut = 0;
  readonly #texts: string[] = [''];
  readonly #numbers = new Map<string, number>();
  #room: number;

  /** @param most characters that are kept, all texts together */
  constructor(most: number) {
    this.#room = most;
  }

  /** The number of a text; given when it is new. */
  add(text: string): number {
    if (text === '') return 0;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    if (this.#room < text.length + OVERHEAD) {
      this.leftOut += 1;
      return 0;
    }
    this.#room -= text.length + OVERHEAD;
    const number = this.#texts.length;
    this.#texts.push(text);
    this.#numbers.set(text, number);
    return number;
  }

  get(number: number): string {
    return this.#texts[number] ?? '';
  }
}
