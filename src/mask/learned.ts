import { isAlnum, isLetter } from './chars.ts';
import { LargeAutomaton } from './large-automaton.ts';
import type { Line } from './line.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { Hit } from './word-ends.ts';

interface LearnedName {
  /** The stand-in, given when the name is met: what is never met is not counted. */
  readonly by: () => string;
  /** Only where no letter or digit stands beside it. */
  readonly whole: boolean;
}

/** A shorter name could be any part of a word. */
const SHORTEST = 3;
/** Shorter names stand only as whole words. */
const SHORTEST_INSIDE = 5;
/** Characters of the names that are looked for everywhere, about 100,000 names: 26 bytes of memory for each. */
const MOST_CHARACTERS = 2_000_000;

/** Names that were said to be names somewhere: they are hidden wherever they stand, also glued to other words. */
export class LearnedNames {
  readonly #names = new Map<string, LearnedName>();
  readonly #vocabulary: Vocabulary | null;
  #characters = 0;
  #automaton: { readonly automaton: LargeAutomaton; readonly names: readonly LearnedName[] } | null = null;

  constructor(vocabulary: Vocabulary | null) {
    this.#vocabulary = vocabulary;
  }

  /** Takes a name unless it is a word that stands in every log. */
  add(name: string, by: () => string): void {
    const lower = name.toLowerCase();
    if (lower.length < SHORTEST || lower.length > 253 || this.#names.has(lower)) return;
    if (/^[\d.:-]+$/u.test(lower) || this.#vocabulary?.knows(name) === true) return;
    // a further one is hidden only where it shows to be a name
    if (this.#characters + lower.length > MOST_CHARACTERS) return;
    this.#set(lower, { by, whole: lower.length < SHORTEST_INSIDE });
  }

  /** Takes a name whatever it is: the reader has asked for it, or it is a secret. */
  force(name: string, by: () => string): void {
    const lower = name.toLowerCase();
    if (lower !== '') this.#set(lower, { by, whole: lower.length < SHORTEST });
  }

  #set(lower: string, name: LearnedName): void {
    this.#characters += lower.length;
    this.#names.set(lower, name);
    this.#automaton = null;
  }

  /** Hides what is known from elsewhere; the longest name wins. */
  hide(line: Line): void {
    if (this.#names.size === 0) return;
    const { automaton, names } = this.#ready();
    const hits: Hit[] = [];
    automaton.find(line.lower, (hit) => {
      hits.push(hit);
    });
    if (hits.length === 0) return;
    hits.sort((a, b) => a.start - b.start || b.end - a.end);
    let from = 0;
    for (const { start, end, word } of hits) {
      const name = names[word];
      if (name === undefined || start < from || !line.isFree(start, end)) continue;
      if (!this.#stands(line, start, end, name.whole)) continue;
      line.replace(start, end, name.by());
      from = end;
    }
  }

  /** True when one of the names stands in a text, hidden or not. */
  stands(text: string): boolean {
    return this.#names.size > 0 && this.#ready().automaton.stands(text.toLowerCase());
  }

  #ready(): { readonly automaton: LargeAutomaton; readonly names: readonly LearnedName[] } {
    return (this.#automaton ??= {
      automaton: new LargeAutomaton([...this.#names.keys()]),
      names: [...this.#names.values()],
    });
  }

  /** A name stands here: as a whole word, or inside of what is no word itself. */
  #stands({ text }: Line, start: number, end: number, whole: boolean): boolean {
    const before = isAlnum(text.charCodeAt(start - 1));
    const after = isAlnum(text.charCodeAt(end));
    if (!before && !after) return true;
    if (whole) return false;
    let first = start;
    while (first > 0 && first > start - 40 && isLetter(text.charCodeAt(first - 1))) first -= 1;
    let last = end;
    while (last < text.length && last < end + 40 && isLetter(text.charCodeAt(last))) last += 1;
    return this.#vocabulary?.hasWord(text.slice(first, last)) !== true;
  }
}
