import type { Defect } from '../../model/capture.ts';
import type { Trace } from '../../model/capture-facts.ts';
import type { FrameSink, RecordReader } from '../frame.ts';
import { BUFFER_HEADER, EtlEvents, LARGEST_BUFFER, type TraceEvent, type TraceSink } from './etl-events.ts';
import { guidAt, sameGuid } from './guid.ts';
import { NDIS_CAPTURE, NdisEvents } from './ndis.ts';
import { PKTMON, PktmonEvents } from './pktmon.ts';
import { TraceFrames } from './trace-frames.ts';
import { TraceViews } from './trace-views.ts';

/** Providers that are told apart. */
const MOST_PROVIDERS = 64;

/**
 * Event traces of Windows: the packets that `pktmon` and `netsh trace` recorded in them; of what other providers wrote it is told
 * whose it is.
 */
export class EtlReader implements RecordReader, TraceSink {
  readonly fileType = 'etl';
  wants = BUFFER_HEADER;
  damage: Defect | null = null;
  readonly #events: EtlEvents;
  readonly #views: TraceViews;
  readonly #frames: TraceFrames;
  readonly #pktmon: PktmonEvents;
  readonly #ndis: NdisEvents;
  #buffers = 0;
  /** The rest of the file was made beforehand and never written. */
  #isDone = false;
  #brokenAt: number | null = null;
  readonly #providers = new Map<string, number>();
  #lastProvider: [a: number, b: number, c: number, d: number] = [0, 0, 0, 0];
  #lastName = '';

  /** @param place the place in Windows whose packets are wanted, null: the one that fits best */
  constructor(sink: FrameSink, place: string | null = null) {
    this.#events = new EtlEvents(this);
    this.#views = new TraceViews(place);
    this.#frames = new TraceFrames(sink, () => this.#views.wanted());
    this.#pktmon = new PktmonEvents(this.#views, this.#frames);
    this.#ndis = new NdisEvents(this.#views, this.#frames);
  }

  get linkTypes(): ReadonlySet<number> {
    return this.#frames.linkTypes;
  }

  /** What the trace tells beside its packets. */
  get trace(): Trace {
    const { components } = this.#views;
    const { drops } = this.#pktmon;
    return {
      build: this.#events.build,
      lost: this.#events.lost,
      late: this.#frames.late,
      ...this.#views.summary(),
      drops: drops.list(components),
      droppedFlows: drops.flows(components),
      providers: [...this.#providers]
        .map(([guid, events]) => ({ guid, events }))
        .sort((a, b) => b.events - a.events || (a.guid < b.guid ? -1 : 1)),
    };
  }

  get writer(): Trace['writer'] {
    return this.#views.writer;
  }

  /** The machine's own addresses, as the trace names them. */
  get ownAddresses(): readonly string[] {
    return this.#pktmon.addresses;
  }

  read(bytes: Uint8Array, view: DataView, offset: number): number {
    let at = 0;
    while (!this.#isDone && at + BUFFER_HEADER <= bytes.length) {
      const size = view.getUint32(at, true);
      if (size === 0 && this.#buffers > 0) {
        this.#isDone = true;
        break;
      }
      if (size < BUFFER_HEADER || size > LARGEST_BUFFER) {
        this.damage = { offset: offset + at, damage: { kind: 'length', of: 'buffer', length: size } };
        return at;
      }
      if (at + size > bytes.length) {
        this.wants = size;
        return at;
      }
      this.#buffers += 1;
      if (!this.#events.buffer(bytes, view, at, size)) this.#brokenAt ??= offset + at;
      at += size;
    }
    this.wants = this.#isDone ? 1 : BUFFER_HEADER;
    return this.#isDone ? bytes.length : at;
  }

  end(rest: number, offset: number): Defect | null {
    if (rest > 0) return { offset, damage: { kind: 'cut', within: 'buffer', rest } };
    return this.#brokenAt === null ? null : { offset: this.#brokenAt, damage: { kind: 'events' } };
  }

  finish(): void {
    this.#frames.finish();
  }

  provider(view: DataView, at: number): void {
    const last = this.#lastProvider;
    if (this.#lastName === '' || !sameGuid(view, at, last)) {
      this.#lastProvider = [0, 4, 8, 12].map((n) => view.getUint32(at + n, true)) as typeof last;
      this.#lastName = guidAt(view, at);
    }
    const known = this.#providers.get(this.#lastName);
    if (known !== undefined || this.#providers.size < MOST_PROVIDERS)
      this.#providers.set(this.#lastName, (known ?? 0) + 1);
  }

  event(event: TraceEvent, bytes: Uint8Array, view: DataView, from: number, to: number, time: number): void {
    if (sameGuid(view, event.provider, PKTMON)) this.#pktmon.event(event, bytes, view, from, to, time);
    else if (sameGuid(view, event.provider, NDIS_CAPTURE)) this.#ndis.event(event, bytes, view, from, to, time);
  }
}
