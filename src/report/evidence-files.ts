import type { Witness } from '../judge/bundle.ts';
import type { Moment } from '../model/evidence.ts';
import type { ConnectionReport, LogReport } from '../model/report.ts';
import type { Titles } from './moments.ts';

/** A report without what is many: its verdicts stay. */
export function withoutProbes<R extends ConnectionReport>(report: R): R {
  if (report.kind === 'capture') {
    const { capture } = report;
    const leftOut = {
      ...capture.leftOut,
      conversations: capture.leftOut.conversations + capture.conversations.length,
      peers: capture.leftOut.peers + capture.peers.length,
      lookups: capture.leftOut.lookups + capture.dns.length,
    };
    return { ...report, probes: [], capture: { ...capture, conversations: [], peers: [], dns: [], sni: [], leftOut } };
  }
  const { probes, leftOut = [], parts } = report;
  const thin: LogReport = {
    ...report,
    probes: [],
    annotations: [],
    leftOut: [...leftOut, { what: 'probes', kept: 0, all: probes.length }],
    ...(parts === undefined ? {} : { parts: parts.map(withoutProbes) }),
  };
  return thin as R;
}

/** A report as a row of a table needs it, small enough to be sent along: verdicts, no proof. */
export function asRow(report: ConnectionReport, titles: Titles): ConnectionReport {
  const [root] = report.diagnosis;
  const diagnosis = root === undefined ? [] : [{ ...root, steps: [], next: [], title: headline(report, titles) }];
  const small = { ...withoutProbes(report), endpoints: [], workloads: [], diagnosis };
  return small.kind === 'log' ? { ...small, findings: [], unread: [] } : small;
}

/** The reports of a bundle, a log that holds several as each of them. */
export function rowsOf(reports: readonly ConnectionReport[]): readonly ConnectionReport[] {
  return reports.flatMap((report): readonly ConnectionReport[] =>
    report.kind === 'log' && report.parts !== undefined ? report.parts : [report],
  );
}

/** What a file says in a line: its root cause, or the message that is all that is known of it. */
export function headline(report: ConnectionReport, titles: Titles): string {
  const title = report.diagnosis[0]?.title ?? '';
  if (report.kind === 'capture' || report.format !== 'unknown') return title;
  const worst = report.findings.find(({ verdict }) => verdict === 'unreachable') ?? report.findings[0];
  return worst === undefined ? title : (titles.get(worst.signature) ?? title);
}

/** A file with the times of its first and last failure, where they are known in UTC. */
export function witnessOf(report: ConnectionReport, moments: readonly Moment[], titles: Titles): Witness {
  const title = headline(report, titles);
  const failed = moments.filter(({ severity }) => severity === 'ng');
  const failures = failed.length > 0 ? failed : moments.filter(({ kind }) => kind === 'message');
  const isWhole = failures.length > 0 && failures.every(({ zoned }) => zoned);
  if (!isWhole) return { report, title, since: null, until: null };
  return {
    report,
    title,
    since: failures.reduce((first, { time }) => Math.min(first, time), Infinity),
    until: failures.reduce((last, { time, until }) => Math.max(last, until ?? time), -Infinity),
  };
}
