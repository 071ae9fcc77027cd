import { LINK, LONGEST_PACKET, NETMON_LINK, type FrameSink, type RecordReader } from '../frame.ts';
import type { Defect } from '../../model/capture.ts';

/** Network Monitor's own files have a header of 72 bytes; those that Wireshark writes have one of 128, the rest zero. */
const FILE_HEADER = 72;
const LONG_HEADER = 128;
const RECORD_HEADER = 16;
/** Bytes behind a frame, by the minor version: its network, the process, and from 2.3 its time in UTC. */
const TRAILERS: Readonly<Record<number, number>> = { 0: 0, 1: 2, 2: 6, 3: 15 };
/** Link types of pcap. */
const TOKEN_RING = 6;
const WIFI = 105;
/** 1601-01-01 to 1970-01-01, in seconds. */
const FILETIME_EPOCH = 11_644_473_600;

/** True for the first four bytes of a capture of Microsoft Network Monitor 2.x. */
export function isNetmon(view: DataView): boolean {
  return view.byteLength >= 4 && view.getUint32(0, false) === 0x474d4255; // "GMBU"
}

/**
 * Microsoft Network Monitor 2.x. The table of frames stands behind the frames; they are read in the order of the file,
 * so a file that lost its table is still read.
 * Source: Microsoft's "NetMon capture file format", and the reader of Wireshark (wiretap/netmon.c) for its variants.
 */
export class NetmonReader implements RecordReader {
  readonly fileType = 'netmon2';
  readonly linkTypes = new Set<number>();
  wants = LONG_HEADER;
  damage: Defect | null = null;
  readonly #sink: FrameSink;
  #started = false;
  #start = 0;
  #minor = 0;
  #network = 1;
  #table = 0;
  #expected = 0;
  #frames = 0;
  #done = false;

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  read(bytes: Uint8Array, view: DataView, offset: number): number {
    let at = 0;
    if (!this.#started) {
      if (bytes.length < LONG_HEADER) return 0;
      this.#readHeader(view);
      at = bytes.subarray(FILE_HEADER, LONG_HEADER).some((byte) => byte !== 0) ? FILE_HEADER : LONG_HEADER;
    }
    const trailer = TRAILERS[this.#minor] ?? 15;
    while (!this.#done) {
      if (offset + at >= this.#table || this.#frames >= this.#expected) {
        this.#done = true;
        break;
      }
      if (at + RECORD_HEADER > bytes.length) {
        this.wants = RECORD_HEADER;
        return at;
      }
      const captured = view.getUint32(at + 12, true);
      if (captured > LONGEST_PACKET) {
        this.damage = {
          offset: offset + at,
          damage: { kind: 'length', of: 'frame', length: captured },
        };
        return at;
      }
      const size = RECORD_HEADER + captured + trailer;
      if (at + size > bytes.length) {
        this.wants = size;
        return at;
      }
      this.#frame(bytes, view, at, captured, trailer);
      at += size;
    }
    // what follows is the table of frames and the tables of processes and comments
    this.wants = 1;
    return bytes.length;
  }

  end(rest: number, offset: number): Defect | null {
    if (this.#done && this.#frames === this.#expected) return null;
    return {
      offset: offset + rest,
      damage: { kind: 'cut-frames', expected: this.#expected, read: this.#frames },
    };
  }

  #readHeader(view: DataView): void {
    this.#started = true;
    this.#minor = view.getUint8(4);
    this.#network = view.getUint16(6, true);
    const [year, month, , day, hour, minute, second, milli] = Array.from({ length: 8 }, (_, index) =>
      view.getUint16(8 + index * 2, true),
    );
    this.#start = Date.UTC(year ?? 1970, (month ?? 1) - 1, day, hour, minute, second, milli) / 1000;
    this.#table = view.getUint32(24, true);
    this.#expected = Math.floor(view.getUint32(28, true) / 4);
  }

  #frame(bytes: Uint8Array, view: DataView, at: number, captured: number, trailer: number): void {
    this.#frames += 1;
    const micros = view.getUint32(at + 4, true) * 4294967296 + view.getUint32(at, true);
    const wire = view.getUint32(at + 8, true);
    const end = at + RECORD_HEADER + captured;
    const network = trailer >= 2 ? view.getUint16(end, true) : this.#network;
    const time = trailer >= 15 ? fileTime(view, end + 6) : this.#start + micros / 1e6;
    const linkType = linkTypeOf(network);
    this.linkTypes.add(linkType);
    this.#sink.frame(bytes, view, at + RECORD_HEADER, captured, wire, linkType, time);
  }
}

function fileTime(view: DataView, at: number): number {
  const ticks = view.getBigUint64(at, true);
  return Number(ticks / 10_000_000n) - FILETIME_EPOCH + Number(ticks % 10_000_000n) / 1e7;
}

/**
 * Network Monitor's own numbers of media; from 0xE000 on they carry a link type of pcap, but for those of Message Analyzer's messages.
 * Source: the help of Network Monitor 3.4 and Wireshark's reader (wiretap/netmon.c, `netmon_encap` and `netmon_process_record`).
 */
function linkTypeOf(network: number): number {
  if (network >= 0xe080 && network <= 0xe08a) return network === 0xe080 ? WIFI : LINK.none;
  if ((network & 0xf000) === 0xe000) return network & 0x0fff;
  switch (network) {
    // captures of VPNs say 0 of each packet, and have headers of Ethernet
    case 0:
    case 1:
      return LINK.ethernet;
    case 2:
      return TOKEN_RING;
    case 3:
      return NETMON_LINK.fddi;
    case 4:
      return NETMON_LINK.atm;
    case 6:
      return NETMON_LINK.wifi;
    // tunnels, mobile networks, and raw IP, whose packets are IP from their first byte on
    case 7:
    case 8:
    case 9:
      return LINK.raw;
    // 5, 10 and 11 (IP over IEEE 1394, NDIS Wireless WAN, IrDA) nobody reads; from 0xFFE0 on there are events, filters and tables
    default:
      return LINK.none;
  }
}
