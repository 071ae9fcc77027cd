import type { Shell } from '../text/shell-words.ts';
import { announcedCommand } from './command.ts';
import type { Command } from './command-facts.ts';
import type { ToolTable } from './tool-table.ts';

/** What a format's definition says of the lines of its script; terminals have no definition. */
export interface SessionFormat {
  readonly id: string;
  readonly platform: 'linux' | 'windows' | 'any';
  /** Lines with which it announces a probe; `{command}` stands for the command, and more may stand behind it. */
  readonly announce: readonly string[];
  /** How the last line of a probe begins, where `key: value` lines alone stand in it. */
  readonly closes?: string | undefined;
  /** Beginnings of the lines with which another part of it begins. */
  readonly headings: readonly string[];
  /** Beginnings of other lines that end a probe; `{rule}` stands for a row of one sign. */
  readonly ends: readonly string[];
  /** Line that it writes last. */
  readonly endMark: string | null;
}

const COMMAND = '{command}';
/** An announcement that begins with fewer characters (`>> `) does not tell by itself that a script wrote the text. */
const TELLING = 6;

/** A line with which a script announces the command whose output follows: `##TRY!! … ##`. */
export class Announcement {
  /** What stands before the command. */
  readonly head: string;
  /** What stands behind it; empty where it ends the line. */
  readonly tail: string;
  readonly #shell: Shell;

  /** @throws {Error} when `source` does not say where the command stands, or begins with it. */
  constructor(source: string, platform: SessionFormat['platform']) {
    const [head = '', tail, ...more] = source.split(COMMAND);
    if (tail === undefined || more.length > 0 || head.trim() === '')
      throw new Error(`an announcement is literal text with one {command} behind it: ${source}`);
    this.head = head.trimEnd();
    this.tail = tail.trim();
    this.#shell = platform === 'windows' ? 'windows' : 'posix';
  }

  /** It tells by itself that a script wrote the text. */
  get telling(): boolean {
    return this.head.length >= TELLING;
  }

  begins(line: string): boolean {
    return line.startsWith(this.head);
  }

  /**
   * True when the announcement is whole: a mail, a console or a cut may have left only its head. One with a tail says so
   * itself; the other is whole when something stands behind the name of its destination, or a dot in it.
   */
  isWhole(line: string, tools: ToolTable): boolean {
    if (this.tail !== '') {
      const written = line.trim();
      return written.endsWith(this.tail) && written.length > this.head.length + this.tail.length;
    }
    const command = this.commandOf(line, tools);
    if (command === null || command.host === null) return false;
    return command.host.includes('.') || command.port !== null || command.scheme !== null;
  }

  /** The text of the command that it announces; empty when there is none. */
  textOf(line: string): string {
    const text = line.slice(this.head.length).trim();
    return (this.tail !== '' && text.endsWith(this.tail) ? text.slice(0, -this.tail.length) : text).trim();
  }

  /** The command that it announces; null when it runs no tool that is read. */
  commandOf(line: string, tools: ToolTable): Command | null {
    return announcedCommand(this.textOf(line), this.#shell, tools);
  }
}

/** The announcements of a format. */
export function announcementsOf({ announce, platform }: SessionFormat): readonly Announcement[] {
  return announce.map((source) => new Announcement(source, platform));
}
