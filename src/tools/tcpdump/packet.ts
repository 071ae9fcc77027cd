import { isAddress } from '../../text/address.ts';
import { isHostName } from '../../text/host-name.ts';
import { ISCSI_PORT } from '../iscsi-port.ts';

/** One end of a connection. */
export interface End {
  readonly host: string;
  readonly port: number;
}

/** A packet of TCP as its line shows it. */
export interface Segment {
  /** Both ends as they are written, which tells connections apart. */
  readonly from: string;
  readonly to: string;
  /** `S`, `S.`, `R.`, `P.`, `.` … (print-tcp.c of tcpdump, commit 39b50f76, line 273). */
  readonly flags: string;
  /** Bytes of data. */
  readonly length: number;
}

/** A device says that it does not deliver a packet (print-icmp.c, lines 704 to 834; print-icmp6.c). */
export interface Undelivered {
  /** The destination of that packet. */
  readonly host: string;
  /** Who says so. */
  readonly by: string | null;
  readonly kind: 'prohibited' | 'route' | 'port' | 'host';
}

const FLAGS = ': Flags [';
const LENGTH = /, length (\d{1,7})(?:[,:]|$)/u;
/** The clock before a packet; with a date (`-tttt`), or seconds since the epoch (`-tt`). Differences (`-ttt`) begin with a blank. */
const CLOCK = /^(?:\d{4}-\d\d-\d\d )?(\d\d):(\d\d):(\d\d(?:\.\d{1,9})?) |^(\d{9,10}\.\d{1,9}) /u;
/** The direction that captures of all interfaces have: `eth0  Out IP …`. */
const DIRECTION = /^.{0,60}? (In|Out) {1,2}(?:IP6?|ethertype) /u;
const ICMP_MARK = ': ICMP ';
const ICMP = /^(host |net )?([\w.-]{1,253}) (?:tcp (port) [\w-]{1,32} )?unreachable(?: - ([a-z ]{1,40}))?(?:,|$)/u;
const ICMP_SIX =
  /IP6 ([\da-f:]{2,45}) > [\da-f:]{2,45}: ICMP6, destination unreachable, {1,2}unreachable (route|prohibited|address|port),? ([\da-f:]{2,45})(?: tcp port|,|$)/iu;

/** Ports by the names that tcpdump prints for them without `-n` (/etc/services). */
const SERVICES: Readonly<Record<string, string>> = {
  ssh: '22',
  domain: '53',
  http: '80',
  kerberos: '88',
  ntp: '123',
  ldap: '389',
  https: '443',
  'microsoft-ds': '445',
  ldaps: '636',
  'ms-sql-s': '1433',
  nfs: '2049',
  'iscsi-target': ISCSI_PORT,
  'ms-wbt-server': '3389',
  postgresql: '5432',
  'http-alt': '8080',
};

/** The packet of TCP in a line; null where it shows none. */
export function segmentIn(line: string): Segment | null {
  const at = line.indexOf(FLAGS);
  const end = at < 0 ? -1 : line.indexOf(']', at);
  if (end < 0) return null;
  const arrow = line.lastIndexOf(' > ', at);
  // two lines that a window could have made of one are two packets
  if (arrow < 0 || line.includes(FLAGS, end) || line.includes(': ICMP')) return null;
  const from = line.slice(line.lastIndexOf(' ', arrow - 1) + 1, arrow);
  const to = line.slice(arrow + 3, at);
  if (endOf(from) === null || endOf(to) === null) return null;
  const length = Number(LENGTH.exec(line.slice(end))?.[1] ?? 0);
  return { from, to, flags: line.slice(at + FLAGS.length, end), length };
}

/** Host and port of an end as it is written: `20.60.1.1.443`, `2603::1.443`, `a.example.https`; a name of no known port is 0. */
export function endOf(written: string): End | null {
  const dot = written.lastIndexOf('.');
  const host = written.slice(0, dot).toLowerCase();
  const service = written.slice(dot + 1);
  if (dot < 1 || !(isAddress(host) || isHostName(host)) || !/^[\w-]{1,32}$/u.test(service)) return null;
  const port = Number(SERVICES[service] ?? service);
  return { host, port: Number.isInteger(port) && port > 0 && port <= 65_535 ? port : 0 };
}

/** What ICMP says in a line of a packet that did not arrive; null where it says nothing of the kind. */
export function undeliveredIn(line: string): Undelivered | null {
  if (!line.includes('unreachable')) return null;
  const at = line.indexOf(ICMP_MARK);
  const arrow = at < 0 ? -1 : line.lastIndexOf(' > ', at);
  const by = arrow < 0 ? null : line.slice(line.lastIndexOf(' ', arrow - 1) + 1, arrow);
  const [, what, host, port, reason = ''] = (by === null ? null : ICMP.exec(line.slice(at + ICMP_MARK.length))) ?? [];
  if (host !== undefined) {
    if (reason.startsWith('need to frag')) return null;
    const kind = reason.includes('prohibited')
      ? 'prohibited'
      : port !== undefined
        ? 'port'
        : what === 'net '
          ? 'route'
          : 'host';
    return { host: host.toLowerCase(), by, kind };
  }
  const [, sender = null, code = '', six] = ICMP_SIX.exec(line) ?? [];
  if (six === undefined) return null;
  const kind = code === 'prohibited' || code === 'route' || code === 'port' ? code : 'host';
  return { host: six.toLowerCase(), by: sender, kind };
}

/** The time of day of a packet in seconds; null where the line has none. */
export function clockIn(line: string): number | null {
  const [, hours, minutes, seconds, epoch] = CLOCK.exec(line) ?? [];
  if (epoch !== undefined) return Number(epoch);
  return hours === undefined ? null : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** The packet came in, or went out; null where the line does not tell. */
export function directionIn(line: string): 'In' | 'Out' | null {
  return (DIRECTION.exec(line)?.[1] ?? null) as 'In' | 'Out' | null;
}
