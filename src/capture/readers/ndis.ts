import { LINK, LONGEST_PACKET } from '../frame.ts';
import type { TraceEvent } from './etl-events.ts';
import { guidOf } from './guid.ts';
import type { TraceFrames } from './trace-frames.ts';
import { placeKey, SWITCH_IN, SWITCH_OUT, type TraceViews } from './trace-views.ts';

/** Microsoft-Windows-NDIS-PacketCapture, the provider of `netsh trace start capture=yes`. */
export const NDIS_CAPTURE = guidOf('2ed6006e-4729-4609-b423-3ee7bcd678ef');

const PACKET = 1001;
const SWITCH_PACKET = 1003;
const FRAGMENT_SIZE = 8;
const FRAGMENT = 12;
/** Keywords of an event, the lower half and the upper one. */
const MOBILE = 0x200;
const TUNNEL = 0x8000;
const WIFI = 0x10000;
const TRUNCATED = 0x2000000;
const PACKET_START = 0x40000000;
const PACKET_END = 0x80000000;
const SENT = 1;
const RECEIVED = 2;
const WIFI_LINK = 105;
/** Destinations of a packet within a virtual switch, eight bytes each. */
const MOST_DESTINATIONS = 1024;
/** Packets whose parts are waited for at a time, and their bytes. */
const MOST_PARTS = 64;

interface Part {
  bytes: Uint8Array;
  used: number;
}

/** Packets as `netsh trace` writes them; before Windows 8.1 in several events each. */
export class NdisEvents {
  readonly #views: TraceViews;
  readonly #frames: TraceFrames;
  readonly #parts = new Map<number, Part>();

  constructor(views: TraceViews, frames: TraceFrames) {
    this.#views = views;
    this.#frames = frames;
  }

  /** One event of the provider: `bytes[from … to)`. */
  event(event: TraceEvent, bytes: Uint8Array, view: DataView, from: number, to: number, time: number): void {
    const { id, low } = event;
    if (this.#views.writer !== 'netsh') this.#frames.mayRepeat();
    this.#views.writer = 'netsh';
    // what comes ahead of a packet of Wi-Fi (1002) tells nothing of it that is read
    if ((id !== PACKET && id !== SWITCH_PACKET) || from + FRAGMENT > to) return;
    const counted = id === PACKET ? 0 : destinationsAt(view, from, to);
    const destinations = id === PACKET || counted < 0 ? 0 : view.getUint32(counted, true);
    if (counted < 0 || destinations > MOST_DESTINATIONS) return;
    const size = id === PACKET ? from + FRAGMENT_SIZE : counted + 4 + destinations * 8;
    if (size + 4 > to) return;
    const start = size + 4;
    const length = Math.min(view.getUint32(size, true), to - start);
    const miniport = view.getUint32(from, true) & 0xffff;
    // a switch records a packet as it comes, before it knows its destinations, and once more as it leaves
    const side = id === PACKET ? 0 : destinations === 0 ? SWITCH_IN : SWITCH_OUT;
    const lower = (view.getUint32(from + 4, true) & 0xffff) | side;
    if ((low & PACKET_START) !== 0 && (low & PACKET_END) !== 0)
      this.#packet(event, miniport, lower, bytes, start, length, time);
    else this.#part(event, miniport, lower, bytes, start, length, time);
  }

  #part(
    event: TraceEvent,
    miniport: number,
    lower: number,
    bytes: Uint8Array,
    start: number,
    length: number,
    time: number,
  ): void {
    const key = placeKey(miniport, lower);
    const { low } = event;
    let part = this.#parts.get(key);
    if ((low & PACKET_START) !== 0) {
      // one whose end never came gives its place to the next
      if (part === undefined && this.#parts.size >= MOST_PARTS) return;
      part = { bytes: part?.bytes ?? new Uint8Array(4096), used: 0 };
      this.#parts.set(key, part);
    }
    if (part === undefined || part.used + length > LONGEST_PACKET) return;
    if (part.used + length > part.bytes.length) {
      const larger = new Uint8Array(Math.max(part.used + length, part.bytes.length * 2));
      larger.set(part.bytes.subarray(0, part.used));
      part.bytes = larger;
    }
    part.bytes.set(bytes.subarray(start, start + length), part.used);
    part.used += length;
    if ((low & PACKET_END) === 0) return;
    this.#parts.delete(key);
    this.#packet(event, miniport, lower, part.bytes, 0, part.used, time);
  }

  #packet(
    { low, high }: TraceEvent,
    miniport: number,
    lower: number,
    bytes: Uint8Array,
    start: number,
    length: number,
    time: number,
  ): void {
    if (length === 0 || length > LONGEST_PACKET) return;
    const linkType = (low & WIFI) !== 0 ? WIFI_LINK : (low & (MOBILE | TUNNEL)) !== 0 ? LINK.raw : LINK.ethernet;
    const direction = (high & (SENT | RECEIVED)) === SENT ? 2 : (high & (SENT | RECEIVED)) === RECEIVED ? 1 : 0;
    const mark = this.#views.count(miniport, lower, 0, linkType !== WIFI_LINK, direction);
    if (mark < 0) return;
    const wire = (low & TRUNCATED) === 0 ? length : Math.max(length, lengthOnWire(bytes, start, length, linkType));
    this.#frames.add(bytes, start, length, wire, linkType, time, mark);
  }
}

/** Where the number of destinations of a packet of a virtual switch stands, behind texts; -1 where these do not fit. */
function destinationsAt(view: DataView, from: number, to: number): number {
  // the source's port, then its name, its card's name and the card's kind
  let at = from + 12;
  for (let texts = 0; texts < 3; texts += 1) {
    while (at + 2 <= to && view.getUint16(at, true) !== 0) at += 2;
    at += 2;
  }
  return at + 4 > to ? -1 : at;
}

/** The trace does not tell the length of a packet that it cut; the packet's own header does. */
function lengthOnWire(bytes: Uint8Array, start: number, length: number, linkType: number): number {
  const head = linkType === LINK.ethernet ? 14 : 0;
  if (length < head + 20) return length;
  const word = (at: number): number => (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
  const version = (bytes[start + head] ?? 0) >> 4;
  if (head > 0 && word(start + 12) !== (version === 4 ? 0x0800 : 0x86dd)) return length;
  if (version === 4) return head + word(start + head + 2);
  return version === 6 ? head + 40 + word(start + head + 4) : length;
}
