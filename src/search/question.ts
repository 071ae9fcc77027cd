import type { SearchKnowledge } from '../knowledge/types.ts';
import { append } from '../text/lists.ts';
import type { Words } from './words-of.ts';

/** One thing that a question names, with the words under which pages may speak of it. */
export interface Concept {
  /** As the reader said it. */
  readonly said: string;
  /** The first is the reader's own. */
  readonly forms: readonly Form[];
  /** It stands in questions of any kind: it need not be found. */
  readonly common: boolean;
  /** The last word of the question: it may still be being typed. */
  readonly last: boolean;
}

/** A way to name a thing. */
export interface Form {
  readonly text: string;
  /** Words that all have to be there. */
  readonly words: readonly string[];
  /** It has more words than one, or one that is bent: what it says stands in the whole of it (`does not start`). */
  readonly isPhrase: boolean;
}

/** Things of a question that are looked at; more are a text. */
const MOST = 24;
/** Fewest letters of a word that may be written wrong by one of them. */
const LEAST_WRONG = 4;

/** Reads a question as the things that it names: expressions that have other words for the same first, then what is left. */
export class QuestionReader {
  readonly #words: Words;
  readonly #same = new Map<string, string[]>();
  readonly #expressions: readonly string[];
  readonly #howTo: readonly string[];
  readonly #common: ReadonlySet<string>;
  readonly #ignored: ReadonlySet<string>;
  readonly #isKnown: (word: string) => boolean;

  /** @param isKnown whether a page has a word: what none has may be written wrong. */
  constructor(
    words: Words,
    { synonyms, words: { particles, stop, common, howTo } }: Pick<SearchKnowledge, 'synonyms' | 'words'>,
    isKnown: (word: string) => boolean,
  ) {
    this.#words = words;
    this.#isKnown = isKnown;
    for (const group of synonyms) {
      const plain = [...new Set(group.map((word) => words.plain(word)))];
      for (const word of plain) for (const other of plain) append(this.#same, word, other);
    }
    for (const [word, others] of this.#same) this.#same.set(word, [...new Set([word, ...others])]);
    this.#expressions = [...this.#same.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    this.#howTo = howTo.map((word) => words.plain(word));
    this.#common = new Set(common.map((word) => words.plain(word)));
    this.#ignored = new Set([...particles, ...stop].map((word) => words.plain(word)));
  }

  /** Whether a question asks how something is done. */
  asksHow(question: string): boolean {
    const plain = this.#words.plain(question);
    return this.#howTo.some((word) => placeOf(plain, word) >= 0);
  }

  /** The things that a question names, in no order. */
  read(question: string): Concept[] {
    const plain = this.#words.plain(question).replaceAll(/\s+/gu, ' ').trim();
    let rest = ` ${plain.replaceAll(RUNS, (run) => this.#written(run) ?? run)} `;
    const said: string[] = [];
    for (const word of this.#howTo) rest = rest.replaceAll(` ${word} `, ' ');
    for (const expression of this.#expressions) {
      const at = placeOf(rest, expression);
      if (at < 0) continue;
      said.push(expression);
      rest = `${rest.slice(0, at)} ${rest.slice(at + expression.length)}`;
    }
    for (const [negated] of rest.matchAll(NEGATED)) {
      said.push(negated);
      rest = rest.replace(negated, ' ');
    }
    const others = this.#words.ofQuery(rest).filter((word) => this.#isTelling(word));
    const last = lastOf(plain);
    return [...new Set([...said, ...others])]
      .filter((word) => !this.#ignored.has(word) && !this.#howTo.includes(word))
      .slice(0, MOST)
      .map((word) => this.#concept(word, last));
  }

  #concept(said: string, last: string): Concept {
    const forms = (this.#same.get(said) ?? [said]).map((text): Form => {
      const words = this.#words.ofQuery(text);
      return { text, words: words.length > 0 ? words : [text], isPhrase: words.length !== 1 || words[0] !== text };
    });
    return {
      said,
      forms,
      common: this.#common.has(said),
      last: said !== '' && last.endsWith(said),
    };
  }

  #isTelling(word: string): boolean {
    return !this.#ignored.has(word) && (word.length > 1 || /[\d\p{sc=Han}]/u.test(word));
  }

  /** The expression that a word is, one letter of which is written wrong, or all of them in the other kana; else null. */
  #written(run: string): string | null {
    if (run.length < LEAST_WRONG || this.#same.has(run) || this.#isKnown(run)) return null;
    const isHiragana = /^[\u3041-\u3096]/u.test(run);
    if (isHiragana) {
      const katakana = run.replaceAll(/[\u3041-\u3096]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
      const own = this.#expressions.find((one) => one.length >= LEAST_WRONG && katakana.startsWith(one));
      return own === undefined ? null : own + run.slice(own.length);
    }
    const near = this.#expressions.filter(
      (own) => own.length >= LEAST_WRONG && Math.abs(own.length - run.length) <= 1 && isOneLetterOff(own, run),
    );
    return near[0] ?? null;
  }
}

/** Runs of one script in what is left of a question. */
const RUNS = /[a-z]{4,40}|[\u30A1-\u30FA\u30FC]+|[\u3041-\u3096\u30FC]+|[\u3400-\u4DBF\u4E00-\u9FFF\u3005]+/gu;

/** What something does not do: a word of kanji or katakana with the end of a sentence that says no. */
const NEGATED = /[\u30A1-\u30FE\u3400-\u9FFF\u3005]{1,12}[\u3041-\u3096]{0,4}\u306A\u3044/gu;

/** Latin words are found as words, also beside kana and kanji; Japanese ones anywhere, katakana not within a longer word. */
function placeOf(text: string, expression: string): number {
  let at = text.indexOf(expression);
  while (at >= 0 && (isJoined(text, at) || isJoined(text, at + expression.length)))
    at = text.indexOf(expression, at + 1);
  return at;
}

/** Whether two characters beside a border belong to one word of Latin letters and digits. */
function isJoined(text: string, border: number): boolean {
  return /[a-z0-9]/u.test(text.charAt(border - 1)) && /[a-z0-9]/u.test(text.charAt(border));
}

function lastOf(text: string): string {
  return text.slice(text.lastIndexOf(' ') + 1);
}

/** One letter is another, missing, or too many. */
function isOneLetterOff(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - start - end <= 1;
}
