import { Gunzip } from 'fflate';
import type { BundleEntry } from '../check.ts';

const BLOCK = 512;

/** Lists a tar file, packed with gzip or not, as it streams by (POSIX ustar, GNU and pax long names). */
export async function listTar(blob: Blob): Promise<BundleEntry[]> {
  const tar = new TarList();
  const head = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  const packed = head[0] === 0x1f && head[1] === 0x8b;
  const gunzip = new Gunzip((piece) => {
    tar.push(piece);
  });
  const reader = blob.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (packed) gunzip.push(value, false);
    else tar.push(value);
  }
  return tar.entries;
}

/** Reads headers and skips what stands between them. */
class TarList {
  readonly entries: BundleEntry[] = [];
  #rest = new Uint8Array(0);
  #skip = 0;
  /** Bytes of a long name that are still to come, and what was read of it. */
  #name: { left: number; padded: number; kind: 'gnu' | 'pax'; bytes: number[] } | null = null;
  #longName: string | null = null;

  push(piece: Uint8Array): void {
    let bytes: Uint8Array = piece;
    if (this.#rest.length > 0) {
      bytes = new Uint8Array(this.#rest.length + piece.length);
      bytes.set(this.#rest);
      bytes.set(piece, this.#rest.length);
    }
    let at = 0;
    while (at < bytes.length) {
      if (this.#skip > 0) {
        const step = Math.min(this.#skip, bytes.length - at);
        this.#skip -= step;
        at += step;
        continue;
      }
      if (at + BLOCK > bytes.length) break;
      if (this.#name === null) this.#header(bytes.subarray(at, at + BLOCK));
      else this.#nameBlock(bytes.subarray(at, at + BLOCK));
      at += BLOCK;
    }
    this.#rest = bytes.slice(at);
  }

  #header(block: Uint8Array): void {
    if (block[0] === 0 || !isHeader(block)) return;
    const size = number(block, 124, 12);
    const padded = Math.ceil(size / BLOCK) * BLOCK;
    const type = String.fromCharCode(block[156] ?? 0);
    if (type === 'L' || type === 'x') {
      this.#name = { left: size, padded, kind: type === 'L' ? 'gnu' : 'pax', bytes: [] };
      return;
    }
    const prefix = text(block, 345, 155);
    const short = text(block, 0, 100);
    const path = this.#longName ?? (prefix === '' ? short : `${prefix}/${short}`);
    this.#longName = null;
    this.#skip = padded;
    if (type === 'g' || path === '') return;
    const directory = type === '5' || path.endsWith('/');
    this.entries.push({ path, size, packed: null, time: number(block, 136, 12) * 1000, encrypted: false, directory });
  }

  #nameBlock(block: Uint8Array): void {
    const name = this.#name;
    if (name === null) return;
    const taken = Math.min(name.left, BLOCK);
    if (name.bytes.length < 65_536) name.bytes.push(...block.subarray(0, taken));
    name.left -= taken;
    name.padded -= BLOCK;
    if (name.padded > 0) return;
    const whole = new TextDecoder().decode(new Uint8Array(name.bytes));
    this.#longName = name.kind === 'gnu' ? whole.replaceAll('\0', '') : paxPath(whole);
    this.#name = null;
  }
}

/** The path of a pax header: records of `length key=value`, one to a line. */
function paxPath(records: string): string | null {
  const record = records.split('\n').find((line) => line.includes(' path='));
  return record === undefined ? null : record.slice(record.indexOf('=') + 1);
}

/** The checksum of a header counts its own field as blanks. */
function isHeader(block: Uint8Array): boolean {
  let sum = 0;
  for (let at = 0; at < BLOCK; at += 1) sum += at >= 148 && at < 156 ? 32 : (block[at] ?? 0);
  return sum === number(block, 148, 8);
}

function text(block: Uint8Array, at: number, length: number): string {
  const bytes = block.subarray(at, at + length);
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** An octal number; a size beyond 8 GB is binary (GNU). */
function number(block: Uint8Array, at: number, length: number): number {
  if (((block[at] ?? 0) & 0x80) !== 0) {
    let value = 0;
    for (let n = at + 1; n < at + length; n += 1) value = value * 256 + (block[n] ?? 0);
    return value;
  }
  const value = Number.parseInt(text(block, at, length).trim(), 8);
  return Number.isNaN(value) ? 0 : value;
}
