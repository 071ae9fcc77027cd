import type { FormatDefinition } from '../knowledge/types.ts';
import type { Span } from '../model/probe.ts';
import type { Records } from '../model/journal.ts';
import { CleanLines } from '../text/clean.ts';
import type { Lines } from '../text/lines.ts';
import { sharedPrefixes } from '../text/shared-prefix.ts';
import { grammarsOf, type Grammar } from './grammar.ts';
import { readRecords, type ReadRecords, type RecordLines } from './read-records.ts';

/** Written lines at the beginning of a text, and from its middle on, by which its format is told. */
const FIRST_LINES = 240;
const MIDDLE_LINES = 60;
/** Of so many written lines at least one begins a record: the others may be stack traces and output of commands. */
const LINES_OF_RECORD = 25;
/** Of a form that many programs write, most lines are records. */
const GENERIC_SHARE = 0.7;
const LEAST_GENERIC = 2;
/** Of a log alone most lines are records; where prompts stand between them it is a part of a terminal's text. */
const ALONE = 0.5;
/** Lines that are named as the reason. */
const MOST_REASONS = 3;

/** A log of records, and why it is one. */
export interface FoundJournal {
  readonly format: FormatDefinition;
  readonly records: Records;
  readonly because: readonly Span[];
  /** The text is this log and nothing else. */
  readonly alone: boolean;
  /** Other programs write their records so as well. */
  readonly generic: boolean;
}

interface Journal {
  readonly format: FormatDefinition;
  readonly grammars: readonly Grammar[];
}

/** How well a text fits a format. */
interface Fit {
  readonly journal: Journal;
  readonly text: CleanLines;
  readonly telling: number;
  readonly share: number;
  readonly generic: boolean;
}

/** Tells by their records which agent or event log a text is. */
export class Journals {
  readonly #journals: readonly Journal[];

  constructor(formats: readonly FormatDefinition[]) {
    this.#journals = formats.flatMap((format) => {
      const grammars = grammarsOf(format);
      return grammars.length === 0 ? [] : [{ format, grammars }];
    });
  }

  /**
   * The log that a text is, with its records; null where it is none.
   * @param chosen id of the format that the reader chose, or that other marks have told
   */
  find(lines: Lines, chosen: string | undefined): FoundJournal | null {
    const wanted = chosen === undefined ? this.#journals : this.#journals.filter(({ format }) => format.id === chosen);
    if (wanted.length === 0) return null;
    const best = this.#best(readingsOf(lines), wanted, chosen !== undefined);
    if (best === null) return null;
    const { journal, text, share, generic } = best;
    const records = readRecords(text, 1, lines.count, journal.grammars);
    if (records.all.length === 0) return null;
    return { format: journal.format, records, because: reasons(records, text), alone: share >= ALONE, generic };
  }

  /** The format and the reading that most records fit. */
  #best(readings: readonly CleanLines[], journals: readonly Journal[], isChosen: boolean): Fit | null {
    let best: Fit | null = null;
    for (const text of readings) {
      const sample = new Sample(text);
      for (const journal of journals) {
        const fit = sample.fitOf(journal, isChosen);
        if (fit !== null && (best === null || isBetter(fit, best))) best = fit;
      }
    }
    return best;
  }
}

function isBetter(a: Fit, b: Fit): boolean {
  if (a.generic !== b.generic) return b.generic;
  return a.telling > b.telling;
}

/** The lines as they are, and without what stands before most of them. */
function readingsOf(lines: Lines): CleanLines[] {
  return [new CleanLines(lines), ...sharedPrefixes(lines).map((prefix) => new CleanLines(lines, prefix))];
}

/** Lines of a text by which its format is told. */
class Sample implements RecordLines {
  readonly #text: CleanLines;
  readonly #lines: string[] = [];
  readonly #written: number;

  constructor(text: CleanLines) {
    this.#text = text;
    const { count } = text.lines;
    for (let line = 1; line <= Math.min(count, FIRST_LINES); line += 1) this.#lines.push(text.at(line));
    const middle = Math.max(FIRST_LINES + 1, count >> 1);
    for (let line = middle; line <= Math.min(count, middle + MIDDLE_LINES); line += 1) this.#lines.push(text.at(line));
    this.#written = this.#lines.filter((line) => line.trim() !== '').length;
  }

  at(line: number): string {
    return this.#lines[line - 1] ?? '';
  }

  fitOf(journal: Journal, isChosen: boolean): Fit | null {
    const { grammars } = journal;
    const generic = grammars.every((grammar) => grammar.generic);
    const { all, telling } = readRecords(this, 1, this.#lines.length, grammars);
    const told = generic || isChosen ? all.length : telling.length;
    const share = all.length === 0 ? 0 : Math.max(told, all.length) / this.#written;
    const least = generic ? Math.max(LEAST_GENERIC, this.#written * GENERIC_SHARE) : this.#written / LINES_OF_RECORD;
    if (told === 0 || (!isChosen && told < least)) return null;
    return { journal, text: this.#text, telling: told, share, generic };
  }
}

/** The first lines of the first records. */
function reasons({ all }: ReadRecords, text: CleanLines): Span[] {
  return all.slice(0, MOST_REASONS).map(({ line }) => ({ line, start: 0, end: text.lines.at(line).length }));
}
