import type { BundleEntry } from '../../evidence/check.ts';

/** Folders deeper than this, and more files than this, are not walked. */
const DEEPEST = 20;
const MOST_FILES = 50_000;

export interface Dropped {
  readonly files: readonly File[];
  /** The files of a folder; null when no folder was dropped. */
  readonly entries: readonly BundleEntry[] | null;
}

/** What was dropped: files, or everything inside a folder. */
export async function listDropped(transfer: DataTransfer): Promise<Dropped> {
  const files = [...transfer.files];
  const roots = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (!roots.some((root) => root.isDirectory)) return { files, entries: null };
  const entries: BundleEntry[] = [];
  for (const root of roots) await walk(root, root.name, 0, entries);
  return { files, entries };
}

async function walk(entry: FileSystemEntry, path: string, depth: number, into: BundleEntry[]): Promise<void> {
  if (into.length >= MOST_FILES || depth > DEEPEST) return;
  if (isFile(entry)) {
    const file = await new Promise<File | null>((resolve) => {
      entry.file(resolve, () => {
        resolve(null);
      });
    });
    if (file === null) return;
    into.push({ path, size: file.size, packed: null, time: file.lastModified, encrypted: false, directory: false });
    return;
  }
  if (!isFolder(entry)) return;
  into.push({ path: `${path}/`, size: 0, packed: null, time: null, encrypted: false, directory: true });
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
