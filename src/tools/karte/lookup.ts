import type { ProbeDetail } from '../../model/probe.ts';
import { shownBy, type Outcome } from '../outcome.ts';
import type { Fields } from './fields.ts';
import { at, causeOfName, wordOf } from './words.ts';

/** Words with which a server has answered, be it that there is nothing. */
const ANSWERED: ReadonlySet<string> = new Set(['ok', 'nxdomain', 'nodata', 'servfail', 'refused']);

/** What a name leads to, by which server. */
export function lookupOutcome(fields: Fields): Outcome {
  const result = fields.first('result');
  const word = wordOf(result);
  const addresses = fields.all('address').map(({ value }) => value);
  const cnames = fields.all('cname').map(({ value }) => value.toLowerCase());
  const server = fields.first('server')?.value;
  const detail: ProbeDetail = {
    ...(addresses.length > 0 ? { addresses } : {}),
    ...(cnames.length > 0 ? { cnames } : {}),
    ...(server === undefined ? {} : { server }),
    ...(ANSWERED.has(word) ? { answered: true } : {}),
  };
  if (result === null) return shownBy(null, 'indeterminate', 'other', detail);
  const shown = { evidence: at(result.line), route: 'direct' as const };
  if (word === 'ok' && addresses.length > 0)
    return {
      ...shownBy(null, 'reachable', 'ok', detail),
      ...shown,
      layers: { dns: { status: 'ok', cause: null, line: result.line } },
    };
  const cause = causeOfName(word);
  if (cause === null) return { ...shownBy(null, 'indeterminate', 'other', detail), ...shown };
  return {
    ...shownBy(null, 'unreachable', cause, detail),
    ...shown,
    layers: { dns: { status: 'failed', cause, line: result.line } },
  };
}
