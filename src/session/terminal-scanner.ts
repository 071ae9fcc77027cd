import type { SignatureMatcher } from '../signatures/matcher.ts';
import type { CleanLines } from '../text/clean.ts';
import { isFull } from '../text/columns.ts';
import type { Announcement } from './announcement.ts';
import { commandLineOf, commandOfPrompt, isContinued, type CommandLine } from './command.ts';
import type { Command } from './command-facts.ts';
import { isRule } from './line-kinds.ts';
import type { RawProbe } from './raw-probe.ts';
import type { MatchedLine } from './matched-line.ts';
import { RunGroup } from './run-group.ts';
import { Scanner, type Scan } from './scanner.ts';
import type { SessionTool, ToolTable, Writers } from './tool-table.ts';

/** Lines over which a command goes on at most. */
const MOST_CONTINUED = 12;

/** A command that cannot be read, while its output runs. */
interface Unread {
  readonly command: string;
  readonly tool: string | null;
  readonly first: number;
  last: number;
  /** Its output is read as settings. */
  read: boolean;
}

/**
 * Pasted pieces of a terminal. A prompt with any command ends what came before; while a command runs, only its own tool
 * reads its lines. Without commands, output that cannot belong to the run before begins another one.
 */
export class TerminalScanner extends Scanner {
  #unread: Unread | null = null;
  #group: RunGroup | null = null;
  /** Commands were seen: output without one has lost its own, and names no host that was asked. */
  #session = false;
  readonly #announcements: readonly Announcement[];
  /** Lines with which scripts end. */
  readonly #endMarks: readonly string[];

  constructor(
    text: CleanLines,
    matcher: SignatureMatcher,
    tools: ToolTable,
    announcements: readonly Announcement[],
    endMarks: readonly string[],
  ) {
    super(text, matcher, tools);
    this.#announcements = announcements;
    this.#endMarks = endMarks;
  }

  override run(): Scan {
    const { lines } = this;
    /** Behind a status line: what follows are its header lines. */
    let headers = false;
    for (let line = 1; line <= lines.count; line += 1) {
      const text = this.text.at(line);
      if (text.trim() === '') {
        headers = false;
        continue;
      }
      const begun = this.#beginsAt(text, line);
      if (begun > 0) {
        headers = false;
        line += begun - 1;
        continue;
      }
      if (isBrokenOff(text)) {
        this.#breakOff(text, line);
        continue;
      }
      const { current } = this;
      if (current !== null && this.tools.get(current.tool)?.isProgress?.(text) === true) {
        this.take(current, line, null);
        continue;
      }
      const matched = this.#explain(text, line);
      if (matched === null || !this.#isInPlace(matched)) {
        this.#unexplained(text, line);
        continue;
      }
      const {
        role,
        signature: { tool },
      } = matched.match;
      if (headers && role !== null && LABELS.has(role) && current !== null && HEADER.test(text)) {
        this.take(current, line, null);
        continue;
      }
      headers = role === 'status-line';
      if (this.tools.settings.has(tool) && (current === null || !this.tools.isEverywhere(tool))) {
        this.current = null;
        this.#other(text, line);
        this.settings.push(matched);
        if (this.#unread !== null) this.#unread.read = true;
        continue;
      }
      const shared = this.tools.isEverywhere(tool) && current !== null;
      const probe = shared ? (isOfRun(matched, current) ? current : null) : this.#probeFor(tool, matched);
      if (probe === null) this.#other(text, line);
      else this.take(probe, line, matched);
      line += matched.continued;
    }
    this.#finish();
    return this.result(false);
  }

  /** Begins the command of a line; tells how many lines it takes, 0 when the line holds none. */
  #beginsAt(text: string, line: number): number {
    const announcement = this.#announcementIn(text);
    if (announcement !== undefined) {
      const command = announcement.commandOf(text, this.tools);
      if (command?.host == null) return 0;
      this.#finish();
      this.#session = true;
      this.open(command.tool, command, line);
      return 1;
    }
    // an error record quotes its command behind the sign with which `bash -x` shows one
    if (text.startsWith('+ ') && this.#isCmdlet()) return 0;
    let whole = text;
    let taken = 1;
    let found = commandLineOf(text, this.tools);
    if (found === null) return 0;
    if (isFull(text) && found.sure && isRestOfName(text, this.text.at(line + 1))) {
      // a console broke the line within the name
      whole = text + this.text.at(line + 1);
      taken = 2;
      found = commandLineOf(whole, this.tools) ?? found;
    }
    while (isContinued(whole.trimEnd()) && taken < MOST_CONTINUED && line + taken <= this.lines.count) {
      const next = this.text.at(line + taken).trim();
      whole = `${whole.trimEnd().slice(0, -1).trimEnd()} ${next.startsWith('>') ? next.replace(/^>+ ?/u, '') : next}`;
      taken += 1;
      found = commandLineOf(whole, this.tools) ?? found;
    }
    if (text.startsWith('^C') && this.current !== null) this.current.interrupted = true;
    this.#finish();
    this.#begin(found, line);
    return taken;
  }

  /** What runs is a cmdlet. */
  #isCmdlet(): boolean {
    return this.current !== null && this.tools.get(this.current.tool)?.cmdlet === true;
  }

  #announcementIn(text: string): Announcement | undefined {
    return this.#announcements.find((announcement) => announcement.begins(text));
  }

  #begin(found: CommandLine, line: number): void {
    const { commands, other, text, place, sure } = found;
    if (sure || place.root !== undefined) this.place = place;
    this.#session = true;
    const [only] = commands;
    if (only === undefined) {
      this.others.push({ line, text: this.text.at(line) });
      if (other !== null)
        this.#unread = { command: text, tool: other === '' ? null : other, first: line, last: line, read: false };
      return;
    }
    if (other !== null && other !== '') this.unread.push({ command: text, tool: other, lines: [line, line] });
    if (commands.length === 1) this.open(only.tool, only, line);
    else this.#group = new RunGroup(found, line);
  }

  protected override open(tool: string, command: Command | null, line: number): RawProbe {
    this.#settle();
    return super.open(tool, command, line);
  }

  /** Among commands, a run without one that names no host says nothing of any of them. */
  #settle(): void {
    const { current } = this;
    if (current === null || current.command !== null || current.run.named || !this.#session) return;
    if (this.probes.at(-1) !== current) return;
    this.probes.pop();
    this.current = null;
    for (let line = current.first; line <= current.last; line += 1) this.#other(this.text.at(line), line);
  }

  /** A form of a tool prints what it got in a way that cannot be read. */
  #forget(): void {
    const { current } = this;
    if (current === null || current.command === null) return;
    const tool = this.tools.get(current.tool)?.unreadAs?.(current) ?? null;
    if (tool === null) return;
    this.probes.pop();
    this.unread.push({ command: current.command.text, tool, lines: [current.first, current.last] });
    this.others.push({ line: current.first, text: this.text.at(current.first) });
  }

  /** Ends what is under way. */
  #finish(): void {
    this.#forget();
    this.#settle();
    this.current = null;
    const unread = this.#unread;
    this.#unread = null;
    // a command without output, such as `cd`, leaves nothing to be read
    if (unread !== null && !unread.read && (unread.last > unread.first || unread.tool !== null))
      this.unread.push({ command: unread.command, tool: unread.tool, lines: [unread.first, unread.last] });
    const group = this.#group;
    this.#group = null;
    if (group === null) return;
    const { probes, left } = group.assign((command: Command) => this.begin(command.tool, command, group.line));
    this.probes.push(...probes);
    for (const run of left) {
      if (run.run.host !== null) this.probes.push(run);
      else for (let line = run.first; line <= run.last; line += 1) this.others.push({ line, text: this.text.at(line) });
    }
  }

  /** `^C`: the command is over, and what follows is not its output. */
  #breakOff(text: string, line: number): void {
    const running = this.#group?.current ?? this.current;
    if (running !== null) {
      running.interrupted = true;
      this.take(running, line, null);
    } else this.#other(text, line);
    if (this.#unread === null) this.#finish();
    else this.#unread.last = line;
  }

  #explain(text: string, line: number): MatchedLine | null {
    const running = this.#group?.current ?? this.current;
    const tool = running === null ? undefined : this.tools.get(running.tool);
    const writers = this.#writers();
    const restated = tool?.restate?.(text);
    if (restated !== undefined) return restated === null ? null : this.explainRestated(text, line, restated, writers);
    // in Windows PowerShell a tool's name may be another one of a cmdlet
    const cmdlet = running === null || tool === undefined ? null : cmdletIn(running, tool, text);
    return this.explain(text, line, cmdlet === null ? writers : this.tools.writersIn(cmdlet.id));
  }

  #isInPlace(matched: MatchedLine): boolean {
    return this.tools.get(matched.match.signature.tool)?.isInPlace?.(matched) !== false;
  }

  /** While a command runs only its own tool reads its lines. */
  #writers(): Writers {
    if (this.#group !== null || this.current?.command == null) return this.tools.all;
    return this.tools.writersIn(this.current.tool);
  }

  #unexplained(text: string, line: number): void {
    const run = this.#group?.current;
    if (run != null) {
      this.take(run, line, null);
      return;
    }
    // the heading of a dump ends the output before, and so does the rule of a script; a table of PowerShell has rules too
    if (this.current !== null && (isDump(text) || (this.#hasRules(this.current) && this.#divides(text))))
      this.#finish();
    if (this.current === null) {
      this.#other(text, line);
      return;
    }
    if (this.current.command === null && this.tools.get(this.current.tool)?.cmdlet === true)
      this.current.command = this.#commandInRecord(text, this.current.tool);
    this.take(this.current, line, null);
  }

  /** An error record quotes the command that failed: `+ iwr https://…`, or `   1 |  iwr https://…` in PowerShell 7. */
  #commandInRecord(text: string, tool: string): Command | null {
    const quoted = /^(?:\+|\s{0,8}\d{1,6} \|) {1,16}(\S.{0,400})$/u.exec(text)?.[1];
    // a long command is shortened, perhaps inside the name
    if (quoted === undefined || quoted.includes('...')) return null;
    const command = commandOfPrompt(quoted, this.tools);
    return command?.tool === tool ? command : null;
  }

  /** A row of one sign, or the line with which a script ends. */
  #divides(text: string): boolean {
    return isRule(text) || this.#endMarks.some((mark) => text.startsWith(mark));
  }

  #hasRules({ command, first }: RawProbe): boolean {
    return command === null || this.#announcementIn(this.text.at(first)) !== undefined;
  }

  #other(text: string, line: number): void {
    this.others.push({ line, text });
    const unread = this.#unread;
    if (unread === null) return;
    unread.last = line;
    if (PROXY_VARIABLE.test(text)) unread.read = true;
  }

  /** The probe to which a message belongs; null when it belongs to a command that cannot be read. */
  #probeFor(tool: string, matched: MatchedLine): RawProbe | null {
    const group = this.#group;
    if (group !== null) {
      if (!group.has(tool) || group.full) return null;
      const run = group.current;
      if (run !== null && run.tool === tool && !run.run.startsAnew(matched, null)) return run;
      group.runs.push(this.begin(tool, null, matched.line));
      return group.current;
    }
    const { current } = this;
    if (current !== null && current.command !== null && this.tools.get(current.tool)?.alias?.tool.id === tool) {
      this.probes.pop();
      return this.open(tool, { ...current.command, tool }, current.first);
    }
    if (current?.tool !== tool || current.run.startsAnew(matched, current.command))
      return this.open(tool, null, matched.line);
    return current;
  }
}

/** What labels of a lookup's answer are: header lines have some of them too (`Server: Microsoft-IIS/10.0`). */
const LABELS: ReadonlySet<string> = new Set(['server', 'asked-server', 'name', 'answer', 'answers', 'alias']);

/** A header line; a lookup writes its labels with a tab or two blanks. */
const HEADER = /^(?:< )?[A-Za-z-]{1,40}: \S/u;

/** What a console left of a host name for its next line, with what stands behind the name. */
const REST_OF_NAME = /^[A-Za-z0-9-]{0,63}\.[A-Za-z0-9.-]{1,253}(?: +-?\w.{0,80})?$/u;

/** The next line goes on with a name within which the line ends; what is a number goes on with one only. */
function isRestOfName(text: string, next: string): boolean {
  if (!REST_OF_NAME.test(next) || !/[\w.-]$/u.test(text)) return false;
  return /[A-Za-z]/u.test(next.split(' ', 1)[0] ?? '') || /[\d.]$/u.test(text);
}

/** What `env` and `export` print is read as a setting. */
const PROXY_VARIABLE = /^(?:export )?https?_proxy=/iu;

/** A message that any tool may bring belongs to a run unless it names the host of another one. */
function isOfRun({ match }: MatchedLine, { command }: RawProbe): boolean {
  const host = match.values.host?.toLowerCase();
  return host === undefined || host === command?.host;
}

/** The user broke a command off, or stopped it. */
function isBrokenOff(text: string): boolean {
  if (!text.includes('^')) return false;
  const line = text.trim();
  return line.startsWith('^C') || line.endsWith('^C') || line === '^Z' || line.endsWith('^Z');
}

/** The beginning of a registry dump. */
function isDump(text: string): boolean {
  return text.trimStart().startsWith('Hive: ') || text.startsWith('HKEY_');
}

/** The cmdlet that writes an error record under the name of a tool that is run (`curl : …`); null for any other line. */
function cmdletIn({ matches }: RawProbe, { alias, names }: SessionTool, text: string): SessionTool | null {
  if (alias === undefined || matches.length > 0) return null;
  return names.some((name) => text.startsWith(`${name} : `)) ? alias.tool : null;
}
