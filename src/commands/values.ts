/**
 * What a value has to be before it may stand in a command. Each check returns the value as a command holds it, or null.
 * Names come from logs, captures and archives of strangers, so what is not certainly a name is none.
 */

/** A host name (RFC 1123, with the underscore of service names) or null: labels of up to 63 letters, 253 in all. */
export function hostName(value: string): string | null {
  const name = value.endsWith('.') ? value.slice(0, -1) : value;
  if (name.length > 253) return null;
  const labels = name.split('.');
  if (!labels.every((label) => LABEL.test(label))) return null;
  // a last label of digits alone is a piece of an address
  return /^\d+$/u.test(labels.at(-1) ?? '') ? null : name;
}

const LABEL = /^[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/u;

/** An IPv4 or IPv6 address, without zone and prefix length, or null. */
export function ipAddress(value: string): string | null {
  return isIpv4(value) || isIpv6(value) ? value : null;
}

/** An address, or a network as an address with its prefix length; or null. */
export function networkPrefix(value: string): string | null {
  const [address = '', length, ...others] = value.trim().split('/');
  if (ipAddress(address) === null || others.length > 0) return null;
  if (length === undefined) return address;
  return wholeNumber(length, 0, address.includes(':') ? 128 : 32) === null ? null : `${address}/${length}`;
}

function isIpv4(value: string): boolean {
  const parts = value.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/u.test(part) && Number(part) < 256);
}

function isIpv6(value: string): boolean {
  if (value.length > 45 || !value.includes(':')) return false;
  const sides = value.split('::');
  if (sides.length > 2) return false;
  const groups = sides.flatMap((side) => (side === '' ? [] : side.split(':')));
  const last = groups.at(-1) ?? '';
  const mapped = last.includes('.');
  if (mapped && !isIpv4(last)) return false;
  const hex = mapped ? groups.slice(0, -1) : groups;
  if (!hex.every((group) => /^[0-9A-Fa-f]{1,4}$/u.test(group))) return false;
  const length = hex.length + (mapped ? 2 : 0);
  return sides.length === 2 ? length < 8 : length === 8;
}

/** A host name or an address, or null. */
export function host(value: string): string | null {
  return ipAddress(value) ?? hostName(value);
}

/** A whole number within bounds, written in plain digits, or null. */
export function wholeNumber(value: string, least: number, most: number): string | null {
  if (!/^(?:0|[1-9]\d{0,9})$/u.test(value)) return null;
  return Number(value) >= least && Number(value) <= most ? value : null;
}

export function port(value: string): string | null {
  return wholeNumber(value, 1, 65_535);
}

/** Address of a proxy as a setting has it: `http://user:secret@host:port/`, `host:port`, `https=host:port;…`. */
export function proxyAddress(value: string): { readonly host: string; readonly port: string } | null {
  const entries = value.split(';');
  const entry = entries.find((one) => one.startsWith('https=')) ?? entries[0] ?? '';
  const [, rest = ''] = /^(?:[a-z]{1,8}=)?(?:https?:\/\/)?(.*)$/iu.exec(entry.trim()) ?? [];
  const [place = ''] = rest.slice(rest.lastIndexOf('@') + 1).split('/');
  const colon = place.lastIndexOf(':');
  const name = place.slice(0, Math.max(colon, 0)).replace(/^\[|\]$/gu, '');
  const [own, number] = [host(name), port(place.slice(colon + 1))];
  return own === null || number === null ? null : { host: own, port: number };
}

/** The name of an Azure resource: letters, digits, `-`, `_` and `.` between them; or null. */
export function azureName(value: string): string | null {
  const name = value.trim();
  return /^\w(?:[\w.-]{0,88}\w)?$/u.test(name) ? name : null;
}

/** The name of a machine: letters and digits of any script, `-`, `_` and `.` between them; or null. */
export function resourceName(value: string): string | null {
  return /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.-]{0,88}[\p{L}\p{M}\p{N}_])?$/u.test(value) ? value : null;
}

/** The name of a file without a folder: letters, digits, `-`, `_` and `.`; or null. */
export function fileName(value: string): string | null {
  return /^\w[\w.-]{0,99}$/u.test(value) ? value : null;
}

/** What a path may hold: nothing that a shell could take for more, within quotes or without. */
const PATH = /^[\p{L}\p{N}_./~\\][\p{L}\p{M}\p{N}_.:\\/ ()-]{0,1023}$/u;

/** A path of Linux or Windows without its last separator, or null. A hyphen in front would be an option. */
export function path(value: string): string | null {
  const trimmed = value.trim();
  let end = trimmed.length;
  while (end > 1 && (trimmed[end - 1] === '\\' || trimmed[end - 1] === '/' || trimmed[end - 1] === ' ')) end -= 1;
  const own = trimmed.slice(0, end);
  return PATH.test(own) ? own : null;
}

/** True for a path that leads to another machine: `\\server\share`, in any mixture of separators. */
export function isRemotePath(value: string): boolean {
  return /^\s*["']?[\\/]{2}/u.test(value);
}
