import { TCP } from './flows.ts';
import type { Hosts } from './hosts.ts';

/** Types that say that a packet did not arrive, and the code and the type that say that it was too large. */
const UNREACHABLE = 3;
const TOO_LARGE = 4;
const EXPIRED = 11;
const UNREACHABLE_SIX = 1;
const TOO_LARGE_SIX = 2;
const EXPIRED_SIX = 3;

/** Errors quote the packet that they are about; of ICMPv6 all types below the other number are errors. */
const ERRORS: ReadonlySet<number> = new Set([3, 4, 5, 11, 12]);
const MESSAGES_SIX = 128;
/** What every link takes (RFC 791, RFC 8200): old routers name no size. */
const LEAST_MTU = 68;
const LEAST_MTU_SIX = 1280;

/** True for an error at `at` with the whole IP header of the packet that it is about. */
export function quotesPacket(version: 4 | 6, bytes: Uint8Array, at: number, end: number): boolean {
  const type = bytes[at] ?? 0;
  return version === 6 ? at + 48 <= end && type < MESSAGES_SIX : at + 28 <= end && ERRORS.has(type);
}

/** An ICMP error about a TCP segment: which one the network did not deliver, and why. */
export interface IcmpError {
  /** type × 256 + code */
  readonly error: number;
  /** The largest packet (bytes) that the way takes, when that is the reason; else 0. */
  readonly mtu: number;
  readonly source: number;
  readonly sourcePort: number;
  readonly destination: number;
  readonly destinationPort: number;
}

/** Reads the error at `at`; null when it says something else, or quotes no TCP segment of known hosts. */
export function readError(
  version: 4 | 6,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  end: number,
  hosts: Hosts,
): IcmpError | null {
  const type = bytes[at] ?? 0;
  const code = bytes[at + 1] ?? 0;
  const quoted = at + 8;
  const ports = quoted + (version === 6 ? 40 : ((bytes[quoted] ?? 0) & 15) * 4);
  const isTcp = (bytes[quoted] ?? 0) >> 4 === version && bytes[quoted + (version === 6 ? 6 : 9)] === TCP;
  if (!isTcp || ports + 4 > end) return null;
  const mtu = mtuOf(version, type, code, view, at);
  if (mtu === 0 && !saysUndelivered(version, type)) return null;
  const [source, destination] =
    version === 6
      ? [hosts.findV6(view, quoted + 8), hosts.findV6(view, quoted + 24)]
      : [hosts.findV4(view.getInt32(quoted + 12)), hosts.findV4(view.getInt32(quoted + 16))];
  if (source < 0 || destination < 0) return null;
  return {
    error: type * 256 + code,
    mtu,
    source,
    sourcePort: view.getUint16(ports),
    destination,
    destinationPort: view.getUint16(ports + 2),
  };
}

function mtuOf(version: 4 | 6, type: number, code: number, view: DataView, at: number): number {
  if (version === 6) return type === TOO_LARGE_SIX ? Math.max(LEAST_MTU_SIX, view.getUint32(at + 4)) : 0;
  return type === UNREACHABLE && code === TOO_LARGE ? Math.max(LEAST_MTU, view.getUint16(at + 6)) : 0;
}

function saysUndelivered(version: 4 | 6, type: number): boolean {
  return version === 6 ? type === UNREACHABLE_SIX || type === EXPIRED_SIX : type === UNREACHABLE || type === EXPIRED;
}
