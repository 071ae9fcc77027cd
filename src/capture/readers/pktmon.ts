import { ipv6 } from '../address-text.ts';
import { LINK, LONGEST_PACKET } from '../frame.ts';
import { DroppedPackets } from './dropped.ts';
import type { TraceEvent } from './etl-events.ts';
import { guidOf } from './guid.ts';
import type { TraceFrames } from './trace-frames.ts';
import type { TraceViews } from './trace-views.ts';

/** Microsoft-Windows-PktMon. */
export const PKTMON = guidOf('4d4f80d9-c8bd-4d73-bb5b-19c90402c5ac');

const COMPONENT = 20;
const ADDRESS_4 = 65;
const ADDRESS_6 = 66;
const PACKET = 160;
const DROP = 170;
/** Where the fields of packets and drops stand, in all Windows since 10 1809 (manifests; Microsoft's parser for Network Monitor). */
const APPEARANCE = 10;
const PACKET_TYPE = 14;
const COMPONENT_ID = 16;
const EDGE_ID = 18;
const DROP_REASON = 22;
const DROP_LOCATION = 26;
const ORIGINAL_SIZE = 30;
const LOGGED_SIZE = 32;
const PAYLOAD = 34;
const LINKS: Readonly<Record<number, number>> = { 1: LINK.ethernet, 2: 105, 3: LINK.raw };
/** Addresses of the machine that are kept. */
const MOST_ADDRESSES = 256;

/** Packets, drops and components as `pktmon` writes them. */
export class PktmonEvents {
  readonly addresses: string[] = [];
  readonly drops = new DroppedPackets();
  readonly #views: TraceViews;
  readonly #frames: TraceFrames;

  constructor(views: TraceViews, frames: TraceFrames) {
    this.#views = views;
    this.#frames = frames;
  }

  /** One event of the provider: `bytes[from … to)`. */
  event({ id }: TraceEvent, bytes: Uint8Array, view: DataView, from: number, to: number, time: number): void {
    this.#views.writer = 'pktmon';
    switch (id) {
      case PACKET:
      case DROP:
        if (from + PAYLOAD <= to) this.#packet(id, bytes, view, from, to, time);
        break;
      case COMPONENT:
        if (from + 4 <= to) this.#component(view, from, to);
        break;
      case ADDRESS_4:
        if (from + 8 <= to) this.#address(Array.from(bytes.subarray(from + 4, from + 8)).join('.'));
        break;
      case ADDRESS_6:
        if (from + 20 <= to) this.#address(ipv6(view, from + 4));
        break;
      default:
      // counters, filters and properties
    }
  }

  #packet(id: number, bytes: Uint8Array, view: DataView, from: number, to: number, time: number): void {
    const captured = Math.min(view.getUint16(from + LOGGED_SIZE, true), to - from - PAYLOAD, LONGEST_PACKET);
    const wire = Math.max(captured, view.getUint16(from + ORIGINAL_SIZE, true));
    const linkType = LINKS[view.getUint16(from + PACKET_TYPE, true)] ?? LINK.none;
    const component = view.getUint16(from + COMPONENT_ID, true);
    if (id === DROP) {
      const reason = view.getUint32(from + DROP_REASON, true);
      const location = view.getUint32(from + DROP_LOCATION, true);
      this.drops.add(component, reason, location, bytes, view, from + PAYLOAD, captured, linkType, time);
      return;
    }
    const edge = view.getUint16(from + EDGE_ID, true);
    const isReadable = linkType === LINK.ethernet || linkType === LINK.raw;
    const mark = this.#views.count(component, edge, view.getUint16(from + APPEARANCE, true), isReadable, 0);
    if (mark < 0) return;
    this.#frames.add(bytes, from + PAYLOAD, captured, wire, linkType, time, mark);
  }

  #component(view: DataView, from: number, to: number): void {
    const [name, behind] = textAt(view, from + 4, to);
    const [description] = textAt(view, behind, to);
    this.#views.components.add(view.getUint16(from, true), {
      type: view.getUint16(from + 2, true),
      name,
      description,
    });
  }

  #address(address: string): void {
    if (this.addresses.length < MOST_ADDRESSES && !this.addresses.includes(address)) this.addresses.push(address);
  }
}

/** A text in UTF-16 up to its zero, and where the next one starts. */
function textAt(view: DataView, from: number, to: number): readonly [text: string, behind: number] {
  let text = '';
  for (let at = from; at + 2 <= to; at += 2) {
    const unit = view.getUint16(at, true);
    if (unit === 0) return [text, at + 2];
    text += String.fromCharCode(unit);
  }
  return [text, to];
}
