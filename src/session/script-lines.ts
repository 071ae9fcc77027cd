import { announcementsOf, type Announcement, type SessionFormat } from './announcement.ts';
import { isRule } from './line-kinds.ts';

const RULE = '{rule}';

/** What a line is in the log of a script, as its format's definition says. */
export class ScriptLines {
  /** The script's system is Windows: it prints its settings in words. */
  readonly windows: boolean;
  readonly #announcements: readonly Announcement[];
  readonly #headings: readonly string[];
  readonly #ends: readonly string[];
  readonly #rules: boolean;
  /** First characters of all of these: rule out most lines at once, as those of the formats' marks do. */
  readonly #heads: ReadonlySet<number>;

  constructor(format: SessionFormat) {
    this.windows = format.platform === 'windows';
    this.#announcements = announcementsOf(format);
    this.#headings = format.headings;
    this.#ends = [...format.ends.filter((end) => end !== RULE), ...(format.endMark === null ? [] : [format.endMark])];
    this.#rules = format.ends.includes(RULE);
    this.#heads = new Set(
      [
        ...this.#announcements.map(({ head }) => head),
        ...this.#headings,
        ...this.#ends,
        ...(this.#rules ? ['-', '=', '*'] : []),
      ].map((head) => head.charCodeAt(0)),
    );
  }

  /** The announcement that begins in a line; null when none does. */
  announcementIn(line: string): Announcement | null {
    if (!this.#heads.has(line.charCodeAt(0))) return null;
    return this.#announcements.find((announcement) => announcement.begins(line)) ?? null;
  }

  /** What a line of the script's own is; null for any other line. */
  kindOf(line: string): 'heading' | 'end' | null {
    if (!this.#heads.has(line.charCodeAt(0))) return null;
    if (this.#headings.some((heading) => line.startsWith(heading))) return 'heading';
    if (this.#ends.some((end) => line.startsWith(end)) || (this.#rules && isRule(line))) return 'end';
    return null;
  }
}
