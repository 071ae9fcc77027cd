import type { Lines } from './lines.ts';
import { Unfolded } from './unfold.ts';

/** Widths of windows, consoles and mails. */
const NARROWEST = 20;
const WIDEST = 200;
/** Mails and documents break before a word, so that their lines are shorter than their width. */
const WIDTHS = [60, 64, 68, 72, 76, 80, 90, 100, 110, 120, 130, 140, 150, 160];
/** Longer texts are files, which nothing breaks. */
const LONGEST = 200_000;

/**
 * The readings of a text whose lines a window or a mail may have broken at its width: with every line that is as long as the longest
 * joined to the next one as it is, and with a blank where the next word would not have fitted any more, for each width that is
 * possible. None where no line can have been broken.
 * @param begins a line is known to be no rest of another one
 */
export function unbroken(lines: Lines, begins: (line: string) => boolean): Unfolded[] {
  const { longest } = lines;
  if (longest < NARROWEST || longest > WIDEST || lines.text.length > LONGEST) return [];
  const hard = joined(lines, (line, next) => (line.length === longest && !begins(next) ? '' : null));
  const found = [hard];
  let before = -1;
  // a word that is longer than the width stands whole in a line of its own
  const least = longestOf(lines, (line) => /\S\s+\S/u.test(line));
  for (const width of [least, ...WIDTHS.filter((one) => one > least)]) {
    const soft = joined(lines, (line, next) => (isBrokenAt(width, line, next) && !begins(next) ? ' ' : null));
    // a wider one joins the same lines, or fewer
    if (soft === null) break;
    if (soft.lines.count !== before) found.push(soft);
    before = soft.lines.count;
  }
  return found.filter((one) => one !== null);
}

function longestOf(lines: Lines, counts: (line: string) => boolean): number {
  let longest = 0;
  for (let line = 1; line <= lines.count; line += 1) {
    const text = lines.at(line);
    if (text.length > longest && counts(text)) longest = text.length;
  }
  return longest;
}

/** The next line begins with a word that would not have fitted into this one. */
function isBrokenAt(width: number, line: string, next: string): boolean {
  const word = next.split(' ', 1)[0] ?? '';
  return line !== '' && word !== '' && !/\s$/u.test(line) && line.length + 1 + word.length > width;
}

/** The lines, joined where `joint` tells what stands between one and the next; null where it never does. */
function joined(lines: Lines, joint: (line: string, next: string) => string | null): Unfolded | null {
  const { text } = lines;
  const places = new Uint32Array(text.length + lines.count);
  const pieces: string[] = [];
  let length = 0;
  let count = 0;
  const add = (piece: string, from: number): void => {
    for (let index = 0; index < piece.length; index += 1) places[length + index] = from + index;
    length += piece.length;
    pieces.push(piece);
  };
  for (let line = 1; line <= lines.count; line += 1) {
    add(lines.at(line), lines.startOf(line));
    if (line === lines.count) break;
    const sign = joint(lines.at(line), lines.at(line + 1));
    if (sign !== null) count += 1;
    add(sign ?? '\n', lines.endOf(line));
  }
  if (lines.isTerminated(lines.count)) add('\n', lines.endOf(lines.count));
  return count === 0 ? null : new Unfolded(pieces.join(''), places.slice(0, length), lines, false);
}
