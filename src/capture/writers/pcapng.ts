const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const ENHANCED_PACKET = 6;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** Bytes that are collected before they are handed on. */
const PIECE = 1024 * 1024;

/**
 * Writes frames as pcapng (draft-ietf-opsawg-pcapng), in the order in which they come, with an interface for each link type.
 * Times are written to the microsecond.
 */
export class PcapngWriter {
  packets = 0;
  readonly #take: (piece: Uint8Array<ArrayBuffer>) => void;
  readonly #interfaces = new Map<number, number>();
  #piece = new Uint8Array(PIECE);
  #view = new DataView(this.#piece.buffer);
  #length = 0;

  /** @param take is given the file in pieces */
  constructor(take: (piece: Uint8Array<ArrayBuffer>) => void) {
    this.#take = take;
    this.#open(SECTION, 16);
    this.#word(BYTE_ORDER_MAGIC);
    this.#word(1);
    // the length of the section is not known beforehand
    this.#word(0xffffffff);
    this.#word(0xffffffff);
    this.#word(28);
  }

  /** One frame, of which `kept` bytes from `start` on are written. */
  frame(bytes: Uint8Array, start: number, kept: number, wire: number, linkType: number, time: number): void {
    const id = this.#interface(linkType);
    const padded = (kept + 3) & ~3;
    this.#open(ENHANCED_PACKET, 20 + padded);
    const ticks = time > 0 ? Math.round(time * 1e6) : 0;
    this.#word(id);
    this.#word(Math.floor(ticks / 4294967296));
    this.#word(ticks % 4294967296);
    this.#word(kept);
    this.#word(Math.max(kept, wire));
    this.#piece.set(bytes.subarray(start, start + kept), this.#length);
    this.#piece.fill(0, this.#length + kept, this.#length + padded);
    this.#length += padded;
    this.#word(32 + padded);
    this.packets += 1;
  }

  end(): void {
    this.#hand();
  }

  #interface(linkType: number): number {
    const known = this.#interfaces.get(linkType);
    if (known !== undefined) return known;
    const id = this.#interfaces.size;
    this.#interfaces.set(linkType, id);
    this.#open(INTERFACE, 8);
    this.#word(linkType & 0xffff);
    // packets of any length
    this.#word(0);
    this.#word(20);
    return id;
  }

  /** Begins a block; its contents of so many bytes follow, and its length once more. */
  #open(type: number, contents: number): void {
    const length = contents + 12;
    if (this.#length + length > this.#piece.length) this.#hand();
    if (length > this.#piece.length) {
      this.#piece = new Uint8Array(length);
      this.#view = new DataView(this.#piece.buffer);
    }
    this.#word(type);
    this.#word(length);
  }

  #word(value: number): void {
    this.#view.setUint32(this.#length, value, true);
    this.#length += 4;
  }

  #hand(): void {
    if (this.#length > 0) this.#take(this.#piece.slice(0, this.#length));
    this.#length = 0;
  }
}
