import { Automaton } from './automaton.ts';
import { isAlnum } from './chars.ts';
import type { Line } from './line.ts';

/** A word of a rule where it stands in a line; the word is in small letters. */
export interface Found {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** A rule that looks at a line only where one of its words stands. */
export interface WordRule {
  /** In small letters. */
  readonly words: readonly string[];
  /** True for a word that counts only where no letter or digit stands beside it. */
  readonly isWhole?: (word: string) => boolean;
}

/** Finds the words of many rules in one pass over a line. */
export class Triggers {
  readonly #automaton: Automaton;
  readonly #words: readonly string[];
  /** For each word the numbers of the rules that want it. */
  readonly #owners: readonly (readonly number[])[];
  readonly #count: number;
  readonly #nothing: readonly (readonly Found[])[];

  constructor(rules: readonly WordRule[]) {
    const owners = new Map<string, number[]>();
    for (const [number, { words }] of rules.entries()) {
      for (const word of new Set(words)) {
        const known = owners.get(word);
        if (known === undefined) owners.set(word, [number]);
        else known.push(number);
      }
    }
    this.#words = [...owners.keys()];
    this.#owners = [...owners.values()];
    this.#automaton = new Automaton(this.#words);
    this.#count = rules.length;
    this.#nothing = rules.map(() => []);
  }

  /** True when a text holds a word of a rule where the rule could take it. */
  stand(lower: string, rules: readonly WordRule[]): boolean {
    return this.#automaton.stands(lower, ({ start, end, word }) => {
      const text = this.#words[word] ?? '';
      return (this.#owners[word] ?? []).some((owner) => {
        const whole = rules[owner]?.isWhole;
        if (whole === undefined || !whole(text)) return true;
        return !isAlnum(lower.charCodeAt(start - 1)) && !isAlnum(lower.charCodeAt(end));
      });
    });
  }

  /** For each rule where its words stand, from left to right by their ends. */
  find({ lower }: Line): readonly (readonly Found[])[] {
    let found: Found[][] | null = null;
    this.#automaton.find(lower, ({ start, end, word }) => {
      found ??= Array.from({ length: this.#count }, () => []);
      for (const owner of this.#owners[word] ?? []) found[owner]?.push({ word: this.#words[word] ?? '', start, end });
    });
    return found ?? this.#nothing;
  }
}
