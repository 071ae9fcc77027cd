import type { SignatureMatch, SignatureMatcher } from '../signatures/matcher.ts';
import type { CleanLines } from '../text/clean.ts';
import { isFull } from '../text/columns.ts';
import type { Lines, NumberedLine } from '../text/lines.ts';
import type { CommandLine } from './command.ts';
import type { Command } from './command-facts.ts';
import type { RawProbe } from './raw-probe.ts';
import { isRule } from './line-kinds.ts';
import type { MatchedLine } from './matched-line.ts';
import { PlainRun, type Run } from './run.ts';
import type { ShownSettings } from './settings-commands.ts';
import type { Restated, ToolTable, Writers } from './tool-table.ts';

/** A command whose output is not read; lines within the log. */
export interface UnreadCommand {
  readonly command: string;
  /** The tool, where it is known. */
  readonly tool: string | null;
  readonly lines: readonly [number, number];
}

/** The probes of a log and the lines that belong to none. */
export interface Scan {
  readonly probes: readonly RawProbe[];
  /** Lines that belong to no probe: environment, settings, headings. */
  readonly others: readonly NumberedLine[];
  /** What the lines of settings say, where the format has messages for them. */
  readonly settings: readonly MatchedLine[];
  /** What commands showed of settings; their lines are among `others`. */
  readonly shown: readonly ShownSettings[];
  /** Commands whose output is not read; their lines are among `others`. */
  readonly unread: readonly UnreadCommand[];
  readonly sections: number;
  readonly text: CleanLines;
  readonly script: boolean;
}

/** Columns at which no mail program breaks later; the lines of a whole log are longer. */
const WIDEST_MAIL = 100;
/** Length of the shortest head that a long host name leaves alone in its line: `nc: getaddrinfo for host`. */
const SHORTEST_BROKEN = 20;

/** Lines that are put together at most: the longest message on a narrow console. */
const MOST_JOINED = 2;

/** PowerShell 7 writes a record's lines behind a margin: `     | message`. */
function withoutMargin(line: string): string {
  return line.startsWith('| ') ? line.slice(2).trimStart() : line;
}

/** What both ways of finding probes share: cleaned lines, messages put together over breaks, the probes found so far. */
export abstract class Scanner {
  protected readonly text: CleanLines;
  protected readonly lines: Lines;
  protected readonly matcher: SignatureMatcher;
  protected readonly tools: ToolTable;
  protected readonly wraps: boolean;
  protected readonly probes: RawProbe[] = [];
  protected readonly others: NumberedLine[] = [];
  protected readonly settings: MatchedLine[] = [];
  protected readonly shown: ShownSettings[] = [];
  protected readonly unread: UnreadCommand[] = [];
  protected current: RawProbe | null = null;
  protected section = 0;
  /** What the last prompt told of the machine and the user. */
  protected place: CommandLine['place'] = {};

  constructor(text: CleanLines, matcher: SignatureMatcher, tools: ToolTable) {
    this.text = text;
    this.lines = text.lines;
    this.matcher = matcher;
    this.tools = tools;
    this.wraps = this.lines.longest <= WIDEST_MAIL;
  }

  abstract run(): Scan;

  protected open(tool: string, command: Command | null, line: number): RawProbe {
    this.current = this.begin(tool, command, line);
    this.probes.push(this.current);
    return this.current;
  }

  /** A probe that is not among the found ones yet. */
  protected begin(tool: string, command: Command | null, line: number): RawProbe {
    return {
      tool,
      command,
      first: line,
      last: line,
      matches: [],
      section: this.section,
      terminated: this.lines.isTerminated(line),
      ...this.place,
      interrupted: false,
      run: this.runOf(tool),
    };
  }

  /** What follows how a run of a tool goes. */
  protected runOf(tool: string): Run {
    return this.tools.get(tool)?.run() ?? new PlainRun();
  }

  protected take(probe: RawProbe, line: number, matched: MatchedLine | null): void {
    probe.last = line + (matched?.continued ?? 0);
    probe.terminated = this.lines.isTerminated(probe.last);
    if (matched === null) return;
    probe.run.add(matched, matched.line === probe.first && probe.matches.length === 0);
    probe.matches.push(matched);
  }

  /** What a line says in which a tool tells what it does, read as the error line with which the tool ends. */
  protected explainRestated(text: string, line: number, error: Restated, { names }: Writers): MatchedLine | null {
    const match = this.matcher.match(error.text, names);
    if (match === null) return null;
    const moved = (at: number): number => Math.max(0, at - error.shift);
    const own = { ...match, start: moved(match.start), end: moved(match.end), solid: moved(match.solid) };
    return { line, text, match: own, continued: 0 };
  }

  /** What the line says; together with the next ones where a mail program or a console broke it. */
  protected explain(text: string, line: number, { names, windows }: Writers): MatchedLine | null {
    const match = this.matcher.match(text, names);
    // a Windows log holds paths that no program breaks, so the length of its lines tells nothing
    const byMail = (windows || this.wraps) && text.length >= SHORTEST_BROKEN;
    // a console of Windows breaks lines at its width, also inside a word
    const byConsole = windows && (match === null || match.weight < 1) && isFull(text);
    // the first row of a table is no rest of the dashes above it
    if ((byMail || byConsole) && !isRule(text))
      return this.#joined(text, line, match, names, byConsole ? ['', ' '] : [' ']);
    return match === null ? null : { line, text, match, continued: 0 };
  }

  /** What the line says with the next ones, where that is more than what it says alone. */
  #joined(
    text: string,
    line: number,
    alone: SignatureMatch | null,
    writers: ReadonlySet<string>,
    joints: readonly string[],
  ): MatchedLine | null {
    let match = alone;
    let continued = 0;
    let whole = text;
    const own = text.trimEnd();
    for (const joint of joints) {
      let joined = own;
      const texts = [own];
      for (let more = 1; more <= MOST_JOINED; more += 1) {
        const next = withoutMargin(this.text.at(line + more).trim());
        if (next === '' || next.startsWith('#')) break;
        joined += joint + next;
        texts.push(next);
        const found = this.matcher.matchJoined({ whole: joined, texts, joint }, writers);
        // a line that begins as the message does is another message, not its rest
        if (found !== null && found.pattern.head !== '' && next.startsWith(found.pattern.head)) break;
        if (found === null || found.start >= own.length || found.end <= joined.length - next.length) continue;
        if (match !== null && found.weight <= match.weight) continue;
        match = { ...found, end: Math.min(found.end, text.length) };
        continued = more;
        whole = joined;
      }
    }
    return match === null ? null : { line, text: whole, match, continued };
  }

  /** Keeps what a line outside the probes says about the settings. */
  protected note(text: string, line: number): void {
    const match = this.matcher.match(text, this.tools.settings);
    if (match !== null) this.settings.push({ line, text, match, continued: 0 });
  }

  protected result(script: boolean): Scan {
    return {
      probes: this.probes,
      others: this.others,
      settings: this.settings,
      shown: this.shown,
      unread: this.unread,
      sections: this.section,
      text: this.text,
      script,
    };
  }
}
