import { UDP } from '../flows.ts';
import { LINK } from '../frame.ts';
import { IPV4, IPV6 } from './link.ts';

/** Where the packet within a packet starts, and of which kind it is. */
export interface Inner {
  readonly at: number;
  readonly linkType: number;
}

/** Protocols of IP. */
const IPIP = 4;
const SIX_IN_FOUR = 41;
const GRE = 47;
/** Ports of UDP. */
const GTP = 2152;
const TEREDO = 3544;
const VXLAN = 4789;
const GENEVE = 6081;

/**
 * What a tunnel carries at `at`, null when this is none: IP in IP, GRE (RFC 2784, ERSPAN), VXLAN (RFC 7348), Geneve
 * (RFC 8926), Teredo (RFC 4380) and GTP-U. For UDP `at` is its payload.
 */
export function tunnelled(
  protocol: number,
  port: number,
  otherPort: number,
  view: DataView,
  at: number,
  end: number,
): Inner | null {
  if (protocol === IPIP || protocol === SIX_IN_FOUR) return { at, linkType: LINK.raw };
  if (protocol === GRE) return gre(view, at, end);
  if (protocol !== UDP || end - at < 8) return null;
  return overUdp(port, view, at, end) ?? overUdp(otherPort, view, at, end);
}

function overUdp(port: number, view: DataView, at: number, end: number): Inner | null {
  switch (port) {
    case VXLAN:
      return (view.getUint8(at) & 0x08) === 0 ? null : { at: at + 8, linkType: LINK.ethernet };
    case GENEVE:
      return byEtherType(view.getUint16(at + 2), at + 8 + (view.getUint8(at) & 0x3f) * 4);
    case TEREDO:
      return teredo(view, at, end);
    case GTP:
      return gtp(view, at, end);
    default:
      return null;
  }
}

function byEtherType(type: number, at: number): Inner | null {
  switch (type) {
    case IPV4:
    case IPV6:
      return { at, linkType: LINK.raw };
    case 0x6558:
      return { at, linkType: LINK.ethernet };
    default:
      return null;
  }
}

function gre(view: DataView, at: number, end: number): Inner | null {
  if (at + 4 > end) return null;
  const flags = view.getUint16(at);
  const type = view.getUint16(at + 2);
  if ((flags & 7) !== 0) return null;
  let inner = at + 4;
  // check sum or routing, key, sequence number
  for (const present of [0xc000, 0x2000, 0x1000]) if ((flags & present) !== 0) inner += 4;
  // ERSPAN: type II has a header of its own where there is a sequence number
  if (type === 0x88be) return { at: inner + ((flags & 0x1000) === 0 ? 0 : 8), linkType: LINK.ethernet };
  return byEtherType(type, inner);
}

/** Indications of authentication and origin may stand before the packet. */
function teredo(view: DataView, from: number, end: number): Inner | null {
  let at = from;
  if (view.getUint16(at) === 1) {
    if (at + 4 > end) return null;
    at += 13 + view.getUint8(at + 2) + view.getUint8(at + 3);
  }
  if (at + 2 <= end && view.getUint16(at) === 0) at += 8;
  return at < end && view.getUint8(at) >> 4 === 6 ? { at, linkType: LINK.ipv6 } : null;
}

function gtp(view: DataView, at: number, end: number): Inner | null {
  const flags = view.getUint8(at);
  // version 1, a user packet
  if (flags >> 4 !== 3 || view.getUint8(at + 1) !== 0xff) return null;
  const inner = at + ((flags & 7) === 0 ? 8 : 12);
  return inner < end ? { at: inner, linkType: LINK.raw } : null;
}
