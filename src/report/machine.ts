import { captureTime, SUMMARY, withoutZone } from '#locale/summary.ts';
import type { ConnectionReport, LogReport } from '../model/report.ts';
import { timeText } from '../text/time.ts';

/** Machines that are named; further ones are counted. */
const MOST_NAMES = 3;

/** The host names that a report knows, each once: of several logs those of all. */
export function hostNames(report: ConnectionReport): string[] {
  const parts = report.kind === 'log' ? partsOf(report) : [report];
  return [...new Set(parts.flatMap(({ machine }) => machine.hostname ?? []))];
}

/** Which machines a report is about, by name or by address; null when the source does not tell. */
export function machineWord(report: ConnectionReport): string | null {
  const names = hostNames(report);
  const known = names.length === 0 && report.kind === 'capture' ? report.capture.own : names;
  if (known.length === 0) return null;
  return SUMMARY.machines(known.slice(0, MOST_NAMES), Math.max(0, known.length - MOST_NAMES));
}

/**
 * What `date` writes behind the time for its zone, an abbreviation or an offset, or the `Z` of ISO 8601. `AM` and `PM` are
 * no zone (GNU coreutils, `date`: `%c`, `%Z`).
 */
const ZONE = /\d:\d\d(?:[.,]\d{1,9})?(?: ?[AP]M)? ?(?:Z\b|(?![AP]M\b)[A-Z]{2,5}\b|[+-]\d\d)/u;

/** When the checks ran or the packets were captured, with the zone or a word on its absence; null when not known. */
export function runTime(report: ConnectionReport): string | null {
  if (report.kind === 'capture') {
    const { firstPacket, lastPacket } = report.capture;
    if (firstPacket === null) return null;
    return captureTime(timeText(firstPacket, null), (lastPacket ?? firstPacket) - firstPacket);
  }
  const times = [...new Set(partsOf(report).flatMap(({ machine }) => machine.startedAt ?? []))];
  const [time] = times;
  if (time === undefined) return null;
  return SUMMARY.times(ZONE.test(time) ? time : withoutZone(time), times.length - 1);
}

/** The logs of a source, one for each run of a script. */
function partsOf(report: LogReport): readonly LogReport[] {
  return report.parts ?? [report];
}

/** The names of the backups that what fails affects. */
export function affectedWorkloads({ workloads }: ConnectionReport): string[] {
  return workloads.flatMap(({ name, status }) => (status === 'affected' ? [name] : []));
}
