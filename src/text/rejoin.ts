import { joinedLines } from './joined-lines.ts';
import type { Lines } from './lines.ts';
import type { Unfolded } from './unfold.ts';

/** How a script writes its parts: a first and a last line, with nothing but `key: value` between them. */
export interface Structure {
  /** How the first and the last line of a part begin, and how both end. */
  readonly opens: string;
  readonly closes: string;
  readonly tail: string;
}

const FIELD = /^[a-z]{2,12}:(?: |$)/u;
/** What a mail puts before the lines that it quotes. */
const QUOTE = /^(?:> ?){0,8}/u;

/**
 * The text with those lines put together that a mail or a window broke, told by the form of the lines and not by their width: in a part
 * a line that is no field is the rest of the one before. Null where none is.
 */
export function rejoined(lines: Lines, structure: Structure): Unfolded | null {
  const rests = restsIn(lines, structure);
  return rests.size === 0 ? null : joined(lines, rests);
}

/** The lines that are the rest of the one before. */
function restsIn(lines: Lines, { opens, closes, tail }: Structure): Set<number> {
  const rests = new Set<number>();
  let state: 'out' | 'head' | 'fields' | 'foot' = 'out';
  /** The line before is one that may have a rest. */
  let open = false;
  for (let line = 1; line <= lines.count; line += 1) {
    const own = bare(lines.at(line)).trim();
    const ends = own.endsWith(tail);
    if (own.startsWith(opens)) state = ends ? 'fields' : 'head';
    else if (own.startsWith(closes)) state = ends ? 'out' : 'foot';
    else if (own === '') {
      if (state !== 'fields') state = 'out';
    } else if (state === 'head' || state === 'foot') {
      rests.add(line);
      if (ends) state = state === 'head' ? 'fields' : 'out';
    } else if (state === 'fields') {
      if (own.startsWith('#')) state = 'out';
      else if (!FIELD.test(own) && open) {
        rests.add(line);
        continue;
      }
    }
    open = state === 'fields' && FIELD.test(own);
  }
  return rests;
}

function bare(text: string): string {
  return text.slice(QUOTE.exec(text)?.[0].length ?? 0);
}

function joined(lines: Lines, rests: ReadonlySet<number>): Unfolded {
  return joinedLines(lines, (line) => {
    const whole = lines.at(line);
    const own = rests.has(line) ? bare(whole).trimStart() : whole;
    const isBroken = rests.has(line + 1);
    const from = lines.startOf(line) + whole.length - own.length;
    return { text: isBroken ? own.trimEnd() : own, from, end: isBroken ? ' ' : '\n' };
  });
}
