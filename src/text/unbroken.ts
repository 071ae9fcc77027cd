import { joinedLines } from './joined-lines.ts';
import type { Lines } from './lines.ts';
import type { Unfolded } from './unfold.ts';

/** Widths of windows, consoles and mails. */
const NARROWEST = 20;
const WIDEST = 200;
/** Mails and documents break before a word, so that their lines are shorter than their width. */
const WIDTHS = [60, 64, 68, 72, 76, 80, 90, 100, 110, 120, 130, 140, 150, 160];
/** Longer texts are files, which nothing breaks. */
const LONGEST = 200_000;
/** Lines into which one was broken at most. */
const MOST_PIECES = 8;
/** Joined lines that are looked at for one text. */
const MOST_LOOKS = 4000;
/** A name within which a line was broken, where it stands whole in another place. */
const NAME = /[A-Za-z0-9][A-Za-z0-9._-]{6,251}[A-Za-z0-9]/gu;
const NAME_WORTH = 15;
const IN_NAME = /^[A-Za-z0-9._-]$/u;
const LONGEST_NAME = 253;

/** A row of dashes or other signs is no piece of a line. */
const WRITTEN = /[\p{L}\p{N}]/u;

/** How much of a line is understood. */
export interface Understood {
  readonly worth: number;
  /** It is whole as it stands, so that a line goes on with it only for a reason. */
  readonly whole: boolean;
  /** It is no rest of another line: a prompt, or a command. */
  readonly begins?: boolean;
}

/** How a window or a mail breaks lines: what stood between one and the next; null where nothing was broken. */
type Manner = (line: string, next: string) => string | null;

/**
 * A text whose lines a window or a mail may have broken at its width, with those put together that say more than each for itself:
 * lines that are as long as the longest, and those into which the next word would not have fitted. Of several widths it is the one
 * with which most is understood, and the fewest lines are joined. Null where no joint makes more of it understood.
 */
export function unbroken(lines: Lines, understood: (line: string) => Understood): Unfolded | null {
  const { longest } = lines;
  if (longest < NARROWEST || longest > WIDEST || lines.text.length > LONGEST) return null;
  const joiner = new Joiner(lines, understood);
  let best = joiner.joints((line) => (line.length === longest ? '' : null), true);
  // a word that is longer than the width stands whole in a line of its own
  const least = longestOf(lines, (line) => /\S\s+\S/u.test(line));
  for (const width of [least, ...WIDTHS.filter((one) => one > least)]) {
    const soft = joiner.joints((line, next) => (isBrokenAt(width, line, next) ? ' ' : null), false);
    // a wider one breaks the same lines, or fewer
    if (soft.gain === 0) break;
    if (soft.gain >= best.gain) best = soft;
  }
  return best.gain > 0 ? joined(lines, best.signs) : null;
}

function longestOf(lines: Lines, counts: (line: string) => boolean): number {
  let longest = 0;
  for (let line = 1; line <= lines.count; line += 1) {
    const text = lines.at(line);
    if (text.length > longest && counts(text)) longest = text.length;
  }
  return longest;
}

/** The next line begins with a word that would not have fitted into this one; between columns stood as many blanks as before. */
function isBrokenAt(width: number, line: string, next: string): boolean {
  const word = next.split(' ', 1)[0] ?? '';
  if (line === '' || word === '' || /\s$/u.test(line)) return false;
  const gap = /\S( {2,12})\S{1,40}$/u.exec(line)?.[1]?.length ?? 1;
  return line.length + gap + word.length > width;
}

/** What stands behind lines in place of their ends, and how much more is understood then. */
interface Joints {
  readonly signs: ReadonlyMap<number, string>;
  readonly gain: number;
}

/** The best way to read some lines from one of them on. */
interface Rest {
  readonly worth: number;
  /** The last line that is put together with it. */
  readonly last: number;
}

/** Finds which of the lines that may have been broken say more together. */
class Joiner {
  readonly #lines: Lines;
  readonly #understood: (line: string) => Understood;
  readonly #known = new Map<string, Understood>();
  #names: ReadonlySet<string> | null = null;
  #looks = 0;

  constructor(lines: Lines, understood: (line: string) => Understood) {
    this.#lines = lines;
    this.#understood = understood;
  }

  /** @param exact lines end where their width does, so that what follows is their rest even where it says nothing more */
  joints(manner: Manner, exact: boolean): Joints {
    const { count } = this.#lines;
    const signs = new Map<number, string>();
    let gain = 0;
    for (let first = 1; first < count;) {
      const pieces = this.#pieces(first, manner, signs);
      if (pieces.length > 1) gain += this.#join(first, pieces, signs, exact);
      first += pieces.length;
    }
    return { signs, gain };
  }

  /** The lines from one on that may be pieces of one; each sign is what stood before the next. */
  #pieces(first: number, manner: Manner, signs: Map<number, string>): string[] {
    const pieces = [this.#lines.at(first)];
    while (pieces.length < MOST_PIECES && WRITTEN.test(pieces.at(-1) ?? '')) {
      const line = first + pieces.length - 1;
      if (line >= this.#lines.count) break;
      const next = this.#lines.at(line + 1);
      const sign = WRITTEN.test(next) ? manner(pieces.at(-1) ?? '', next) : null;
      if (sign === null || this.#look(next).begins === true) break;
      signs.set(line, sign);
      pieces.push(next);
    }
    return pieces;
  }

  /** Keeps the signs at which lines are put together; tells how much more is understood. */
  #join(first: number, pieces: readonly string[], signs: Map<number, string>, exact: boolean): number {
    const rests: Rest[] = [];
    rests[pieces.length] = { worth: 0, last: 0 };
    let apart = 0;
    for (let at = pieces.length - 1; at >= 0; at -= 1) {
      const alone = this.#look(pieces[at] ?? '');
      apart += alone.worth;
      rests[at] = this.#best(first, pieces, at, { rests, signs, ties: exact || !alone.whole });
    }
    for (let at = 0; at < pieces.length;) {
      const last = rests[at]?.last ?? at;
      signs.delete(first + last);
      at = last + 1;
    }
    return (rests[0]?.worth ?? 0) - apart;
  }

  /** How many of the pieces from one on are put together. */
  #best(
    first: number,
    pieces: readonly string[],
    from: number,
    how: { readonly rests: readonly Rest[]; readonly signs: ReadonlyMap<number, string>; readonly ties: boolean },
  ): Rest {
    let text = '';
    let names = 0;
    let best: Rest = { worth: -1, last: from };
    for (let last = from; last < pieces.length; last += 1) {
      const joint = text.length;
      text += pieces[last] ?? '';
      if (last > from && this.#looks > MOST_LOOKS) break;
      if (last > from && how.signs.get(first + last - 1) === '') names += this.#nameAt(text, joint);
      const worth = this.#look(text).worth + names + (how.rests[last + 1]?.worth ?? 0);
      if (worth > best.worth || (worth === best.worth && how.ties)) best = { worth, last };
      text += how.signs.get(first + last) ?? '';
    }
    return best;
  }

  #look(text: string): Understood {
    let found = this.#known.get(text);
    if (found === undefined) {
      this.#looks += 1;
      found = this.#understood(text);
      this.#known.set(text, found);
    }
    return found;
  }

  /** What a name counts that only the joint makes whole, and that stands whole in another place. */
  #nameAt(text: string, joint: number): number {
    const before = nameBefore(text, joint);
    const behind = /^[A-Za-z0-9._-]{0,252}[A-Za-z0-9]/u.exec(text.slice(joint, joint + 253))?.[0];
    if (before === '' || behind === undefined) return 0;
    this.#names ??= new Set(this.#lines.text.match(NAME) ?? []);
    return this.#names.has(before + behind) ? NAME_WORTH : 0;
  }
}

/** The part of a name that ends at a place; empty where none does. */
function nameBefore(text: string, end: number): string {
  let from = end;
  while (end - from < LONGEST_NAME && IN_NAME.test(text.charAt(from - 1))) from -= 1;
  return text.slice(from, end).replace(/^[._-]{1,253}/u, '');
}

/** The lines, joined where a sign stands behind one. */
function joined(lines: Lines, signs: ReadonlyMap<number, string>): Unfolded {
  return joinedLines(lines, (line) => ({
    text: lines.at(line),
    from: lines.startOf(line),
    end: signs.get(line) ?? '\n',
  }));
}
