/** The text of an IPv4 address, given as a signed number or one without a sign. */
export function ipv4(number: number): string {
  return `${number >>> 24}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`;
}

/** The text of the IPv6 address at `at`. */
export function ipv6(view: DataView, at: number): string {
  return ipv6Of(view.getUint32(at), view.getUint32(at + 4), view.getUint32(at + 8), view.getUint32(at + 12));
}

/** The canonical text of an IPv6 address (RFC 5952); those that hold an IPv4 address end with it, as in Wireshark. */
export function ipv6Of(a: number, b: number, c: number, d: number): string {
  const words = [a, b, c, d].flatMap((pair) => [pair >>> 16, pair & 0xffff]);
  if (a === 0 && b === 0 && c === 0xffff) return `::ffff:${ipv4(d)}`;
  let best = 0;
  let bestAt = -1;
  for (let from = 0; from < 8; from += 1) {
    let run = 0;
    while (from + run < 8 && words[from + run] === 0) run += 1;
    if (run > best) [best, bestAt] = [run, from];
  }
  const text = words.map((word) => word.toString(16));
  if (best === 6 && bestAt === 0) return `::${ipv4(d)}`;
  if (best < 2) return text.join(':');
  return `${text.slice(0, bestAt).join(':')}::${text.slice(bestAt + best).join(':')}`;
}
