import { Gunzip } from 'fflate';
import { isGzip } from '../../text/gzip.ts';
import { BUNDLES } from '../../limits.ts';
import { detached } from '../../text/shared.ts';
import { isBomb, LONGEST_PATH, MOST_ENTRIES } from '../entries.ts';
import type { BundleEntry } from '../../model/evidence.ts';
import { contentOf, decodeName, UnreadableBundle, Written, type Bundle, type FileSink } from './bundle.ts';
import { BLOCK, isHeader, isTar, nameOf, numberAt, paxRecords, textAt } from './tar-header.ts';

const LONGEST_NAME = 65_536;
/** Packed bytes that are unpacked at once: what comes out of them is held, up to a thousand times as much. */
const PACKED_PIECE = 4 * 1024;
const PACKED_HEAD = 64 * 1024;
const DAMAGED = { kind: 'tar', how: 'damaged' } as const;
const CUT = { kind: 'tar', how: 'cut' } as const;

/** True for a gzip file with a tar file in it. */
export async function isPackedTar(blob: Blob): Promise<boolean> {
  let first = new Uint8Array(0);
  const gunzip = new Gunzip((piece) => {
    if (first.length < BLOCK) first = joined(first, piece);
  });
  try {
    const head = new Uint8Array(await blob.slice(0, PACKED_HEAD).arrayBuffer());
    for (let at = 0; at < head.length && first.length < BLOCK; at += PACKED_PIECE)
      gunzip.push(head.subarray(at, at + PACKED_PIECE), false);
  } catch {
    // what came out until then decides
  }
  return isTar(first);
}

/**
 * Lists a tar file, packed with gzip or not, as it streams by.
 * @throws {UnreadableBundle} when it is cut or damaged, or writes out more than can be.
 */
export async function openTar(blob: Blob, written: Written): Promise<Bundle> {
  const { entries } = await walk(blob, null, written);
  const pour: Bundle['pour'] = async (paths, into) => {
    await walk(blob, { paths, into }, new Written(blob.size));
  };
  return { entries, read: (path) => contentOf(pour, path), pour, damaged: null };
}

/** The files of a tar that are read, and where each of them goes. */
interface Pouring {
  readonly paths: ReadonlySet<string>;
  readonly into: (path: string) => FileSink;
}

/** Reads through a tar once and pours out the files that are wanted. */
async function walk(blob: Blob, wanted: Pouring | null, written: Written): Promise<TarWalk> {
  const tar = new TarWalk(wanted, written);
  const packed = isGzip(new Uint8Array(await blob.slice(0, 3).arrayBuffer()));
  const gunzip = new Gunzip((piece) => {
    tar.push(piece);
  });
  const reader = blob.stream().getReader();
  let taken = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || tar.ended) break;
      if (!packed) tar.push(value);
      for (let at = 0; packed && at < value.length && !tar.ended; at += PACKED_PIECE) {
        const piece = value.subarray(at, at + PACKED_PIECE);
        taken += piece.length;
        gunzip.push(piece, false);
        if (tar.bytes > BUNDLES.patience && isBomb(tar.bytes, taken)) throw new UnreadableBundle({ kind: 'bomb' });
      }
    }
  } catch (error) {
    if (error instanceof UnreadableBundle) throw error;
    // bytes behind the end of the packed tar do not matter
    if (!tar.ended) throw new UnreadableBundle(DAMAGED);
  } finally {
    await reader.cancel();
  }
  if (tar.entries.length === 0 && tar.bytes > 0 && !tar.ended) throw new UnreadableBundle(DAMAGED);
  // of a block that is not whole nothing comes out
  const isCut = tar.isInside || (packed && tar.bytes === 0);
  if (!tar.ended && isCut) throw new UnreadableBundle(CUT);
  return tar;
}

/** A header that describes the next one: a long name (GNU) or records (pax). */
interface Described {
  readonly kind: 'name' | 'link' | 'pax' | 'ignored';
  left: number;
  readonly bytes: number[];
}

/** Types of headers that describe. */
const DESCRIBES: ReadonlyMap<string, Described['kind']> = new Map([
  ['L', 'name'],
  ['K', 'link'],
  ['x', 'pax'],
  ['X', 'pax'],
  ['g', 'ignored'],
]);

/** Reads headers and skips what stands between them (POSIX ustar, GNU and pax long names, sparse files). */
class TarWalk {
  readonly entries: BundleEntry[] = [];
  /** Bytes that were read. */
  bytes = 0;
  /** The two blocks of zeros that end a tar were read. */
  ended = false;
  readonly #wanted: Pouring | null;
  readonly #written: Written;
  #rest: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #skip = 0;
  #poured: { readonly sink: FileSink; left: number; isEnough: boolean } | null = null;
  /** Of several files of one name the first counts. */
  readonly #done = new Set<string>();
  #described: Described | null = null;
  #longName: string | null = null;
  #pax = new Map<string, string>();
  /** Sizes by path, for hard links. */
  readonly #sizes = new Map<string, number>();
  #zeros = 0;
  #moreSparse = false;

  constructor(wanted: Pouring | null, written: Written) {
    this.#wanted = wanted;
    this.#written = written;
  }

  /** True when the file ended within an entry. */
  get isInside(): boolean {
    return this.#skip > 0 || this.#rest.length > 0 || this.#described !== null;
  }

  push(piece: Uint8Array): void {
    this.bytes += piece.length;
    this.#written.add(piece.length);
    const bytes = this.#rest.length === 0 ? piece : joined(this.#rest, piece);
    let at = 0;
    while (at < bytes.length && !this.ended) {
      if (this.#skip > 0 && !this.#moreSparse) {
        const step = Math.min(this.#skip, bytes.length - at);
        this.#pour(bytes.subarray(at, at + step));
        this.#skip -= step;
        at += step;
        continue;
      }
      if (at + BLOCK > bytes.length) break;
      this.#block(bytes.subarray(at, at + BLOCK));
      at += BLOCK;
    }
    this.#rest = this.ended ? new Uint8Array(0) : bytes.slice(at);
  }

  #pour(bytes: Uint8Array): void {
    if (this.#poured === null) return;
    const own = bytes.subarray(0, this.#poured.left);
    this.#poured.left -= own.length;
    if (own.length > 0 && !this.#poured.isEnough) this.#poured.isEnough = !this.#poured.sink.push(own);
    if (this.#poured.left > 0) return;
    this.#poured.sink.end(true);
    this.#poured = null;
  }

  #block(block: Uint8Array): void {
    if (this.#moreSparse) {
      this.#moreSparse = block[504] === 1;
      return;
    }
    if (this.#described !== null) {
      this.#describe(this.#described, block);
      return;
    }
    if (block.every((byte) => byte === 0)) {
      this.#zeros += 1;
      this.ended = this.#zeros === 2;
      return;
    }
    this.#zeros = 0;
    // damage is skipped block by block until the next header
    if (isHeader(block)) this.#header(block);
  }

  #header(block: Uint8Array): void {
    const type = String.fromCharCode(block[156] ?? 0);
    const size = numberAt(block, 124, 12);
    const described = DESCRIBES.get(type);
    if (described !== undefined) {
      if (size > 0) this.#described = { kind: described, left: size, bytes: [] };
      return;
    }
    const pax = this.#pax;
    const path = shortened(pax.get('GNU.sparse.name') ?? pax.get('path') ?? this.#longName ?? nameOf(block));
    const stored = Number(pax.get('size') ?? size);
    // links, devices and folders have no content, whatever their size says
    const length = '123456'.includes(type) ? 0 : stored;
    this.#pax = new Map();
    this.#longName = null;
    if (!Number.isSafeInteger(length) || length < 0) throw new UnreadableBundle(DAMAGED);
    this.#skip = Math.ceil(length / BLOCK) * BLOCK;
    if (type === 'S') this.#moreSparse = block[482] === 1;
    this.#written.announce(length);
    if (path === '' || this.entries.length > MOST_ENTRIES) return;
    const entry = this.#entry(path, type, block, stored, sparseSize(pax, type, block));
    this.entries.push(entry);
    this.#sizes.set(path, entry.size);
    // holes are written out as zeros; what is refused by itself is not written
    if (entry.packed !== null && !isBomb(entry.size, entry.packed)) this.#written.add(entry.size - entry.packed);
    const isWanted = entry.kind === 'file' && length <= BUNDLES.fileSize && this.#wanted?.paths.has(path) === true;
    if (!isWanted || this.#done.has(path) || this.#wanted === null) return;
    this.#done.add(path);
    this.#poured = { sink: this.#wanted.into(path), left: length, isEnough: false };
    this.#pour(new Uint8Array(0));
  }

  /** A sparse file is as large as it says, and no smaller than what is stored of it. */
  #entry(path: string, type: string, block: Uint8Array, stored: number, sparse: number | null): BundleEntry {
    const size = Math.max(stored, sparse ?? 0);
    const kind = type === '5' || path.endsWith('/') ? 'folder' : '2346'.includes(type) ? 'link' : 'file';
    // a hard link is the same file under another name
    const linked = type === '1' ? this.#sizes.get(textAt(block, 157, 100)) : undefined;
    return {
      path,
      kind,
      size: kind === 'file' ? (linked ?? size) : 0,
      packed: kind === 'file' && sparse !== null ? stored : null,
      time: numberAt(block, 136, 12) * 1000,
      encrypted: false,
    };
  }

  #describe(described: Described, block: Uint8Array): void {
    const taken = Math.min(described.left, BLOCK);
    if (described.bytes.length < LONGEST_NAME) described.bytes.push(...block.subarray(0, taken));
    described.left -= taken;
    if (described.left > 0) return;
    this.#described = null;
    const whole = decodeName(new Uint8Array(described.bytes));
    if (described.kind === 'name') this.#longName = whole.replaceAll('\0', '');
    if (described.kind === 'pax') this.#pax = paxRecords(whole);
  }
}

/** Of a name that no system writes the start. */
function shortened(path: string): string {
  return path.length > LONGEST_PATH ? detached(path.slice(0, LONGEST_PATH + 1)) : path;
}

/** How large a sparse file claims to be, in each of GNU tar's formats; null for another file. */
function sparseSize(pax: ReadonlyMap<string, string>, type: string, block: Uint8Array): number | null {
  const claimed = pax.get('GNU.sparse.realsize') ?? pax.get('GNU.sparse.size');
  if (claimed === undefined) return type === 'S' ? numberAt(block, 483, 12) : null;
  const size = Number(claimed);
  return Number.isFinite(size) ? size : Number.MAX_SAFE_INTEGER;
}

function joined(rest: Uint8Array<ArrayBuffer>, piece: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(rest.length + piece.length);
  bytes.set(rest);
  bytes.set(piece, rest.length);
  return bytes;
}
