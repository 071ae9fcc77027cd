import type { ForeignFormat } from '../knowledge/types.ts';
import type { FrameSink } from './frame.ts';
import { CaptureReading } from './reading.ts';
import type { Traffic } from './traffic.ts';
import { PcapngWriter } from './writers/pcapng.ts';

/** Which packets of a capture are wanted, and how much of each. */
export interface Selection {
  /** Numbers of conversations, as a report counts them; null: all packets, also those of no conversation. */
  readonly flows: readonly number[] | null;
  /** From when to when, in seconds since the epoch, both included; null: at any time. */
  readonly span: readonly [from: number, to: number] | null;
  /** Leaves out what packets carry behind the header of TCP or UDP. */
  readonly headersOnly: boolean;
}

/**
 * Reads a capture once more and writes the packets of a selection as pcapng. Nothing of the first reading is needed: the
 * same file gives its conversations the same numbers.
 */
export class SelectionReading extends CaptureReading {
  readonly #writer: PcapngWriter;

  /** @param place the place in Windows whose packets of an event trace were read */
  constructor(
    foreign: readonly ForeignFormat[],
    selection: Selection,
    take: (piece: Uint8Array<ArrayBuffer>) => void,
    place?: string,
  ) {
    const writer = new PcapngWriter(take);
    super(foreign, { place, sinkOf: (traffic) => new Sieve(traffic, selection, writer) });
    this.#writer = writer;
  }

  /** Packets written so far. */
  get packets(): number {
    return this.#writer.packets;
  }

  override end(): void {
    super.end();
    this.#writer.end();
  }
}

class Sieve implements FrameSink {
  readonly #traffic: Traffic;
  readonly #selection: Selection;
  readonly #writer: PcapngWriter;
  /** 1 for the number of a conversation that is wanted. */
  readonly #flows: Uint8Array | null;

  constructor(traffic: Traffic, selection: Selection, writer: PcapngWriter) {
    this.#traffic = traffic;
    this.#selection = selection;
    this.#writer = writer;
    this.#flows = selection.flows === null ? null : marked(selection.flows);
  }

  frame(
    bytes: Uint8Array,
    view: DataView,
    start: number,
    captured: number,
    wire: number,
    linkType: number,
    time: number,
    direction?: 0 | 1 | 2,
  ): void {
    const traffic = this.#traffic;
    traffic.frame(bytes, view, start, captured, wire, linkType, time, direction);
    const { span, headersOnly } = this.#selection;
    if (span !== null && !(time >= span[0] && time <= span[1])) return;
    if (this.#flows !== null && this.#flows[traffic.frameFlow + 1] !== 1) return;
    // records of Network Monitor that are no packets of a network, or for which pcapng has no link type
    if (linkType < 0) return;
    const kept = headersOnly ? Math.min(captured, traffic.frameHeaders) : captured;
    this.#writer.frame(bytes, start, kept, wire, linkType, time);
  }
}

function marked(flows: readonly number[]): Uint8Array {
  const marks = new Uint8Array(flows.reduce((most, flow) => Math.max(most, flow), 0) + 1);
  for (const flow of flows) marks[flow] = 1;
  return marks;
}
