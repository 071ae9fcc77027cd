import type { OutcomeWords, Signature } from '../knowledge/types.ts';
import { Explainer } from '../signatures/explain.ts';
import { append } from '../text/lists.ts';
import { fold, normalize } from '../text/fold.ts';
import { trimmed } from '../text/trim.ts';
import { readings } from '../text/unwrap.ts';

/** Characters of a text in which identifiers are looked for. */
const LONGEST = 20_000;
/** A word that only programs write: humps of capital letters among small ones, or underscores. */
const IDENTIFIER =
  /^(?=[A-Za-z0-9_]{8,120}$)(?:[A-Z][A-Za-z0-9]*[a-z][A-Z][A-Za-z0-9]*|[A-Za-z0-9]+(?:_[A-Za-z0-9]+){1,12})$/u;
/** Share of a sentence's letters that a word has which is it, run together. */
const MOST_OF_IT = 0.6;
/** Messages that have one identifier: a service counts the same for two of its databases. */
const MOST_NAMED = 2;
const WORDS = /[A-Za-z][A-Za-z0-9_]{7,119}/gu;

/** Knows messages by the identifiers of their programs (`UserErrorGuestAgentStatusUnavailable`): the whole word, in its case. */
export class Identifiers {
  readonly #signatures = new Map<string, Signature[]>();
  /** The messages that have one, without their identifiers. */
  readonly #sentences = new Map<string, { readonly explainer: Explainer; readonly dense: readonly string[] }>();
  readonly #named: ReadonlyMap<string, Signature>;
  readonly #outcomes: OutcomeWords;

  constructor(signatures: readonly Signature[], outcomes: OutcomeWords) {
    this.#outcomes = outcomes;
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
    let known = this.#sentences.get(id);
    if (known === undefined) {
      const patterns = signature.patterns.filter((pattern) => !isIdentifier(pattern));
      const explainer = new Explainer(patterns.length === 0 ? [] : [{ ...signature, patterns }], {
        wordings: {},
        outcomes: this.#outcomes,
      });
      known = { explainer, dense: patterns.map((pattern) => fold(pattern).replaceAll(/\{[a-z]{1,6}\}|\s/gu, '')) };
      this.#sentences.set(id, known);
    }
    // an identifier with a letter too few has the words of a sentence run together
    const { explainer, dense } = known;
    const isRunTogether = (word: string): boolean =>
      dense.some((own) => word.includes(own) || (own.includes(word) && word.length >= own.length * MOST_OF_IT));
    const prose = text.replaceAll(WORDS, (word) => (isRunTogether(word.toLowerCase()) ? ' ' : word));
    return explainer.explain(prose).every(({ similar }) => similar);
  }
}

/** A text as it stands there, and with its broken lines put together. */
function readingsOf(text: string): string[] {
  const plain = readings(text.slice(0, LONGEST)).map((reading) => normalize(reading, 'NFKC'));
  return plain.flatMap((reading) =>
    reading.includes('\n')
      ? [
          reading,
          reading
            .split('\n')
            .map((line) => line.trim())
            .join(''),
        ]
      : [reading],
  );
}

function identifiersOf({ title, patterns }: Signature): string[] {
  const own = patterns.map(withoutStops).filter(isIdentifier);
  // a title that is an identifier, or several; one word of a sentence (`WireServer`) is none
  const named = title.replaceAll(/\([^()]{0,80}\)/gu, '').split(/[/,]/u);
  return [...new Set([...own, ...named.map((part) => part.trim()).filter((part) => IDENTIFIER.test(part))])];
}

function isIdentifier(pattern: string): boolean {
  return IDENTIFIER.test(withoutStops(pattern));
}

function withoutStops(pattern: string): string {
  return trimmed(pattern, '', '.,:;');
}
