import type { Lines } from './lines.ts';
import { Unfolded } from './unfold.ts';

/** A line as it stands in the joined text. */
interface Joint {
  readonly text: string;
  /** Where its first character stood. */
  readonly from: number;
  /** What stands between it and the next one, in place of its end. */
  readonly end: string;
}

/** A text made of lines of another one, each with what stands behind it; where each character stood is remembered. */
export function joinedLines(lines: Lines, joint: (line: number) => Joint): Unfolded {
  const places = new Uint32Array(lines.text.length + lines.count);
  const pieces: string[] = [];
  let length = 0;
  const add = (piece: string, from: number): void => {
    for (let index = 0; index < piece.length; index += 1) places[length + index] = from + index;
    length += piece.length;
    pieces.push(piece);
  };
  for (let line = 1; line <= lines.count; line += 1) {
    const { text, from, end } = joint(line);
    add(text, from);
    if (line < lines.count) add(end, lines.endOf(line));
  }
  if (lines.isTerminated(lines.count)) add('\n', lines.endOf(lines.count));
  return new Unfolded(pieces.join(''), places.slice(0, length), lines, false);
}
