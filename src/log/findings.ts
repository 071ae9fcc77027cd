import type { Annotation, MessageFinding } from '../model/finding.ts';
import type { RawProbe } from '../session/raw-probe.ts';
import type { MatchedLine } from '../session/matched-line.ts';
import type { Scan } from '../session/scanner.ts';
import type { FoundInText, MessageSearch } from '../signatures/find-messages.ts';
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
}

/** Finds known messages where they decide no endpoint. Lines that many logs share are looked at once until `forget`. */
export class FindingsReader {
  readonly #search: MessageSearch;
  readonly #without = new Set<string>();

  constructor(search: MessageSearch) {
    this.#search = search;
  }

  /**
   * The known messages of a log outside what the probes have read, each kind once with the lines that say it. Line
   * numbers are the source's: `shift` lines stand before the log.
   */
  read({ text, settings }: Scan, probes: readonly RawProbe[], shift: number): FoundMessages {
    const read = readLines(probes, settings);
    const all = new Findings(shift);
    if (text.lines.count <= SHORT_TEXT && probes.length === 0) {
      const lines = Array.from({ length: text.lines.count }, (_, index) => text.at(index + 1));
      for (const found of this.#search.inText(lines)) all.add(found.line + 1, found, text);
      return all.list();
    }
    for (let line = 1; line <= text.lines.count && !all.full; line += 1) {
      if (read.has(line)) continue;
      const own = text.at(line);
      if (own.length < 8 || own.includes(METER) || this.#without.has(own)) continue;
      const found = this.#search.inLine(own);
      if (found.length === 0) this.#remember(own);
      for (const one of found) all.add(line, { ...one, line: line - 1, last: line - 1 }, text);
    }
    return all.list();
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

/** Findings in the making, by signature and what they speak of. */
class Findings {
  readonly #shift: number;
  readonly #notes: Annotation[] = [];
  readonly #found = new Map<
    string,
    { readonly finding: Omit<MessageFinding, 'count' | 'lines'>; readonly lines: number[]; count: number }
  >();

  constructor(shift: number) {
    this.#shift = shift;
  }

  get full(): boolean {
    return this.#found.size >= MOST_FINDINGS;
  }

  add(line: number, { signature, start, end, values }: FoundInText, text: CleanLines): void {
    const params: Record<string, string> = {};
    for (const [name, value] of Object.entries(values)) if (value !== '') params[name] = value;
    const key = `${signature.id}\n${SUBJECTS.map((name) => params[name] ?? '').join('\n')}`;
    const known = this.#found.get(key);
    const span = { line: line + this.#shift, start: text.originOf(line, start), end: text.originOf(line, end) };
    if (known === undefined || known.lines.length < MOST_LINES)
      this.#notes.push({
        kind: 'message',
        ...span,
        probe: null,
        signature: signature.id,
        verdict: signature.verdict,
        decides: false,
      });
    if (known !== undefined) {
      known.count += 1;
      if (known.lines.length < MOST_LINES && known.lines.at(-1) !== span.line) known.lines.push(span.line);
      return;
    }
    this.#found.set(key, {
      finding: {
        signature: signature.id,
        verdict: signature.verdict,
        ...span,
        firstAt: null,
        lastAt: null,
        params,
      },
      lines: [span.line],
      count: 1,
    });
  }

  list(): FoundMessages {
    const findings = [...this.#found.values()].map(({ finding, lines, count }) => ({
      ...finding,
      count,
      ...(lines.length > 1 ? { lines } : {}),
    }));
    return { findings, annotations: this.#notes };
  }
}
