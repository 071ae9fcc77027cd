import type { Signature } from '../knowledge/types.ts';
import { fold } from '../text/fold.ts';
import { SignatureMatcher, type SignatureMatch } from './matcher.ts';
import { SimilarMessages } from './similar.ts';

/** A signature that explains a pasted text. */
export interface Explanation {
  readonly id: string;
  readonly tool: string;
  readonly verdict: Signature['verdict'];
  readonly cause: string | null;
  readonly title: string;
  readonly meaning: string;
  /** 0.5 to 1 for a message that is there, by how much of the text it explains; below that for a resemblance. */
  readonly score: number;
  /** True when no pattern fits and the text only resembles the message. */
  readonly similar: boolean;
}

/** A text longer than this is a log, not an error string. */
const LONGEST_TEXT = 20_000;
/** Of more lines than this, neighbours are not put together: a log is not broken in all its lines. */
const MOST_BROKEN = 40;
/** Lines that are put together at most. */
const MOST_JOINED = 3;
/** A score from which a message that fits needs no alternative. */
const SURE = 0.72;
/** Resemblances that are worth showing. */
const MOST_SIMILAR = 3;

/**
 * Names the messages in a pasted text, whatever happened to it on its way: other hosts and numbers, prompts and time
 * stamps around it, full-width forms, curly quotes, another case, lines broken in two. What fits exactly comes first.
 */
export class Explainer {
  readonly #signatures: readonly Signature[];
  #matcher: SignatureMatcher | null = null;
  #similar: SimilarMessages | null = null;

  constructor(signatures: readonly Signature[]) {
    this.#signatures = signatures;
  }

  /** The signatures of a text, the best first. */
  explain(text: string): Explanation[] {
    const pasted = text.slice(0, LONGEST_TEXT);
    const exact = this.#exact(fold(pasted));
    const known = new Set(exact.map(({ id }) => id));
    // what explains little of the text may be a generic message in place of a specific one that was cut short
    if (exact.some(({ verdict, score }) => verdict !== 'informational' && score >= SURE)) return exact;
    this.#similar ??= new SimilarMessages(this.#signatures);
    const resembling = this.#similar
      .find(pasted, MOST_SIMILAR)
      .filter(({ signature }) => !known.has(signature.id))
      .map(({ signature, score }) => toExplanation(signature, score / 2, true));
    return [...exact, ...resembling];
  }

  #exact(text: string): Explanation[] {
    this.#matcher ??= new SignatureMatcher(
      this.#signatures.map((signature) => ({ ...signature, patterns: signature.patterns.map(fold) })),
    );
    const best = new Map<string, { match: SignatureMatch; score: number }>();
    for (const candidate of candidates(text)) {
      const match = this.#matcher.match(candidate);
      if (match === null) continue;
      const score = scoreOf(match, candidate);
      const known = best.get(match.signature.id);
      if (known === undefined || known.score < score) best.set(match.signature.id, { match, score });
    }
    this.#matcher.forget();
    return [...best.values()]
      .sort((a, b) => rank(b) - rank(a))
      .map(({ match, score }) => toExplanation(match.signature, score, false));
  }
}

/** The lines of a text, and neighbours put together with and without a blank where it may have been broken. */
function* candidates(text: string): Generator<string> {
  const lines = text
    .split(/\r\n|\r|\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  yield* lines;
  if (lines.length > MOST_BROKEN) return;
  for (let first = 0; first < lines.length; first += 1) {
    for (let last = first + 2; last <= Math.min(lines.length, first + MOST_JOINED); last += 1) {
      yield lines.slice(first, last).join(' ');
      yield lines.slice(first, last).join('');
    }
  }
}

/** A line that decides explains an error string better than a banner around it; then the more specific one. */
function rank({ match, score }: { readonly match: SignatureMatch; readonly score: number }): number {
  const introduces = match.weight < 1 ? -1 : 0;
  return score + introduces + (match.signature.verdict === 'informational' ? 0 : 1) + match.pattern.weight / 1000;
}

function scoreOf({ pattern }: SignatureMatch, line: string): number {
  const share = pattern.weight / Math.max(1, line.replaceAll(/\s/gu, '').length);
  return 0.5 + Math.min(1, share) / 2;
}

function toExplanation(
  { id, tool, verdict, cause, title, meaning }: Signature,
  score: number,
  similar: boolean,
): Explanation {
  return { id, tool, verdict, cause, title, meaning, score: Math.round(score * 1000) / 1000, similar };
}
