import { crc32 } from '../../text/crc.ts';
import { Damage } from './damage.ts';
import type { Template } from './nodes.ts';
import { utf16 } from './utf16.ts';

/** Chunks are of one size, whatever is in them. */
export const CHUNK = 65_536;
/** The first record stands behind the header and its tables of names and templates. */
export const FIRST_RECORD = 512;
export const CHUNK_HEADER = 128;
/** The check sum leaves out itself and the flags before it. */
const SUMMED_HEADER = 120;
/** "ElfChnk" and a zero. */
export const MAGIC = [0x45, 0x6c, 0x66, 0x43, 0x68, 0x6e, 0x6b, 0x00] as const;

/**
 * Parts that may be read or written, and characters that events may have, for one record and for all of a chunk. What Windows
 * writes needs a tenth of it; without it a template that shows a value twice, which shows another one twice, would not end.
 */
const MOST_PARTS = { record: 1 << 17, chunk: 1 << 18 } as const;
const MOST_CHARACTERS = { record: 1 << 19, chunk: 1 << 22 } as const;

/**
 * One chunk of a log: 64 KiB with records, the templates that they fill in, and the names of elements. All places are
 * counted from its start. A read beyond its end is a {@link Damage}.
 * Source: libyal, "Windows XML Event Log (EVTX) format"; Microsoft, [MS-EVEN6] 2.2.12.
 */
export class Chunk {
  readonly bytes = new Uint8Array(CHUNK);
  readonly view = new DataView(this.bytes.buffer);
  /** Compiled templates by their place; null while one is read, so that one within itself shows. */
  readonly templates = new Map<number, Template | null>();
  readonly #names = new Map<number, string>();
  #parts = 0;
  #characters = 0;
  #mostParts = 0;
  #mostCharacters = 0;

  /** To be called when `bytes` were filled. */
  renew(): void {
    this.templates.clear();
    this.#names.clear();
    this.#parts = 0;
    this.#characters = 0;
  }

  /** Another record begins. */
  begin(): void {
    this.#mostParts = Math.min(this.#parts + MOST_PARTS.record, MOST_PARTS.chunk);
    this.#mostCharacters = Math.min(this.#characters + MOST_CHARACTERS.record, MOST_CHARACTERS.chunk);
  }

  u8(at: number): number {
    if (at < 0 || at >= CHUNK) throw new Damage('beyond the chunk');
    return this.bytes[at] as number;
  }

  u16(at: number): number {
    if (at < 0 || at + 2 > CHUNK) throw new Damage('beyond the chunk');
    return this.view.getUint16(at, true);
  }

  u32(at: number): number {
    if (at < 0 || at + 4 > CHUNK) throw new Damage('beyond the chunk');
    return this.view.getUint32(at, true);
  }

  text(at: number, length: number): string {
    if (at < 0 || at + length > CHUNK) throw new Damage('beyond the chunk');
    return utf16(this.bytes, at, length);
  }

  /** A name that stands at `at`: the place of another name, a hash, its length, its characters, a zero. */
  name(at: number): string {
    const known = this.#names.get(at);
    if (known !== undefined) return known;
    const name = this.text(at + NAME_HEADER, this.u16(at + 6) * 2);
    this.#names.set(at, name);
    return name;
  }

  /** Bytes of the name at `at`. */
  nameSize(at: number): number {
    return NAME_HEADER + this.u16(at + 6) * 2 + 2;
  }

  /** Another part is read or written. */
  count(characters = 0): void {
    this.#parts += 1;
    this.#characters += characters;
    if (this.#parts > this.#mostParts || this.#characters > this.#mostCharacters)
      throw new Damage('more than a record holds');
  }

  /** What the header says; places that cannot be true become those of a full chunk. */
  header(): ChunkHeader {
    const { bytes, view } = this;
    const free = view.getUint32(48, true);
    const intact = MAGIC.every((byte, n) => bytes[n] === byte) && view.getUint32(40, true) === CHUNK_HEADER;
    const usable = intact && free >= FIRST_RECORD && free <= CHUNK;
    return {
      intact,
      first: u64(view, 24),
      last: u64(view, 32),
      free: usable ? free : CHUNK,
    };
  }

  /** True where both check sums are those of the bytes. */
  isSound(free: number): boolean {
    const { bytes, view } = this;
    const head = crc32(crc32(-1, bytes.subarray(0, SUMMED_HEADER)), bytes.subarray(CHUNK_HEADER, FIRST_RECORD));
    if (~head >>> 0 !== view.getUint32(124, true)) return false;
    return ~crc32(-1, bytes.subarray(FIRST_RECORD, free)) >>> 0 === view.getUint32(52, true);
  }
}

const NAME_HEADER = 8;

export interface ChunkHeader {
  /** False where it does not begin as a chunk does. */
  readonly intact: boolean;
  /** Numbers of its first and last record. */
  readonly first: number;
  readonly last: number;
  /** Where its records end. */
  readonly free: number;
}

/** A number of 64 bits; beyond 2^53 it is not exact, and no log has so many records. */
export function u64(view: DataView, at: number): number {
  return view.getUint32(at + 4, true) * 4_294_967_296 + view.getUint32(at, true);
}
