import type { SignatureMatcher } from '../../signatures/matcher.ts';
import type { CleanLines } from '../../text/clean.ts';
import { isFull } from '../../text/columns.ts';
import { detached } from '../../text/shared.ts';
import { commandOfMarker, isClosedMarker, isMarker, textOfMarker, type Command } from '../command.ts';
import { isHeader, isPureMeter, isRule } from './line-kinds.ts';
import { EVERYWHERE, Scanner, toolsOf, type Scan, type Tools } from './scanner.ts';

/** Announcements already read, by copies of them. A script has a few dozen, the same in each of its logs. */
const commands = new Map<string, Command | null>();
const MOST_COMMANDS = 512;
const LONGEST_COMMAND = 200;

const toolsByName = new Map<string, Tools>();
function toolsIn(tool: string): Tools {
  let tools = toolsByName.get(tool);
  if (tools === undefined) toolsByName.set(tool, (tools = toolsOf([tool, ...EVERYWHERE])));
  return tools;
}

/** A check script announces each probe, so what follows belongs to it up to the next announcement or heading. */
export class ScriptScanner extends Scanner {
  /** The script of Windows ends a probe with a rule, and prints its settings in words. */
  readonly #windows: boolean;

  constructor(lines: CleanLines, matcher: SignatureMatcher) {
    super(lines, matcher);
    this.#windows = !this.lines.text.includes('##TRY!!');
  }

  override run(): Scan {
    const { lines } = this;
    /** Behind a status line: what follows are its header lines. */
    let headers = false;
    for (let line = 1; line <= lines.count; line += 1) {
      const text = this.text.at(line);
      if (text === '') {
        headers = false;
        continue;
      }
      const c = text.charCodeAt(0);
      if (c === 35 && this.#structure(text, line)) continue;
      if (this.#windows && isRule(text, c)) this.current = null;
      if (this.current === null) {
        this.others.push({ line, text });
        if (this.#windows) this.note(text, line);
        continue;
      }
      if (this.current.tool === 'curl' && isPureMeter(text, c)) {
        this.take(this.current, line, null);
        continue;
      }
      if (text.startsWith('[INFO]') || text.startsWith('Complete...') || text.startsWith('/usr/local/InMage/')) {
        this.current = null;
        this.others.push({ line, text });
        continue;
      }
      if (headers && isHeader(text, c)) {
        this.take(this.current, line, null);
        continue;
      }
      const matched = this.explain(text, line, toolsIn(this.current.tool));
      this.take(this.current, line, matched);
      headers = matched?.match.pattern.head.startsWith('HTTP/') === true;
      line += matched?.continued ?? 0;
    }
    return this.result(true);
  }

  /** Announcements and headings; false for any other line that begins with `#`. */
  #structure(text: string, line: number): boolean {
    if (isMarker(text)) {
      const whole = this.#wholeMarker(text, line);
      const command = whole === null ? null : this.#command(whole);
      if (command === null) {
        this.current = null;
        this.others.push({ line, text });
        const other = whole === null ? null : textOfMarker(whole);
        if (other !== null) this.unread.push({ command: other.text, tool: other.tool, lines: [line, line] });
      } else {
        this.open(command.tool, command, line);
      }
      return true;
    }
    if (text.startsWith('### ') || text.startsWith('#### ') || text.startsWith('## ')) {
      this.current = null;
      if (!text.startsWith('## ')) this.section += 1;
      this.others.push({ line, text });
      return true;
    }
    return false;
  }

  /** The same announcements stand in every log of a script. */
  #command(announcement: string): Command | null {
    if (announcement.length > LONGEST_COMMAND) return commandOfMarker(announcement);
    const known = commands.get(announcement);
    if (known !== undefined) return known;
    const copy = detached(announcement);
    const command = commandOfMarker(copy);
    if (commands.size >= MOST_COMMANDS) commands.clear();
    commands.set(copy, command);
    return command;
  }

  /** The announcement, put together again where it was wrapped; null when its end is missing. */
  #wholeMarker(text: string, line: number): string | null {
    // of Windows nothing but the line end shows that the name is whole
    const windows = !text.startsWith('##');
    if (windows && !this.lines.isTerminated(line)) return null;
    const rest = (): string => this.text.at(line + 1).trim();
    if (windows && isFull(text) && !text.endsWith(' ') && isRestOfMarker(rest())) return text + rest();
    if (isClosedMarker(text)) return text;
    const next = `${text.trimEnd()} ${rest()}`;
    return isClosedMarker(next) ? next : null;
  }
}

/** What a console left of an announcement for its next line: the end of a name, perhaps with a port. */
function isRestOfMarker(line: string): boolean {
  return /^[a-z0-9.][a-z0-9.-]{0,252}(?: {1,4}-?port \d{1,5})?$/iu.test(line);
}
