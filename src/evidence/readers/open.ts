import type { ForeignFormat } from '../../knowledge/types.ts';
import { BUNDLES } from '../../limits.ts';
import type { BundleEntry, Flaw } from '../../model/evidence.ts';
import { contentOf, UnreadableBundle, Written, type Bundle, type FileSink } from './bundle.ts';
import { openCab } from './cab.ts';
import { ARCHIVE_HEAD, archiveKind, isArchiveName } from './kind.ts';
import { withUnpacked } from './packed-file.ts';
import { isPackedTar, openTar } from './tar.ts';
import { openZip } from './zip.ts';

/**
 * Opens a zip or tar file, archives inside it included, one level deep; null for a file that is no archive.
 * @throws {UnreadableBundle} for an archive that is damaged, of another kind, or writes out more than can be.
 */
export async function openBundle(blob: Blob, name: string, foreign: readonly ForeignFormat[]): Promise<Bundle | null> {
  const written = new Written(blob.size);
  const outer = await openArchive(blob, name, foreign, written);
  return outer === null ? null : withNested(outer, foreign, written);
}

/**
 * The bundle together with what the archives in it hold. An archive that cannot be opened is a file with a flaw. Holds
 * none of them: they are taken out again when something in them is read.
 * @throws {UnreadableBundle} when all together write out more than can be.
 */
export async function withNested(
  outer: Bundle,
  foreign: readonly ForeignFormat[],
  written = new Written(outer.entries.reduce((sum, { size }) => sum + size, 0)),
): Promise<Bundle> {
  const inside: BundleEntry[] = [];
  const flaws = new Map<BundleEntry, Flaw>();
  /** Archives that were opened, and whether they have sums of their files. */
  const archives = new Map<string, boolean>();
  const budget = { archives: BUNDLES.archives as number, bytes: BUNDLES.archivesSize as number };
  for (const entry of outer.entries) {
    const { path } = entry;
    if (!isArchive(entry) || archives.has(path)) continue;
    const opened = flawOf(entry, budget) ?? (await openNested(outer, path, foreign, written));
    if (typeof opened === 'string') flaws.set(entry, opened);
    else {
      budget.archives -= 1;
      budget.bytes -= entry.size;
      archives.set(path, opened.damaged !== null);
      for (const inner of opened.entries) inside.push(innerEntry(path, inner));
    }
  }
  const entries = outer.entries.map((entry) => {
    const flaw = flaws.get(entry);
    return flaw === undefined ? entry : { ...entry, flaw };
  });
  const places = new Places(outer, archives, foreign);
  const whole: Bundle = {
    entries: [...entries, ...inside],
    read: (path) => contentOf((paths, into) => places.pour(paths, into), path),
    pour: (paths, into) => places.pour(paths, into),
    damaged: (paths) => places.damaged(paths),
  };
  return withUnpacked(whole);
}

function isArchive({ path, kind, encrypted, flaw }: BundleEntry): boolean {
  return kind === 'file' && !encrypted && flaw === undefined && isArchiveName(path);
}

/** Why an archive inside is not opened; null when it is. */
function flawOf(
  { path, size, packed }: BundleEntry,
  budget: { readonly archives: number; readonly bytes: number },
): Flaw | null {
  const ratio = /\.tar$/iu.test(path) ? BUNDLES.ratio : BUNDLES.archiveRatio;
  if (packed !== null && size > BUNDLES.archiveHonest && size > packed * ratio) return 'bomb';
  if (size > BUNDLES.archiveSize || size > budget.bytes) return 'too-large';
  return budget.archives === 0 ? 'too-many' : null;
}

/** An archive in an archive in the archive is not opened. */
function innerEntry(archive: string, entry: BundleEntry): BundleEntry {
  const path = `${archive}/${entry.path}`;
  return isArchive(entry) ? { ...entry, path, flaw: 'too-deep' } : { ...entry, path };
}

async function openNested(
  outer: Bundle,
  path: string,
  foreign: readonly ForeignFormat[],
  written: Written,
): Promise<Bundle | Flaw> {
  const blob = await outer.read(path);
  if (blob === null) return 'damaged';
  try {
    return (await openArchive(blob, path, foreign, new Written(blob.size, written))) ?? 'damaged';
  } catch (error) {
    if (!(error instanceof UnreadableBundle) || written.exceeded) throw error;
    const { kind } = error.fault;
    return kind === 'bomb' ? 'bomb' : kind === 'cabinet-too-many' ? 'too-many' : 'damaged';
  }
}

/** Files of a bundle and of the archives in it, by their paths. */
class Places {
  readonly #outer: Bundle;
  readonly #archives: ReadonlyMap<string, boolean>;
  readonly #foreign: readonly ForeignFormat[];

  constructor(outer: Bundle, archives: ReadonlyMap<string, boolean>, foreign: readonly ForeignFormat[]) {
    this.#outer = outer;
    this.#archives = archives;
    this.#foreign = foreign;
  }

  async pour(paths: ReadonlySet<string>, into: (path: string) => FileSink): Promise<void> {
    for (const [archive, own] of this.#byArchive(paths))
      await (await this.#open(archive))?.pour(own, (path) => into(pathIn(archive, path)));
  }

  async damaged(paths: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const damaged = new Set<string>();
    for (const [archive, own] of this.#byArchive(paths)) {
      if (this.#archives.get(archive) === false) continue;
      for (const path of (await (await this.#open(archive))?.damaged?.(own)) ?? []) damaged.add(pathIn(archive, path));
    }
    return damaged;
  }

  /** Paths within each archive; those of the bundle itself under an empty name. */
  #byArchive(paths: Iterable<string>): Map<string, Set<string>> {
    const groups = new Map<string, Set<string>>();
    for (const path of paths) {
      const archive = this.#archiveOf(path);
      const own = archive === '' ? path : path.slice(archive.length + 1);
      const known = groups.get(archive);
      if (known === undefined) groups.set(archive, new Set([own]));
      else known.add(own);
    }
    return groups;
  }

  #archiveOf(path: string): string {
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      const head = path.slice(0, at);
      if (this.#archives.has(head)) return head;
    }
    return '';
  }

  async #open(archive: string): Promise<Bundle | null> {
    if (archive === '') return this.#outer;
    const blob = await this.#outer.read(archive);
    try {
      return blob === null ? null : await openArchive(blob, archive, this.#foreign, new Written(blob.size));
    } catch (error) {
      if (error instanceof UnreadableBundle) return null;
      throw error;
    }
  }
}

function pathIn(archive: string, path: string): string {
  return archive === '' ? path : `${archive}/${path}`;
}

async function openArchive(
  blob: Blob,
  name: string,
  foreign: readonly ForeignFormat[],
  written: Written,
): Promise<Bundle | null> {
  const head = new Uint8Array(await blob.slice(0, ARCHIVE_HEAD).arrayBuffer());
  const found = archiveKind(name, head, foreign);
  switch (found.kind) {
    case 'zip':
      return openZip(blob, written);
    case 'tar':
      return openTar(blob, written);
    case 'cab':
      return openCab(blob);
    case 'packed':
      return (await isPackedTar(blob)) ? openTar(blob, written) : null;
    case 'foreign':
      throw new UnreadableBundle({ kind: 'foreign', title: found.format.title, advice: found.format.advice });
    case 'none':
      return null;
  }
}
