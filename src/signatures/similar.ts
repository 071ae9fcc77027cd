import type { SearchKnowledge, Signature } from '../knowledge/types.ts';
import { fold } from '../text/fold.ts';
import { append } from '../text/lists.ts';

/** A signature whose text resembles a query, with how much, 0 to 1. */
export interface Similar {
  readonly signature: Signature;
  readonly score: number;
}

interface Entry {
  readonly signature: Signature;
  /** Sum of the weights of its pieces. */
  total: number;
}

/** Characters of a query that are compared; a longer text is a log. */
const LONGEST = 2000;
/** Below this a resemblance is chance: prose shares pieces of words with anything. */
const LEAST = 0.55;
/** Fewest pieces that must be shared. */
const FEWEST = 8;

/**
 * Finds messages that resemble a text which no pattern fits: cut short, reworded, in another version's spelling.
 * Compares pieces of three characters (two where they are Japanese), each weighted by how rare it is in the catalogue.
 */
export class SimilarMessages {
  readonly #entries: Entry[] = [];
  readonly #postings = new Map<string, number[]>();

  constructor(signatures: readonly Signature[], wordings: SearchKnowledge['wordings']) {
    const pieces: ReadonlySet<string>[] = [];
    for (const signature of signatures) {
      // a generic pattern has few words of its own; the title has those that people know the message by
      for (const pattern of [...signature.patterns, ...(wordings[signature.id] ?? []), signature.title]) {
        const own = new Set(pattern.split(/\{[a-z]{1,6}\}/u).flatMap((literal) => [...piecesOf(literal)]));
        if (own.size < FEWEST) continue;
        for (const piece of own) {
          append(this.#postings, piece, this.#entries.length);
        }
        this.#entries.push({ signature, total: 0 });
        pieces.push(own);
      }
    }
    for (const [index, entry] of this.#entries.entries()) {
      for (const piece of pieces[index] ?? []) entry.total += this.#weight(piece);
    }
  }

  /** The messages that some part of a text resembles most, at most `most`. */
  find(parts: readonly string[], most: number): Similar[] {
    const best = new Map<Signature, number>();
    for (const part of parts) this.#compare(piecesOf(part.slice(0, LONGEST)), best);
    return [...best]
      .map(([signature, score]) => ({ signature, score }))
      .sort((a, b) => b.score - a.score)
      .slice(0, most);
  }

  #compare(query: ReadonlySet<string>, best: Map<Signature, number>): void {
    const shared = new Float64Array(this.#entries.length);
    const counts = new Uint16Array(this.#entries.length);
    let whole = 0;
    for (const piece of query) {
      const weight = this.#weight(piece);
      whole += weight;
      for (const index of this.#postings.get(piece) ?? []) {
        shared[index] = (shared[index] ?? 0) + weight;
        counts[index] = (counts[index] ?? 0) + 1;
      }
    }
    for (const [index, { signature, total }] of this.#entries.entries()) {
      if ((counts[index] ?? 0) < FEWEST) continue;
      const own = shared[index] ?? 0;
      // how much of the message is there, and how much of the text it explains
      const score = (own / total + own / whole) / 2;
      if (score >= LEAST && score > (best.get(signature) ?? 0)) best.set(signature, score);
    }
  }

  /** Rare pieces tell more; one that the catalogue does not know at all tells as much as the rarest. */
  #weight(piece: string): number {
    return Math.log(1 + this.#entries.length / (1 + (this.#postings.get(piece)?.length ?? 0)));
  }
}

function piecesOf(text: string): Set<string> {
  const pieces = new Set<string>();
  for (const word of fold(text).split(/[\s"'()[\]{},:;.\u3002\u3001\u30fb/\\|<>=+*-]+/u)) {
    if (word === '') continue;
    const length = /[\u3040-\u30FF\u3400-\u9FFF]/u.test(word) ? 2 : 3;
    if (word.length <= length) pieces.add(word);
    for (let at = 0; at + length <= word.length; at += 1) pieces.add(word.slice(at, at + length));
  }
  return pieces;
}
