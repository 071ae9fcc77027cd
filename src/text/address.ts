/**
 * True for an address that only a private network routes: RFC 1918, RFC 6598 (shared address space) and
 * RFC 4193 (unique local IPv6).
 */
export function isPrivateAddress(address: string): boolean {
  if (address.includes(':')) return /^f[cd]/iu.test(address);
  const dot = address.indexOf('.');
  const a = Number(address.slice(0, dot));
  const b = Number(address.slice(dot + 1, address.indexOf('.', dot + 1)));
  return (
    a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 100 && b >= 64 && b <= 127)
  );
}
