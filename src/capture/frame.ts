import type { Defect } from '../model/capture.ts';

/** Link-layer types as https://www.tcpdump.org/linktypes.html numbers them. */
export const LINK = {
  null: 0,
  ethernet: 1,
  ppp: 9,
  pppHdlc: 50,
  pppoe: 51,
  raw: 101,
  ciscoHdlc: 104,
  loop: 108,
  sll: 113,
  ipv4: 228,
  ipv6: 229,
  sll2: 276,
  /** Records that are no packets of a network (Network Monitor's own events). */
  none: -1,
} as const;

/** Media of Network Monitor whose packets begin with a header of its own, or bits in its own order: pcap has no number for them. */
export const NETMON_LINK = { fddi: -3, atm: -4, wifi: -6 } as const;

const READ: ReadonlySet<number> = new Set(Object.values(LINK));
/** Names of others that captures bear. */
const OTHER_LINKS: Readonly<Record<number, string>> = {
  [NETMON_LINK.wifi]: '802.11 (Network Monitor)',
  [NETMON_LINK.atm]: 'ATM (Network Monitor)',
  [NETMON_LINK.fddi]: 'FDDI (Network Monitor)',
  6: 'Token Ring',
  7: 'ARCNET',
  10: 'FDDI',
  105: '802.11',
  119: '802.11 (Prism)',
  127: '802.11 (radiotap)',
  129: 'ARCNET (Linux)',
  163: '802.11 (AVS)',
  189: 'USB (Linux)',
  192: 'PPI',
  195: '802.15.4',
  201: 'Bluetooth',
  220: 'USB (Linux)',
  239: 'NFLOG',
  249: 'USBPcap',
};

/** The name of a link-layer type whose packets are not looked into; null when they are. */
export function unreadLink(linkType: number): string | null {
  if (READ.has(linkType)) return null;
  const name = OTHER_LINKS[linkType] ?? 'LINKTYPE';
  return linkType < 0 ? name : `${name} (${linkType})`;
}

/** Takes the frames of a capture in the order of the file. */
export interface FrameSink {
  /**
   * One frame: its captured bytes are `bytes[start … start + captured)`.
   * @param wire length on the wire in bytes
   * @param time seconds since the epoch; NaN when the file gives none
   * @param direction what the file says beside the frame: 1 received, 2 sent, 0 or absent nothing
   */
  frame(
    bytes: Uint8Array,
    view: DataView,
    start: number,
    captured: number,
    wire: number,
    linkType: number,
    time: number,
    direction?: 0 | 1 | 2,
  ): void;
  /** Told ahead of frames among which the same packet may stand more than once, with no number that tells its copies. */
  mayRepeat?(): void;
}

/** Reads the records of one file format, as far as they are there. */
export interface RecordReader {
  /** The type as `capinfos` names it. */
  readonly fileType: string;
  /** Link types seen, in the order of their first mention. */
  readonly linkTypes: ReadonlySet<number>;
  /** Bytes that have to be there before the next record can be read. */
  readonly wants: number;
  /** Set when nothing behind it can be read. */
  readonly damage: Defect | null;
  /** Reads whole records from the start of `bytes`, which stands at `offset` in the file. Returns how many bytes it read. */
  read(bytes: Uint8Array, view: DataView, offset: number): number;
  /** What an end at this place means, with `rest` bytes unread; null when the file ends as it should. */
  end(rest: number, offset: number): Defect | null;
  /** Hands on what is held back until the end; absent where nothing is. */
  finish?(): void;
}

/** Wireshark's limit, which all its readers share: a longer packet is a broken record. */
export const LONGEST_PACKET = 262_144;
