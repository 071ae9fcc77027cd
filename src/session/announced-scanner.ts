import type { SignatureMatcher } from '../signatures/matcher.ts';
import type { CleanLines } from '../text/clean.ts';
import { isFull } from '../text/columns.ts';
import { detached } from '../text/shared.ts';
import type { Announcement } from './announcement.ts';
import { unreadToolOf } from './command.ts';
import type { Command } from './command-facts.ts';
import { isHeader } from './line-kinds.ts';
import { AnnouncedRun, type Run } from './run.ts';
import { Scanner, type Scan } from './scanner.ts';
import type { ScriptLines } from './script-lines.ts';
import type { SessionTool, ToolTable } from './tool-table.ts';

const MOST_COMMANDS = 512;
const LONGEST_COMMAND = 200;

/** Without a state, so one serves all. */
const ANNOUNCED = new AnnouncedRun();

/** Announcements already read, by copies of them: a script has a few dozen, the same in each of its logs. */
export type KnownCommands = Map<string, Command | null>;

/** A check script announces each probe, so what follows belongs to it up to the next announcement, heading or end. */
export class AnnouncedScanner extends Scanner {
  readonly #format: ScriptLines;
  readonly #known: KnownCommands;

  constructor(
    lines: CleanLines,
    matcher: SignatureMatcher,
    tools: ToolTable,
    format: ScriptLines,
    known: KnownCommands,
  ) {
    super(lines, matcher, tools);
    this.#format = format;
    this.#known = known;
  }

  override run(): Scan {
    const { lines } = this;
    /** Behind a status line: what follows are its header lines. */
    let headers = false;
    let tool: SessionTool | undefined;
    for (let line = 1; line <= lines.count; line += 1) {
      const text = this.text.at(line);
      if (text === '') {
        headers = false;
        continue;
      }
      if (this.#structure(text, line)) {
        tool = this.current === null ? undefined : this.tools.get(this.current.tool);
        continue;
      }
      if (this.current === null) {
        this.#outside(text, line);
        continue;
      }
      if (tool?.isProgress?.(text) === true || (headers && isHeader(text) && tool?.isMessage?.(text) !== true)) {
        this.take(this.current, line, null);
        continue;
      }
      const matched = this.explain(text, line, this.tools.writersIn(this.current.tool));
      this.take(this.current, line, matched);
      headers = matched?.match.role === 'status-line';
      line += matched?.continued ?? 0;
    }
    return this.result(true);
  }

  protected override runOf(): Run {
    return ANNOUNCED;
  }

  #outside(text: string, line: number): void {
    this.others.push({ line, text });
    if (this.#format.windows) this.note(text, line);
  }

  /** Announcements, headings and ends; false for any other line. */
  #structure(text: string, line: number): boolean {
    const announcement = this.#format.announcementIn(text);
    if (announcement !== null) {
      this.#announce(announcement, text, line);
      return true;
    }
    switch (this.#format.kindOf(text)) {
      case 'heading':
        this.current = null;
        this.section += 1;
        this.others.push({ line, text });
        return true;
      case 'end':
        this.current = null;
        this.#outside(text, line);
        return true;
      case null:
        return false;
    }
  }

  #announce(announcement: Announcement, text: string, line: number): void {
    const whole = this.#whole(announcement, text, line);
    const command = whole === null ? null : this.#command(announcement, whole);
    if (command !== null) {
      this.open(command.tool, command, line);
      return;
    }
    this.current = null;
    this.others.push({ line, text });
    const other = whole === null ? '' : announcement.textOf(whole);
    if (other !== '') this.unread.push({ command: other, tool: unreadToolOf(other, this.tools), lines: [line, line] });
  }

  #command(announcement: Announcement, text: string): Command | null {
    if (text.length > LONGEST_COMMAND) return announcement.commandOf(text, this.tools);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const copy = detached(text);
    const command = announcement.commandOf(copy, this.tools);
    if (this.#known.size >= MOST_COMMANDS) this.#known.clear();
    this.#known.set(copy, command);
    return command;
  }

  /** The announcement, put together again where it was wrapped; null when its end is missing. */
  #whole(announcement: Announcement, text: string, line: number): string | null {
    // nothing but the line end shows that the name is whole
    const open = announcement.tail === '';
    if (open && !this.lines.isTerminated(line)) return null;
    const rest = (): string => this.text.at(line + 1).trim();
    if (open && isFull(text) && !text.endsWith(' ') && isRestOfName(rest())) return text + rest();
    if (announcement.isWhole(text, this.tools)) return text;
    const next = `${text.trimEnd()} ${rest()}`;
    return announcement.isWhole(next, this.tools) ? next : null;
  }
}

/** What a console left of an announcement for its next line: the end of a name, perhaps with a port. */
function isRestOfName(line: string): boolean {
  return /^[a-z0-9.][a-z0-9.-]{0,252}(?: {1,4}-?port \d{1,5})?$/iu.test(line);
}
