import type { Signature } from '../knowledge/types.ts';
import { Explainer } from '../signatures/explain.ts';
import { append } from '../text/lists.ts';
import { normalize } from '../text/fold.ts';
import { readings } from '../text/unwrap.ts';

/** Characters of a text in which identifiers are looked for. */
const LONGEST = 20_000;
/** A word that only programs write: humps of capital letters among small ones, or underscores. */
const IDENTIFIER =
  /^(?=[A-Za-z0-9_]{8,120}$)(?:[A-Z][A-Za-z0-9]*[a-z][A-Z][A-Za-z0-9]*|[A-Za-z0-9]+(?:_[A-Za-z0-9]+){1,12})$/u;
/** Messages that have one identifier: a service counts the same for two of its databases. */
const MOST_NAMED = 2;
const WORDS = /[A-Za-z][A-Za-z0-9_]{7,119}/gu;

/** Knows messages by the identifiers of their programs (`UserErrorGuestAgentStatusUnavailable`): the whole word, in its case. */
export class Identifiers {
  readonly #signatures = new Map<string, Signature[]>();
  /** The messages that have one, without their identifiers. */
  readonly #sentences = new Map<string, Explainer>();
  readonly #named: ReadonlyMap<string, Signature>;

  constructor(signatures: readonly Signature[]) {
    const named = signatures
      .map((signature) => [signature, identifiersOf(signature)] as const)
      .filter(([, own]) => own.length > 0);
    for (const [signature, own] of named) for (const name of own) append(this.#signatures, name, signature);
    this.#named = new Map(named.map(([signature]) => [signature.id, signature]));
  }

  /** The messages whose identifiers stand in a text. */
  find(text: string): Signature[] {
    const found = new Set<Signature>();
    for (const reading of readingsOf(text))
      for (const [word] of reading.matchAll(WORDS))
        for (const signature of this.#signaturesOf(word)) found.add(signature);
    return [...found];
  }

  /** A word of many messages (`TcpTestSucceeded`) is the name of none. */
  #signaturesOf(word: string): readonly Signature[] {
    const own = this.#signatures.get(word) ?? [];
    return own.length > MOST_NAMED ? [] : own;
  }

  /** Whether a message of a text may be told by an identifier alone, which is not the text's: prose has the same words. */
  isDoubtful(id: string, text: string, found: readonly Signature[]): boolean {
    const signature = this.#named.get(id);
    if (signature === undefined || found.includes(signature)) return false;
    let sentences = this.#sentences.get(id);
    if (sentences === undefined) {
      const patterns = signature.patterns.filter((pattern) => !isIdentifier(pattern));
      sentences = new Explainer(patterns.length === 0 ? [] : [{ ...signature, patterns }], {});
      this.#sentences.set(id, sentences);
    }
    return sentences.explain(text).every(({ similar }) => similar);
  }
}

/** A text as it stands there, and with its broken lines put together. */
function readingsOf(text: string): string[] {
  const plain = readings(text.slice(0, LONGEST)).map((reading) => normalize(reading, 'NFKC'));
  return plain.flatMap((reading) =>
    reading.includes('\n') ? [reading, reading.replaceAll(/\s*\n\s*/gu, '')] : [reading],
  );
}

function identifiersOf({ title, patterns }: Signature): string[] {
  const own = patterns.map(withoutStops).filter(isIdentifier);
  return [...new Set([...own, ...title.split(/[\s/,:()]+/u).filter(isIdentifier)])];
}

function isIdentifier(pattern: string): boolean {
  return IDENTIFIER.test(withoutStops(pattern));
}

function withoutStops(pattern: string): string {
  return pattern.replace(/[.,:;]+$/u, '');
}
