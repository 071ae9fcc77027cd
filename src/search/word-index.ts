import MiniSearch from 'minisearch';
import type { SearchKnowledge } from '../knowledge/types.ts';
import type { Entry } from './entry.ts';
import { QuestionReader, type Concept, type Form } from './question.ts';
import { Words } from './words-of.ts';

/** An entry that words find. */
export interface WordHit {
  readonly entry: Entry;
  /** Comparable within one question only. */
  readonly score: number;
  /** Share of what the question names that was found, 0 to 1. */
  readonly share: number;
}

/** What a word tells in the title, in a name, in what is shown, and elsewhere. */
const BOOST = { title: 4, names: 4, snippet: 2, body: 1 } as const;
const FIELDS = ['title', 'names', 'snippet', 'body'] as const;
/** Another word for the same is worth a little less than the reader's own; of many of them the best counts. */
const SAME = 0.65;
/** A word that stands in any question. */
const COMMON = 0.3;
/** Share of the best score from which on an entry is about a thing; one that only mentions it is that less. */
const MENTIONED = 0.12;
/** What a word that nothing has is worth, of the rarest that something has. */
const UNKNOWN = 0.4;
/** Share of a question that has to be found. */
const LEAST_SHARE = 0.34;
/** Entries with what they are worth. */
type Scores = Map<number, number>;
interface Found {
  readonly scores: Scores;
  /** How many entries have the reader's own word, or, where none has, another one. */
  readonly count: number;
}

/** Finds entries by their words (BM25+), each thing of a question in the reader's word or another for the same. */
export class WordIndex {
  readonly #entries: readonly Entry[];
  readonly #words: Words;
  /** Each entry as it is compared. */
  readonly #texts: readonly string[];
  readonly #reader: QuestionReader;
  readonly #index: MiniSearch<Entry & { readonly id: number }>;
  /** What was found for a thing that questions name: they repeat. */
  readonly #known = new Map<string, Found>();

  constructor(entries: readonly Entry[], { synonyms, words }: Pick<SearchKnowledge, 'synonyms' | 'words'>) {
    const own = new Words(words);
    this.#entries = entries;
    this.#words = own;
    this.#texts = entries.map((entry) => FIELDS.map((field) => own.plain(textOf(entry, field))).join('\n'));
    const vocabulary = new Set<string>();
    this.#reader = new QuestionReader(own, { synonyms, words }, (word) => vocabulary.has(word));
    this.#index = new MiniSearch({
      fields: [...FIELDS],
      extractField: (entry, field) => (field === 'id' ? String(entry.id) : textOf(entry, field)),
      tokenize: (text) => {
        const found = own.ofText(text);
        for (const word of found) vocabulary.add(word);
        return found;
      },
      processTerm: (term) => term,
      searchOptions: { tokenize: (text) => [text], combineWith: 'AND', boost: BOOST },
    });
    this.#index.addAll(entries.map((entry, id) => ({ ...entry, id })));
  }

  /** The entries that fit a question, the best first. */
  find(question: string): WordHit[] {
    const concepts = this.#reader.read(question);
    const found = concepts.map((concept) => ({ concept, hits: this.#hitsOf(concept) }));
    const telling = found.filter(({ concept }) => !concept.common);
    const counted = telling.length > 0 ? telling : found;
    const whole = counted.reduce((sum, { hits }) => sum + this.#weight(hits), 0);
    const scores = new Map<number, { score: number; weight: number }>();
    for (const { concept, hits } of found) {
      const isCounted = !concept.common || telling.length === 0;
      const weight = this.#weight(hits);
      const most = Math.max(...hits.scores.values());
      for (const [id, score] of hits.scores) {
        const known = scores.get(id) ?? { score: 0, weight: 0 };
        // how well an entry says one thing is worth less than whether it says all of them
        const worth = weight * Math.sqrt(score / most) * (isCounted ? 1 : COMMON);
        const there = isCounted ? weight * Math.min(1, score / most / MENTIONED) : 0;
        scores.set(id, { score: known.score + worth, weight: known.weight + there });
      }
    }
    const asksHow = this.#reader.asksHow(question);
    const asked = this.#words.plain(question).trim();
    const result: WordHit[] = [];
    for (const [id, { score, weight }] of scores) {
      const entry = this.#entries[id];
      const share = whole === 0 ? 0 : weight / whole;
      if (entry !== undefined && share >= LEAST_SHARE)
        result.push({
          entry,
          share,
          score:
            score *
            share *
            share *
            entry.lead *
            (asksHow && (entry.kind === 'article' || entry.kind === 'chapter') ? HOW : 1) *
            (concepts.length > 1 && this.#texts[id]?.includes(asked) === true ? AS_WRITTEN : 1),
        });
    }
    return result.sort((a, b) => b.score - a.score);
  }

  /** How many things a text names, without what stands in questions of any kind. */
  countThings(text: string): number {
    return this.#reader.read(text).filter(({ common }) => !common).length;
  }

  /** The words under which entries are found, the longest first; of single letters only kanji. */
  marksOf(question: string): string[] {
    const forms = this.#reader.read(question).flatMap(({ forms: own }) => own);
    const words = forms.flatMap(({ text, words: parts }) => [text, ...parts]);
    return [...new Set(words)]
      .filter((word) => word.length > 1 || KANJI.test(word))
      .sort((a, b) => b.length - a.length);
  }

  /** A thing that few entries name tells more; of one that none names it is unknown. */
  #weight({ count }: Found): number {
    const weight = Math.log(1 + this.#entries.length / (1 + count));
    return count === 0 ? weight * UNKNOWN : weight;
  }

  #hitsOf(concept: Concept): Found {
    const key = `${concept.last ? '+' : '-'}${concept.said}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const scores: Scores = new Map();
    let own = 0;
    for (const [index, form] of concept.forms.entries()) {
      for (const [id, score] of this.#search(form, index === 0, concept.last)) {
        const worth = score * (index === 0 ? 1 : SAME);
        if (worth > (scores.get(id) ?? 0)) scores.set(id, worth);
      }
      if (index === 0) own = scores.size;
    }
    if (scores.size === 0) this.#resembling(concept, scores);
    // a word of another language is rare in our pages, and what it means is not
    const found: Found = { scores, count: own > 0 ? Math.sqrt(own * scores.size) : scores.size };
    if (this.#known.size > MOST_KNOWN) this.#known.clear();
    this.#known.set(key, found);
    return found;
  }

  /** The entries that have a form; of a phrase its words alone tell little, and another phrase for the same has to be there. */
  #search({ text, words, isPhrase }: Form, isOwn: boolean, isOpen: boolean): Scores {
    const hits = this.#index.search(
      { combineWith: 'AND', queries: [...words] },
      { prefix: (term) => isOwn && isOpen && term.length >= LEAST_PREFIX },
    );
    const found: Scores = new Map();
    const isDenied = text.endsWith(NOT);
    for (const { id, score } of hits) {
      const entry = Number(id);
      const isThere = !isPhrase || this.#texts[entry]?.includes(text) === true;
      if (isThere || isOwn) found.set(entry, (score / words.length) * (isThere ? 1 : isDenied ? DENIED : APART));
    }
    return found;
  }

  /** Words that nothing has: those that begin so, or differ in few letters. */
  #resembling({ forms: [form] }: Concept, found: Scores): void {
    const hits = this.#index.search(
      { combineWith: 'AND', queries: [...(form?.words ?? [])] },
      {
        prefix: (term) => term.length >= LEAST_PREFIX,
        fuzzy: (term) => (term.length >= LEAST_FUZZY ? 0.2 : false),
      },
    );
    for (const { id, score } of hits) found.set(Number(id), score * SAME);
  }
}

/** The words of a phrase that do not stand together. */
const APART = 0.4;
/** … of one that says what is not: without its end it may say the opposite. */
const DENIED = 0.05;
/** How a Japanese sentence ends that says what is not, as all of them are written here. */
const NOT = '\u306A\u3044';
/** An article, for those who ask how something is done. */
const HOW = 1.4;
/** A question whose words stand as it says them. */
const AS_WRITTEN = 1.5;
const MOST_KNOWN = 500;
const KANJI = /^\p{sc=Han}$/u;
const LEAST_PREFIX = 3;
const LEAST_FUZZY = 4;

function textOf(entry: Entry, field: string): string {
  switch (field) {
    case 'title':
      return entry.title;
    case 'names':
      return entry.names.join(' ');
    case 'snippet':
      return entry.snippet;
    case 'body':
      return entry.body;
    default:
      return '';
  }
}
