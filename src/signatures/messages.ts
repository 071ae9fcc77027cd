import type { Signature } from '../knowledge/types.ts';
import { certain, type CutMessage, type CutMessages } from './cut.ts';
import { densePattern, gapsOfPattern, type DenseText } from './dense.ts';
import { SignatureMatcher, type SignatureMatch } from './matcher.ts';

/** Of more lines than this, neighbours are not put together: a log is not broken in all its lines. */
export const MOST_BROKEN = 40;
/** Lines over which a message may have been broken. */
const MOST_JOINED = 8;
/** Characters by which a piece of a message has to say more than a whole one at the same place. */
const BEYOND = 4;
/** Literal characters from which a message is one also when words of a line are run together (`StatusCode`, not more). */
const LEAST_RUN_TOGETHER = 16;
/** A code without words of its own. */
const CODE_WORD = /^[a-z0-9_]+$/u;
/** A message in a text, with its place among the characters that are no blanks. */
export interface FoundMessage {
  readonly signature: Signature;
  /** The pattern without blanks. */
  readonly source: string;
  /** Literal characters. */
  readonly weight: number;
  /** A banner around messages. */
  readonly introduces: boolean;
  readonly start: number;
  readonly end: number;
  /** It ends in a variable at the end of its line, so it may go on in the next one. */
  readonly open: boolean;
  readonly score: number;
}

/** Finds the messages that stand in a text, in a line or over several. */
export class MessageFinder {
  readonly #lines: SignatureMatcher;
  readonly #dense: SignatureMatcher;
  /** Gaps between the words of each pattern without blanks, as its message is written. */
  readonly #gaps: ReadonlyMap<string, number>;
  readonly #cut: CutMessages;

  constructor(signatures: readonly Signature[], cut: CutMessages) {
    this.#lines = new SignatureMatcher(signatures);
    this.#dense = new SignatureMatcher(
      signatures.map((signature) => ({ ...signature, patterns: signature.patterns.map(densePattern) })),
    );
    this.#gaps = new Map(
      signatures.flatMap(({ patterns }) =>
        patterns.map((source) => [densePattern(source), gapsOfPattern(source)] as const),
      ),
    );
    this.#cut = cut;
  }

  /** The messages of a text that do not overlap: in its lines, over broken lines, and those that lack their end. */
  find(text: DenseText): FoundMessage[] {
    const inLines = text.lines.flatMap((line, index) =>
      this.#lines
        .all(line)
        .filter((match) => isMeant(match, line))
        .map((match) => {
          const end = text.offsetOf(index, match.solid);
          return toFound(match, text.offsetOf(index, match.start), end, text, match.end >= line.length);
        }),
    );
    const kept = without(inLines, []);
    if (text.lines.length > MOST_BROKEN) return kept;
    const broken = text.lines.flatMap((_, index) => this.#brokenAt(text, index));
    return text.ends().reduce((so, end) => this.#withPiece(so, text, end), without(broken, kept));
  }

  /** The messages that begin in a line, in a text without blanks. */
  #brokenAt(text: DenseText, line: number): FoundMessage[] {
    const from = text.startOf(line);
    const own = text.text.slice(from, text.startOf(line + MOST_JOINED));
    return this.#dense
      .all(own, (at) => text.begins(from + at), text.startOf(line + 1) - from)
      .filter((match) => isBroken(match, from, text, this.#gaps))
      .map((match) => toFound(match, from + match.start, from + match.solid, text, match.end >= own.length));
  }

  /** Adds the message that begins somewhere before `end` and ends there too early. */
  #withPiece(kept: FoundMessage[], text: DenseText, end: number): FoundMessage[] {
    const pieces = this.#cut.withoutEnd(text, text.endBefore(end));
    const piece = certain(pieces, ({ start, weight }) =>
      kept.some((one) => start === one.start && weight >= one.weight + BEYOND),
    );
    // what stands within another message is no message of its own
    if (piece === null || kept.some((one) => one.open && !one.introduces && one.start < piece.start)) return kept;
    return without([ofPiece(piece, text, end)], kept);
  }
}

/** A match in a text without blanks is meant when it goes over a line, or when it runs no words together that are two. */
function isBroken(
  { pattern, start, solid, values }: SignatureMatch,
  from: number,
  text: DenseText,
  gapsOf: ReadonlyMap<string, number>,
): boolean {
  if (text.lineAt(from + start) < text.lineAt(from + solid - 1)) return !pattern.label || isName(values.host);
  if (pattern.label) return false;
  const gaps = text.gaps(from + start, from + solid);
  if (gaps <= (gapsOf.get(pattern.source) ?? 0)) return true;
  // a code (`BackUpOperationFailed`) is one word; the words of a sentence are none
  return pattern.weight >= LEAST_RUN_TOGETHER && !CODE_WORD.test(pattern.source);
}

/** Levels that a log writes in front of its messages. */
const LEVELS: ReadonlySet<string> = new Set(['error', 'warning', 'warn', 'info', 'debug']);

/** A word in front of a label, or behind its value, makes it something else: `Log Name: Application`, `Name: Taro Yamada`. */
function isMeant({ pattern, start, end, values }: SignatureMatch, line: string): boolean {
  if (!pattern.label) return true;
  const before =
    line
      .slice(Math.max(0, start - 20), start)
      .trimEnd()
      .split(/[^\p{L}\p{N}]/u)
      .at(-1) ?? '';
  const isWord = /^\p{L}+$/u.test(before) && !LEVELS.has(before);
  return isName(values.host) && !isWord && !/^\s*[\p{L}/,]/u.test(line.slice(end, end + 20));
}

/** The name of a machine with its domain; other words are names of other things. */
function isName(host: string | undefined): boolean {
  return host?.includes('.') ?? true;
}

function toFound(match: SignatureMatch, start: number, end: number, text: DenseText, last: boolean): FoundMessage {
  const { signature, pattern, weight } = match;
  return {
    signature,
    source: densePattern(pattern.source),
    weight,
    introduces: weight < 1,
    start,
    end,
    open: last && pattern.tail !== null,
    score: scoreOf(pattern.weight, text, start, end),
  };
}

/** A message that lacks its end. */
function ofPiece({ signature, pattern, weight, start }: CutMessage, text: DenseText, end: number): FoundMessage {
  const score = scoreOf(weight, text, start, end);
  return { signature, source: pattern.source, weight, introduces: false, start, end, open: true, score };
}

/** How much of the lines in which it stands a message explains. */
function scoreOf(weight: number, text: DenseText, start: number, end: number): number {
  const first = text.startOf(text.lineAt(start));
  const last = text.startOf(text.lineAt(Math.max(start, end - 1)) + 1);
  return 0.5 + Math.min(1, weight / Math.max(1, last - first)) / 2;
}

/**
 * Adds messages to those that are kept, the more specific one where two overlap. What is kept already stands within
 * one line: another reading must go on where it ends, or explain more of the same characters literally.
 */
function without(found: readonly FoundMessage[], before: readonly FoundMessage[]): FoundMessage[] {
  let kept = [...before];
  const settled = new Set(before);
  for (const one of [...found].sort((a, b) => b.weight - a.weight)) {
    const rivals = kept.filter(({ start, end }) => start < one.end && one.start < end);
    const wins = rivals.every((rival) => {
      const open = rival.open || one.source.startsWith(rival.source);
      return settled.has(rival) && one.weight > (open ? rival.weight : rival.end - rival.start);
    });
    if (!wins) continue;
    kept = kept.filter((other) => !rivals.includes(other));
    kept.push(one);
  }
  return kept;
}
