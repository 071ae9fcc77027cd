import { LONGEST_PACKET, type FrameSink, type RecordReader } from '../frame.ts';
import type { Defect } from '../../model/capture.ts';

const FILE_HEADER = 24;

/** Kinds of pcap by their magic number, read in the order of the machine that wrote it. */
const KINDS: Readonly<
  Record<number, { readonly fileType: string; readonly divisor: number; readonly header: number }>
> = {
  0xa1b2c3d4: { fileType: 'pcap', divisor: 1e6, header: 16 },
  0xa1b23c4d: { fileType: 'nsecpcap', divisor: 1e9, header: 16 },
  // Kuznetzov's variant of old Linux distributions: interface, protocol and packet type follow in each record
  0xa1b2cd34: { fileType: 'modpcap', divisor: 1e6, header: 24 },
};

/** True for the first four bytes of a pcap file. */
export function isPcap(view: DataView): boolean {
  return view.byteLength >= 4 && (KINDS[view.getUint32(0, true)] ?? KINDS[view.getUint32(0, false)]) !== undefined;
}

/** libpcap's own format (draft-ietf-opsawg-pcap), both byte orders, µs and ns, and the modified one. */
export class PcapReader implements RecordReader {
  readonly linkTypes = new Set<number>();
  fileType = 'pcap';
  wants = FILE_HEADER;
  damage: Defect | null = null;
  readonly #sink: FrameSink;
  #little = true;
  #divisor = 1e6;
  #header = 16;
  #linkType = -1;
  /** Very old files write the two lengths the other way round: always, or where the first is the greater. */
  #swapped: 'never' | 'maybe' | 'always' = 'never';

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  read(bytes: Uint8Array, view: DataView, offset: number): number {
    let at = 0;
    if (this.#linkType < 0) {
      if (bytes.length < FILE_HEADER || !this.#readHeader(view, offset)) return 0;
      at = FILE_HEADER;
    }
    const little = this.#little;
    const header = this.#header;
    const end = bytes.length;
    while (at + header <= end) {
      let captured = view.getUint32(at + 8, little);
      let wire = view.getUint32(at + 12, little);
      if (this.#swapped !== 'never' && (this.#swapped === 'always' || captured > wire))
        [captured, wire] = [wire, captured];
      if (captured > LONGEST_PACKET) {
        this.damage = {
          offset: offset + at,
          damage: { kind: 'too-long', length: captured, limit: LONGEST_PACKET },
        };
        return at;
      }
      const next = at + header + captured;
      if (next > end) {
        this.wants = header + captured;
        return at;
      }
      const time = view.getUint32(at, little) + view.getUint32(at + 4, little) / this.#divisor;
      this.#sink.frame(bytes, view, at + header, captured, wire, this.#linkType, time);
      at = next;
    }
    this.wants = header;
    return at;
  }

  end(rest: number, offset: number): Defect | null {
    if (rest === 0) return null;
    return { offset, damage: { kind: 'cut', within: 'packet', rest } };
  }

  #readHeader(view: DataView, offset: number): boolean {
    this.#little = KINDS[view.getUint32(0, true)] !== undefined;
    const kind = KINDS[view.getUint32(0, this.#little)];
    const major = view.getUint16(4, this.#little);
    const minor = view.getUint16(6, this.#little);
    if (kind === undefined || major < 2) {
      this.damage = {
        offset,
        damage: { kind: 'version', format: 'pcap', version: `${major}.${minor}` },
      };
      return false;
    }
    this.fileType = kind.fileType;
    this.#divisor = kind.divisor;
    this.#header = kind.header;
    if (major === 2 && minor <= 3) this.#swapped = minor < 3 ? 'always' : 'maybe';
    // the upper bits tell of a frame check sequence
    this.#linkType = plainLinkType(view.getUint32(20, this.#little) & 0x03ffffff);
    this.linkTypes.add(this.#linkType);
    return true;
  }
}

/** Some systems write the number of their own header (DLT) for raw IP in place of the link type's. */
export function plainLinkType(linkType: number): number {
  return linkType === 12 || linkType === 14 ? 101 : linkType;
}
