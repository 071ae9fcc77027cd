import type { SearchKnowledge } from '../knowledge/types.ts';
import { fold } from '../text/fold.ts';

/** Longest run of kanji that is looked for as one word besides its parts. */
const LONGEST_RUN = 8;
/** Runs of letters that are one script, of names with their joints, of kana and kanji. */
const RUN =
  /[a-z0-9]+(?:[._-]+[a-z0-9]+){0,40}|[\u30A1-\u30FA\u30FC\u30FD\u30FE]+|[\u3041-\u3096\u309D\u309E]+|[\u3400-\u4DBF\u4E00-\u9FFF\u3005]+/gu;
const KANJI = /^[\u3400-\u4DBF\u4E00-\u9FFF\u3005]/u;
const KATAKANA = /^[\u30A1-\u30FE]/u;
const HIRAGANA = /^[\u3041-\u309E]+$/u;
const LATIN = /^[a-z0-9]/u;
/** Runs that are remembered. */
const MOST_SEGMENTED = 20_000;
/** A run of Japanese, as a text without blanks has it. */
const JAPANESE = /[\u3041-\u30FE\u3400-\u4DBF\u4E00-\u9FFF\u3005]+/gu;

/**
 * Divides texts into the words by which they are found. Japanese is divided by `Intl.Segmenter`, and as it divides the
 * same word in two ways in two sentences, by script and into pairs of kanji too. All engines that we support have it.
 */
export class Words {
  readonly #segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
  /** Runs that were divided: texts repeat them. */
  readonly #segmented = new Map<string, readonly string[]>();
  readonly #endings: SearchKnowledge['words']['endings'];

  constructor({ endings }: Pick<SearchKnowledge['words'], 'endings'>) {
    this.#endings = endings;
  }

  /** A text as it is compared: one width, one case, one way to end a sentence, katakana without the long vowel at its end. */
  plain(text: string): string {
    let own = fold(text);
    for (const { from, to } of this.#endings) if (own.includes(from)) own = own.replaceAll(from, to);
    return own
      .replaceAll(/(?<=[\u30A1-\u30FC]{2})\u30FC(?![\u30A1-\u30FC])/gu, '')
      .replaceAll(/(?<=[\u30A1-\u30FC]) (?=[\u30A1-\u30FC])/gu, '');
  }

  /** All words of a text for the index: each name whole and in its parts, each Japanese word in every way to divide it. */
  ofText(text: string): string[] {
    const words: string[] = [];
    for (const name of text.match(/(?<![A-Za-z0-9])[A-Z]?[a-z0-9]{1,40}(?:[A-Z][a-z0-9]{1,40}){1,12}/gu) ?? [])
      words.push(...fold(name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/gu, ' ')).split(' '));
    const own = this.plain(text);
    for (const [run] of own.matchAll(RUN)) words.push(...partsOf(run));
    for (const [run] of own.matchAll(JAPANESE)) words.push(...this.segments(run));
    return words;
  }

  /** The words of a query, each once, in the way in which they are said: no word is divided in two ways. */
  ofQuery(query: string): string[] {
    const words: string[] = [];
    for (const [run] of query.matchAll(
      /[a-z0-9]+(?:[._-]+[a-z0-9]+){0,40}|[\u3041-\u30FE\u3400-\u4DBF\u4E00-\u9FFF\u3005]+/gu,
    ))
      words.push(...(LATIN.test(run) ? [run] : this.segments(run)));
    return [...new Set(words)];
  }

  /** A run of Japanese in words; a verb without what is bent of it. */
  segments(run: string): readonly string[] {
    const known = this.#segmented.get(run);
    if (known !== undefined) return known;
    const words: string[] = [];
    for (const { segment } of this.#segmenter.segment(run)) {
      if (HIRAGANA.test(segment)) {
        if (segment.length > 2) words.push(segment);
      } else if (KANJI.test(segment)) words.push(segment.replace(/[\u3041-\u309E]{1,10}$/u, ''));
      else words.push(segment.replace(/(?<=^.{2,20})\u30FC$/u, ''));
    }
    if (this.#segmented.size >= MOST_SEGMENTED) this.#segmented.clear();
    this.#segmented.set(run, words);
    return words;
  }
}

/** What a run of one script is found by. */
function partsOf(run: string): string[] {
  if (LATIN.test(run)) {
    const parts = run.split(/[._-]+/u);
    return parts.length > 1 ? [run, ...parts] : parts;
  }
  if (KATAKANA.test(run)) return [run];
  if (!KANJI.test(run)) return run.length > 3 ? [run] : [];
  const pairs = run.length < 3 ? [] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
  return run.length <= LONGEST_RUN ? [run, ...pairs] : pairs;
}
