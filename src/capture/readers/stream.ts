import type { ForeignFormat } from '../../knowledge/types.ts';
import type { FrameSink, RecordReader } from '../frame.ts';
import type { Defect } from '../../model/capture.ts';
import { HEAD_BYTES } from '../recognise.ts';
import { hasMagic } from '../../text/magic.ts';
import { isEtl } from './etl-events.ts';
import { EtlReader } from './etl.ts';
import { isNetmon, NetmonReader } from './netmon.ts';
import { isPcap, PcapReader } from './pcap.ts';
import { isPcapng, PcapngReader } from './pcapng.ts';

export type CaptureKind =
  | { readonly kind: 'capture'; readonly reader: RecordReader }
  | { readonly kind: 'foreign'; readonly format: ForeignFormat }
  | { readonly kind: 'unknown' };

/** Room for a usual packet that two pieces share. */
const FIRST_SIZE = 65_536;

/** Reads a capture that arrives in pieces of any size; holds no more than one record of it. */
export class CaptureStream {
  kind: CaptureKind | null = null;
  readonly defects: Defect[] = [];
  /** Bytes taken so far. */
  bytes = 0;
  readonly #sink: FrameSink;
  readonly #foreign: readonly ForeignFormat[];
  readonly #place: string | null;
  /** The record of which the rest is still to come; used again for every piece, so that nothing is left to be collected. */
  #buffer = new Uint8Array(FIRST_SIZE);
  #view = new DataView(this.#buffer.buffer);
  #held = 0;

  /** @param place the place in Windows whose packets of an event trace are wanted, null: the one that fits best */
  constructor(sink: FrameSink, foreign: readonly ForeignFormat[], place: string | null = null) {
    this.#sink = sink;
    this.#foreign = foreign;
    this.#place = place;
  }

  /** True when nothing that follows can change the result. */
  get finished(): boolean {
    return this.kind !== null && (this.kind.kind !== 'capture' || this.kind.reader.damage !== null);
  }

  push(piece: Uint8Array): void {
    if (this.finished) {
      this.bytes += piece.length;
      return;
    }
    const rest = this.#complete(piece);
    this.bytes += rest.length;
    if (rest.length === 0 || this.finished) return;
    // most records stand in one piece, and are read where they stand
    const view = new DataView(rest.buffer, rest.byteOffset, rest.byteLength);
    this.#keep(rest.subarray(this.#readIn(rest, view)));
  }

  /** Reads the record that began in the piece before. Returns what stands behind it. */
  #complete(piece: Uint8Array): Uint8Array {
    let at = 0;
    while (at < piece.length && (this.#held > 0 || this.kind === null)) {
      const wants = this.kind?.kind === 'capture' ? this.kind.reader.wants : HEAD_BYTES;
      const wanted = this.#held < wants ? wants : this.#held * 2;
      const end = Math.min(piece.length, at + wanted - this.#held);
      this.#keep(piece.subarray(at, end));
      this.bytes += end - at;
      at = end;
      if (this.#held >= wanted) this.#read();
      if (this.finished) break;
    }
    return piece.subarray(at);
  }

  /** The end of the file. */
  end(): void {
    if (this.kind === null) this.#open(this.#buffer.subarray(0, this.#held));
    if (!this.finished) this.#read();
    if (this.kind?.kind !== 'capture') return;
    const { reader } = this.kind;
    reader.finish?.();
    const defect = reader.damage ?? reader.end(this.#held, this.bytes - this.#held);
    if (defect !== null) this.defects.push(defect);
  }

  #keep(piece: Uint8Array): void {
    const needed = this.#held + piece.length;
    if (needed > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
      larger.set(this.#buffer.subarray(0, this.#held));
      this.#buffer = larger;
      this.#view = new DataView(larger.buffer);
    }
    this.#buffer.set(piece, this.#held);
    this.#held = needed;
  }

  #open(head: Uint8Array): void {
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    const capture = (reader: RecordReader): CaptureKind => ({ kind: 'capture', reader });
    const foreign = this.#foreign.find((format) => hasMagic(format, head));
    if (isPcap(view)) this.kind = capture(new PcapReader(this.#sink));
    else if (isPcapng(view)) this.kind = capture(new PcapngReader(this.#sink));
    else if (isNetmon(view)) this.kind = capture(new NetmonReader(this.#sink));
    else if (isEtl(view)) this.kind = capture(new EtlReader(this.#sink, this.#place));
    else if (foreign !== undefined) this.kind = { kind: 'foreign', format: foreign };
    else this.kind = { kind: 'unknown' };
  }

  #read(): void {
    const bytes = this.#buffer.subarray(0, this.#held);
    if (this.kind === null) this.#open(bytes);
    const used = this.#readIn(bytes, this.#view);
    this.#buffer.copyWithin(0, used, this.#held);
    this.#held -= used;
  }

  /** Reads the records that stand whole in the bytes, which were the last to be taken. Returns how many bytes they are. */
  #readIn(bytes: Uint8Array, view: DataView): number {
    if (this.kind?.kind !== 'capture') return 0;
    return this.kind.reader.read(bytes, view, this.bytes - bytes.length);
  }
}
