import type { JournalRecord, JournalSummary, Records } from '../model/journal.ts';
import { countBefore } from '../text/lists.ts';
import type { Grammar } from './grammar.ts';
import type { Fields } from './template.ts';

/** Lines as a reader of records needs them. */
export interface RecordLines {
  at(line: number): string;
}

/** Records, and the lines by which their log is told. */
export type ReadRecords = Records & Pick<FoundRecords, 'telling'>;

/** A record in the making. */
interface Open {
  readonly grammar: Grammar;
  readonly line: number;
  last: number;
  message: number | null;
  fields: Fields;
  /** Fields of a block that were told already. */
  readonly told: Set<string>;
}

/** Records of a log. */
class FoundRecords implements Records {
  readonly all: readonly JournalRecord[];
  /** Lines by which the log is told: first lines of records, and fields of blocks, but for forms that many programs write. */
  readonly telling: readonly number[];
  readonly #lasts: readonly number[];

  constructor(found: readonly { readonly record: JournalRecord; readonly last: number }[], telling: readonly number[]) {
    this.all = found.map(({ record }) => record);
    this.#lasts = found.map(({ last }) => last);
    this.telling = telling;
  }

  of(line: number): JournalRecord | null {
    const index = countBefore(this.all.length, (at) => (this.all[at]?.line ?? 0) <= line) - 1;
    return line <= (this.#lasts[index] ?? 0) ? (this.all[index] ?? null) : null;
  }

  lastOf(record: JournalRecord): number {
    const index = countBefore(this.all.length, (at) => (this.all[at]?.line ?? 0) < record.line);
    return this.#lasts[index] ?? record.line;
  }
}

/** Fields of which a block has at least two; others stand in many texts. */
const TELLING = ['at', 'level', 'source', 'id'] as const;

/** Puts the lines of a log together to records. */
class RecordReader {
  readonly #grammars: readonly Grammar[];
  readonly #found: { readonly record: JournalRecord; readonly last: number }[] = [];
  readonly #telling: number[] = [];
  #open: Open | null = null;
  #context: Fields = {};

  constructor(grammars: readonly Grammar[]) {
    this.#grammars = grammars;
  }

  add(text: string, line: number): void {
    for (const grammar of this.#grammars) {
      const fields = grammar.beginOf(text);
      if (fields === null) continue;
      this.#begin(grammar, fields, text, line);
      if (!grammar.generic) this.#telling.push(line);
      return;
    }
    if (this.#addField(text, line) || this.#addContext(text)) return;
    this.#continue(text, line);
  }

  finish(): ReadRecords {
    this.#close();
    return new FoundRecords(this.#found, this.#telling);
  }

  #begin(grammar: Grammar, fields: Fields, text: string, line: number): Open {
    this.#close();
    const all = { ...this.#context, ...fields };
    this.#open = { grammar, line, last: line, message: messageLine(fields, text, line), fields: all, told: new Set() };
    return this.#open;
  }

  /** A line that tells something of the record that is open, or begins the next one of a block. */
  #addField(text: string, line: number): boolean {
    for (const grammar of this.#grammars) {
      const isOwn = this.#open?.grammar === grammar;
      if (!isOwn && !grammar.isBlock) continue;
      const found = grammar.fieldOf(text);
      if (found === null) continue;
      let open = this.#open;
      if (open === null || !isOwn || (grammar.isBlock && open.told.has(found.name)))
        open = this.#begin(grammar, {}, text, line);
      open.told.add(found.name);
      open.fields = { ...open.fields, ...found.fields };
      open.message = messageLine(found.fields, text, line) ?? open.message;
      open.last = line;
      if (!grammar.generic) this.#telling.push(line);
      return true;
    }
    return false;
  }

  #addContext(text: string): boolean {
    for (const grammar of this.#grammars) {
      const found = grammar.contextOf(text);
      if (found === null) continue;
      this.#close();
      this.#context = found;
      return true;
    }
    return false;
  }

  /** A line that begins nothing and tells nothing. */
  #continue(text: string, line: number): void {
    const open = this.#open;
    if (open === null) return;
    const { continues } = open.grammar;
    const goesOn =
      continues === 'any' ||
      (continues === 'indented' && (text.trim() === '' || text.trimStart().length < text.length));
    if (!goesOn) {
      this.#close();
      return;
    }
    if (text.trim() === '') return;
    open.last = line;
    open.message ??= line;
  }

  #close(): void {
    const open = this.#open;
    this.#open = null;
    if (open === null) return;
    const { fields, line, last, grammar } = open;
    const { at = null, level = null, source = null, id = null } = fields;
    if (grammar.isBlock && TELLING.filter((name) => fields[name] !== undefined).length < 2) {
      while ((this.#telling.at(-1) ?? 0) >= line) this.#telling.pop();
      return;
    }
    this.#found.push({ record: { line, at, level, source, id, message: open.message ?? line }, last });
  }
}

/** Where a message begins that a line announces; null where it announces none, or the message begins behind it. */
function messageLine({ message }: Fields, text: string, line: number): number | null {
  return message !== undefined && text.slice(message).trim() !== '' ? line : null;
}

/** The records of lines, in one pass. */
export function readRecords(
  lines: RecordLines,
  first: number,
  last: number,
  grammars: readonly Grammar[],
): ReadRecords {
  const reader = new RecordReader(grammars);
  for (let line = first; line <= last; line += 1) reader.add(lines.at(line), line);
  return reader.finish();
}

/** How many records a log has, and what they say of themselves. */
export function summaryOf({ all }: Records, explained: ReadonlySet<JournalRecord>): JournalSummary {
  const times = all.flatMap(({ at }) => at ?? []);
  const bad = all.filter(({ level }) => level === 'error' || level === 'warning');
  return {
    records: all.length,
    errors: all.filter(({ level }) => level === 'error').length,
    warnings: all.filter(({ level }) => level === 'warning').length,
    firstAt: times[0] ?? null,
    lastAt: times.at(-1) ?? null,
    explained: bad.filter((record) => explained.has(record)).length,
  };
}
