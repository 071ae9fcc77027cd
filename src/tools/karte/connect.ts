import type { Cause, Layers, ProbeDetail } from '../../model/probe.ts';
import { passed, shownBy, type Outcome } from '../outcome.ts';
import type { Fields, Said } from './fields.ts';
import { at, causeOfConnection, wordOf } from './words.ts';

/** What came of a connection to a port. */
export function connectOutcome(fields: Fields): Outcome {
  const tcp = fields.first('tcp');
  const address = fields.first('address')?.value;
  const detail: ProbeDetail = address === undefined ? {} : { addresses: [address] };
  if (tcp === null || wordOf(tcp) === 'not-tested')
    return { ...shownBy(null, 'not_run', 'tool_missing', detail), route: 'direct' };
  const shown = { route: 'direct' as const, evidence: at(tcp.line) };
  if (wordOf(tcp) === 'ok')
    return { ...shownBy(null, 'reachable', 'ok', detail), ...shown, layers: { tcp: passed(tcp.line) } };
  const cause = causeOfConnection(wordOf(tcp));
  if (cause === null) return { ...shownBy(null, 'indeterminate', 'other', detail), ...shown };
  return { ...shownBy(null, 'unreachable', cause, detail), ...shown, layers: unconnected(tcp, cause) };
}

/** The layer at which a connection failed: a name that leads nowhere was never connected to. */
export function unconnected(tcp: Said, cause: Cause): Layers {
  const failed = { status: 'failed' as const, cause, line: tcp.line };
  return cause === 'dns' ? { dns: failed } : { tcp: failed };
}
