import type { OutcomeWords, SearchKnowledge, Signature } from '../knowledge/types.ts';
import { fold } from '../text/fold.ts';
import { readings } from '../text/unwrap.ts';
import { ErrorCodes } from './codes.ts';
import { CutMessages } from './cut.ts';
import { DenseText } from './dense.ts';
import { MessageFinder, type FoundMessage } from './messages.ts';
import { contradicts, outcomeOf } from './outcome.ts';
import { SimilarMessages, type Similar } from './similar.ts';

/** A signature that explains a pasted text. */
export interface Explanation {
  readonly id: string;
  readonly tool: string;
  readonly verdict: Signature['verdict'];
  readonly cause: string | null;
  readonly title: string;
  /** Within the site: where it is explained. */
  readonly path: string;
  /** Empty where the text only resembles a message that speaks of an answer. */
  readonly meaning: string;
  /** 0.5 to 1 for a message that is there, by how much of the text it explains; below that for a resemblance. */
  readonly score: number;
  /** True when no pattern fits and the text only resembles the message. */
  readonly similar: boolean;
}

/** A text longer than this is a log, not an error string. */
const LONGEST_TEXT = 20_000;
/** A score from which a message that fits needs no alternative. */
const SURE = 0.72;
/** Resemblances that are worth showing. */
const MOST_SIMILAR = 3;
/** Messages that may stand before the banner around a piece of them. */
const MOST_PIECES = 2;

/** What is made of the signatures when it is first needed. */
interface Tools {
  readonly messages: MessageFinder;
  readonly cut: CutMessages;
  readonly codes: ErrorCodes;
}

/**
 * Names the messages in a pasted text, whatever happened to it on its way: other hosts and numbers, prompts and time
 * stamps around it, full-width forms, curly quotes, escapes, another case, lines broken anywhere, a missing end. What
 * fits exactly comes first.
 */
export class Explainer {
  readonly #signatures: readonly Signature[];
  readonly #wordings: SearchKnowledge['wordings'];
  readonly #outcomes: OutcomeWords;
  #tools: Tools | null = null;
  #similar: SimilarMessages | null = null;

  /** Beside the signatures: whole messages of those whose patterns say little, and words that say how something ended. */
  constructor(
    signatures: readonly Signature[],
    { wordings, outcomes }: Pick<SearchKnowledge, 'wordings' | 'outcomes'>,
  ) {
    this.#signatures = signatures;
    this.#wordings = wordings;
    this.#outcomes = outcomes;
  }

  /** The signatures of a text, the best first. */
  explain(text: string): Explanation[] {
    // a character may become many when it is folded
    const folded = readings(text.slice(0, LONGEST_TEXT)).map((reading) => fold(reading).slice(0, LONGEST_TEXT));
    const texts = folded.map((own) => new DenseText(own));
    const tools = (this.#tools ??= compile(this.#signatures));
    const found = texts.flatMap((own) => tools.messages.find(own));
    const exact = ranked(found);
    const known = new Set(exact.map(({ id }) => id));
    // what explains little of the text may be a generic message in place of a specific one that was cut short
    const sure = found.some(
      ({ signature, score, open }) => signature.verdict !== 'informational' && score >= SURE && !open,
    );
    if (sure) return exact;
    this.#similar ??= new SimilarMessages(this.#signatures, this.#wordings);
    const parts = texts.flatMap((own) => own.parts());
    const outcome = outcomeOf(text, this.#outcomes);
    const near = [
      ...tools.codes.find(text).map((signature) => ({ signature, score: BY_CODE })),
      ...piecesOf(parts, tools.cut),
      ...this.#similar.find(parts, MOST_SIMILAR).map(({ signature, score }) => ({ signature, score: score * LOOSE })),
    ]
      .filter(({ signature }) => !contradicts(outcome, signature.verdict))
      .map(({ signature, score }) => resemblance(signature, score))
      .sort((a, b) => b.score - a.score)
      .filter(({ id }, index, all) => !known.has(id) && all.findIndex((one) => one.id === id) === index);
    // a banner around a message that nobody knows says less than the message of which a piece is there
    const before = near.filter(({ score }) => score >= LOOSE).slice(0, MOST_PIECES);
    const pieces = found.every(({ introduces }) => introduces) ? before : [];
    const others = near.filter((one) => !pieces.includes(one));
    return [...pieces, ...exact, ...others.slice(0, MOST_SIMILAR)].slice(0, exact.length + MOST_SIMILAR);
  }
}

/** Scores of resemblances: loose ones end at the first, pieces of a message at the second. */
const LOOSE = 0.4;
const BELOW_EXACT = 0.499;
const BY_CODE = 0.45;

function compile(signatures: readonly Signature[]): Tools {
  // spellings that differ in their case are one when folded
  const folded = signatures.map((signature) => ({
    ...signature,
    patterns: [...new Set(signature.patterns.map(fold))],
  }));
  const cut = new CutMessages(folded);
  return { messages: new MessageFinder(folded, cut), cut, codes: new ErrorCodes(signatures) };
}

/** Messages of which a part of the text is only a piece, and which it is cannot be told for certain. */
function piecesOf(parts: readonly string[], cut: CutMessages): Similar[] {
  return parts.flatMap((part, index) => {
    const text = new DenseText(part);
    const end = text.endBefore(text.text.length);
    const whole = text.text.slice(0, end);
    const begins = new Set([whole, whole.replace(/^[.'"([{*#>$-]+/u, '')]);
    const pieces = [...[...begins].flatMap((begin) => cut.withoutHead(begin, index > 0)), ...cut.withoutEnd(text, end)];
    const most = pieces.reduce((so, { weight }) => Math.max(so, weight), 0);
    return pieces
      .filter(({ weight }) => weight === most)
      .map(({ signature, pattern, weight }) => {
        const share = (weight / pattern.weight + weight / Math.max(weight, text.text.length)) / 2;
        return { signature, score: LOOSE + share * (BELOW_EXACT - LOOSE) };
      });
  });
}

/** One explanation for each signature. A line that decides is worth more than a banner around it, then the specific. */
function ranked(found: readonly FoundMessage[]): Explanation[] {
  const best = new Map<string, FoundMessage>();
  for (const one of found) {
    const known = best.get(one.signature.id);
    if (known === undefined || known.score < one.score) best.set(one.signature.id, one);
  }
  return [...best.values()]
    .sort((a, b) => rank(b) - rank(a))
    .map(({ signature, score }) => toExplanation(signature, score));
}

function rank({ signature, weight, introduces, score }: FoundMessage): number {
  return score + (introduces ? -1 : 0) + (signature.verdict === 'informational' ? 0 : 1) + weight / 1000;
}

function toExplanation({ id, tool, verdict, cause, title, meaning }: Signature, score: number): Explanation {
  return { id, tool, verdict, cause, title, path: pathOf(id), meaning, score: rounded(score), similar: false };
}

/** A message that a text only resembles proves nothing: that it speaks of an answer does not make one of the text. */
export function resemblance({ id, tool, verdict, cause, title, meaning }: Signature, score: number): Explanation {
  const own =
    verdict === 'reachable'
      ? { verdict: 'indeterminate' as const, cause: null, meaning: '' }
      : { verdict, cause, meaning };
  return { id, tool, title, path: pathOf(id), ...own, score: rounded(score), similar: true };
}

function pathOf(id: string): string {
  return `/signatures/${id}/`;
}

function rounded(score: number): number {
  return Math.round(score * 1000) / 1000;
}
