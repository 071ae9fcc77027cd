/** Whether a list of exceptions covers a host in lower case. */
export type Bypass = (host: string) => boolean;

/** Entries of a list with a star inside them that are compared at most; lists that people write have a few. */
const MOST_WILDCARDS = 256;

/**
 * A proxy's list of exceptions (`localhost;*.blob.core.windows.net;<local>`). Names, and names behind a star, are looked
 * up: a long list costs no more than a short one.
 */
export function bypassOf(list: readonly string[]): Bypass {
  const names = new Set<string>();
  const ends = new Set<string>();
  const wildcards: string[] = [];
  let local = false;
  for (const entry of list) {
    const pattern = entry.toLowerCase();
    if (pattern === '<local>') local = true;
    else {
      const plain = withoutScheme(pattern);
      const star = plain.lastIndexOf('*');
      if (star < 0) names.add(plain);
      else if (star === 0) ends.add(plain.slice(1));
      else if (wildcards.length < MOST_WILDCARDS) wildcards.push(plain);
    }
  }
  return (host) =>
    // names without a dot
    (local && host !== '' && !host.includes('.') && !host.includes(':')) ||
    names.has(host) ||
    (ends.size > 0 && endsIn(host, ends)) ||
    wildcards.some((pattern) => matches(host, pattern));
}

/** Whether a list covers one host; for several hosts make the list's test once. */
export function isBypassed(host: string, list: readonly string[]): boolean {
  return bypassOf(list)(host);
}

function withoutScheme(pattern: string): string {
  const scheme = pattern.indexOf('://');
  return scheme < 0 ? pattern : pattern.slice(scheme + 3);
}

function endsIn(host: string, ends: ReadonlySet<string>): boolean {
  for (let at = 0; at <= host.length; at += 1) if (ends.has(host.slice(at))) return true;
  return false;
}

/** `*` stands for any characters; the parts between are literal, so the search is linear. */
function matches(host: string, pattern: string): boolean {
  const parts = pattern.split('*');
  const first = parts.shift() ?? '';
  const last = parts.pop();
  if (last === undefined) return host === first;
  if (!host.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = host.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return host.length - last.length >= at && host.endsWith(last);
}

/**
 * The entries of a list as Windows writes them, separated by semicolons, commas or blanks.
 * @param nothing entries that stand for an empty list
 */
export function bypassList(text: string, nothing: readonly string[]): string[] {
  return text
    .split(/[;,\s]+/u)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '' && !nothing.includes(entry));
}
