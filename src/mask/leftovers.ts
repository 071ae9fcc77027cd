import { REMOVED, STAND_IN, STAND_INS } from './book.ts';
import { isDigit, isLetter, isUpper, isWide } from './chars.ts';
import { atomsOf } from './names/atoms.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { Zones } from './zones.ts';

/** Different words that are counted, and that are told. */
const MOST_COUNTED = 5000;
const MOST_TOLD = 30;
const SHORTEST = 4;
const LONGEST = 80;

/** Words of masked texts that could still be somebody's names. */
export class Leftovers {
  readonly #vocabulary: Vocabulary;
  readonly #zones: Zones;
  readonly #counts = new Map<string, number>();
  readonly #seen = new Set<string>();
  /** True while texts are only read. */
  silent = false;

  constructor(vocabulary: Vocabulary, zones: Zones) {
    this.#vocabulary = vocabulary;
    this.#zones = zones;
  }

  /** Looks through a line of a masked text. */
  add(text: string): void {
    if (this.silent || this.#seen.has(text)) return;
    if (this.#seen.size < MOST_COUNTED) this.#seen.add(text);
    for (const { start, end } of atomsOf(text)) {
      if (end - start < SHORTEST || end - start > LONGEST) continue;
      const word = text.slice(start, end);
      if (!isNameLike(word) || this.#vocabulary.knows(word) || !this.#isOwn(word)) continue;
      const count = this.#counts.get(word);
      if (count !== undefined || this.#counts.size < MOST_COUNTED) this.#counts.set(word, (count ?? 0) + 1);
    }
  }

  /** What is left of a word without its stand-ins and the names of services is somebody's. */
  #isOwn(word: string): boolean {
    if (this.#zones.of(word.toLowerCase()).kind !== 'own') return false;
    const rest = word.replaceAll(STAND_INS, '');
    return rest === word || !this.#vocabulary.knows(rest);
  }

  get words(): readonly string[] {
    return [...this.#counts]
      .sort(([, a], [, b]) => b - a)
      .slice(0, MOST_TOLD)
      .map(([word]) => word);
  }
}

/** Letters with digits, hyphens or underscores, all capitals, or one small word: not a number, not a stand-in. */
function isNameLike(word: string): boolean {
  if (word === REMOVED || STAND_IN.test(word)) return false;
  let letters = 0;
  let marks = 0;
  let capitals = 0;
  for (let at = 0; at < word.length; at += 1) {
    const c = word.charCodeAt(at);
    if (isLetter(c)) {
      letters += 1;
      if (isUpper(c)) capitals += 1;
    } else if (isDigit(c) || c === 45 || c === 95 || c === 46) marks += 1;
    else if (isWide(c)) return false;
  }
  if (letters < 3 || /^(?:0x|\d)/u.test(word)) return false;
  return marks > 0 || capitals === letters || capitals === 0 || capitals === 1;
}
