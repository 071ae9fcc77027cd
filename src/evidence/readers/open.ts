import type { ForeignFormat } from '../../knowledge/types.ts';
import { isBomb, type BundleEntry } from '../entries.ts';
import { LARGEST_NESTED, MOST_NESTED, UnreadableBundle, type Bundle } from './bundle.ts';
import { ARCHIVE_HEAD, archiveKind, isArchiveName } from './kind.ts';
import { isPackedTar, openTar } from './tar.ts';
import { openZip } from './zip.ts';

/**
 * Opens a zip or tar file, archives inside it included, one level deep; null for a file that is no archive.
 * @throws {UnreadableBundle} for an archive that is damaged or of another kind.
 */
export async function openBundle(blob: Blob, name: string, foreign: readonly ForeignFormat[]): Promise<Bundle | null> {
  const outer = await openArchive(blob, name, foreign);
  return outer === null ? null : withNested(outer, foreign);
}

/** The bundle together with what the archives in it hold. */
export async function withNested(outer: Bundle, foreign: readonly ForeignFormat[]): Promise<Bundle> {
  const nested = outer.entries.filter(
    ({ path, kind, size, packed, encrypted }) =>
      kind === 'file' &&
      !encrypted &&
      isArchiveName(path) &&
      size <= LARGEST_NESTED &&
      (packed === null || !isBomb(size, packed)),
  );
  const inner = new Map<string, Bundle>();
  for (const { path } of nested.slice(0, MOST_NESTED)) {
    const bundle = await openNested(outer, path, foreign);
    if (bundle !== null) inner.set(path, bundle);
  }
  const inside = [...inner].flatMap(([path, { entries }]) =>
    entries.map((entry): BundleEntry => ({ ...entry, path: `${path}/${entry.path}` })),
  );
  return {
    entries: [...outer.entries, ...inside],
    async read(path) {
      const held = [...inner].find(([archive]) => path.startsWith(`${archive}/`));
      return held === undefined ? outer.read(path) : held[1].read(path.slice(held[0].length + 1));
    },
  };
}

async function openArchive(blob: Blob, name: string, foreign: readonly ForeignFormat[]): Promise<Bundle | null> {
  const head = new Uint8Array(await blob.slice(0, ARCHIVE_HEAD).arrayBuffer());
  const found = archiveKind(name, head, foreign);
  switch (found.kind) {
    case 'zip':
      return openZip(blob);
    case 'tar':
      return openTar(blob);
    case 'packed':
      return (await isPackedTar(blob)) ? openTar(blob) : null;
    case 'foreign':
      throw new UnreadableBundle(`${found.format.title}です。${found.format.advice}`);
    case 'none':
      return null;
  }
}

/** A broken archive inside is a file like any other. */
async function openNested(outer: Bundle, path: string, foreign: readonly ForeignFormat[]): Promise<Bundle | null> {
  try {
    const blob = await outer.read(path);
    return blob === null ? null : await openArchive(blob, path, foreign);
  } catch {
    return null;
  }
}
