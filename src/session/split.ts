import type { FormatDefinition } from '../knowledge/types.ts';
import { LOGS } from '../limits.ts';
import { Lines } from '../text/lines.ts';
import { append } from '../text/lists.ts';

/** What may stand before a mark in its line: a quote mark, a prompt. */
const LONGEST_PREFIX = 80;

/** A log of a source. */
export interface SplitLog {
  readonly text: string;
  /** What of it lies beyond the longest log and is not read. */
  readonly left: { readonly characters: number; readonly lines: number };
}

/**
 * The logs of a source, one after the other: where several stand in one paste, each begins with its script's first
 * line; what stands before the first one belongs to it. Takes the text in pieces and holds one log and one piece.
 * @param longest characters of a log that are read
 */
export function* splitLogs(
  pieces: Iterable<string>,
  marks: StartMarks,
  longest: number = LOGS.characters,
): Generator<SplitLog> {
  let held = new Held(longest);
  /** The first line of a script stands in what is held. */
  let owned = false;
  for (const part of wholeLines(pieces, longest)) {
    const finder = new MarkFinder(part, marks);
    let from = 0;
    let seen = false;
    for (let mark = finder.next(0); mark >= 0; mark = finder.next(mark + 1)) {
      // what stands before the first log and is too long already is a log of its own
      if (owned || held.full) {
        const start = lineStart(part, mark, from, !seen);
        held.push(part.slice(from, start));
        yield held.log();
        [held, from] = [new Held(longest), start];
      }
      [owned, seen] = [true, true];
    }
    held.push(from === 0 ? part : part.slice(from));
  }
  if (held.length > 0) yield held.log();
}

/** The pieces of one log, up to the longest that is read. */
class Held {
  readonly #longest: number;
  readonly #pieces: string[] = [];
  readonly #left = { characters: 0, lines: 0 };
  length = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  get full(): boolean {
    return this.#left.characters > 0;
  }

  push(piece: string): void {
    const room = this.full ? 0 : this.#longest - this.length;
    const kept = piece.length <= room ? piece.length : lineEndBefore(piece, room);
    if (kept > 0) this.#pieces.push(piece.slice(0, kept));
    this.length += kept;
    if (kept === piece.length) return;
    this.#left.characters += piece.length - kept;
    this.#left.lines += new Lines(piece.slice(kept)).count;
  }

  /** The log; its pieces are let go of. */
  log(): SplitLog {
    const text = this.#pieces.join('');
    this.#pieces.length = 0;
    return { text, left: this.#left };
  }
}

/** The last place not behind `most` at which a line ends; `most` within a line that is longer. */
function lineEndBefore(text: string, most: number): number {
  const end = most === 0 ? 0 : Math.max(text.lastIndexOf('\n', most - 1), text.lastIndexOf('\r', most - 1)) + 1;
  return end === 0 ? most : end;
}

/** The text in parts that end at line ends, so that no mark is torn. Long parts are slices: nothing is copied. */
function* wholeLines(pieces: Iterable<string>, longest: number): Generator<string> {
  /** Pieces of a line that goes on. */
  let open: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    const last = Math.max(piece.lastIndexOf('\n'), piece.lastIndexOf('\r')) + 1;
    if (last === 0 && length + piece.length < longest) {
      open.push(piece);
      length += piece.length;
      continue;
    }
    const first = length === 0 ? 0 : Math.min(last, piece.indexOf('\n') + 1 || last);
    if (first > 0 || length > 0) yield taken(open) + piece.slice(0, first);
    if (last > first) yield piece.slice(first, last);
    const rest = piece.slice(last);
    open = rest === '' ? [] : [rest];
    length = rest.length;
  }
  if (length > 0) yield taken(open);
}

/** The pieces as one text; they are let go of. */
function taken(pieces: string[]): string {
  const text = pieces.join('');
  pieces.length = 0;
  return text;
}

/** Marks that begin alike. */
interface Family {
  readonly stem: string;
  readonly marks: readonly string[];
}

export type StartMarks = readonly Family[];

/** The lines with which logs begin. Those with the same first word are looked for together. */
export function startMarks(formats: readonly FormatDefinition[]): StartMarks {
  const marks = new Set(formats.flatMap((format) => format.startMarks));
  const families = new Map<string, string[]>();
  for (const mark of marks) {
    append(families, mark.split(' ', 1)[0] ?? mark, mark);
  }
  return [...families.values()].map((own) => ({ stem: own.reduce(sharedHead), marks: own }));
}

function sharedHead(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

/** Finds the next of several marks in a text, and looks for none of them at the same place twice. */
class MarkFinder {
  readonly #text: string;
  readonly #families: { readonly family: Family; at: number }[];

  constructor(text: string, families: StartMarks) {
    this.#text = text;
    this.#families = families.map((family) => ({ family, at: -1 }));
  }

  /** Where the next mark stands; -1 when there is none. */
  next(from: number): number {
    let found = Number.POSITIVE_INFINITY;
    for (const known of this.#families) {
      if (known.at < from) known.at = this.#find(known.family, from);
      found = Math.min(found, known.at);
    }
    return Number.isFinite(found) ? found : -1;
  }

  #find({ stem, marks }: Family, from: number): number {
    let at = this.#text.indexOf(stem, from);
    while (at >= 0 && !marks.some((mark) => this.#text.startsWith(mark, at))) at = this.#text.indexOf(stem, at + 1);
    return at < 0 ? Number.POSITIVE_INFINITY : at;
  }
}

/** Where the line of a mark begins; the mark itself where a long prefix or another mark stands before it. */
function lineStart(text: string, at: number, from: number, first: boolean): number {
  for (let start = at; at - start < LONGEST_PREFIX; start -= 1) {
    if (start === from) return first ? start : at;
    const before = text.charCodeAt(start - 1);
    if (before === 10 || before === 13) return start;
  }
  return at;
}
