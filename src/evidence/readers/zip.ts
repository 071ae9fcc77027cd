import { BlobReader, ERR_SPLIT_ZIP_FILE, ZipReader, type Entry } from '@zip.js/zip.js';
import { BUNDLES } from '../../limits.ts';
import { detached } from '../../text/shared.ts';
import { isBomb, LONGEST_PATH, MOST_ENTRIES } from '../entries.ts';
import type { BundleEntry } from '../../model/evidence.ts';
import { isAskedFor, mayBeRead } from '../files.ts';
import { contentOf, decodeName, UnreadableBundle, type Bundle, type FileSink, type Written } from './bundle.ts';
import { isArchiveName } from './kind.ts';

/** A name that leaves the folder is refused by itself, with its reason; the rest of the bundle counts all the same. */
const TOLERANT = { strictness: 'tolerant' } as const;
/** Entries that are kept to be read, of those that no list asks for by name. */
const MOST_KEPT = BUNDLES.looked;
/** Bytes of a header in front of an entry's name. */
const LOCAL_HEADER = 30;

type FileEntry = Exclude<Entry, { directory: true }>;

/**
 * Lists a zip file, zip64 included, without unpacking it.
 * @throws {UnreadableBundle} when its directory cannot be read, or its files together are a bomb.
 */
export async function openZip(blob: Blob, written: Written): Promise<Bundle> {
  const found = new Map<string, FileEntry>();
  const entries: BundleEntry[] = [];
  const places: Place[] = [];
  try {
    for await (const entry of entriesOf(blob)) {
      const own = bundleEntry(entry);
      places.push(placeOf(entry));
      entries.push(own);
      // the library's entries are large: only those that may be read are kept
      if (
        !entry.directory &&
        !found.has(own.path) &&
        (isAskedFor(own) || isArchiveName(own.path) || (found.size < MOST_KEPT && mayBeRead(own)))
      )
        found.set(own.path, entry);
      if (entries.length > MOST_ENTRIES) break;
      // what is refused by itself is not unpacked
      if (!isBomb(own.size, own.packed ?? 0)) written.add(own.size);
    }
  } catch (error) {
    if (error instanceof UnreadableBundle) throw error;
    const isSplit = error instanceof Error && error.message === ERR_SPLIT_ZIP_FILE;
    throw new UnreadableBundle({ kind: 'zip', how: isSplit ? 'split' : 'damaged' });
  }
  const torn = overlapping(places, blob.size);
  const sound = entries.map((entry, index) => (torn.has(index) ? { ...entry, flaw: 'damaged' as const } : entry));
  const pour: Bundle['pour'] = async (paths, into) => {
    for (const path of paths) {
      const entry = found.get(path);
      if (entry !== undefined) await pourInto(entry, into(path));
    }
  };
  return {
    entries: sound,
    read: (path) => contentOf(pour, path),
    pour,
    damaged: (paths) => damagedOf(blob, paths),
  };
}

function entriesOf(blob: Blob): AsyncGenerator<Entry> {
  return new ZipReader(new BlobReader(blob), TOLERANT).getEntriesGenerator();
}

function pathOf(entry: Entry): string {
  const path = entry.filenameUTF8 ? entry.filename : decodeName(entry.rawFilename);
  return path.length > LONGEST_PATH ? detached(path.slice(0, LONGEST_PATH + 1)) : path;
}

/** Unpacks files for nothing but their sums, as many as time allows. */
async function damagedOf(blob: Blob, paths: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const damaged = new Set<string>();
  const seen = new Set<string>();
  if (paths.size === 0) return damaged;
  let left: number = BUNDLES.verifiedSize;
  for await (const entry of entriesOf(blob)) {
    const path = pathOf(entry);
    if (!paths.has(path) || seen.has(path) || entry.directory || entry.encrypted || entry.uncompressedSize === 0)
      continue;
    seen.add(path);
    if (entry.uncompressedSize > left || isBomb(entry.uncompressedSize, entry.compressedSize)) continue;
    left -= entry.uncompressedSize;
    if (!(await unpackInto(entry, () => true))) damaged.add(path);
    if (seen.size === paths.size || seen.size >= BUNDLES.verified) break;
  }
  return damaged;
}

/** Unpacks a file into a sink, which is always ended. */
async function pourInto(entry: FileEntry, sink: FileSink): Promise<void> {
  const isOpen = !entry.encrypted && entry.uncompressedSize <= BUNDLES.fileSize;
  sink.end(isOpen && (await unpackInto(entry, (piece) => sink.push(piece))));
}

/**
 * False when the data are not what the entry says. No more than it claims: a size that is a lie must not fill the memory.
 * When `take` has enough, what follows is not looked at.
 */
async function unpackInto(entry: FileEntry, take: (piece: Uint8Array) => boolean): Promise<boolean> {
  let size = 0;
  let isEnough = false;
  const into = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(piece) {
      size += piece.length;
      if (size > entry.uncompressedSize) throw new Error('longer than it claims');
      isEnough = !take(piece);
      if (isEnough) throw new Error('enough');
    },
  });
  try {
    await entry.getData(into, { useWebWorkers: false, checkSignature: true });
    return size === entry.uncompressedSize;
  } catch {
    return isEnough;
  }
}

function bundleEntry(entry: Entry): BundleEntry {
  const path = pathOf(entry);
  const folder = entry.directory || /[\\/]$/u.test(path);
  return {
    path,
    kind: entry.symlink ? 'link' : folder ? 'folder' : 'file',
    size: entry.uncompressedSize,
    packed: entry.compressedSize,
    time: entry.lastModDate.getTime(),
    encrypted: entry.encrypted,
  };
}

/** Where the data of an entry lie, as the directory says. */
interface Place {
  readonly start: number;
  readonly end: number;
}

function placeOf({ offset, rawFilename, compressedSize }: Entry): Place {
  return { start: offset, end: offset + LOCAL_HEADER + rawFilename.length + compressedSize };
}

/** Entries that share their data with others, or whose data lie behind the end: no program wrote that. */
function overlapping(places: readonly Place[], size: number): ReadonlySet<number> {
  const torn = new Set<number>();
  const order = places.map((_, index) => index).sort((a, b) => (places[a]?.start ?? 0) - (places[b]?.start ?? 0));
  let last: number | null = null;
  for (const index of order) {
    const { start, end } = places[index] ?? { start: 0, end: 0 };
    if (end > size) torn.add(index);
    if (last !== null && start < (places[last]?.end ?? 0)) {
      torn.add(index);
      torn.add(last);
    }
    if (last === null || end > (places[last]?.end ?? 0)) last = index;
  }
  return torn;
}
