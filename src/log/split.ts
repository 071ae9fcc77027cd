import type { FormatDefinition } from '../knowledge/types.ts';

/** A text without the first line of a script is cut here at the latest, so that memory stays bounded. */
const LONGEST = 1 << 26;
/** What may stand before a mark in its line: a quote mark, a prompt. */
const LONGEST_PREFIX = 80;

/**
 * The logs of a source, one after the other: where several stand in one paste, each begins with its script's first
 * line; what stands before the first one belongs to it. Takes the text in pieces and holds one log and one piece.
 */
export function* splitLogs(pieces: Iterable<string>, formats: readonly FormatDefinition[]): Generator<string> {
  const marks = new MarkFinder(formats.flatMap(({ startMarks }) => startMarks));
  let held = '';
  /** Where the mark of the log that is held ends; 0 while none was found. */
  let owned = 0;
  for (const piece of pieces) {
    held += piece;
    let from = 0;
    for (let next = marks.next(held, owned); next !== null; next = marks.next(held, owned)) {
      if (owned > 0) {
        const start = lineStart(held, next.start, from);
        yield held.slice(from, start);
        from = start;
      }
      owned = next.end;
    }
    const rest = held.length - from;
    const cut = rest > LONGEST ? held.lastIndexOf('\n') + 1 || held.length : from;
    if (cut > from) yield held.slice(from, cut);
    held = held.slice(cut);
    owned = Math.max(0, owned - cut);
    marks.drop(cut);
  }
  if (held !== '') yield held;
}

interface Found {
  readonly start: number;
  readonly end: number;
}

/** Finds the next of several marks in a text that grows at its end, and looks at no part of it twice. */
class MarkFinder {
  readonly #marks: { readonly text: string; at: number; seen: number }[];

  constructor(texts: readonly string[]) {
    this.#marks = [...new Set(texts)].map((text) => ({ text, at: -1, seen: 0 }));
  }

  next(text: string, from: number): Found | null {
    let found: Found | null = null;
    for (const mark of this.#marks) {
      if (mark.at < from) {
        mark.at = text.indexOf(mark.text, Math.max(from, mark.seen));
        // the head of a mark may stand at the end of what is there yet
        mark.seen = mark.at < 0 ? Math.max(0, text.length - mark.text.length + 1) : mark.at;
        if (mark.at < 0) continue;
      }
      if (found === null || mark.at < found.start) found = { start: mark.at, end: mark.at + mark.text.length };
    }
    return found;
  }

  /** The text lost its first characters. */
  drop(characters: number): void {
    for (const mark of this.#marks) {
      mark.at = mark.at < 0 ? -1 : mark.at - characters;
      mark.seen = Math.max(0, mark.seen - characters);
    }
  }
}

function lineStart(text: string, at: number, from: number): number {
  for (let start = at; start > from && at - start < LONGEST_PREFIX; start -= 1) {
    const before = text.charCodeAt(start - 1);
    if (before === 10 || before === 13) return start;
  }
  return at;
}
