import type { Annotation, MessageFinding } from '../model/finding.ts';
import type { JournalRecord, Records } from '../model/journal.ts';
import type { RawProbe } from '../session/raw-probe.ts';
import type { MatchedLine } from '../session/matched-line.ts';
import type { Scan } from '../session/scanner.ts';
import type { EventSignatures } from '../signatures/events.ts';
import type { FoundInLine, FoundInText, MessageSearch } from '../signatures/find-messages.ts';
import { MOST_BROKEN } from '../signatures/messages.ts';
import type { CleanLines } from '../text/clean.ts';

/** Kinds of findings in one report, and lines that one of them lists. */
const MOST_FINDINGS = 2000;
const MOST_LINES = 200;
/** Lines of a text in which also messages that run over several of them are looked for. */
const SHORT_TEXT = 60;
/** Longest line whose having no message is remembered. */
const LONGEST_KNOWN = 240;
const MOST_KNOWN = 20_000;

/** What curl's progress meter writes for a time that it does not know yet. */
const METER = '--:--:--';

/** Values that tell findings of one signature apart: what it speaks of. */
const SUBJECTS = ['host', 'ip', 'port', 'word'] as const;

/** Findings, and a note at each place where one stands. */
export interface FoundMessages {
  readonly findings: readonly MessageFinding[];
  readonly annotations: readonly Annotation[];
  /** Records in which one of them stands. */
  readonly explained: ReadonlySet<JournalRecord>;
}

/** Finds known messages where they decide no endpoint. Lines that many logs share are looked at once until `forget`. */
export class FindingsReader {
  readonly #search: MessageSearch;
  readonly #events: EventSignatures;
  readonly #without = new Set<string>();

  constructor(search: MessageSearch, events: EventSignatures) {
    this.#search = search;
    this.#events = events;
  }

  /**
   * The known messages of a log outside what the probes have read, each kind once with the lines that say it. Line
   * numbers are the source's: `shift` lines stand before the log. Where it has records, they tell when it was said.
   */
  read(
    { text, settings }: Scan,
    probes: readonly RawProbe[],
    { shift, records }: { readonly shift: number; readonly records: Records | null },
  ): FoundMessages {
    const read = readLines(probes, settings);
    const all = new Findings(shift, records);
    if (text.lines.count <= SHORT_TEXT && probes.length === 0) {
      for (const found of this.#search.inText(linesOf(text, 1, text.lines.count))) all.add(found.line + 1, found, text);
    } else this.#readLines(text, read, records, all);
    if (records !== null) this.#readEvents(text, records, all);
    return all.list();
  }

  #readLines(text: CleanLines, read: ReadonlySet<number>, records: Records | null, all: Findings): void {
    for (let line = 1; line <= text.lines.count && !all.full; line += 1) {
      const record = records?.of(line) ?? null;
      const last = record === null || records === null ? line : records.lastOf(record);
      // the message of an event goes over lines, and a console may have broken it anywhere
      if (record !== null && record.id !== null && last > line && last - line < MOST_BROKEN) {
        const first = line;
        for (const found of this.#search.inText(linesOf(text, first, last)))
          if (isTold(found, read.has(first + found.line))) all.add(first + found.line, found, text);
        line = last;
        continue;
      }
      if (read.has(line) && record === null) continue;
      const own = text.at(line);
      if (own.length < 8 || own.includes(METER) || this.#without.has(own)) continue;
      const found = this.#search.inLine(own);
      if (found.length === 0) this.#remember(own);
      for (const one of found)
        if (isTold(one, read.has(line))) all.add(line, { ...one, line: line - 1, last: line - 1 }, text);
    }
  }

  /** Events that are known by their source and number: their texts are those of the system's language. */
  #readEvents(text: CleanLines, records: Records, all: Findings): void {
    for (const record of records.all) {
      const { source, id, message } = record;
      if (source === null || id === null || !this.#events.has(source, id)) continue;
      const whole = linesOf(text, message, Math.min(records.lastOf(record), message + MOST_BROKEN)).join('\n');
      const signatures = this.#events
        .findText(source, id, whole)
        .filter((one) => one.finding !== false && !all.has(record, one.id));
      const own = text.at(message);
      const start = own.length - own.trimStart().length;
      const place = { start, end: own.trimEnd().length, line: message - 1, last: message - 1 };
      for (const signature of signatures) all.add(message, { signature, ...place, values: {} }, text);
    }
  }

  /** Lets go of the lines of the last source. */
  forget(): void {
    this.#without.clear();
  }

  #remember(line: string): void {
    if (line.length > LONGEST_KNOWN) return;
    if (this.#without.size >= MOST_KNOWN) this.#without.clear();
    this.#without.add(line);
  }
}

/** Of a record in which a check was read only what the agent itself says of it. */
function isTold({ signature }: FoundInLine, isRead: boolean): boolean {
  return !isRead || signature.layer === 'service';
}

function linesOf(text: CleanLines, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => text.at(first + index));
}

/** Lines that a probe or the settings have read. */
function readLines(probes: readonly RawProbe[], settings: readonly MatchedLine[]): ReadonlySet<number> {
  const read = new Set<number>();
  for (const { command, first, matches } of probes) {
    if (command !== null) read.add(first);
    for (const { line, match, continued } of matches) {
      if (introduces(match)) continue;
      for (let at = line; at <= line + continued; at += 1) read.add(at);
    }
  }
  for (const { line, match } of settings) if (!introduces(match)) read.add(line);
  return read;
}

/** What only introduces a message (`PS>TerminatingError(…): "…"`) has not read the one that it holds. */
function introduces({ weight }: MatchedLine['match']): boolean {
  return weight < 1;
}

/** One finding in the making. */
interface Made {
  readonly finding: Omit<MessageFinding, 'count' | 'lines' | 'firstAt' | 'lastAt'>;
  readonly lines: number[];
  count: number;
  firstAt: string | null;
  lastAt: string | null;
}

/** Findings in the making, by signature and what they speak of. */
class Findings {
  readonly #shift: number;
  readonly #records: Records | null;
  readonly #notes: Annotation[] = [];
  readonly #found = new Map<string, Made>();
  /** Ids of the signatures that each record says. */
  readonly #said = new Map<JournalRecord, Set<string>>();

  constructor(shift: number, records: Records | null) {
    this.#shift = shift;
    this.#records = records;
  }

  get full(): boolean {
    return this.#found.size >= MOST_FINDINGS;
  }

  /** The record says this already. */
  has(record: JournalRecord, signature: string): boolean {
    return this.#said.get(record)?.has(signature) === true;
  }

  add(line: number, { signature, start, end, values }: FoundInText, text: CleanLines): void {
    const params: Record<string, string> = {};
    for (const [name, value] of Object.entries(values)) if (value !== '') params[name] = value;
    const key = `${signature.id}\n${SUBJECTS.map((name) => params[name] ?? '').join('\n')}`;
    const span = { line: line + this.#shift, start: text.originOf(line, start), end: text.originOf(line, end) };
    let made = this.#found.get(key);
    if (made === undefined) {
      const finding = { signature: signature.id, verdict: signature.verdict, ...span, params };
      made = { finding, lines: [], count: 0, firstAt: null, lastAt: null };
      this.#found.set(key, made);
    }
    made.count += 1;
    if (made.lines.length < MOST_LINES) {
      this.#note(span, signature);
      if (made.lines.at(-1) !== span.line) made.lines.push(span.line);
    }
    this.#date(made, line, signature.id);
  }

  /** Notes when it was said, and that its record is explained. */
  #date(made: Made, line: number, signature: string): void {
    const record = this.#records?.of(line) ?? null;
    if (record === null) return;
    const said = this.#said.get(record);
    if (said === undefined) this.#said.set(record, new Set([signature]));
    else said.add(signature);
    made.firstAt ??= record.at;
    made.lastAt = record.at ?? made.lastAt;
  }

  #note(span: Pick<Annotation, 'line' | 'start' | 'end'>, { id, verdict }: FoundInText['signature']): void {
    this.#notes.push({ kind: 'message', ...span, probe: null, signature: id, verdict, decides: false });
  }

  list(): FoundMessages {
    const findings = [...this.#found.values()]
      .map(({ finding, lines, count, firstAt, lastAt }) => ({
        ...finding,
        firstAt,
        lastAt,
        count,
        ...(lines.length > 1 ? { lines } : {}),
      }))
      .sort((a, b) => a.line - b.line);
    return { findings, annotations: this.#notes, explained: new Set(this.#said.keys()) };
  }
}
