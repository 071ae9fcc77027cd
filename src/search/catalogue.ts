import { fold } from '../text/fold.ts';

/** A page that words may find. */
export interface CatalogueEntry {
  /** Path within the site. */
  readonly path: string;
  readonly title: string;
  readonly text: string;
  /** What words may also find, but readers are not shown. */
  readonly also: string;
  readonly kind: string;
  readonly verdict: string | null;
  /** An article explains what a message or a root cause only names: among equals it comes first. */
  readonly explains: boolean;
}

export interface CatalogueHit {
  readonly entry: CatalogueEntry;
  readonly score: number;
}

/** A word in the title tells more than one in the text. */
const IN_TITLE = 3;
/** Several words that stand together as in the query are a piece of a message. */
const AS_WRITTEN = 3;
/** What an article is ahead of other pages with the same words. */
const LEAD = 0.1;
/** Share of a Japanese word's pairs of letters that has to be there when the whole word is not. */
const LEAST_PAIRS = 0.6;
/** Share of the words that has to be found; half of them when no page has so many. */
const LEAST_WORDS = 0.6;
const HALF_THE_WORDS = 0.5;

interface Prepared {
  readonly entry: CatalogueEntry;
  readonly title: string;
  readonly text: string;
}

/** Finds pages by words: each word, or one that means the same, in title or text. Few enough entries to look at all. */
export class Catalogue {
  readonly #entries: readonly Prepared[];
  readonly #synonyms = new Map<string, readonly string[]>();

  constructor(entries: readonly CatalogueEntry[], synonyms: readonly (readonly string[])[]) {
    this.#entries = entries.map((entry) => ({
      entry,
      title: searchable(`${entry.title} ${entry.kind}`),
      text: searchable(`${entry.text} ${entry.also}`),
    }));
    for (const group of synonyms) {
      const folded = group.map(plain);
      for (const word of folded) this.#synonyms.set(word, [...(this.#synonyms.get(word) ?? []), ...folded]);
    }
  }

  /** The entries that fit a query, the best first, at most `most`. */
  find(query: string, most: number): CatalogueHit[] {
    const words = this.wordsOf(query);
    if (words.length === 0) return [];
    const whole = plain(query).trim();
    const forms = words.map((word) => [...new Set([word, ...(this.#synonyms.get(word) ?? [])])]);
    const hits: (CatalogueHit & { readonly share: number })[] = [];
    for (const { entry, title, text } of this.#entries) {
      const scores = forms.map((own) =>
        Math.max(...own.map((form, index) => scoreOf(form, title, text) * (index === 0 ? 1 : 0.9))),
      );
      // a word that stands in any question helps, but need not be there
      const telling = scores.filter((_, index) => !COMMON.has(words[index] ?? ''));
      const counted = telling.length > 0 ? telling : scores;
      const share = counted.filter((score) => score > 0).length / counted.length;
      if (share < HALF_THE_WORDS) continue;
      const phrase = words.length > 1 && (title.includes(whole) || text.includes(whole)) ? AS_WRITTEN : 0;
      const score = scores.reduce((sum, own) => sum + own, 0) * share + phrase;
      // of two pages with the same words the shorter title is more about them
      hits.push({ entry, score: score + (entry.explains ? LEAD : 0) - title.length / 1000, share });
    }
    const enough = hits.filter(({ share }) => share >= LEAST_WORDS);
    return (enough.length > 0 ? enough : hits).sort((a, b) => b.score - a.score).slice(0, most);
  }

  /** The query in the words of our pages: the first of each group of synonyms. */
  reworded(query: string): string {
    return this.wordsOf(query)
      .map((word) => this.#synonyms.get(word)?.[0] ?? word)
      .join(' ');
  }

  /** The words of a query; a known expression of several words counts as one, also inside Japanese without blanks. */
  wordsOf(query: string): string[] {
    let rest = ` ${plain(query).trim().replaceAll(/\s+/gu, ' ')} `;
    const words: string[] = [];
    const known = [...this.#synonyms.keys()].sort((a, b) => b.length - a.length);
    for (const expression of known) {
      const at = find(rest, expression);
      if (at < 0) continue;
      words.push(expression);
      rest = `${rest.slice(0, at)} ${rest.slice(at + expression.length)}`;
    }
    // a particle between two words of kanji or katakana divides them
    const parts = rest.split(
      /[\s、。・「」？?]+|(?<=[\u30A0-\u30FF\u4E00-\u9FFF])[がをにはでとのもな](?=[\u30A0-\u30FF\u4E00-\u9FFF\s])/u,
    );
    words.push(...parts.filter((word) => word.length > 1 || /\d|[^\p{ASCII}\p{sc=Hiragana}]/u.test(word)));
    return [...new Set(words)].filter((word) => !PARTICLES.has(word));
  }
}

/** What is left of a question when its words are taken out. */
const PARTICLES: ReadonlySet<string> = new Set(
  'の が を に は で と も から まで とは する した して しない される ない です ます ですか なぜ どう 方法 意味 原因 対処 場合 とき 時 について'.split(
    ' ',
  ),
);

/** A text in which words are looked for, also those within a name (`SkuNotAvailable`) and katakana without blanks. */
function searchable(text: string): string {
  const own = plain(text);
  const joined = own.replaceAll(/(?<=[\u30A1-\u30FC]) (?=[\u30A1-\u30FC])/gu, '');
  const divided = plain(text.replaceAll(/(?<=[a-z])(?=[A-Z])/gu, ' '));
  return [...new Set([own, joined, divided])].join('\n');
}

/** Folded, without the long vowel at the end of a word (サーバー is サーバ), negations as people type them. */
function plain(text: string): string {
  return fold(text)
    .replaceAll(/(?<=[\u30A1-\u30FC]{2})\u30FC(?![\u30A1-\u30FC])/gu, '')
    .replaceAll(/ありません(?:でした)?/gu, 'ない')
    .replaceAll(/(?<!で)きません(?:でした)?/gu, 'かない')
    .replaceAll(/りません(?:でした)?/gu, 'らない')
    .replaceAll(/ません(?:でした)?/gu, 'ない');
}

/** Words with which people say that something went wrong, whatever it is. */
const COMMON: ReadonlySet<string> = new Set(
  'エラー 失敗 error failed failure コード code exit 終了コード id event イベント'.split(' ').map(plain),
);

/** Latin words are found as words, Japanese ones anywhere. */
function find(text: string, expression: string): number {
  const isLatin = /^\p{ASCII}+$/u.test(expression);
  let at = text.indexOf(expression);
  while (at >= 0 && isLatin && (isInWord(text, at - 1) || isInWord(text, at + expression.length)))
    at = text.indexOf(expression, at + 1);
  return at;
}

/** True for a small Latin letter or a digit; the text is folded. */
function isInWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

function scoreOf(word: string, title: string, text: string): number {
  if (find(title, word) >= 0) return IN_TITLE;
  if (find(text, word) >= 0) return 1;
  if (word.length < 3 || !/[\u3040-\u30FF\u3400-\u9FFF]/u.test(word)) return 0;
  let found = 0;
  for (let at = 0; at + 2 <= word.length; at += 1) {
    const pair = word.slice(at, at + 2);
    if (title.includes(pair) || text.includes(pair)) found += 1;
  }
  const share = found / (word.length - 1);
  return share >= LEAST_PAIRS ? share * 0.8 : 0;
}
