import { LOGS } from '../limits.ts';
import { toneOf } from '../judge/tone.ts';
import { Lines } from '../text/lines.ts';
import type { LeftOut, LogReport } from '../model/report.ts';

/** What of a log was not read. */
export interface Unread {
  readonly characters: number;
  readonly lines: number;
}

/** The lines of a log up to the stated limit, and how many it has in all. */
export function boundedLines(
  text: string,
  unread: Unread,
): { readonly lines: Lines; readonly count: number; readonly left: readonly LeftOut[] } {
  const whole = new Lines(text);
  const lines = whole.count <= LOGS.lines ? whole : new Lines(text.slice(0, whole.startOf(LOGS.lines + 1)));
  const count = whole.count + unread.lines;
  const left: LeftOut[] = [];
  if (unread.characters > 0) left.push({ what: 'characters', kept: text.length, all: text.length + unread.characters });
  if (whole.count > LOGS.lines) left.push({ what: 'lines', kept: LOGS.lines, all: count });
  return { lines, count, left };
}

/** What is not shown, but counts for the verdicts all the same. */
const COUNTED: ReadonlySet<LeftOut['what']> = new Set(['probes', 'parts']);

/** A report that does not speak of all that was given is not complete, so it is never green. */
export function withLeftOut(report: LogReport, left: readonly LeftOut[]): LogReport {
  const endpoints = boundedEndpoints(report);
  const probes = boundedProbes(report);
  const all = [...(report.leftOut ?? []), ...left, ...endpoints.left, ...probes.left];
  if (all.length === 0) return report;
  const complete = report.complete && all.every(({ what }) => COUNTED.has(what));
  const partial = { ...report, endpoints: endpoints.kept, ...probes.kept, complete, leftOut: all };
  return { ...partial, tone: toneOf(partial) };
}

/** Of very many destinations those that are kept: what fails comes first. */
function boundedEndpoints({ endpoints }: LogReport): {
  readonly kept: LogReport['endpoints'];
  readonly left: LeftOut[];
} {
  if (endpoints.length <= LOGS.endpoints) return { kept: endpoints, left: [] };
  const failing = endpoints.filter(({ verdict }) => verdict !== 'reachable');
  const others = endpoints.filter(({ verdict }) => verdict === 'reachable');
  const kept = [...failing, ...others].slice(0, LOGS.endpoints);
  return { kept, left: [{ what: 'endpoints', kept: kept.length, all: endpoints.length }] };
}

/** Of very many probes the first, and those that decide a verdict, with what the lines of these say. */
function boundedProbes({ probes, annotations, endpoints }: LogReport): {
  readonly kept: Pick<LogReport, 'probes' | 'annotations'>;
  readonly left: LeftOut[];
} {
  if (probes.length <= LOGS.probes) return { kept: { probes, annotations }, left: [] };
  const ids = new Set<number | null>(probes.slice(0, LOGS.probes).map(({ id }) => id));
  for (const { decidedBy } of endpoints) ids.add(decidedBy);
  const kept = {
    probes: probes.filter(({ id }) => ids.has(id)),
    annotations: annotations.filter(({ probe }) => probe === null || ids.has(probe)),
  };
  return { kept, left: [{ what: 'probes', kept: kept.probes.length, all: probes.length }] };
}

/** The beginning of a text that comes in pieces. */
export function joinedUpTo(pieces: Iterable<string>, most: number): string {
  const kept: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    kept.push(length + piece.length > most ? piece.slice(0, most - length) : piece);
    length += piece.length;
    if (length >= most) break;
  }
  return kept.join('');
}
