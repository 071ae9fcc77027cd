import { BlobReader, ERR_SPLIT_ZIP_FILE, ZipReader, type Entry } from '@zip.js/zip.js';
import { MOST_ENTRIES, type BundleEntry } from '../entries.ts';
import { isReadable } from '../logs.ts';
import { decodeName, UnreadableBundle, type Bundle } from './bundle.ts';
import { isArchiveName } from './kind.ts';

/** A name that leaves the folder is refused by itself, with its reason; the rest of the bundle counts all the same. */
const TOLERANT = { strictness: 'tolerant' } as const;

/** Lists a zip file, zip64 included, without unpacking it. @throws {UnreadableBundle} when its directory cannot be read. */
export async function openZip(blob: Blob): Promise<Bundle> {
  const found = new Map<string, Entry>();
  const entries: BundleEntry[] = [];
  try {
    for await (const entry of new ZipReader(new BlobReader(blob), TOLERANT).getEntriesGenerator()) {
      const path = entry.filenameUTF8 ? entry.filename : decodeName(entry.rawFilename);
      const own = bundleEntry(path, entry);
      entries.push(own);
      // the library's entries are large: only those that may be read are kept
      if (!found.has(path) && (isReadable(own) || isArchiveName(path))) found.set(path, entry);
      if (entries.length > MOST_ENTRIES) break;
    }
  } catch (error) {
    throw new UnreadableBundle(
      error instanceof Error && error.message === ERR_SPLIT_ZIP_FILE
        ? '分割された zip です。1 つの zip でまとめ直してください。'
        : 'zip として読み取れませんでした。コピーやダウンロードが途中で切れたか、壊れています。',
    );
  }
  return {
    entries,
    async read(path) {
      const entry = found.get(path);
      return entry === undefined || entry.encrypted || entry.directory ? null : unpack(entry);
    },
  };
}

/** No more than the entry claims: a size that is a lie must not fill the memory. */
async function unpack(entry: Exclude<Entry, { directory: true }>): Promise<Blob | null> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const into = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(piece) {
      size += piece.length;
      if (size > entry.uncompressedSize) throw new Error('longer than it claims');
      pieces.push(piece);
    },
  });
  try {
    await entry.getData(into, { useWebWorkers: false });
    return new Blob(pieces);
  } catch {
    return null;
  }
}

function bundleEntry(path: string, entry: Entry): BundleEntry {
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
