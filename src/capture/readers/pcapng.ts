import { LINK, LONGEST_PACKET, type FrameSink, type RecordReader } from '../frame.ts';
import type { Defect } from '../../model/capture.ts';
import { plainLinkType } from './pcap.ts';

/** draft-ietf-opsawg-pcapng: types of blocks. */
const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const PACKET = 2;
const SIMPLE_PACKET = 3;
const NAMES = 4;
const ENHANCED_PACKET = 6;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const LONGEST_BLOCK = 16 * 1024 * 1024;
const SHORTEST_SECTION = 28;
const OPTION_RESOLUTION = 9;
const OPTION_OFFSET = 14;
/** Interfaces of a section whose packets are looked into. */
const MOST_INTERFACES = 1 << 17;

interface Interface {
  readonly linkType: number;
  readonly snapLength: number;
  /** Ticks per second. */
  readonly ticks: number;
  /** Seconds to add. */
  readonly offset: number;
}

/** Stands for interfaces beyond the limit. */
const UNREAD: Interface = { linkType: LINK.none, snapLength: 0, ticks: 1e6, offset: 0 };

/** True for the first four bytes of a pcapng file. */
export function isPcapng(view: DataView): boolean {
  return view.byteLength >= 4 && view.getUint32(0, true) === SECTION;
}

/** pcapng: any blocks, several sections and interfaces, each with its own clock and snap length. */
export class PcapngReader implements RecordReader {
  readonly fileType = 'pcapng';
  readonly linkTypes = new Set<number>();
  wants = 12;
  damage: Defect | null = null;
  readonly #sink: FrameSink;
  #little = true;
  #started = false;
  #interfaces: Interface[] = [];
  /** Interfaces beyond the limit. */
  #further = 0;

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  read(bytes: Uint8Array, view: DataView, offset: number): number {
    let at = 0;
    const end = bytes.length;
    while (at + 12 <= end) {
      // the type of a section block reads the same in both orders
      const type = view.getUint32(at, this.#little);
      if (type === SECTION && !this.#readOrder(view, at, end, offset)) return at;
      const length = view.getUint32(at + 4, this.#little);
      const shortest = type === SECTION ? SHORTEST_SECTION : 12;
      if (!this.#started || length < shortest || length > LONGEST_BLOCK || length % 4 !== 0) {
        this.damage = {
          offset: offset + at,
          damage: { kind: 'length', of: 'block', length },
        };
        return at;
      }
      if (at + length > end) {
        this.wants = length;
        return at;
      }
      if (view.getUint32(at + length - 4, this.#little) !== length) {
        this.damage = {
          offset: offset + at,
          damage: { kind: 'block-lengths' },
        };
        return at;
      }
      this.#block(type, bytes, view, at + 8, at + length - 4, offset);
      if (this.damage !== null) return at;
      at += length;
    }
    this.wants = 12;
    return at;
  }

  end(rest: number, offset: number): Defect | null {
    if (rest === 0) return null;
    return { offset, damage: { kind: 'cut', within: 'block', rest } };
  }

  #readOrder(view: DataView, at: number, end: number, offset: number): boolean {
    if (at + 16 > end) {
      this.wants = 28;
      return false;
    }
    const little = view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC;
    if (!little && view.getUint32(at + 8, false) !== BYTE_ORDER_MAGIC) {
      this.damage = { offset: offset + at, damage: { kind: 'byte-order' } };
      return false;
    }
    const major = view.getUint16(at + 12, little);
    const minor = view.getUint16(at + 14, little);
    if (major !== 1 || (minor !== 0 && minor !== 2)) {
      this.damage = {
        offset: offset + at,
        damage: { kind: 'version', format: 'pcapng', version: `${major}.${minor}` },
      };
      return false;
    }
    this.#little = little;
    this.#started = true;
    this.#interfaces = [];
    this.#further = 0;
    return true;
  }

  #block(type: number, bytes: Uint8Array, view: DataView, body: number, end: number, offset: number): void {
    switch (type) {
      case SECTION:
        this.#checkItems(view, body + 16, end, body, offset);
        break;
      case INTERFACE:
        if (end - body >= 8) this.#interface(view, body, end, offset);
        else this.#broken(body, offset);
        break;
      case ENHANCED_PACKET:
        if (end - body >= 20) this.#packet(bytes, view, body, end, view.getUint32(body, this.#little), offset);
        else this.#broken(body, offset);
        break;
      case PACKET:
        if (end - body >= 20) this.#packet(bytes, view, body, end, view.getUint16(body, this.#little), offset);
        else this.#broken(body, offset);
        break;
      case SIMPLE_PACKET:
        if (end - body >= 4) this.#simple(bytes, view, body, end, offset);
        else this.#broken(body, offset);
        break;
      case NAMES:
        this.#checkItems(view, body, end, body, offset);
        break;
      default:
      // statistics, decryption secrets and custom blocks hold no packets
    }
  }

  #broken(body: number, offset: number): void {
    this.damage = { offset: offset + body - 8, damage: { kind: 'short-block' } };
  }

  /** Options and records of names are items of a code, a length and a value: they have to fit into their block. */
  #checkItems(view: DataView, from: number, end: number, body: number, offset: number): boolean {
    let at = from;
    while (at + 4 <= end) {
      const code = view.getUint16(at, this.#little);
      const length = view.getUint16(at + 2, this.#little);
      at += 4 + ((length + 3) & ~3);
      if (at > end) {
        this.#broken(body, offset);
        return false;
      }
      if (code === 0) return true;
    }
    return true;
  }

  #interface(view: DataView, body: number, end: number, offset: number): void {
    if (!this.#checkItems(view, body + 8, end, body, offset)) return;
    const linkType = plainLinkType(view.getUint16(body, this.#little));
    let ticks = 1e6;
    let seconds = 0;
    let at = body + 8;
    while (at + 4 <= end) {
      const code = view.getUint16(at, this.#little);
      const length = view.getUint16(at + 2, this.#little);
      if (code === 0) break;
      if (code === OPTION_RESOLUTION && length >= 1) {
        const value = view.getUint8(at + 4);
        ticks = value & 0x80 ? 2 ** (value & 0x7f) : 10 ** value;
      } else if (code === OPTION_OFFSET && length >= 8) {
        seconds = Number(view.getBigInt64(at + 4, this.#little));
      }
      at += 4 + ((length + 3) & ~3);
    }
    this.linkTypes.add(linkType);
    if (this.#interfaces.length >= MOST_INTERFACES) {
      this.#further += 1;
      return;
    }
    const snapLength = view.getUint32(body + 4, this.#little);
    const last = this.#interfaces.at(-1);
    // most are alike
    const isLast =
      last?.linkType === linkType && last.snapLength === snapLength && last.ticks === ticks && last.offset === seconds;
    this.#interfaces.push(isLast ? last : { linkType, snapLength, ticks, offset: seconds });
  }

  #packet(bytes: Uint8Array, view: DataView, body: number, end: number, id: number, offset: number): void {
    const own = this.#interfaces[id] ?? (id < this.#interfaces.length + this.#further ? UNREAD : undefined);
    const captured = view.getUint32(body + 12, this.#little);
    if (own === undefined || captured > LONGEST_PACKET || body + 20 + captured > end) {
      this.damage = {
        offset: offset + body - 8,
        damage:
          own === undefined ? { kind: 'unknown-interface', id } : { kind: 'length', of: 'packet', length: captured },
      };
      return;
    }
    if (!this.#checkItems(view, body + 20 + ((captured + 3) & ~3), end, body, offset)) return;
    const wire = view.getUint32(body + 16, this.#little);
    const ticks = view.getUint32(body + 4, this.#little) * 4294967296 + view.getUint32(body + 8, this.#little);
    // beyond 2^53 a number holds no odd ticks: whole seconds are taken out first
    const time =
      ticks > Number.MAX_SAFE_INTEGER
        ? exactTime(view.getUint32(body + 4, this.#little), view.getUint32(body + 8, this.#little), own.ticks)
        : ticks / own.ticks;
    this.#sink.frame(bytes, view, body + 20, captured, wire, own.linkType, time + own.offset);
  }

  #simple(bytes: Uint8Array, view: DataView, body: number, end: number, offset: number): void {
    const own = this.#interfaces[0];
    if (own === undefined) {
      this.damage = { offset: offset + body - 8, damage: { kind: 'no-interface' } };
      return;
    }
    const wire = view.getUint32(body, this.#little);
    const captured = own.snapLength === 0 ? wire : Math.min(wire, own.snapLength);
    if (captured > end - body - 4 || captured > LONGEST_PACKET) {
      this.#broken(body, offset);
      return;
    }
    this.#sink.frame(bytes, view, body + 4, captured, wire, own.linkType, Number.NaN);
  }
}

function exactTime(high: number, low: number, ticks: number): number {
  const all = (BigInt(high) << 32n) | BigInt(low);
  const per = BigInt(Math.round(ticks));
  return Number(all / per) + Number(all % per) / ticks;
}
