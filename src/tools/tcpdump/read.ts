import type { Cause, Layers, ProbeDetail } from '../../model/probe.ts';
import type { MatchedLine } from '../../session/matched-line.ts';
import type { RawProbe } from '../../session/raw-probe.ts';
import { isAddress } from '../../text/address.ts';
import { passed, shownBy, undecided, type Outcome, type ProbeContext } from '../outcome.ts';
import { endOf, segmentIn, undeliveredIn, type Undelivered } from './packet.ts';

/** What ICMP tells of a connection: a port that is closed is refused, as the machine's own connect() sees it. */
const ERRORS: Readonly<Record<Undelivered['kind'], Cause>> = {
  prohibited: 'host_unreachable',
  host: 'host_unreachable',
  route: 'route',
  port: 'refused',
};

/**
 * What the packets of a destination prove. A SYN with its answer proves TCP and no more; one that was sent again, or turned down, that
 * there is no connection; one alone, nothing, for the capture may have ended. After the handshake only a reset of what was sent
 * tells of a failure: a firewall may complete the handshake itself.
 */
export function readTcpdump(probe: RawProbe, context: ProbeContext): Outcome {
  const of = (role: string): MatchedLine[] => probe.matches.filter(({ match }) => match.role === role);
  const syn = of('attempt');
  const [answer] = of('connected');
  const [data] = of('progress');
  const [reset] = of('error');
  const [error] = of('gave-up');
  const told = (line: MatchedLine, status: Outcome['status'], cause: Cause, more: Partial<Outcome> = {}): Outcome => ({
    ...shownBy(line, status, cause, detailOf(error ?? null, syn[0] ?? answer ?? null)),
    route: 'direct',
    proves: ['tcp'],
    port: portOf(probe),
    host: probe.run.host,
    layers: status === 'unreachable' ? { tcp: { status: 'failed', cause, line: line.line } } : {},
    ...more,
  });
  if (answer !== undefined) {
    const layers: Layers = { tcp: passed(answer.line) };
    if (syn.length > 0) return told(answer, 'indeterminate', 'other');
    if (data === undefined && reset === undefined) return told(answer, 'reachable', 'ok', { layers });
    if (data === undefined) return told(reset ?? answer, 'indeterminate', 'reset', { layers });
    if (reset === undefined) return told(data, 'indeterminate', 'empty_reply', { layers });
    return told(reset, 'unreachable', 'reset', { layers, proves: ['tcp', 'tls'] });
  }
  if (reset !== undefined) return told(reset, 'unreachable', 'refused');
  const why = error === undefined ? null : undeliveredIn(error.text);
  if (error !== undefined && why !== null) return told(error, 'unreachable', ERRORS[why.kind]);
  const last = syn.at(-1);
  if (last === undefined) return { ...undecided(context), route: 'direct', host: probe.run.host, port: portOf(probe) };
  return syn.length > 1 ? told(last, 'unreachable', 'timeout') : told(last, 'indeterminate', 'interrupted');
}

/** The end that was asked for a connection: whom the SYN is for, or who answers. */
function portOf({ matches }: RawProbe): number {
  for (const { text, match } of matches) {
    const segment = segmentIn(text);
    if (segment === null) continue;
    const toServer = match.role === 'attempt' || match.role === 'progress';
    return endOf(toServer ? segment.to : segment.from)?.port ?? 0;
  }
  return 0;
}

function detailOf(error: MatchedLine | null, line: MatchedLine | null): ProbeDetail {
  const segment = line === null ? null : segmentIn(line.text);
  const ends = segment === null ? [] : [segment.from, segment.to];
  const server = line?.match.role === 'attempt' ? ends[1] : ends[0];
  const host = server === undefined ? null : (endOf(server)?.host ?? null);
  const why = error === null ? null : undeliveredIn(error.text);
  return {
    ...(host !== null && isAddress(host) ? { addresses: [host] } : {}),
    ...(why?.by == null ? {} : why.kind === 'prohibited' ? { rejectedBy: why.by } : { reportedBy: why.by }),
  };
}
