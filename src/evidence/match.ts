import type { EvidenceItem } from '../knowledge/types.ts';
import { normalPath } from './entries.ts';
import type { BundleEntry, Flaw } from '../model/evidence.ts';
import type { Content } from './content.ts';
import { onceFor } from '../text/once.ts';

/** A file with the path under which it is looked for. */
export interface Known {
  readonly entry: BundleEntry;
  readonly path: string;
}

/** What was found in files, by their paths as the archive writes them; undefined: only names and sizes are known. */
export type Contents = ReadonlyMap<string, Content> | undefined;

/** Formats that a check script writes; a text of another kind says nothing of its origin. */
const SCRIPT_FORMAT = /-(?:linux|windows)$/u;

/** The index of a list of files, made once. */
export const indexOf = onceFor((entries: readonly BundleEntry[]): FileIndex => new FileIndex(entries));

/** The files of a bundle by the expressions that match them; each expression runs once, however many lists have it. */
export class FileIndex {
  readonly files: readonly Known[];
  readonly #hollow: readonly Known[];
  readonly #found = new Map<string, readonly Known[]>();
  #formats: { readonly contents: Contents; readonly files: ReadonlyMap<string, readonly Known[]> } | null = null;

  constructor(entries: readonly BundleEntry[]) {
    const known = entries.map((entry) => ({ entry, path: normalPath(entry.path) }));
    this.files = known.filter(({ entry }) => entry.kind === 'file');
    this.#hollow = known.filter(({ entry }) => entry.kind !== 'file');
  }

  /** Files whose path an expression matches. */
  matching(expression: string): readonly Known[] {
    const known = this.#found.get(expression);
    if (known !== undefined) return known;
    const compiled = new RegExp(expression, 'u');
    const found = this.files.filter(({ path }) => compiled.test(path));
    this.#found.set(expression, found);
    return found;
  }

  /** Files that belong to an item; a log that another script wrote under the same name does not. */
  hitsOf({ match, formats }: EvidenceItem, contents: Contents): readonly Known[] {
    const hits = [...new Set(match.flatMap((expression) => this.matching(expression)))];
    if (formats.length === 0) return hits;
    const named = hits.filter(({ entry }) => {
      const log = contents?.get(entry.path);
      return typeof log !== 'object' || formats.includes(log.format) || !SCRIPT_FORMAT.test(log.format);
    });
    // a log that was renamed is what it is
    const known = this.#written(contents);
    return [...new Set([...named, ...formats.flatMap((format) => known.get(format) ?? [])])];
  }

  /** Files by the formats in which they were written. */
  #written(contents: Contents): ReadonlyMap<string, readonly Known[]> {
    const made = this.#formats;
    if (made !== null && made.contents === contents) return made.files;
    const files = new Map<string, Known[]>();
    for (const known of this.files) {
      const log = contents?.get(known.entry.path);
      if (typeof log !== 'object') continue;
      const alike = files.get(log.format);
      if (alike === undefined) files.set(log.format, [known]);
      else alike.push(known);
    }
    this.#formats = { contents, files };
    return files;
  }

  /** True when a folder or a link stands where an item's files should be. */
  hasHollow({ match }: EvidenceItem): boolean {
    return match.some((expression) => {
      const compiled = new RegExp(expression, 'u');
      return this.#hollow.some(({ path }) => compiled.test(path));
    });
  }

  /** Names of the folders that an expression (its second group) finds anywhere and among `files` does not. */
  without(expression: string, files: readonly Known[]): string[] {
    const compiled = new RegExp(expression, 'u');
    const named = (known: readonly Known[]): string[] => known.flatMap(({ path }) => compiled.exec(path)?.[2] ?? []);
    const present = new Set(named(files));
    return [...new Set(named([...this.files, ...this.#hollow]))].filter((name) => !present.has(name));
  }
}

/** Why what a file holds is not known, or not what an item asks for; null where nothing speaks against it. */
export function flawOf({ entry }: Known, { formats }: EvidenceItem, contents: Contents): Flaw | null {
  if (entry.encrypted) return 'encrypted';
  const content = contents?.get(entry.path);
  if (typeof content === 'string') return content;
  if (entry.flaw !== undefined) return entry.flaw;
  if (formats.length === 0 || contents === undefined) return null;
  if (content === undefined) return 'unread';
  return formats.includes(content.format) ? null : 'unrecognised';
}
