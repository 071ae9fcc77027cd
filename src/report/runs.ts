import { sameMachine } from '../judge/comparison.ts';
import type { ConnectionReport } from '../model/report.ts';
import { writtenTime } from '../text/written-time.ts';

/** The places of two runs, the earlier first; where their times do not tell, as they came. */
export function inOrder(reports: readonly ConnectionReport[], one: number, other: number): readonly [number, number] {
  const [first, second] = one < other ? [one, other] : [other, one];
  const [time, later] = [timeOf(reports[first]), timeOf(reports[second])];
  return time !== null && later !== null && later < time ? [second, first] : [first, second];
}

/** When a run began, in seconds; null where its log does not tell. */
export function timeOf(report: ConnectionReport | undefined): number | null {
  const written = report?.machine.startedAt ?? null;
  return written === null ? null : (writtenTime(written)?.time ?? null);
}

/** The places of other runs that may be of the same machine, those that surely are first. */
export function otherRuns(reports: readonly ConnectionReport[], own: number): readonly number[] {
  const report = reports[own];
  if (report === undefined) return [];
  const others = reports.flatMap((other, at) => {
    const same = at === own ? false : sameMachine(report, other);
    return same === false ? [] : [{ at, sure: same === true }];
  });
  return others.sort((a, b) => Number(b.sure) - Number(a.sure)).map(({ at }) => at);
}

/** Two runs of one machine and nothing else: the reader wants to know what changed. */
export function isBeforeAndAfter(reports: readonly ConnectionReport[]): boolean {
  const [one, other] = reports;
  return reports.length === 2 && one !== undefined && other !== undefined && sameMachine(one, other) === true;
}
