import { listed } from '#locale/forms.ts';
import { DROP } from '#locale/bundle-view.ts';
import type { EvidenceReport } from '../../model/report.ts';
import { BUNDLES } from '../../limits.ts';
import type { Comparison, Found } from './protocol.ts';
import { BundleSession, type Told } from './session.ts';

/** Folders deeper than this are not walked. */
const DEEPEST = 20;

/** A bundle that a worker holds, with the name under which it is shown, and its first result. */
export interface Opened {
  readonly id: number;
  readonly name: string;
  readonly first: EvidenceReport;
  check(comparison: Comparison): Promise<EvidenceReport>;
  read(path: string): Promise<Blob | null>;
}

/** A file with the folders that it lies in. */
export interface PathFile {
  readonly path: string;
  readonly file: File;
}

/** The files inside the folders and files that were dropped. */
export async function filesOfDropped(roots: readonly FileSystemEntry[]): Promise<PathFile[]> {
  return (await foundIn(roots)).flatMap(({ path, file }) => (file === null ? [] : [{ path, file }]));
}

/**
 * Everything inside the folders and files that were dropped, archives included, compared with a list, or with the one
 * that fits best. @throws {Error} named `UnreadableBundle`
 */
export async function openDropped(
  roots: readonly FileSystemEntry[],
  scenario: string | null,
  told: Told,
): Promise<Opened> {
  return opened(listed(roots.map(({ name }) => name)), await foundIn(roots), { scenario, told });
}

/** The same for files that were chosen: one archive, or several files that count as one bundle. */
export async function openFiles(files: readonly File[], scenario: string | null, told: Told): Promise<Opened> {
  const found = files.map((file) => ({
    path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
    file,
  }));
  return opened(files.length === 1 ? (files[0]?.name ?? '') : DROP.files(files.length), found, {
    scenario,
    told,
  });
}

/** A page shows one bundle: the worker of the one before ends. */
let current: BundleSession | null = null;
let lastId = 0;

/** Gives up the bundle that is being read. */
export function stopReading(): void {
  current?.stop();
  current = null;
}

async function opened(
  name: string,
  found: readonly Found[],
  { scenario, told }: { readonly scenario: string | null; readonly told: Told },
): Promise<Opened> {
  current?.stop();
  const session = (current = new BundleSession());
  await session.open(name, found, told);
  const first = await session.check({ scenario: scenario ?? undefined, failedAt: undefined });
  lastId += 1;
  return {
    id: lastId,
    name,
    first,
    check: (comparison) => session.check(comparison),
    read: (path) => session.read(path),
  };
}

async function foundIn(roots: readonly FileSystemEntry[]): Promise<Found[]> {
  const all: Found[] = [];
  for (const root of roots) await walk(root, root.name, 0, all);
  return all;
}

async function walk(entry: FileSystemEntry, path: string, depth: number, into: Found[]): Promise<void> {
  // one more than are looked at: the check says so
  if (into.length > BUNDLES.entries || depth > DEEPEST) return;
  if (isFile(entry)) {
    const file = await new Promise<File | null>((resolve) => {
      entry.file(resolve, () => {
        resolve(null);
      });
    });
    if (file !== null) into.push({ path, file });
    return;
  }
  if (!isFolder(entry)) return;
  into.push({ path: `${path}/`, file: null });
  const reader = entry.createReader();
  for (;;) {
    // a reader gives a hundred at a time
    const some = await new Promise<FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => {
        resolve([]);
      });
    });
    if (some.length === 0) return;
    for (const one of some) await walk(one, `${path}/${one.name}`, depth + 1, into);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
