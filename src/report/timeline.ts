import { TIMELINE } from '#locale/timeline.ts';
import { MADE_BY } from '#locale/summary.ts';
import type { Moment } from '../model/evidence.ts';
import { markdownText } from '../text/cells.ts';
import { timeText } from '../text/time.ts';

/** How far ahead of UTC (minutes) a clock is at a time that it shows; null: it shows UTC. */
export type Zone = ((time: number) => number) | null;

/** What is shown of a time line. */
export interface Narrowing {
  /** Around a time (seconds of UTC), so many seconds before and behind; null: the whole of it. */
  readonly around: { readonly time: number; readonly within: number } | null;
  /** Null: of every file. */
  readonly path: string | null;
  readonly severities: ReadonlySet<Moment['severity']>;
}

/** A moment with its times in UTC. */
export interface Placed extends Moment {
  /** Seconds of UTC, as far as the zone is right in which the file's clock was taken to be. */
  readonly at: number;
  readonly last: number | null;
}

/** The files whose times state no zone, in their order. */
export function unzonedPaths(moments: readonly Moment[]): string[] {
  return [...new Set(moments.flatMap(({ zoned, path }) => (zoned ? [] : [path])))];
}

/**
 * Moments in one order of time, the grave ones first of those at once.
 * @param zone that of the files which state none
 */
export function placed(moments: readonly Moment[], zone: Zone): Placed[] {
  const utc = (time: number, zoned: boolean): number => (zoned || zone === null ? time : time - zone(time) * 60);
  return moments
    .map((moment) => ({
      ...moment,
      at: utc(moment.time, moment.zoned),
      last: moment.until === null ? null : utc(moment.until, moment.zoned),
    }))
    .sort((a, b) => a.at - b.at);
}

/** Those that are to be shown. What goes on from before the time until then belongs to it. */
export function narrowed(moments: readonly Placed[], { around, path, severities }: Narrowing): Placed[] {
  return moments.filter(
    (moment) =>
      severities.has(moment.severity) &&
      (path === null || moment.path === path) &&
      (around === null ||
        (moment.at <= around.time + around.within && (moment.last ?? moment.at) >= around.time - around.within)),
  );
}

/** The sentence of a moment: what happened, to which destination, how often. */
export function momentText({ title, host, count }: Pick<Moment, 'title' | 'host' | 'count'>): string {
  const what = host === null ? title : `${host}: ${title}`;
  return count > 1 ? `${what} (${TIMELINE.times(count)})` : what;
}

/** Where a moment stands. */
export function momentPlace({ path, line }: Pick<Moment, 'path' | 'line'>): string {
  return line === null ? path : `${path} ${TIMELINE.line(line)}`;
}

/** When, in the zone in which the list is shown, with a mark where only the start of the run is known. */
export function momentTime({ at, last, exact }: Placed, offset: number | null): string {
  // the zone is said once, above the list
  const shown = (time: number): string => timeText(Math.floor(time), offset).split(' ').slice(0, 2).join(' ');
  const until = last === null ? '' : ` – ${shown(last)}`;
  return `${shown(at)}${until}${exact ? '' : ` (${TIMELINE.started})`}`;
}

/**
 * A time line as a support ticket takes it. What it says is as it may leave the page.
 * @param zone in which times are shown: its name, and minutes ahead of UTC (null: UTC)
 */
export function timelineToMarkdown(
  moments: readonly Placed[],
  { name, offset }: { readonly name: string; readonly offset: number | null },
): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `## ${TIMELINE.title} (${name})`,
    '',
    row([TIMELINE.time, TIMELINE.severity, TIMELINE.what, TIMELINE.place]),
    row(['---', '---', '---', '---']),
    ...moments.map((moment) =>
      row([
        markdownText(momentTime(moment, offset), true),
        TIMELINE.severities[moment.severity].word,
        markdownText(momentText(moment), true),
        markdownText(momentPlace(moment), true),
      ]),
    ),
    '',
    MADE_BY,
    '',
  ].join('\n');
}
