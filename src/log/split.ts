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
  const marks = [...new Set(formats.flatMap(({ startMark }) => (startMark === null ? [] : [startMark])))];
  let held = '';
  for (const piece of pieces) {
    held += piece;
    let from = 0;
    let own = nextMark(held, 0, marks);
    while (own !== null) {
      const next = nextMark(held, own.end, marks);
      if (next === null) break;
      const start = lineStart(held, next.start, from);
      yield held.slice(from, start);
      from = start;
      own = next;
    }
    held = held.slice(from);
    if (held.length > LONGEST) {
      const cut = held.lastIndexOf('\n') + 1 || held.length;
      yield held.slice(0, cut);
      held = held.slice(cut);
    }
  }
  if (held !== '') yield held;
}

function nextMark(text: string, from: number, marks: readonly string[]): { start: number; end: number } | null {
  let found: { start: number; end: number } | null = null;
  for (const mark of marks) {
    const start = text.indexOf(mark, from);
    if (start >= 0 && (found === null || start < found.start)) found = { start, end: start + mark.length };
  }
  return found;
}

function lineStart(text: string, at: number, from: number): number {
  for (let start = at; start > from && at - start < LONGEST_PREFIX; start -= 1) {
    const before = text.charCodeAt(start - 1);
    if (before === 10 || before === 13) return start;
  }
  return at;
}
