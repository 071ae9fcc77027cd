import type { Readable, SessionReader } from '../session/scan.ts';
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

/** What is known of destinations, to tell their names and ports from pieces of them. */
export interface Destinations {
  readonly isHost: (host: string) => boolean;
  readonly ports: ReadonlySet<number>;
}

/** The reading in which most of a log can be understood; the lines as they are where no other shows more. */
export function bestReading(lines: Lines, session: SessionReader, known: Destinations): Reading {
  const reading = folded(lines, session);
  return reading.unfolded === null ? (whole(lines, reading, session, known) ?? reading) : reading;
}

/**
 * The lines put together where their window broke them, if more can be read then, or as much of it names known destinations in
 * place of pieces of them; null where that is not so.
 */
function whole(lines: Lines, plain: Reading, session: SessionReader, known: Destinations): Reading | null {
  if (session.isAnnounced(plain.text)) return null;
  let best: Reading | null = null;
  let most: readonly number[] | null = null;
  for (const unfolded of unbroken(lines, (line) => session.begins(line))) {
    most ??= worth(session.readable(plain.text), known);
    const text = withoutPrefix(unfolded.lines, session);
    const own = worth(session.readable(text), known);
    // of two that show as much, the later one joins fewer lines
    if (isMore(own, most) || (best !== null && !isMore(most, own))) [best, most] = [{ text, unfolded }, own];
  }
  return best;
}

/**
 * What is read, how many commands name known destinations and ports and nothing else, and, counting down, how many hosts are named.
 * A name that comes in addition shows nothing: it may be output that was put behind a command.
 */
function worth({ count, hosts, commands }: Readable, known: Destinations): readonly number[] {
  const named = commands.filter((own) => own.every(({ host }) => host !== null && known.isHost(host)));
  const whole = commands.filter((own) => own.every(({ port }) => port !== null && known.ports.has(port)));
  return [count, named.length, whole.length, -hosts.size];
}

function isMore(own: readonly number[], most: readonly number[]): boolean {
  const at = own.findIndex((value, index) => value !== most[index]);
  return at >= 0 && (own[at] ?? 0) > (most[at] ?? 0);
}

function folded(lines: Lines, session: SessionReader): Reading {
  let best: Reading = { text: withoutPrefix(lines, session), unfolded: null };
  let most = -1;
  for (const unfolded of unfoldings(lines)) {
    if (most < 0) most = session.readable(best.text).count;
    const text = withoutPrefix(unfolded.lines, session);
    const readable = session.readable(text).count;
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
    if (most < 0) most = session.readable(plain).count;
    const text = new CleanLines(lines, prefix);
    const readable = session.readable(text).count;
    if (readable > most) [best, most] = [text, readable];
  }
  return best;
}
