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

/** Room for a usual piece and the start of a packet. */
const FIRST_SIZE = 1024 * 1024 + 65_536;

/** Reads a capture that arrives in pieces of any size; holds no more than one record of it. */
export class CaptureStream {
  kind: CaptureKind | null = null;
  readonly defects: Defect[] = [];
  /** Bytes taken so far. */
  bytes = 0;
  readonly #sink: FrameSink;
  readonly #foreign: readonly ForeignFormat[];
  readonly #place: string | null;
  /** What has arrived and is not read yet; used again for every piece, so that nothing is left to be collected. */
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
    this.bytes += piece.length;
    if (this.finished) return;
    this.#keep(piece);
    const wanted = this.kind?.kind === 'capture' ? this.kind.reader.wants : HEAD_BYTES;
    if (this.#held >= wanted) this.#read();
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
    if (this.kind?.kind !== 'capture') return;
    const used = this.kind.reader.read(bytes, this.#view, this.bytes - this.#held);
    this.#buffer.copyWithin(0, used, this.#held);
    this.#held -= used;
  }
}
