import { anyWildcard } from '../../text/wildcard.ts';

/** Whether a list of exceptions covers a host in lower case. */
export type Bypass = (host: string) => boolean;

/** Entries of a list with a star inside them that are compared at most; lists that people write have a few. */
const MOST_WILDCARDS = 256;

/**
 * A proxy's list of exceptions (`localhost;*.blob.core.windows.net;<local>`). Names, and names behind a star, are looked
 * up: a long list costs no more than a short one.
 */
export function bypassOf(list: readonly string[]): Bypass {
  const patterns: string[] = [];
  let local = false;
  for (const entry of list) {
    const pattern = entry.toLowerCase();
    if (pattern === LOCAL) local = true;
    else patterns.push(withoutScheme(pattern));
  }
  const named = anyWildcard(patterns, MOST_WILDCARDS);
  return (host) => (local && isLocalName(host)) || named(host);
}

/** Stands for names without a dot. */
const LOCAL = '<local>';

function isLocalName(host: string): boolean {
  return host !== '' && !host.includes('.') && !host.includes(':');
}

/** Whether a list covers one host; for several hosts make the list's test once. */
export function isBypassed(host: string, list: readonly string[]): boolean {
  return bypassOf(list)(host);
}

function withoutScheme(pattern: string): string {
  const scheme = pattern.indexOf('://');
  return scheme < 0 ? pattern : pattern.slice(scheme + 3);
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
