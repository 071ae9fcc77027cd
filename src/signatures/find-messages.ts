import type { Signature } from '../knowledge/types.ts';
import { fold } from '../text/fold.ts';
import { foldedPlaces, unescapedPlaces, type PlacedText } from '../text/places.ts';
import { CutMessages } from './cut.ts';
import { DenseText } from './dense.ts';
import { SignatureMatcher, type SignatureMatch } from './matcher.ts';
import { MessageFinder, MOST_BROKEN } from './messages.ts';
import { Pattern, type PatternMatch, type Variable } from './pattern.ts';

/** A known message in a line. */
export interface FoundInLine {
  /** Its verdict and cause are those of the values that the message holds. */
  readonly signature: Signature;
  /** UTF-16 offsets in the line: of its first character, and behind its last one. */
  readonly start: number;
  readonly end: number;
  /** What its variable parts took, as the line writes it. */
  readonly values: PatternMatch['values'];
}

/**
 * Fewest literal characters with which a message is one wherever it stands. A status line (`HTTP/1.1 407`) has 11: who
 * wrote it, and whom it answers, only the command tells to which it belongs.
 */
const LEAST_ALONE = 12;

/** Longest piece of a line that is looked at as one, and how much of it the next piece repeats. */
const PIECE = 4096;
const OVERLAP = 1024;
/** Longest text in which broken lines are put together. */
const LONGEST_EXCERPT = 20_000;
/** Messages that are looked for in a line: no program writes more into one. */
const MOST_IN_LINE = 1000;

/**
 * Finds every known message in a line of any program's output: behind time stamps and levels, within JSON and XML, in
 * any case. Takes time linear in the line's length.
 */
export class MessageSearch {
  readonly #matcher: SignatureMatcher;
  readonly #signatures: readonly Signature[];
  #broken: MessageFinder | null = null;

  /** @param signatures those to look for; see {@link aloneOnly} for what may be looked for outside a tool's output. */
  constructor(signatures: readonly Signature[]) {
    // spellings that differ in their case are one when folded
    this.#signatures = signatures.map((signature) => ({
      ...signature,
      patterns: [...new Set(signature.patterns.map(fold))],
    }));
    this.#matcher = new SignatureMatcher(this.#signatures);
  }

  /** The messages of a line in their order; of two that overlap the more specific one. */
  inLine(line: string): readonly FoundInLine[] {
    const found = this.#inText(foldedPlaces(line));
    const unescaped = unescapedPlaces(line);
    if (unescaped !== null) found.push(...this.#inText(unescaped));
    if (found.length === 0) return NOTHING;
    const kept = withoutOverlaps(found);
    return kept.map((one, index) => toFound(one, line, kept[index + 1]?.start ?? line.length));
  }

  /**
   * The messages of a short text, as long as an excerpt that people send: also those that a mail program or a console
   * broke over several lines. Of a longer text, those within its lines.
   */
  inText(lines: readonly string[]): readonly FoundInText[] {
    const inLines = lines.flatMap((text, line) => this.inLine(text).map((found) => ({ ...found, line, last: line })));
    const written = lines.filter((line) => line.trim() !== '').length;
    const length = lines.reduce((sum, line) => sum + line.length, 0);
    if (written < 2 || written > MOST_BROKEN || length > LONGEST_EXCERPT) return inLines;
    const broken = this.#brokenIn(lines);
    const covered = (one: FoundInText): boolean =>
      broken.some((other) => isBefore(other, one) && !endsBefore(other, one));
    return [...inLines.filter((one) => !covered(one)), ...broken].sort((a, b) => a.line - b.line || a.start - b.start);
  }

  #brokenIn(lines: readonly string[]): FoundInText[] {
    this.#broken ??= brokenFinder(this.#signatures);
    const text = new DenseText(lines.map((line) => fold(withoutMargin(line))).join('\n'));
    return this.#broken.find(text).flatMap(({ signature, start, end }) => {
      const first = text.placeOf(start);
      const last = text.placeOf(end - 1);
      if (first.line === last.line) return [];
      const line = lines[first.line] ?? '';
      const from = foldedPlaces(line).originOf(first.column);
      return [{ signature, line: first.line, last: last.line, start: from, end: line.length, values: {} }];
    });
  }

  /** The messages of a text that is looked at in pieces. */
  #inText(text: PlacedText): Placed[] {
    const found: Placed[] = [];
    const whole = text.text;
    for (let from = 0, isLast = false; !isLast; from += PIECE - OVERLAP) {
      isLast = from + PIECE >= whole.length;
      const piece = from === 0 && isLast ? whole : whole.slice(from, from + PIECE);
      const until = isLast ? piece.length : PIECE - OVERLAP;
      for (const match of this.#matcher.all(piece, undefined, until)) {
        if (isWholeWord(match, piece) && isTold(match)) found.push(placed(match, text, piece, from));
        if (found.length >= MOST_IN_LINE) return found;
      }
    }
    return found;
  }
}

/** What stands before each line of an error record of PowerShell 7: blanks, and a bar (`     | message`). */
const MARGIN = /^(\s{1,16})\|(?=\s)/u;

/** The line with a blank in place of the bar, so that every other character stays where it was. */
function withoutMargin(line: string): string {
  return line.replace(MARGIN, '$1 ');
}

/** A message that may go over lines. */
export interface FoundInText extends FoundInLine {
  /** Index of the line in which it begins; `start` and `end` are offsets in it. */
  readonly line: number;
  /** Index of the line in which it ends. */
  readonly last: number;
}

/** Begins in the same line before, or in an earlier line. */
function isBefore(a: FoundInText, b: FoundInText): boolean {
  return a.line < b.line || (a.line === b.line && a.start <= b.start);
}

function endsBefore(a: FoundInText, b: FoundInText): boolean {
  return a.last < b.line;
}

function brokenFinder(signatures: readonly Signature[]): MessageFinder {
  return new MessageFinder(signatures, new CutMessages(signatures));
}

/** A match with its place in the line as it was written. */
interface Placed {
  readonly match: SignatureMatch;
  readonly start: number;
  /** Where the literal part of the message ends. */
  readonly solid: number;
  readonly spans: readonly (readonly [Variable, number, number])[];
}

const NOTHING: readonly FoundInLine[] = [];

function placed(match: SignatureMatch, text: PlacedText, piece: string, from: number): Placed {
  const spans = Object.entries(match.pattern.spansAt(piece, match.start)).map(
    ([name, [first, last]]) => [name as Variable, text.originOf(from + first), text.originOf(from + last)] as const,
  );
  return { match, start: text.originOf(from + match.start), solid: text.originOf(from + match.solid), spans };
}

/** What a message takes of its line: free text at its end reaches to the next message, or to the quote that closes it. */
function toFound({ match, start, solid, spans }: Placed, line: string, next: number): FoundInLine {
  let end = solid;
  if (match.pattern.tail === 'text') {
    const rest = line.slice(solid, next);
    const quote = line.charAt(start - 1) === '"' ? rest.indexOf('"') : -1;
    end = solid + (quote < 0 ? rest : rest.slice(0, quote)).trimEnd().length;
  }
  const values: Partial<Record<Variable, string>> = {};
  for (const [name, first, last] of spans) values[name] = line.slice(first, Math.min(last, end));
  return { signature: match.signature, start, end, values };
}

/** In the order of the line; where two share characters the one with more literal characters stays. */
function withoutOverlaps(found: readonly Placed[]): Placed[] {
  if (found.length < 2) return [...found];
  const kept: Placed[] = [];
  for (const one of [...found].sort((a, b) => b.match.weight - a.match.weight || a.start - b.start)) {
    if (kept.every(({ start, solid }) => one.solid <= start || solid <= one.start)) kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** A message that ends in a letter or digit ends its word there: `Error code 150019` does not stand in `1500191`. */
function isWholeWord({ pattern, solid }: SignatureMatch, text: string): boolean {
  return pattern.tail !== null || !isAscii(text.charCodeAt(solid - 1)) || !isAscii(text.charCodeAt(solid));
}

/** True for a small Latin letter or a digit. */
function isAscii(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 48 && c <= 57);
}

/**
 * The messages that are findings wherever they stand, with the patterns by which they are told there. A signature says
 * so itself (`finding`); else those that speak of a failure or of a service, by patterns with enough literal text. A
 * line that only shows that something worked, or that belongs to another line, says nothing outside its tool's output.
 */
export function aloneOnly(signatures: readonly Signature[]): Signature[] {
  return signatures.flatMap((signature) => {
    const patterns = signature.patterns.filter((source) => isAlone(signature, source));
    return patterns.length === 0 ? [] : [{ ...signature, patterns }];
  });
}

function isAlone({ finding, verdict, layer }: Signature, source: string): boolean {
  if (finding !== undefined) return finding;
  return (layer === 'service' || !isBackground(verdict)) && new Pattern(source).weight >= LEAST_ALONE;
}

/** False where the number in a message makes it one that only says that something worked. */
function isTold({ signature: { ranges, verdict, layer } }: SignatureMatch): boolean {
  return ranges === undefined || layer === 'service' || !isBackground(verdict);
}

function isBackground(verdict: Signature['verdict']): boolean {
  return verdict === 'informational' || verdict === 'reachable';
}
