/**
 * True for an address that only a private network routes: RFC 1918, RFC 6598 (shared address space) and
 * RFC 4193 (unique local IPv6).
 */
export function isPrivateAddress(address: string): boolean {
  if (address.startsWith('IP-P')) return MASKED.test(address);
  if (address.includes(':')) return /^f[cd]/iu.test(address);
  const dot = address.indexOf('.');
  const a = Number(address.slice(0, dot));
  const b = Number(address.slice(dot + 1, address.indexOf('.', dot + 1)));
  return (
    a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 100 && b >= 64 && b <= 127)
  );
}

/**
 * True for an address behind which no other machine stands: unspecified, loopback, or their IPv4 forms within IPv6
 * (RFC 6890). A DNS server or a hosts file gives it for a name that it is to block.
 */
export function isSinkhole(address: string): boolean {
  const plain = address.toLowerCase().replace(/^::ffff:/u, '');
  return plain.startsWith('127.') || plain.startsWith('0.') || plain === '::' || plain === '::1';
}

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|[01]?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d?\d)$/u;

/** What stands for an address in a masked log. */
const MASKED = /^IP-P?\d{1,9}$/u;

const CLOCK = /^\d{1,2}:\d{2}:\d{2}(?:\.\d{1,9})?$/u;

/** An IPv4 address of four parts, its stand-in, or anything with two colons but a clock; `20.6` is the rest of a cut line. */
export function isAddress(text: string): boolean {
  if (text.startsWith('I')) return MASKED.test(text);
  const colon = text.indexOf(':');
  return colon < 0 ? IPV4.test(text) : text.indexOf(':', colon + 1) > 0 && !CLOCK.test(text);
}

/** True for an address by which a machine speaks with itself. */
export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}
