import type { Flaw } from '../../model/evidence.ts';
import { GzipSource } from '../../text/gunzip.ts';
import { isGzip } from '../../text/gzip.ts';
import { isBomb } from '../entries.ts';
import { isCaptureName } from '../files.ts';
import { contentOf, UnreadableBundle, type Bundle, type FileSink } from './bundle.ts';
import { isArchiveName } from './kind.ts';

/** Bytes that tell a packed file. */
const MAGIC = 3;
const MEGABYTE = 1024 * 1024;

/** True for the name of a single packed file: a rotated log. Captures are unpacked where they are read, archives are opened. */
function isPackedName(path: string): boolean {
  return /\.gz$/iu.test(path) && !isCaptureName(path) && !isArchiveName(path);
}

/** The bundle whose packed files pour out what was packed. */
export function withUnpacked(bundle: Bundle): Bundle {
  const pour: Bundle['pour'] = (paths, into) =>
    bundle.pour(paths, (path) => (isPackedName(path) ? new UnpackingSink(into(path)) : into(path)));
  return { ...bundle, pour, read: (path) => (isPackedName(path) ? contentOf(pour, path) : bundle.read(path)) };
}

/** Hands on what was packed; what is not packed as it is. */
class UnpackingSink implements FileSink {
  readonly #sink: FileSink;
  readonly #unpacker: Unpacker;
  /** The first bytes, until they tell whether it is packed. */
  #head: Uint8Array<ArrayBuffer> | null = new Uint8Array(0);
  #isPacked = false;

  constructor(sink: FileSink) {
    this.#sink = sink;
    this.#unpacker = new Unpacker((piece) => sink.push(piece));
  }

  push(piece: Uint8Array): boolean {
    if (this.#head === null) return this.#take(piece);
    const head = new Uint8Array(this.#head.length + piece.length);
    head.set(this.#head);
    head.set(piece, this.#head.length);
    this.#head = head;
    return head.length < MAGIC || this.#begin(head);
  }

  end(whole: boolean): void {
    if (this.#head !== null && this.#head.length > 0) this.#begin(this.#head);
    if (!this.#isPacked) {
      this.#sink.end(whole);
      return;
    }
    const flaw = whole ? this.#unpacker.end() : 'damaged';
    this.#sink.end(flaw === null, flaw ?? undefined);
  }

  #begin(head: Uint8Array): boolean {
    this.#head = null;
    this.#isPacked = isGzip(head);
    return this.#take(head);
  }

  #take(piece: Uint8Array): boolean {
    return this.#isPacked ? this.#unpacker.push(piece) : this.#sink.push(piece);
  }
}

/** Unpacks a file as it arrives, no further than honest files go. */
class Unpacker {
  readonly #gzip: GzipSource;
  #taken = 0;
  #given = 0;
  #isEnough = false;
  #isBomb = false;

  /** @param into takes what was packed; false when nothing that follows is wanted */
  constructor(into: (piece: Uint8Array) => boolean) {
    this.#gzip = new GzipSource(
      (piece) => {
        this.#given += piece.length;
        this.#isBomb ||= isBomb(this.#given, this.#taken);
        if (!this.#isBomb && !this.#isEnough) this.#isEnough = !into(piece);
      },
      () => this.#isEnough || this.#isBomb,
    );
  }

  /** @returns false when nothing that follows is wanted */
  push(piece: Uint8Array): boolean {
    this.#taken += piece.length;
    this.#gzip.push(piece, false);
    return !this.#isEnough && !this.#isBomb && this.#gzip.damage === null;
  }

  /** What is wrong with the file; of one that was enough the rest does not matter. */
  end(): Flaw | null {
    if (!this.#isEnough) this.#gzip.push(new Uint8Array(0), true);
    if (this.#isBomb) return 'bomb';
    return this.#gzip.damage !== null && !this.#isEnough ? 'damaged' : null;
  }
}

/**
 * The content of a packed file that stands alone, `most` bytes at most.
 * @throws {UnreadableBundle} when it is cut, damaged, or larger than that.
 */
export async function unpackedFile(file: Blob, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const unpacker = new Unpacker((piece) => {
    length += piece.length;
    if (length <= most) pieces.push(piece.slice());
    return length <= most;
  });
  await pushed(file, unpacker);
  const flaw = unpacker.end();
  if (flaw !== null) throw new UnreadableBundle(flaw === 'bomb' ? { kind: 'bomb' } : { kind: 'packed', how: 'cut' });
  if (length > most) throw new UnreadableBundle({ kind: 'packed-too-large', megabytes: Math.floor(most / MEGABYTE) });
  return joined(pieces, length);
}

/** The first bytes of what was packed, `most` at most: fewer of a file that is damaged. */
export async function headOfPacked(file: Blob, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  await pushed(
    file,
    new Unpacker((piece) => {
      pieces.push(piece.slice());
      length += piece.length;
      return length < most;
    }),
  );
  return joined(pieces, length).subarray(0, most);
}

async function pushed(file: Blob, unpacker: Unpacker): Promise<void> {
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done || !unpacker.push(value)) break;
  }
  await reader.cancel();
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
