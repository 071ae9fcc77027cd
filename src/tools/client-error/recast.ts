import type { Asked, Recast, RecastCheck } from '../../session/tool-table.ts';
import { destinationsIn } from './destinations.ts';

const LONGEST_LINE = 4096;
const MOST_CHECKS = 64;
/** What a line has that names a destination: no other one is looked at closely. */
const HINT = /:\/\/|ConnectionPool\(|\b(?:dial|lookup|connect|getaddrinfo|resolve)\b|Exception:/u;

/**
 * The failures of a line, each with the destination that is named before it. What stands before the first one speaks of the host
 * or the address that its own message names.
 */
export function recastClient(at: (offset: number) => string, _asked?: Asked): Recast | null {
  const text = at(0);
  if (text.length > LONGEST_LINE || !HINT.test(text)) return null;
  const named = destinationsIn(text).slice(0, MOST_CHECKS);
  const before = text.slice(0, named[0]?.index);
  const checks = named.map(({ host, index }, order): RecastCheck => ({
    ...CHECK,
    said: [text.slice(index, named[order + 1]?.index)],
    host,
  }));
  return { lines: 1, checks: before.trim() === '' ? checks : [{ ...CHECK, said: [before] }, ...checks] };
}

const CHECK = { offset: 0, own: true, alone: true } as const;
