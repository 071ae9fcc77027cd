import { Gunzip } from 'fflate';
import { crc32 } from './crc.ts';

/** Behind each member: the check sum of what was packed, and its length (RFC 1952). */
const TRAILER = 8;
/** Bytes that are unpacked at a time, fewer where they grow beyond a size: up to 1032 times. */
const MOST_SLICE = 65_536;
const LEAST_SLICE = 512;
const MOST_UNPACKED = 1024 * 1024;
/** A header in front of a member ends within this many bytes: its extra field has 64 KiB at most, a file name less. */
const LONGEST_HEADER = 80 * 1024;

/** Where packed data cannot be trusted: they break, end early (or go on behind their end), or are not what was packed. */
export interface GzipDamage {
  readonly offset: number;
  readonly kind: 'broken' | 'cut' | 'changed';
}

/**
 * Unpacks gzip in pieces, several members one after the other as well. The browser's `DecompressionStream` is not used:
 * it gives up at a second member and at bytes behind the end, and does not say where.
 */
export class GzipSource {
  damage: GzipDamage | null = null;
  /** Bytes that were handed over, and those of them that wait for a slice to be full. */
  #taken = 0;
  #waiting = new Uint8Array(MOST_SLICE);
  #waits = 0;
  #slice = LEAST_SLICE;
  /** What the current member held so far. */
  #crc = -1;
  #size = 0;
  /** The last bytes that were handed over: a trailer, and the header behind it as far as it goes. */
  #recent: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  readonly #gunzip: Gunzip;
  readonly #isEnough: () => boolean;
  /** Bytes that the last slice became, and those since anything was unpacked: within a header nothing is. */
  #unpacked = 0;
  #header = 0;

  /** @param isEnough true when nothing that follows is wanted any more */
  constructor(into: (piece: Uint8Array) => void, isEnough: () => boolean) {
    this.#isEnough = isEnough;
    this.#gunzip = new Gunzip((piece) => {
      this.#unpacked += piece.length;
      this.#header = 0;
      if (piece.length === 0) return;
      this.#sum(piece);
      into(piece);
    });
    this.#gunzip.onmember = (offset) => {
      this.#check(offset);
    };
  }

  push(piece: Uint8Array, last: boolean): void {
    for (let at = 0; at < piece.length;) {
      const part = piece.subarray(at, at + Math.max(1, this.#slice - this.#waits));
      this.#waiting.set(part, this.#waits);
      this.#waits += part.length;
      at += part.length;
      if (this.#waits >= this.#slice) this.#unpack(false);
    }
    if (last) this.#unpack(true);
  }

  #unpack(last: boolean): void {
    const slice = this.#waiting.slice(0, this.#waits);
    this.#waits = 0;
    if (this.damage !== null || this.#isEnough()) return;
    const kept = this.#recent.subarray(-LONGEST_HEADER - TRAILER);
    const joined = new Uint8Array(kept.length + slice.length);
    joined.set(kept);
    joined.set(slice, kept.length);
    this.#recent = joined;
    this.#taken += slice.length;
    this.#header += slice.length;
    this.#unpacked = 0;
    try {
      this.#gunzip.push(slice, last);
      if (this.#header > LONGEST_HEADER + MOST_SLICE) throw new RangeError('no end of the header');
      if (last) this.#check(this.#taken);
    } catch {
      this.damage ??= {
        offset: this.#taken - slice.length,
        kind: last ? 'cut' : 'broken',
      };
    }
    if (this.#unpacked > MOST_UNPACKED) this.#slice = Math.max(LEAST_SLICE, this.#slice / 2);
    else if (this.#unpacked < MOST_UNPACKED / 4) this.#slice = Math.min(MOST_SLICE, this.#slice * 2);
  }

  #sum(piece: Uint8Array): void {
    this.#crc = crc32(this.#crc, piece);
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
        kind: 'changed',
      };
    this.#crc = -1;
    this.#size = 0;
  }

  /** A copy of the last bytes in front of the place `end`, as far as they are still there. */
  #lastBytes(end: number): Uint8Array<ArrayBuffer> {
    const at = this.#recent.length - (this.#taken - end);
    return this.#recent.slice(Math.max(0, at - TRAILER), Math.max(0, at));
  }
}
