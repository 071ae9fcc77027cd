import type { SessionReader } from '../session/scan.ts';
import { CleanLines } from '../text/clean.ts';
import type { Lines } from '../text/lines.ts';
import { sharedPrefixes } from '../text/shared-prefix.ts';
import { unfoldings, type Unfolded } from '../text/unfold.ts';

/** How the lines of a log are read: what is taken off them, and whether they stood folded in others. */
export interface Reading {
  readonly text: CleanLines;
  readonly unfolded: Unfolded | null;
}

/** Where not every line is folded, so many times as much must be read: a value of a few lines may hold `\n` too. */
const MUCH_MORE = 2;

/** The reading in which most of a log can be understood; the lines as they are where no other shows more. */
export function bestReading(lines: Lines, session: SessionReader): Reading {
  let best: Reading = { text: withoutPrefix(lines, session), unfolded: null };
  let most = -1;
  for (const unfolded of unfoldings(lines)) {
    if (most < 0) most = session.readable(best.text);
    const text = withoutPrefix(unfolded.lines, session);
    const readable = session.readable(text);
    const least = best.unfolded === null && !unfolded.everywhere ? most * MUCH_MORE : most;
    if (readable > least || (unfolded.everywhere && readable === least)) [best, most] = [{ text, unfolded }, readable];
  }
  return best;
}

/** The lines without what stands before most of them, where more can be read without it. */
function withoutPrefix(lines: Lines, session: SessionReader): CleanLines {
  const plain = new CleanLines(lines);
  let [best, most] = [plain, -1];
  for (const prefix of sharedPrefixes(lines)) {
    if (most < 0) most = session.readable(plain);
    const text = new CleanLines(lines, prefix);
    const readable = session.readable(text);
    if (readable > most) [best, most] = [text, readable];
  }
  return best;
}
