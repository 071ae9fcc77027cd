import type { SignatureMatcher } from '../signatures/matcher.ts';
import type { CleanLines } from '../text/clean.ts';
import { AnnouncedScanner, type KnownCommands } from './announced-scanner.ts';
import { announcementsOf, type Announcement, type SessionFormat } from './announcement.ts';
import type { Scan } from './scanner.ts';
import { ScriptLines } from './script-lines.ts';
import { TerminalScanner } from './terminal-scanner.ts';
import { ToolTable, type Tools } from './tool-table.ts';

/** Finds the probes of logs: what is run is known from the table of tools, whose line it is from the format. */
export class SessionReader {
  readonly #matcher: SignatureMatcher;
  readonly #tools: ToolTable;
  readonly #announcements: readonly Announcement[];
  readonly #endMarks: readonly string[];
  readonly #scripts = new Map<string, { readonly lines: ScriptLines; readonly known: KnownCommands }>();

  constructor(matcher: SignatureMatcher, tools: Tools, formats: readonly SessionFormat[]) {
    this.#matcher = matcher;
    this.#tools = new ToolTable(tools);
    this.#announcements = formats.flatMap(announcementsOf).filter(({ telling }) => telling);
    this.#endMarks = formats.flatMap(({ endMark }) => endMark ?? []);
    for (const format of formats)
      if (format.announce.length > 0)
        this.#scripts.set(format.id, { lines: new ScriptLines(format), known: new Map() });
  }

  /**
   * Finds the probes of a log. In the log of a script only its announcements begin one; without a script, `null`, prompts
   * and commands tell.
   */
  read(text: CleanLines, script: string | null): Scan {
    const format = script === null ? undefined : this.#scripts.get(script);
    const scanner =
      format === undefined
        ? new TerminalScanner(text, this.#matcher, this.#tools, this.#announcements, this.#endMarks)
        : new AnnouncedScanner(text, this.#matcher, this.#tools, format.lines, format.known);
    return scanner.run();
  }
}
