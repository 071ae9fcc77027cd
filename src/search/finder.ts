import type { Knowledge, SearchKnowledge } from '../knowledge/types.ts';
import { codeTitle } from '../locales/ja/codes.ts';
import { onlyResembles } from '../locales/ja/explain.ts';
import { Explainer, resemblance, type Explanation } from '../signatures/explain.ts';
import { Catalogue, type CatalogueHit } from './catalogue.ts';
import { anchorOf, CodeTable, writtenForms, type FoundCode } from './codes.ts';
import { catalogueOf, type Words } from './texts.ts';

/** The score of a page that says more about a code: just below that of a message. */
const FURTHER = 0.499;
/** A message that explains this much of a text needs no code beside it. */
const ENOUGH = 0.72;

/** Finds what a reader types or pastes: messages by their wording, error codes, pages by words. */
export class Finder {
  readonly #knowledge: Knowledge & SearchKnowledge;
  readonly #words: Words;
  readonly #explainer: Explainer;
  readonly #codes: CodeTable;
  #catalogue: Catalogue | null = null;

  constructor(knowledge: Knowledge & SearchKnowledge, words: Words) {
    this.#knowledge = knowledge;
    this.#words = words;
    this.#explainer = new Explainer(knowledge.signatures, knowledge.wordings);
    this.#codes = new CodeTable(knowledge.codes);
  }

  /** The signatures and error codes of a pasted error string, the best first. */
  explain(text: string): Explanation[] {
    const messages = this.#explainer
      .explain(text)
      .map((one) => (one.meaning === '' ? { ...one, meaning: onlyResembles(one.title) } : one));
    const exact = messages.filter(({ similar }) => !similar);
    if (exact.some(({ score }) => score >= ENOUGH)) return messages;
    const codes = this.#codes.find(text);
    if (codes.length === 0) return messages;
    const known = new Set(exact.map(({ id }) => id));
    const further = this.#further(codes).filter(({ id }) => !known.has(id));
    const others = messages.filter(({ id, similar }) => similar && further.every((one) => one.id !== id));
    return [...exact, ...codes.map(explained), ...further, ...others];
  }

  /** Pages that words find: articles, messages and root causes; the best first, at most `most`. */
  find(query: string, most: number): CatalogueHit[] {
    return this.#pages.find(query, most);
  }

  /** A query in the words of our pages. */
  reworded(query: string): string {
    return this.#pages.reworded(query);
  }

  /** The pages that say more about codes, each once. */
  #further(codes: readonly FoundCode[]): Explanation[] {
    const ids = new Set(codes.flatMap(({ code }) => code.signature ?? []));
    return this.#knowledge.signatures.filter(({ id }) => ids.has(id)).map((one) => resemblance(one, FURTHER));
  }

  /** Made when it is first needed. */
  get #pages(): Catalogue {
    return (this.#catalogue ??= new Catalogue(catalogueOf(this.#knowledge, this.#words), this.#knowledge.synonyms));
  }
}

/** A code says what failed, and not whether the reader's destination is reachable. */
function explained({ facility, code, share }: FoundCode): Explanation {
  const anchor = anchorOf(facility, code);
  return {
    id: `code-${anchor}`,
    tool: 'windows',
    verdict: 'informational',
    cause: null,
    title: codeTitle(writtenForms(facility, code), code.symbols),
    path: `/errors/codes/#${anchor}`,
    meaning: code.meaning,
    score: Math.round((0.5 + share / 2) * 1000) / 1000,
    similar: false,
  };
}
