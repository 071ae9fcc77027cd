import type { FormatDefinition } from '../knowledge/types.ts';

/** A text without the first line of a script is cut here at the latest, so that memory stays bounded. */
const LONGEST = 1 << 26;
/** What may stand before a mark in its line. */
const LONGEST_PREFIX = 80;

/**
 * The logs of a source, one after the other: where several stand in one paste, each begins with its script's first
 * line. Takes the text in pieces and holds no more than one log and one piece.
 */
export function* splitLogs(pieces: Iterable<string>, formats: readonly FormatDefinition[]): Generator<string> {
  const marks = [...new Set(formats.flatMap(({ startMark }) => (startMark === null ? [] : [startMark])))];
  let held = '';
  let started = false;
  for (const piece of pieces) {
    held += piece;
    let from = 0;
    for (let at = nextStart(held, 0, marks); at >= 0; at = nextStart(held, at + 1, marks)) {
      // what stands before the first log belongs to it
      if (started) {
        yield held.slice(from, at);
        from = at;
      }
      started = true;
    }
    held = held.slice(from);
    if (from > 0) started = true;
    if (held.length > LONGEST) {
      const cut = held.lastIndexOf('\n') + 1 || held.length;
      yield held.slice(0, cut);
      held = held.slice(cut);
    }
    // the log that is still open begins the rest; its own mark must not count again
    if (started) {
      const own = nextStart(held, 0, marks);
      if (own >= 0) started = false;
    }
  }
  if (held !== '') yield held;
}

function nextStart(text: string, from: number, marks: readonly string[]): number {
  let first = -1;
  for (const mark of marks) {
    const at = text.indexOf(mark, from);
    if (at >= 0 && (first < 0 || at < first)) first = at;
  }
  if (first < 0) return -1;
  // a prompt or a quote mark may stand before the mark in its line
  let start = first;
  while (start > from && first - start < LONGEST_PREFIX && !isLineEnd(text.charCodeAt(start - 1))) start -= 1;
  return start > from && first - start >= LONGEST_PREFIX ? first : start;
}

function isLineEnd(c: number): boolean {
  return c === 10 || c === 13;
}
