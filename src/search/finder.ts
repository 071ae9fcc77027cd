import type { Knowledge, SearchKnowledge } from '../knowledge/types.ts';
import { onlyResembles } from '../locales/ja/explain.ts';
import { Explainer, type Explanation } from '../signatures/explain.ts';
import { Catalogue, type CatalogueHit } from './catalogue.ts';
import { catalogueOf, type Words } from './texts.ts';

/** Finds what a reader types or pastes: messages by their wording, pages by words. */
export class Finder {
  readonly #knowledge: Knowledge & SearchKnowledge;
  readonly #words: Words;
  readonly #explainer: Explainer;
  #catalogue: Catalogue | null = null;

  constructor(knowledge: Knowledge & SearchKnowledge, words: Words) {
    this.#knowledge = knowledge;
    this.#words = words;
    this.#explainer = new Explainer(knowledge.signatures, knowledge.wordings);
  }

  /** The signatures of a pasted error string, the best first. */
  explain(text: string): Explanation[] {
    return this.#explainer
      .explain(text)
      .map((one) => (one.meaning === '' ? { ...one, meaning: onlyResembles(one.title) } : one));
  }

  /** Pages that words find: articles, messages and root causes; the best first, at most `most`. */
  find(query: string, most: number): CatalogueHit[] {
    return this.#pages.find(query, most);
  }

  /** A query in the words of our pages. */
  reworded(query: string): string {
    return this.#pages.reworded(query);
  }

  /** Made when it is first needed. */
  get #pages(): Catalogue {
    return (this.#catalogue ??= new Catalogue(catalogueOf(this.#knowledge, this.#words), this.#knowledge.synonyms));
  }
}
