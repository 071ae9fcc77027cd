import type { BundleEntry } from '../../evidence/entries.ts';
import type { Content } from '../../evidence/logs.ts';
import type { Bundle } from '../../evidence/readers/bundle.ts';
import { analyzeInWorker, Cancelled } from '../worker/client.ts';
import { loadKnowledge } from '../worker/start.ts';
import { loadEvidenceLists } from './knowledge.ts';

/** Folders deeper than this, and more files than this, are not walked. */
const DEEPEST = 20;
const MOST_FILES = 50_000;

/** A bundle with the name under which it is shown, and what a look into its files has shown. */
export interface Opened extends Bundle {
  readonly name: string;
  readonly contents: ReadonlyMap<string, Content>;
}

/** Files that were dropped or chosen, with the folders that they lie in. */
interface Found {
  readonly path: string;
  /** Null for a folder. */
  readonly file: File | null;
}

/** A file with the folders that it lies in. */
export interface PathFile {
  readonly path: string;
  readonly file: File;
}

/** The files inside the folders and files that were dropped. */
export async function filesOfDropped(roots: readonly FileSystemEntry[]): Promise<PathFile[]> {
  return (await found(roots)).flatMap(({ path, file }) => (file === null ? [] : [{ path, file }]));
}

/** Everything inside the folders and files that were dropped, archives included. */
export async function openDropped(roots: readonly FileSystemEntry[]): Promise<Opened> {
  return openFound(roots.map(({ name }) => name).join('、'), await found(roots));
}

async function found(roots: readonly FileSystemEntry[]): Promise<Found[]> {
  const all: Found[] = [];
  for (const root of roots) await walk(root, root.name, 0, all);
  return all;
}

/** Files that were chosen: one archive, or several files that count as one bundle. @throws {UnreadableBundle} */
export async function openFiles(files: readonly File[]): Promise<Opened> {
  const [first, ...others] = files;
  if (first !== undefined && others.length === 0) {
    const { openBundle } = await import('../../evidence/readers/open.ts');
    const bundle = await openBundle(first, first.name, (await loadKnowledge()).archiveFormats);
    if (bundle !== null) return lookInto(bundle, first.name);
  }
  return openFound(
    others.length === 0 ? (first?.name ?? '') : `${files.length} 個のファイル`,
    files.map((file) => ({ path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, file })),
  );
}

async function openFound(name: string, all: readonly Found[]): Promise<Opened> {
  const byPath = new Map(all.map(({ path, file }) => [path, file]));
  const [{ withNested }, { bundleOf }] = await Promise.all([
    import('../../evidence/readers/open.ts'),
    import('../../evidence/readers/bundle.ts'),
  ]);
  const entries = all.map(({ path, file }): BundleEntry => ({
    path,
    kind: file === null ? 'folder' : 'file',
    size: file?.size ?? 0,
    packed: null,
    time: file?.lastModified ?? null,
    encrypted: false,
  }));
  const outer = bundleOf(entries, (path, bytes) => {
    const file = byPath.get(path) ?? null;
    return Promise.resolve(bytes === Infinity ? file : (file?.slice(0, bytes) ?? null));
  });
  const bundle = await withNested(outer, (await loadKnowledge()).archiveFormats);
  return lookInto(bundle, name);
}

async function lookInto(bundle: Bundle, name: string): Promise<Opened> {
  const [lists, { captureFormats }, { readContents }, { isCapture }] = await Promise.all([
    loadEvidenceLists(),
    loadKnowledge(),
    import('../../evidence/logs.ts'),
    import('../../capture/recognise.ts'),
  ]);
  try {
    const contents = await readContents(bundle, lists, {
      analyze: async (log, bytes) => (await analyzeInWorker({ name: log, bytes })).report,
      isCapture: (head) => isCapture('', head, captureFormats),
    });
    return { ...bundle, name, contents };
  } catch (error) {
    // an analysis that was stopped leaves the logs unread, and they count for nothing
    if (error instanceof Cancelled) return { ...bundle, name, contents: new Map() };
    throw error;
  }
}

async function walk(entry: FileSystemEntry, path: string, depth: number, into: Found[]): Promise<void> {
  if (into.length >= MOST_FILES || depth > DEEPEST) return;
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
