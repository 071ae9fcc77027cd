import type { Command } from './command-facts.ts';

/** The destination of a command. */
export type Target = Pick<Command, 'host' | 'port' | 'scheme'>;

export const NO_TARGET: Target = { host: null, port: null, scheme: null };
/** Ports that a URL means without saying so. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http://': 80, 'https://': 443, 'telnet://': 23 };

/** The destination of a URL, or of a word that looks like a host; null when it is neither. */
export function urlTarget(word: string): Target | null {
  const schemeEnd = word.indexOf('://');
  const scheme = schemeEnd < 0 ? 'http' : word.slice(0, schemeEnd).toLowerCase();
  const standard = DEFAULT_PORTS[`${scheme}://`];
  if (standard === undefined) return null;
  const rest = schemeEnd < 0 ? word : word.slice(schemeEnd + 3);
  const authority = rest.split(/[/?#]/u, 1)[0] ?? '';
  const named = splitPort(authority.slice(authority.lastIndexOf('@') + 1));
  if (named === null || (schemeEnd < 0 && !named.host.includes('.'))) return null;
  return {
    host: named.host,
    port: named.port ?? standard,
    scheme: scheme === 'http' || scheme === 'https' ? scheme : null,
  };
}

/** The destinations of several words; one that names none when no word names one. */
export function urlTargets(words: readonly string[]): readonly Target[] {
  const found = words.map(urlTarget).filter((target) => target !== null);
  return found.length === 0 ? [NO_TARGET] : found;
}

/** Host and port as the last two words; with `portOptional` the host alone is a destination as well. */
export function portTarget(positional: readonly string[], portOptional = false): Target {
  const port = Number(positional.at(-1));
  const host = hostName(positional.at(-2) ?? '');
  const isPort = Number.isInteger(port) && port >= 1 && port <= 65_535;
  if (host === null || (!isPort && !portOptional)) return NO_TARGET;
  return { host, port: isPort ? port : null, scheme: null };
}

function splitPort(authority: string): { host: string; port: number | null } | null {
  if (authority.startsWith('[')) {
    const close = authority.indexOf(']');
    if (close < 0) return null;
    const port = Number(authority.slice(close + 2));
    return { host: authority.slice(1, close), port: port > 0 ? port : null };
  }
  const colon = authority.lastIndexOf(':');
  const host = hostName(colon < 0 ? authority : authority.slice(0, colon));
  if (host === null) return null;
  const port = colon < 0 ? 0 : Number(authority.slice(colon + 1));
  return { host, port: Number.isInteger(port) && port > 0 && port < 65_536 ? port : null };
}

/** A host name in lower case without its final dot; null when the word cannot be one. */
export function hostName(word: string): string | null {
  const name = withoutDot(word).toLowerCase();
  return name.length > 0 && name.length <= 253 && /^[a-z0-9:][a-z0-9._:-]*$/u.test(name) ? name : null;
}

/** A name without the dot with which DNS ends it. */
export function withoutDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}
