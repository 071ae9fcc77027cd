import { REFUSED_ANSWER, timelineTitles } from '#locale/timeline.ts';
import { BUNDLES } from '../limits.ts';
import type { Connection, Conversation, DnsLookup } from '../model/capture.ts';
import type { Moment } from '../model/evidence.ts';
import type { CaptureReport, ConnectionReport, LogReport } from '../model/report.ts';
import { writtenTime } from '../text/written-time.ts';
import { lineOfProbe } from './proof.ts';
import { CAUSES } from '#locale/words.ts';
import { hostWord } from './words.ts';

/** Titles of known messages, by signature. */
export type Titles = ReadonlyMap<string, string>;

/** Seconds that an answer may still be on its way when a capture ends. */
const PATIENCE = 3;
const SEVERITIES = {
  unreachable: 'ng',
  indeterminate: 'un',
  reachable: 'info',
  not_run: 'info',
  informational: 'info',
} as const;
const ORDER: readonly Moment['severity'][] = ['ng', 'un', 'info'];
/** Connections and lookups that failed, as a capture shows them. */
const FAILED: Readonly<Partial<Record<Connection['outcome'], 'timeout' | 'refused'>>> = {
  half_open: 'timeout',
  no_answer: 'timeout',
  refused: 'refused',
};
const ANSWERED: ReadonlySet<string | null> = new Set(['NOERROR']);

/**
 * What happened when, by what a file's report says: its messages with times, what it could not reach (by the time at which
 * its run began), and in a capture the connections and lookups that failed.
 */
export function momentsOf(report: ConnectionReport, titles: Titles): Moment[] {
  return report.kind === 'capture'
    ? momentsOfCapture(report)
    : (report.parts ?? [report]).flatMap((part) => momentsOfLog(part, report.source.name, titles));
}

/** When a file was written last, by what the archive or the file system says. */
export function fileMoment(path: string, milliseconds: number): Moment {
  return {
    kind: 'file',
    time: Math.floor(milliseconds / 1000),
    until: null,
    zoned: true,
    exact: true,
    severity: 'info',
    path,
    line: null,
    count: 1,
    title: timelineTitles.file,
    host: null,
  };
}

/** Moments in their order, of very many the gravest. */
export function gravest(moments: readonly Moment[]): Moment[] {
  const byTime = (a: Moment, b: Moment): number =>
    a.time - b.time || ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity);
  if (moments.length <= BUNDLES.moments) return moments.toSorted(byTime);
  return moments
    .toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || a.time - b.time)
    .slice(0, BUNDLES.moments)
    .sort(byTime);
}

function momentsOfLog(report: LogReport, path: string, titles: Titles): Moment[] {
  const messages = report.findings.flatMap(({ signature, verdict, line, count, firstAt, lastAt, params }): Moment[] => {
    const first = firstAt === null ? null : writtenTime(firstAt);
    if (first === null) return [];
    const last = lastAt === null ? null : writtenTime(lastAt);
    return [
      {
        kind: 'message',
        ...first,
        until: last === null || last.time === first.time ? null : last.time,
        exact: true,
        severity: SEVERITIES[verdict],
        path,
        line,
        count,
        title: titles.get(signature) ?? signature,
        host: params['host'] ?? null,
      },
    ];
  });
  const start = report.machine.startedAt === null ? null : writtenTime(report.machine.startedAt);
  if (start === null) return messages;
  const failed = report.endpoints.flatMap(({ host, port, verdict, decidedBy, dns, tcp, tls, https }): Moment[] => {
    if (verdict !== 'unreachable') return [];
    const cause = [https, tls, tcp, dns].find((layer) => layer.cause !== null && layer.probe === decidedBy)?.cause;
    return [
      {
        kind: 'probe',
        ...start,
        until: null,
        exact: false,
        severity: 'ng',
        path,
        line: lineOfProbe(report, decidedBy),
        count: 1,
        title: timelineTitles.unreachable(cause == null ? null : CAUSES[cause]),
        host: `${hostWord(host)}:${port}`,
      },
    ];
  });
  return [...messages, ...failed];
}

function momentsOfCapture({ capture, endpoints, source }: CaptureReport): Moment[] {
  const names = new Map(endpoints.flatMap(({ host, dns }) => dns.addresses.map((address) => [address, host])));
  const own = new Set(capture.own);
  // what no backup needs, and a suffix that is tried in vain, is no failure of the machine's
  const unreached = new Set(
    endpoints.flatMap(({ host, port, verdict }) => (verdict === 'unreachable' ? [`${host}:${port}`, host] : [])),
  );
  const end = (capture.lastPacket ?? Infinity) - PATIENCE;
  const at = (time: number, until: number, moment: Pick<Moment, 'kind' | 'count' | 'title' | 'host'>): Moment => ({
    time,
    until: until === time ? null : until,
    zoned: true,
    exact: true,
    severity: unreached.has(moment.host ?? '') ? 'ng' : 'info',
    path: source.name,
    line: null,
    ...moment,
  });
  const failed = capture.conversations.flatMap((conversation): Moment[] => {
    const { server, port, times, outcome } = failuresOf(conversation, own, end);
    const [first] = times;
    if (first === undefined || outcome === null) return [];
    const title = timelineTitles.connection(CAUSES[outcome]);
    const host = `${names.get(server) ?? server}:${port ?? ''}`;
    return [at(first, times.at(-1) ?? first, { kind: 'connection', count: times.length, title, host })];
  });
  const lookups = capture.dns.flatMap((lookup): Moment[] => {
    if (lookup.time === null || lookup.inner || !isUnanswered(lookup, end)) return [];
    const title = timelineTitles.lookup(lookup.rcode ?? REFUSED_ANSWER);
    return [at(lookup.time, lookup.time, { kind: 'lookup', count: lookup.queries, title, host: lookup.name })];
  });
  return [...failed, ...lookups];
}

function isUnanswered({ rcode, time }: DnsLookup, end: number): boolean {
  return rcode === null ? (time ?? Infinity) <= end : !ANSWERED.has(rcode);
}

/** When connections that the machine opened came to nothing. */
function failuresOf(
  { protocol, a, aPort, b, bPort, connections }: Conversation,
  own: ReadonlySet<string>,
  end: number,
) {
  const isOut = own.has(a);
  const [server, port] = isOut ? [b, bPort] : [a, aPort];
  const client = isOut ? 'a' : 'b';
  const failed = connections.filter(
    ({ outcome, client: by, synTime }) =>
      FAILED[outcome] !== undefined &&
      (by ?? client) === client &&
      synTime !== null &&
      (outcome === 'refused' || synTime <= end),
  );
  const isOwn = protocol === 'tcp' && (own.has(a) || own.has(b));
  const times = isOwn ? failed.flatMap(({ synTime }) => synTime ?? []).sort((one, other) => one - other) : [];
  const outcome = failed[0] === undefined ? null : (FAILED[failed[0].outcome] ?? null);
  return { server, port, times, outcome };
}
