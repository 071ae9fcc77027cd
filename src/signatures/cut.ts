import type { Signature } from '../knowledge/types.ts';
import { densePattern } from './dense.ts';
import { Pattern } from './pattern.ts';

/** A message of which a text holds a piece. */
export interface CutMessage {
  readonly signature: Signature;
  readonly pattern: Pattern;
  /** Where the piece begins in the text. */
  readonly start: number;
  /** The literal characters of the message that are there. */
  readonly weight: number;
}

/** Fewest literal characters that tell a message, and fewest where they are nearly all of it and of the text. */
const FEWEST = 10;
const FEWEST_OF_ALL = 6;
/** Share of a message's literal characters that has to be there. */
const LEAST = 0.5;
const NEARLY_ALL = 0.7;
/** No message is longer: a cut one begins in the last part of a text. */
const LONGEST = 600;
/** Characters by which the places are found at which a text may begin within a message. */
const BEGIN = 3;

/** Finds messages that were cut: a text that ends within a message, or begins within one. Blanks do not count. */
export class CutMessages {
  readonly #entries: readonly { readonly signature: Signature; readonly pattern: Pattern }[];
  readonly #byHead = new Map<string, { readonly signature: Signature; readonly pattern: Pattern }[]>();

  constructor(signatures: readonly Signature[]) {
    this.#entries = signatures.flatMap((signature) =>
      signature.patterns.map((source) => ({ signature, pattern: new Pattern(densePattern(source)) })),
    );
    for (const entry of this.#entries) {
      const key = entry.pattern.head.slice(0, BEGIN);
      if (key.length < BEGIN) continue;
      const known = this.#byHead.get(key);
      if (known === undefined) this.#byHead.set(key, [entry]);
      else known.push(entry);
    }
  }

  /** Messages whose end is missing at the end of a text: those of which most is there. */
  withoutEnd(text: string, begins: (at: number) => boolean): CutMessage[] {
    const found: CutMessage[] = [];
    for (let start = Math.max(0, text.length - LONGEST); start + BEGIN <= text.length; start += 1) {
      if (!begins(start)) continue;
      for (const { signature, pattern } of this.#byHead.get(text.slice(start, start + BEGIN)) ?? []) {
        const reached = pattern.reach(text, start);
        if (reached === null || reached.whole) continue;
        found.push({ signature, pattern, start, weight: reached.weight });
      }
    }
    return best(found, text);
  }

  /** Messages within which a text begins: those of which most is there. */
  withoutHead(text: string): CutMessage[] {
    const found: CutMessage[] = [];
    const begin = text.slice(0, BEGIN);
    if (begin.length < BEGIN) return found;
    for (const { signature, pattern } of this.#entries) {
      for (const { index, offset } of pattern.insides(begin)) {
        const reached = pattern.reach(text, 0, index, offset);
        if (reached !== null) found.push({ signature, pattern, start: 0, weight: reached.weight });
      }
    }
    return best(found, text);
  }
}

/** Enough of the message is there to tell it from chance. */
function tells({ pattern, weight }: CutMessage, text: string): boolean {
  const share = weight / pattern.weight;
  if (weight >= FEWEST) return share >= LEAST;
  return weight >= FEWEST_OF_ALL && share >= NEARLY_ALL && weight >= text.length * NEARLY_ALL;
}

/** The pieces with the most literal characters, the most complete message first; one for each signature. */
function best(found: readonly CutMessage[], text: string): CutMessage[] {
  const telling = found.filter((cut) => tells(cut, text));
  const most = telling.reduce((so, { weight }) => Math.max(so, weight), 0);
  const kept = new Map<Signature, CutMessage>();
  for (const cut of telling) {
    if (cut.weight < most) continue;
    const known = kept.get(cut.signature);
    if (known === undefined || cut.pattern.weight < known.pattern.weight) kept.set(cut.signature, cut);
  }
  return [...kept.values()].sort((a, b) => a.pattern.weight - b.pattern.weight);
}

/** The message that a piece surely belongs to: the only one, or one that says the same as all others, less exactly. */
export function certain(pieces: readonly CutMessage[]): CutMessage | null {
  const [first, ...others] = pieces;
  if (first === undefined || first.weight < FEWEST_CERTAIN || first.weight < first.pattern.weight * LEAST_CERTAIN)
    return null;
  const covers = ({ pattern }: CutMessage): boolean => {
    const match = first.pattern.matchAt(pattern.source, 0);
    return match !== null && match !== 'nowhere';
  };
  return others.every(covers) ? first : null;
}

/** As above, for a piece that is taken for the message itself. */
const FEWEST_CERTAIN = 14;
const LEAST_CERTAIN = 0.6;
