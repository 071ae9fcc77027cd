import { BlobReader, BlobWriter, ZipReader, type Entry } from '@zip.js/zip.js';
import type { BundleEntry } from '../check.ts';

/** Archives inside the archive that are listed as well, one level deep. */
const MOST_NESTED = 20;
const LARGEST_NESTED = 200 * 1024 * 1024;

/** An open zip file: its list, and its files one at a time. */
export interface ZipBundle {
  readonly entries: readonly BundleEntry[];
  /** The content of one file; null when it is encrypted or not there. */
  read(path: string): Promise<Blob | null>;
}

/** True for the first bytes of a zip file. */
export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5) && (head[3] === 4 || head[3] === 6);
}

/** Lists a zip file, zip64 included, without unpacking it. @throws {Error} when its directory cannot be read. */
export async function openZip(blob: Blob): Promise<ZipBundle> {
  const found = new Map<string, Entry>();
  const entries: BundleEntry[] = [];
  const nested: [path: string, entry: Entry][] = [];
  for (const entry of await new ZipReader(new BlobReader(blob)).getEntries()) {
    const path = nameOf(entry);
    found.set(path, entry);
    entries.push(bundleEntry(path, entry));
    if (/\.zip$/iu.test(path) && !entry.encrypted && entry.uncompressedSize <= LARGEST_NESTED)
      nested.push([path, entry]);
  }
  const inner = new Map<string, Entry>();
  for (const [path, entry] of nested.slice(0, MOST_NESTED)) {
    for (const one of await listNested(entry)) {
      const name = `${path}/${nameOf(one)}`;
      inner.set(name, one);
      entries.push(bundleEntry(name, one));
    }
  }
  return {
    entries,
    async read(path) {
      const entry = found.get(path) ?? inner.get(path);
      return entry === undefined || entry.encrypted ? null : unpack(entry);
    },
  };
}

async function listNested(entry: Entry): Promise<Entry[]> {
  try {
    const blob = await unpack(entry);
    return blob === null ? [] : await new ZipReader(new BlobReader(blob)).getEntries();
  } catch {
    // a broken archive inside is a file like any other
    return [];
  }
}

async function unpack(entry: Entry): Promise<Blob | null> {
  if (entry.directory) return null;
  return entry.getData(new BlobWriter(), { useWebWorkers: false });
}

function bundleEntry(path: string, entry: Entry): BundleEntry {
  return {
    path,
    size: entry.uncompressedSize,
    packed: entry.compressedSize,
    time: entry.lastModDate.getTime(),
    encrypted: entry.encrypted,
    directory: entry.directory,
  };
}

/** Names are in UTF-8 where the archive says so, or where they read as it; else a Japanese Windows wrote them. */
function nameOf({ filename, filenameUTF8, rawFilename }: Entry): string {
  if (filenameUTF8) return filename;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(rawFilename);
  } catch {
    return new TextDecoder('shift_jis').decode(rawFilename);
  }
}
