import type { ForeignFormat } from '../../knowledge/types.ts';
import type { Defect, FrameSink, RecordReader } from '../frame.ts';
import { HEAD_BYTES } from '../recognise.ts';
import { hasMagic } from './magic.ts';
import { isNetmon, NetmonReader } from './netmon.ts';
import { isPcap, PcapReader } from './pcap.ts';
import { isPcapng, PcapngReader } from './pcapng.ts';

export type CaptureKind =
  | { readonly kind: 'capture'; readonly reader: RecordReader }
  | { readonly kind: 'foreign'; readonly format: ForeignFormat }
  | { readonly kind: 'unknown' };

/** Reads a capture that arrives in pieces of any size; holds no more than one record of it. */
export class CaptureStream {
  kind: CaptureKind | null = null;
  readonly defects: Defect[] = [];
  /** Bytes taken so far. */
  bytes = 0;
  readonly #sink: FrameSink;
  readonly #foreign: readonly ForeignFormat[];
  #rest: Uint8Array = new Uint8Array(0);
  #pieces: Uint8Array[] = [];
  #held = 0;

  constructor(sink: FrameSink, foreign: readonly ForeignFormat[]) {
    this.#sink = sink;
    this.#foreign = foreign;
  }

  /** True when nothing that follows can change the result. */
  get finished(): boolean {
    return this.kind !== null && (this.kind.kind !== 'capture' || this.kind.reader.damage !== null);
  }

  push(given: Uint8Array): void {
    // Node's Buffer is a Uint8Array whose slice() copies nothing
    const piece = new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
    this.bytes += piece.length;
    if (this.finished) return;
    const wanted = this.kind?.kind === 'capture' ? this.kind.reader.wants : HEAD_BYTES;
    this.#pieces.push(piece);
    this.#held += piece.length;
    if (this.#rest.length + this.#held < wanted) return;
    this.#read(this.#join());
  }

  /** The end of the file. */
  end(): void {
    const bytes = this.#join();
    if (this.kind === null) this.#open(bytes);
    if (!this.finished) this.#read(bytes);
    if (this.kind?.kind !== 'capture') return;
    const { reader } = this.kind;
    const offset = this.bytes - this.#rest.length;
    const defect = reader.damage ?? reader.end(this.#rest.length, offset);
    if (defect !== null) this.defects.push(defect);
  }

  #join(): Uint8Array {
    const [only] = this.#pieces;
    if (this.#rest.length === 0 && this.#pieces.length === 1 && only !== undefined) {
      this.#pieces = [];
      this.#held = 0;
      return only;
    }
    const joined = new Uint8Array(this.#rest.length + this.#held);
    joined.set(this.#rest);
    let at = this.#rest.length;
    for (const piece of this.#pieces) {
      joined.set(piece, at);
      at += piece.length;
    }
    this.#pieces = [];
    this.#held = 0;
    this.#rest = new Uint8Array(0);
    return joined;
  }

  #open(head: Uint8Array): void {
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    const capture = (reader: RecordReader): CaptureKind => ({ kind: 'capture', reader });
    const foreign = this.#foreign.find((format) => hasMagic(format, head));
    if (isPcap(view)) this.kind = capture(new PcapReader(this.#sink));
    else if (isPcapng(view)) this.kind = capture(new PcapngReader(this.#sink));
    else if (isNetmon(view)) this.kind = capture(new NetmonReader(this.#sink));
    else if (foreign !== undefined) this.kind = { kind: 'foreign', format: foreign };
    else this.kind = { kind: 'unknown' };
  }

  #read(bytes: Uint8Array): void {
    if (this.kind === null) this.#open(bytes);
    if (this.kind?.kind !== 'capture') return;
    const offset = this.bytes - bytes.length;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const used = this.kind.reader.read(bytes, view, offset);
    // a copy, so that the piece itself can be forgotten
    this.#rest = bytes.slice(used);
  }
}
