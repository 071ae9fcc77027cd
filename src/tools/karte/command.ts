import type { Arguments } from '../../session/arguments.ts';
import { hostName, NO_TARGET, type Target } from '../../session/target.ts';

/** Kinds of checks of version 1. */
const VERBS = ['lookup', 'connect', 'request', 'size'] as const;
type Verb = (typeof VERBS)[number];

/** What the announcement of a check says: `request 443/tcp HOST direct`, `request 443/tcp HOST via=PROXY:PORT`. */
export interface CheckCommand {
  readonly verb: Verb;
  readonly port: number;
  readonly host: string;
  /** The proxy, as `host:port`; null: it goes directly. */
  readonly proxy: string | null;
}

const PORT = /^(\d{1,5})\/tcp$/u;
const WAY = /^([^=]{1,253})(direct|via=.{1,300})$/u;

/**
 * Reads an announcement. A mail may have broken it anywhere behind the port, so that the rest is read without its blanks. Anything else is
 * no announcement: a host that is read wrongly would get another one's result.
 */
export function checkCommand(words: readonly string[]): CheckCommand | null {
  const [first, place = '', ...rest] = words;
  const verb = VERBS.find((known) => known === first);
  if (verb === undefined) return null;
  const port = Number(PORT.exec(place)?.[1] ?? 0);
  const [, name = '', way = ''] = WAY.exec(rest.join('')) ?? [];
  const host = hostName(name);
  if (host === null || port < 1 || port > 65_535) return null;
  return { verb, port, host, proxy: way === 'direct' ? null : way.slice('via='.length) };
}

const KIND = /^[a-z]{2,12}$/u;

/** A kind of check that a newer script writes, where the rest of the announcement is as usual. */
export function isUnknownKind([kind = '', ...rest]: readonly string[]): boolean {
  return KIND.test(kind) && checkCommand(['connect', ...rest]) !== null && !VERBS.some((verb) => verb === kind);
}

export function targetOf({ positional }: Arguments): Target {
  const command = checkCommand(positional);
  return command === null ? NO_TARGET : { host: command.host, port: command.port, scheme: schemeOf(command) };
}

function schemeOf({ verb, port }: CheckCommand): Target['scheme'] {
  if (verb !== 'request' && verb !== 'size') return null;
  return port === 443 ? 'https' : 'http';
}
