import type { Cause, Span } from '../../model/probe.ts';
import type { Said } from './fields.ts';

/** Why no connection came about, by the word with which the script says it (content/formats/karte-check.yaml). */
const CONNECTION: ReadonlyMap<string, Cause> = new Map([
  ['timeout', 'timeout'],
  ['refused', 'refused'],
  ['reset', 'reset'],
  ['no-route', 'route'],
  ['unreachable', 'host_unreachable'],
  ['denied', 'local'],
  ['name', 'dns'],
  ['failed', 'other'],
]);

/** Why a name was not resolved. */
const NAME: ReadonlyMap<string, Cause> = new Map([
  ['timeout', 'dns_timeout'],
  ['nxdomain', 'dns_nxdomain'],
  ['servfail', 'dns_servfail'],
  ['refused', 'dns_refused'],
  ['nodata', 'dns'],
  ['failed', 'dns'],
]);

/** What became of a connection that came about. */
const TALK: ReadonlyMap<string, Cause> = new Map([
  ['timeout', 'stalled'],
  ['reset', 'reset'],
  ['closed', 'empty_reply'],
  ['failed', 'tls_handshake'],
  ['untrusted', 'tls_untrusted'],
]);

/** The first word of a value. */
export function wordOf(said: Said | null): string {
  return said?.value.split(' ', 1)[0] ?? '';
}

/** Null for a word that is not known, from which nothing is concluded. */
export function causeOfConnection(word: string): Cause | null {
  return CONNECTION.get(word) ?? null;
}

export function causeOfName(word: string): Cause | null {
  return NAME.get(word) ?? null;
}

export function causeOfTalk(word: string): Cause {
  return TALK.get(word) ?? 'other';
}

/** A whole line as evidence; its end is set where the line is known. */
export function at(line: number): Span {
  return { line, start: 0, end: 0 };
}
