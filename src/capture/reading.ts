import type { ForeignFormat } from '../knowledge/types.ts';
import { GzipSource } from '../text/gunzip.ts';
import { isGzip } from '../text/gzip.ts';
import type { FrameSink } from './frame.ts';
import { CaptureStream } from './readers/stream.ts';
import { Traffic } from './traffic.ts';

/** How a capture is read. */
export interface ReadingOptions {
  readonly place?: string | null | undefined;
  readonly sinkOf?: (traffic: Traffic) => FrameSink;
}

/** Reads a capture that arrives in pieces, packed or not, in memory that does not grow with it. */
export class CaptureReading {
  readonly traffic = new Traffic();
  readonly stream: CaptureStream;
  #gzip: GzipSource | null = null;
  #taken = 0;
  #ended = false;

  /**
   * @param place the place in Windows whose packets of an event trace are wanted, null: the one that fits best
   * @param sinkOf what takes the frames, where more is done with them than counting
   */
  constructor(foreign: readonly ForeignFormat[], { place = null, sinkOf = (traffic) => traffic }: ReadingOptions = {}) {
    this.stream = new CaptureStream(sinkOf(this.traffic), foreign, place);
  }

  /** Bytes of the file taken so far. */
  get bytes(): number {
    return this.#taken;
  }

  /** True when the rest of the file cannot change the result. */
  get finished(): boolean {
    return this.stream.finished || this.#gzip?.damage != null;
  }

  push(piece: Uint8Array): void {
    if (this.#taken === 0 && isGzip(piece)) {
      this.#gzip = new GzipSource(
        (unpacked) => {
          this.stream.push(unpacked);
        },
        () => this.stream.finished,
      );
    }
    this.#taken += piece.length;
    if (this.#gzip === null) this.stream.push(piece);
    else this.#gzip.push(piece, false);
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#gzip?.push(new Uint8Array(0), true);
    this.stream.end();
    const damage = this.#gzip?.damage ?? null;
    if (damage !== null)
      this.stream.defects.unshift({ offset: damage.offset, damage: { kind: 'gzip', how: damage.kind } });
  }
}
