import { LINK } from '../frame.ts';

/** EtherTypes. */
export const IPV4 = 0x0800;
export const IPV6 = 0x86dd;

/** Where the network header of a frame stands; one object is used again for every frame. */
export interface Network {
  /** EtherType of what stands at `at`; 0: nothing that we know. */
  type: number;
  at: number;
  /** Where the packet ends by the length that the link itself gives; out of reach when it gives none. */
  stop: number;
  /** Where the hardware address of the sender stands, -1 when the link has none. */
  sender: number;
  /** What the capturing machine says of the direction: 1 received, 2 sent, 0 unknown. */
  direction: 0 | 1 | 2;
}

/** Deeper than this no header is looked for: a frame may be a trap. */
const MOST_TAGS = 16;
/** A small integer, so that the arithmetic on every frame stays in integers. */
const NO_LIMIT = 0x7fffffff;
/** Hardware type of Linux for frames of a netlink socket (nlmon): no packets of a network. */
const NETLINK = 824;
/** A number up to this is a length (802.3), a greater one an EtherType. */
const LONGEST_8023 = 1500;
/** In the cooked header of Linux this number says that LLC follows, without a length. */
const COOKED_LLC = 4;

/** Finds the network header of a frame; `end` is the end of the captured bytes. */
export function locate(into: Network, view: DataView, start: number, end: number, linkType: number): void {
  into.type = 0;
  into.at = start;
  into.stop = NO_LIMIT;
  into.sender = -1;
  into.direction = 0;
  switch (linkType) {
    case LINK.ethernet:
      if (start + 14 > end) return;
      into.sender = start + 6;
      tagged(into, view, start + 12, end);
      return;
    case LINK.sll:
      if (start + 16 > end || view.getUint16(start + 2) === NETLINK) return;
      into.direction = directionOf(view.getUint16(start));
      tagged(into, view, start + 14, end);
      return;
    case LINK.sll2:
      if (start + 20 > end || view.getUint16(start + 8) === NETLINK) return;
      into.direction = directionOf(view.getUint8(start + 10));
      into.type = view.getUint16(start);
      into.at = start + 20;
      if (isTag(into.type)) tagged(into, view, start + 22, end);
      return;
    case LINK.raw:
      byVersion(into, view, start, end);
      return;
    case LINK.ipv4:
      into.type = IPV4;
      return;
    case LINK.ipv6:
      into.type = IPV6;
      return;
    case LINK.null:
    case LINK.loop:
      if (start + 4 > end) return;
      family(into, view, start);
      return;
    case LINK.ciscoHdlc:
      if (start + 4 > end) return;
      into.type = view.getUint16(start + 2);
      into.at = start + 4;
      return;
    case LINK.ppp:
    case LINK.pppHdlc:
      if (start + 4 > end) return;
      // with or without address and control
      ppp(into, view, view.getUint16(start) === 0xff03 ? start + 2 : start, end);
      return;
    case LINK.pppoe:
      pppoe(into, view, start, end);
      return;
    default:
  }
}

/** Packet type of Linux: 4 is sent by this machine, 0 to 2 are received; 3 was meant for another machine. */
function directionOf(packetType: number): 0 | 1 | 2 {
  if (packetType === 4) return 2;
  return packetType === 0 ? 1 : 0;
}

function isTag(type: number): boolean {
  return type === 0x8100 || type === 0x88a8 || type === 0x9100 || type === 0x9200;
}

/** Reads an EtherType or a length at `at`, and steps over tags in front of the network header. */
function tagged(into: Network, view: DataView, from: number, end: number): void {
  let at = from;
  for (let tags = 0; tags < MOST_TAGS && at + 2 <= end; tags += 1) {
    const type = view.getUint16(at);
    at += 2;
    if (isTag(type)) {
      at += 2;
    } else if (type === 0x8926) {
      // VN-Tag (802.1BR): four more bytes before the next type
      at += 4;
    } else if (type === 0x8864) {
      pppoe(into, view, at, end);
      return;
    } else if (type === 0x8847 || type === 0x8848) {
      mpls(into, view, at, end);
      return;
    } else if (type <= LONGEST_8023) {
      if (type !== COOKED_LLC) into.stop = at + type;
      const skipped = llc(into, view, at, end);
      if (skipped === 0) return;
      at += skipped;
    } else {
      into.type = type;
      into.at = at;
      return;
    }
  }
}

/** Bytes of an LLC header in front of an EtherType (SNAP); 0 when none follows, as in the header for IP itself. */
function llc(into: Network, view: DataView, at: number, end: number): number {
  if (at + 3 > end || view.getUint8(at + 2) !== 3) return 0;
  const services = view.getUint16(at);
  if (services === 0x0606) {
    into.type = IPV4;
    into.at = at + 3;
    return 0;
  }
  if (services !== 0xaaaa || at + 8 > end) return 0;
  const organisation = view.getUint16(at + 3) * 256 + view.getUint8(at + 5);
  return organisation === 0 || organisation === 0x0000f8 ? 6 : 0;
}

function byVersion(into: Network, view: DataView, at: number, end: number): void {
  if (at >= end) return;
  const version = view.getUint8(at) >> 4;
  into.type = version === 4 ? IPV4 : version === 6 ? IPV6 : 0;
  into.at = at;
}

/** The address family is written in the order of the machine that captured. */
function family(into: Network, view: DataView, start: number): void {
  const little = view.getUint32(start, true);
  const value = little > 0xffff ? view.getUint32(start, false) : little;
  into.at = start + 4;
  if (value === 2) into.type = IPV4;
  // 24 NetBSD, OpenBSD and Npcap, 28 FreeBSD, 30 macOS
  else if (value === 24 || value === 28 || value === 30) into.type = IPV6;
  else if (value > LONGEST_8023) into.type = value;
}

/** A PPPoE session: its header says how long the packet is, whatever the Ethernet frame was filled up with. */
function pppoe(into: Network, view: DataView, at: number, end: number): void {
  if (at + 8 > end) return;
  into.stop = at + 6 + view.getUint16(at + 4);
  ppp(into, view, at + 6, end);
}

function ppp(into: Network, view: DataView, at: number, end: number): void {
  if (at + 2 > end) return;
  // an odd first byte is the whole number (RFC 1661, protocol field compression)
  const short = (view.getUint8(at) & 1) === 1;
  const protocol = short ? view.getUint8(at) : view.getUint16(at);
  into.at = at + (short ? 1 : 2);
  if (protocol === 0x0021) into.type = IPV4;
  else if (protocol === 0x0057) into.type = IPV6;
}

function mpls(into: Network, view: DataView, from: number, end: number): void {
  let at = from;
  for (let labels = 0; labels < MOST_TAGS && at + 4 <= end; labels += 1) {
    const bottom = (view.getUint8(at + 2) & 1) === 1;
    at += 4;
    if (bottom) {
      byVersion(into, view, at, end);
      return;
    }
  }
}
