import type { FormatDefinition } from '../knowledge/types.ts';
import { append } from '../text/lists.ts';

/** A text without the first line of a script is cut about here, so that memory stays bounded. */
const LONGEST = 1 << 26;
/** What may stand before a mark in its line: a quote mark, a prompt. */
const LONGEST_PREFIX = 80;

/**
 * The logs of a source, one after the other: where several stand in one paste, each begins with its script's first
 * line; what stands before the first one belongs to it. Takes the text in pieces and holds one log and one piece.
 */
export function* splitLogs(pieces: Iterable<string>, marks: StartMarks): Generator<string> {
  let held: string[] = [];
  let length = 0;
  /** The first line of a script stands in what is held. */
  let owned = false;
  for (const part of wholeLines(pieces)) {
    const finder = new MarkFinder(part, marks);
    let from = 0;
    for (let mark = finder.next(0); mark >= 0; mark = finder.next(mark + 1)) {
      if (owned) {
        const start = lineStart(part, mark, from);
        held.push(part.slice(from, start));
        yield held.join('');
        [held, length, from] = [[], 0, start];
      }
      owned = true;
    }
    held.push(from === 0 ? part : part.slice(from));
    length += part.length - from;
    if (length <= LONGEST) continue;
    yield held.join('');
    [held, length, owned] = [[], 0, false];
  }
  if (length > 0) yield held.join('');
}

/** The text in parts that end at line ends, so that no mark is torn. Long parts are slices: nothing is copied. */
function* wholeLines(pieces: Iterable<string>): Generator<string> {
  let rest = '';
  for (const piece of pieces) {
    const last = Math.max(piece.lastIndexOf('\n'), piece.lastIndexOf('\r')) + 1;
    if (last === 0 && rest.length + piece.length < LONGEST) {
      rest += piece;
      continue;
    }
    const first = rest === '' ? 0 : Math.min(last, piece.indexOf('\n') + 1 || last);
    if (first > 0 || rest !== '') yield rest + piece.slice(0, first);
    if (last > first) yield piece.slice(first, last);
    rest = piece.slice(last);
  }
  if (rest !== '') yield rest;
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

function lineStart(text: string, at: number, from: number): number {
  for (let start = at; start > from && at - start < LONGEST_PREFIX; start -= 1) {
    const before = text.charCodeAt(start - 1);
    if (before === 10 || before === 13) return start;
  }
  return at;
}
