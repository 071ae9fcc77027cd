import { isAddress } from '../text/address.ts';

/** The host that a URL names, in lower case; null for a relative one, the empty string where it cannot be read. */
export function hostOfUrl(url: string): string | null {
  const text = url.trim();
  const scheme = /^(?:[A-Za-z][A-Za-z0-9+.-]{0,20}:)?\/\//u.exec(text);
  if (scheme === null) return null;
  const authority = text.slice(scheme[0].length).split(/[/?#\\]/u, 1)[0] ?? '';
  const named = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  if (named.startsWith('[')) return named.slice(1).split(']', 1)[0] ?? '';
  const host = named.split(':', 1)[0] ?? '';
  return host.endsWith('.') ? host.slice(0, -1) : host;
}

/** The domain under which a name was registered: its last two labels, or three below an ending such as `co.jp`. */
export function registrable(host: string, suffixes: ReadonlySet<string>): string {
  if (isAddress(host)) return host;
  const labels = host.split('.');
  return labels.slice(suffixes.has(labels.slice(-2).join('.')) ? -3 : -2).join('.');
}
