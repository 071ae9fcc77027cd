import type { Destinations } from '../session/line-worth.ts';
import type { SessionReader } from '../session/scan.ts';
import { CleanLines } from '../text/clean.ts';
import type { Lines } from '../text/lines.ts';
import { sharedPrefixes } from '../text/shared-prefix.ts';
import { unbroken } from '../text/unbroken.ts';
import { unfoldings, type Unfolded } from '../text/unfold.ts';

/** How the lines of a log are read: what is taken off them, and whether they stood folded in others. */
export interface Reading {
  readonly text: CleanLines;
  readonly unfolded: Unfolded | null;
}

/** Where not every line is folded, so many times as much must be read: a value of a few lines may hold `\n` too. */
const MUCH_MORE = 2;

/** The reading in which most of a log can be understood; the lines as they are where no other shows more. */
export function bestReading(lines: Lines, session: SessionReader, known: Destinations): Reading {
  const plain = withoutPrefix(lines, session, known);
  const folded = unfoldedOf(lines, plain, session, known);
  if (folded !== null) return folded;
  const whole = session.rejoined(lines);
  if (whole !== null) return { text: withoutPrefix(whole.lines, session, known).text, unfolded: whole };
  const unfolded = session.isAnnounced(plain.text) ? null : unbroken(lines, (line) => session.understood(line, known));
  return { text: (unfolded === null ? plain : withoutPrefix(unfolded.lines, session, known)).text, unfolded };
}

/** A text, and how much of it can be read: counted once, and only where something is compared with it. */
class Counted {
  readonly text: CleanLines;
  readonly #session: SessionReader;
  readonly #known: Destinations;
  #readable: number | null = null;

  constructor(text: CleanLines, session: SessionReader, known: Destinations) {
    this.text = text;
    this.#session = session;
    this.#known = known;
  }

  get readable(): number {
    return (this.#readable ??= this.#session.readable(this.text, this.#known));
  }
}

/** The lines that stand folded in others, where that shows more; null where it does not. */
function unfoldedOf(lines: Lines, plain: Counted, session: SessionReader, known: Destinations): Reading | null {
  let best = plain;
  let found: Unfolded | null = null;
  for (const unfolded of unfoldings(lines)) {
    const own = withoutPrefix(unfolded.lines, session, known);
    const least = found === null && !unfolded.everywhere ? best.readable * MUCH_MORE : best.readable;
    if (own.readable > least || (unfolded.everywhere && own.readable === least)) [best, found] = [own, unfolded];
  }
  return found === null ? null : { text: best.text, unfolded: found };
}

/** The lines without what stands before most of them, where more can be read without it. */
function withoutPrefix(lines: Lines, session: SessionReader, known: Destinations): Counted {
  let best = new Counted(new CleanLines(lines), session, known);
  for (const prefix of sharedPrefixes(lines)) {
    const own = new Counted(new CleanLines(lines, prefix), session, known);
    if (own.readable > best.readable) best = own;
  }
  return best;
}
