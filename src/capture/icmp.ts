import { TCP, type Flows } from './flows.ts';
import type { Hosts } from './hosts.ts';

/** Types that say that a packet did not arrive; the code says that it only was too large. */
const UNREACHABLE = 3;
const TOO_LARGE = 4;
const EXPIRED = 11;
const UNREACHABLE_SIX = 1;
const EXPIRED_SIX = 3;

/** Errors quote the packet that they are about; of ICMPv6 all types below the other number are errors. */
const ERRORS: ReadonlySet<number> = new Set([3, 4, 5, 11, 12]);
const MESSAGES_SIX = 128;

/** True for an error at `at` with the whole IP header of the packet that it is about. */
export function quotesPacket(version: 4 | 6, bytes: Uint8Array, at: number, end: number): boolean {
  const type = bytes[at] ?? 0;
  return version === 6 ? at + 48 <= end && type < MESSAGES_SIX : at + 28 <= end && ERRORS.has(type);
}

interface Known {
  readonly hosts: Hosts;
  readonly flows: Flows;
}

/** An ICMP error at `at` quotes the packet that the network did not deliver: the connection of that packet is marked. */
export function markUndelivered(
  version: 4 | 6,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  end: number,
  { hosts, flows }: Known,
): void {
  const type = bytes[at] ?? 0;
  const code = bytes[at + 1] ?? 0;
  const quoted = at + 8;
  const ports = quoted + (version === 6 ? 40 : ((bytes[quoted] ?? 0) & 15) * 4);
  const isTcp = (bytes[quoted] ?? 0) >> 4 === version && bytes[quoted + (version === 6 ? 6 : 9)] === TCP;
  if (!saysUndelivered(version, type, code) || !isTcp || ports + 4 > end) return;
  const [source, destination] =
    version === 6
      ? [hosts.findV6(view, quoted + 8), hosts.findV6(view, quoted + 24)]
      : [hosts.findV4(view.getUint32(quoted + 12)), hosts.findV4(view.getUint32(quoted + 16))];
  if (source < 0 || destination < 0) return;
  const flow = flows.find(TCP, source, view.getUint16(ports), destination, view.getUint16(ports + 2));
  if (flow?.tcp != null) flow.tcp.icmp = type * 256 + code;
}

function saysUndelivered(version: 4 | 6, type: number, code: number): boolean {
  if (version === 6) return type === UNREACHABLE_SIX || type === EXPIRED_SIX;
  return type === EXPIRED || (type === UNREACHABLE && code !== TOO_LARGE);
}
