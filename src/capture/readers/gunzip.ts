import { Gunzip } from 'fflate';
import type { Defect } from '../frame.ts';

/** Behind each member: the check sum of what was packed, and its length (RFC 1952). */
const TRAILER = 8;
/** Bytes that are unpacked at a time, fewer where they grow beyond a size: up to 1032 times. */
const SLICE = 16_384;
const LEAST_SLICE = 512;
const MOST_UNPACKED = 1024 * 1024;
/** A file name in front of a member ends within this many bytes. */
const LONGEST_HEADER = 256 * 1024;
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

const NOTHING = new Uint8Array(0);

/**
 * Unpacks gzip in pieces, several members one after the other as well. The browser's `DecompressionStream` is not used:
 * it gives up at a second member and at bytes behind the end, and does not say where.
 */
export class GzipSource {
  damage: Defect | null = null;
  #taken = 0;
  /** What the current member held so far. */
  #crc = 0xffffffff;
  #size = 0;
  /** The end of what was taken before the current piece, and that piece: a trailer may lie across both. */
  #before = new Uint8Array(0);
  #piece: Uint8Array<ArrayBufferLike> = NOTHING;
  readonly #gunzip: Gunzip;
  readonly #isEnough: () => boolean;
  /** Bytes of a header whose end is still to come. */
  #header = 0;
  #slice = SLICE;
  /** Bytes that the last slice became. */
  #unpacked = 0;

  /** @param isEnough true when nothing that follows is wanted any more */
  constructor(into: (piece: Uint8Array) => void, isEnough: () => boolean) {
    this.#isEnough = isEnough;
    this.#gunzip = new Gunzip((piece) => {
      this.#header = 0;
      this.#unpacked += piece.length;
      if (piece.length === 0) return;
      this.#sum(piece);
      into(piece);
    });
    this.#gunzip.onmember = (offset) => {
      this.#check(offset);
    };
  }

  push(piece: Uint8Array, last: boolean): void {
    let at = 0;
    for (; at + this.#slice < piece.length;) {
      const end = at + this.#slice;
      this.#unpack(piece.subarray(at, end), false);
      at = end;
    }
    this.#unpack(piece.subarray(at), last);
  }

  #unpack(piece: Uint8Array, last: boolean): void {
    if (this.damage !== null || this.#isEnough()) return;
    this.#piece = piece;
    this.#taken += piece.length;
    this.#header += piece.length;
    this.#unpacked = 0;
    try {
      // a copy: what cannot be read yet is held until more comes
      this.#gunzip.push(piece.slice(), last);
      if (this.#header > LONGEST_HEADER) throw new RangeError('no end of the header');
      if (last) this.#check(this.#taken);
    } catch {
      this.damage ??= {
        offset: this.#taken - piece.length,
        message: last
          ? 'gzip のデータが途中で切れているか、末尾に余分なデータがあります。読み取れたところまでを表示します。'
          : 'gzip のデータが壊れています。ここから後は読み取れません。',
      };
    }
    if (this.#unpacked > MOST_UNPACKED) this.#slice = Math.max(LEAST_SLICE, this.#slice / 2);
    else if (this.#unpacked < MOST_UNPACKED / 4) this.#slice = Math.min(SLICE, this.#slice * 2);
    // the caller may use the memory of the piece again
    this.#before = this.#lastBytes(this.#taken);
    this.#piece = NOTHING;
  }

  #sum(piece: Uint8Array): void {
    let crc = this.#crc;
    for (let n = 0; n < piece.length; n += 1) crc = (CRC_TABLE[(crc ^ (piece[n] ?? 0)) & 255] ?? 0) ^ (crc >>> 8);
    this.#crc = crc;
    this.#size += piece.length;
  }

  /** Compares a member that ends at `end` with its trailer. */
  #check(end: number): void {
    const trailer = this.#lastBytes(end);
    const view = new DataView(trailer.buffer);
    const intact =
      trailer.length === TRAILER &&
      view.getUint32(0, true) === ~this.#crc >>> 0 &&
      view.getUint32(4, true) === this.#size >>> 0;
    if (!intact)
      this.damage ??= {
        offset: end,
        message:
          'gzip のデータが途中で切れているか、壊れています (検査合計が一致しません)。読み取れたところまでを表示します。',
      };
    this.#crc = 0xffffffff;
    this.#size = 0;
  }

  /** A copy of the last bytes in front of the place `end`, which lies in the current piece or at its start. */
  #lastBytes(end: number): Uint8Array<ArrayBuffer> {
    const at = this.#piece.length - (this.#taken - end);
    if (at >= TRAILER) return new Uint8Array(this.#piece.subarray(at - TRAILER, at));
    const joined = new Uint8Array(this.#before.length + at);
    joined.set(this.#before);
    joined.set(this.#piece.subarray(0, at), this.#before.length);
    return joined.slice(-TRAILER);
  }
}
