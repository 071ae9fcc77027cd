import type { Signature } from '../knowledge/types.ts';
import { densePattern, type DenseText } from './dense.ts';
import { Pattern, type Place } from './pattern.ts';
import { append } from '../text/lists.ts';

/** A message of which a text holds a piece. */
export interface CutMessage {
  readonly signature: Signature;
  readonly pattern: Pattern;
  /** Where the piece begins in the text. */
  readonly start: number;
  /** No word stands in front of it: a sentence may well end in the words with which a message begins. */
  readonly leads: boolean;
  /** The literal characters of the message that are there. */
  readonly weight: number;
}

/** How much of a message has to be there: literal characters, and their share of all that it has. */
interface Measure {
  readonly fewest: number;
  readonly share: number;
}
/** Enough to say what a text resembles … */
const RESEMBLES: Measure = { fewest: 10, share: 0.5 };
/** … behind other words … */
const RESEMBLES_BEHIND: Measure = { fewest: 14, share: 0.5 };
/** … and where the text begins within the message: short messages consist of few characters. */
const RESEMBLES_SHORT: Measure = { fewest: 6, share: 0.6 };
/** Enough to take a piece for the message, and behind other words. */
const TELLS: Measure = { fewest: 14, share: 0.6 };
const TELLS_BEHIND: Measure = { fewest: 20, share: 0.7 };
/** A piece of more messages than this says nothing: `Error Code:`. */
const MOST_EQUAL = 6;
/** No message is longer: a cut one begins in the last part of a text. */
const LONGEST = 600;
/** Characters by which the places are found at which a text may begin within a message. */
const BEGIN = 3;

interface Entry {
  readonly signature: Signature;
  readonly pattern: Pattern;
}

/** Where a text may begin within a message. */
interface Inside extends Entry {
  readonly place: Place;
}

/** Finds messages that were cut: a text that ends within a message, or begins within one. Blanks do not count. */
export class CutMessages {
  readonly #entries: readonly Entry[];
  readonly #byHead = new Map<string, Entry[]>();
  /** By the characters that stand there; none for a variable. Made when first needed. */
  #insides: ReadonlyMap<string, readonly Inside[]> | null = null;

  constructor(signatures: readonly Signature[]) {
    this.#entries = signatures.flatMap((signature) =>
      signature.patterns.map((source) => ({ signature, pattern: new Pattern(densePattern(source)) })),
    );
    for (const entry of this.#entries) {
      const key = entry.pattern.head.slice(0, BEGIN);
      if (key.length === BEGIN) append(this.#byHead, key, entry);
    }
  }

  /** Messages whose end is missing at a place of a text: those of which most is there. */
  withoutEnd(text: DenseText, end: number): CutMessage[] {
    const own = text.text.slice(0, end);
    const found: CutMessage[] = [];
    for (let start = Math.max(0, end - LONGEST); start + BEGIN <= end; start += 1) {
      if (!text.begins(start)) continue;
      for (const { signature, pattern } of this.#byHead.get(own.slice(start, start + BEGIN)) ?? []) {
        const reached = pattern.reach(own, start);
        if (reached === null || reached.whole) continue;
        const leads = text.leads(start);
        const cut = { signature, pattern, start, leads, weight: reached.weight };
        if (has(cut, leads ? RESEMBLES : RESEMBLES_BEHIND)) found.push(cut);
      }
    }
    return best(found);
  }

  /** Messages within which a text begins: those of which most is there. Of a part of a text more has to be. */
  withoutHead(text: string, isPart: boolean): CutMessage[] {
    this.#insides ??= insidesOf(this.#entries);
    const begin = text.slice(0, BEGIN);
    if (begin.length < BEGIN) return [];
    const found: CutMessage[] = [];
    for (const key of isPart ? [begin] : [begin, '']) {
      for (const { signature, pattern, place } of this.#insides.get(key) ?? []) {
        const reached = pattern.reach(text, 0, place.index, place.offset);
        if (reached !== null) found.push({ signature, pattern, start: 0, leads: true, weight: reached.weight });
      }
    }
    return best(found.filter((cut) => has(cut, RESEMBLES) || (!isPart && has(cut, RESEMBLES_SHORT))));
  }
}

/** The places from which on enough of a message is left. */
function insidesOf(entries: readonly Entry[]): Map<string, Inside[]> {
  const insides = new Map<string, Inside[]>();
  for (const entry of entries) {
    for (const place of entry.pattern.places()) {
      const key = place.literal.slice(0, BEGIN);
      const isTold = key === '' || key.length === BEGIN;
      if (isTold && place.rest >= entry.pattern.weight * RESEMBLES.share) append(insides, key, { ...entry, place });
    }
  }
  return insides;
}

function has({ pattern, weight }: CutMessage, { fewest, share }: Measure): boolean {
  return weight >= fewest && weight >= pattern.weight * share;
}

/** The pieces with the most literal characters, the most complete message first; one for each signature. */
function best(found: readonly CutMessage[]): CutMessage[] {
  const most = found.reduce((so, { weight }) => Math.max(so, weight), 0);
  const kept = new Map<Signature, CutMessage>();
  for (const cut of found) {
    if (cut.weight < most) continue;
    const known = kept.get(cut.signature);
    if (known === undefined || cut.pattern.weight < known.pattern.weight) kept.set(cut.signature, cut);
  }
  if (kept.size > MOST_EQUAL) return [];
  return [...kept.values()].sort((a, b) => a.pattern.weight - b.pattern.weight);
}

/**
 * The message that a piece belongs to: the only one, or one that says the same as all others, less exactly. A piece
 * that goes on from where a generic message stands needs no more than its characters beyond that.
 */
export function certain(pieces: readonly CutMessage[], isRefined: (piece: CutMessage) => boolean): CutMessage | null {
  const [first, ...others] = pieces;
  if (first === undefined || (!has(first, first.leads ? TELLS : TELLS_BEHIND) && !isRefined(first))) return null;
  const covers = ({ pattern }: CutMessage): boolean => {
    const match = first.pattern.matchAt(pattern.source, 0);
    return match !== null && match !== 'nowhere';
  };
  return others.every(covers) ? first : null;
}
