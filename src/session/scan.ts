import type { SignatureMatcher } from '../signatures/matcher.ts';
import type { CleanLines } from '../text/clean.ts';
import type { Lines } from '../text/lines.ts';
import { rejoined, type Structure } from '../text/rejoin.ts';
import type { Understood } from '../text/unbroken.ts';
import type { Unfolded } from '../text/unfold.ts';
import { AnnouncedScanner, type KnownCommands } from './announced-scanner.ts';
import { announcementsOf, type Announcement, type SessionFormat } from './announcement.ts';
import type { Scan } from './scanner.ts';
import { LineWorth, type Destinations } from './line-worth.ts';
import { ScriptLines } from './script-lines.ts';
import { TerminalScanner } from './terminal-scanner.ts';
import { ToolTable, type Tools } from './tool-table.ts';

/** Lines that are tried in several readings. */
const MOST_TRIED = 200;

/** Finds the probes of logs: what is run is known from the table of tools, whose line it is from the format. */
export class SessionReader {
  readonly #matcher: SignatureMatcher;
  readonly #tools: ToolTable;
  readonly #worth: LineWorth;
  readonly #announcements: readonly Announcement[];
  readonly #endMarks: readonly string[];
  readonly #structures: readonly Structure[];
  readonly #scripts = new Map<string, { readonly lines: ScriptLines; readonly known: KnownCommands }>();

  constructor(matcher: SignatureMatcher, tools: Tools, formats: readonly SessionFormat[]) {
    this.#matcher = matcher;
    this.#tools = new ToolTable(tools);
    this.#worth = new LineWorth(matcher, this.#tools);
    this.#announcements = formats.flatMap(announcementsOf).filter(({ telling }) => telling);
    this.#structures = formats.flatMap((format) =>
      announcementsOf(format).flatMap(({ head, tail }) =>
        format.closes === undefined ? [] : [{ opens: `${head} `, closes: format.closes, tail }],
      ),
    );
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

  /** A script announces its probes in it: of its messages those that a mail broke are put together one by one. */
  isAnnounced(text: CleanLines): boolean {
    for (let line = 1; line <= text.lines.count; line += 1) {
      const own = text.at(line);
      if (this.#announcements.some((announcement) => announcement.begins(own))) return true;
    }
    return false;
  }

  /** The lines of probes whose form tells where a mail broke them, put together; null where none is broken. */
  rejoined(lines: Lines): Unfolded | null {
    const structure = this.#structures.find(({ opens }) => lines.text.includes(opens));
    return structure === undefined ? null : rejoined(lines, structure);
  }

  /** How much of a line is understood. */
  understood(line: string, known: Destinations): Understood {
    return this.#worth.of(line, known);
  }

  /** How much of a text is understood, by its first lines. */
  readable(text: CleanLines, known: Destinations): number {
    const last = Math.min(text.lines.count, MOST_TRIED);
    let sum = 0;
    for (let line = 1; line <= last; line += 1) {
      const own = text.at(line);
      if (own.trim() !== '') sum += this.#worth.of(own, known).worth;
    }
    return sum;
  }
}
