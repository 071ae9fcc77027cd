import { describe, expect, test } from 'vitest';
import { BUNDLES } from '../../../src/limits.ts';
import type { Moment } from '../../../src/model/evidence.ts';
import { gravest, momentsOf } from '../../../src/report/moments.ts';
import { momentTime, narrowed, placed, timelineToMarkdown, unzonedPaths } from '../../../src/report/timeline.ts';
import { analyzer, knowledge } from '../../support/analyzer.ts';
import { linuxLogs } from '../../support/corpus.ts';

const T = Date.UTC(2026, 10, 20, 2) / 1000;
const moment = (time: number, more: Partial<Moment> = {}): Moment => ({
  kind: 'message',
  time,
  until: null,
  zoned: true,
  exact: true,
  severity: 'ng',
  path: 'a.log',
  line: 1,
  count: 1,
  title: 'something happened',
  host: null,
  ...more,
});
const ALL = new Set(['ng', 'un', 'info'] as const);
const WHOLE = { around: null, path: null, severities: ALL };
const times = (moments: readonly { at: number }[]): number[] => moments.map(({ at }) => at - T);

describe('one order of time', () => {
  // 11:00 on a clock in Tokyo is 02:00 of UTC
  const moments = [moment(T + 30), moment(T + 9 * 3600 + 10, { zoned: false, path: 'local.log' }), moment(T)];

  test('files that state no zone are placed by the zone that the reader names', () => {
    expect(times(placed(moments, () => 540))).toEqual([0, 10, 30]);
    expect(times(placed(moments, null))).toEqual([0, 30, 9 * 3600 + 10]);
    expect(unzonedPaths(moments)).toEqual(['local.log']);
  });

  test('a zone with a summer time counts as it is at that time', () => {
    const summer = moment(Date.UTC(2026, 6, 1, 14) / 1000, { zoned: false });
    const winter = moment(Date.UTC(2026, 11, 1, 13) / 1000, { zoned: false });
    const berlin = (time: number): number => (time < Date.UTC(2026, 9, 25) / 1000 ? 120 : 60);
    expect(placed([summer, winter], berlin).map(({ at }) => new Date(at * 1000).getUTCHours())).toEqual([12, 12]);
  });

  test('the end of what went on moves with its beginning', () => {
    const [only] = placed([moment(T, { until: T + 60, zoned: false })], () => 60);
    expect([only?.at, only?.last]).toEqual([T - 3600, T - 3540]);
  });
});

describe('narrowed', () => {
  const moments = placed(
    [
      moment(T - 7200, { severity: 'info' }),
      moment(T - 7200, { until: T - 100, path: 'long.log' }),
      moment(T + 599, { path: 'b.log' }),
      moment(T + 601, { severity: 'un' }),
    ],
    null,
  );

  test('by the time of the failure: what goes on until then belongs to it', () => {
    const around = { time: T, within: 600 };
    expect(narrowed(moments, { ...WHOLE, around }).map(({ path }) => path)).toEqual(['long.log', 'b.log']);
  });

  test('by file, by severity, and not at all', () => {
    expect(narrowed(moments, { ...WHOLE, path: 'b.log' })).toHaveLength(1);
    expect(narrowed(moments, { ...WHOLE, severities: new Set(['un'] as const) })).toHaveLength(1);
    expect(narrowed(moments, WHOLE)).toHaveLength(4);
  });
});

describe('as text', () => {
  test('times are those of the zone in which the list is shown', () => {
    const [one] = placed([moment(T, { until: T + 5 })], null);
    if (one === undefined) throw new Error('none');
    expect(momentTime(one, null)).toBe('2026-11-20 02:00:00 – 2026-11-20 02:00:05');
    expect(momentTime(one, 540)).toBe('2026-11-20 11:00:00 – 2026-11-20 11:00:05');
  });

  test('Markdown names zone, file and line, and shows a name for what it is', () => {
    const text = timelineToMarkdown(
      placed(
        [moment(T, { path: 'x|<img src=a>.log', line: 12, title: '[a](http://b)', count: 3, host: 'h:443' })],
        null,
      ),
      { name: 'UTC', offset: null },
    );
    expect(text).toContain('(UTC)');
    expect(text).toMatch(/\| 2026-11-20 02:00:00 \|.*12 行目 \|/u);
    expect(text).toContain('3 回');
    expect(text).not.toContain('<img');
    expect(text).not.toMatch(/[^`]\[a\]\(http/u);
    expect(text.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(3);
  });
});

describe('what happened by a report', () => {
  const titles = new Map(knowledge.signatures.map(({ id, title }) => [id, title]));

  test('a log: each destination that it could not reach, at the time at which the run began, with its line', () => {
    const log = linuxLogs.find(({ name }) => name === 'storage-dropped');
    const { report } = analyzer.analyze({ name: 'a.log', bytes: log?.bytes ?? new Uint8Array(0) });
    const moments = momentsOf(report, titles);
    const failed = report.endpoints.filter(({ verdict }) => verdict === 'unreachable');
    expect(moments).toHaveLength(failed.length);
    expect(failed.length).toBeGreaterThan(0);
    for (const { path, line, exact, zoned, severity } of moments) {
      expect({ path, exact, zoned, severity }).toEqual({ path: 'a.log', exact: false, zoned: true, severity: 'ng' });
      expect(line).toBeGreaterThan(1);
    }
  });

  test('messages: those with a time, from the first to the last', () => {
    const { report } = analyzer.analyzeText('w.log', 'nothing');
    const finding = {
      signature: 'x',
      verdict: 'unreachable',
      line: 7,
      start: 0,
      end: 1,
      count: 2,
      params: {},
    } as const;
    const findings = [
      { ...finding, firstAt: '2026-11-20T02:00:00Z', lastAt: '2026-11-20T02:10:00Z' },
      { ...finding, firstAt: '2026-11-20T11:00:00', lastAt: null, verdict: 'informational' as const },
      { ...finding, firstAt: null, lastAt: null },
    ];
    expect(momentsOf({ ...report, findings }, new Map([['x', 'X']]))).toMatchObject([
      { time: T, until: T + 600, zoned: true, exact: true, severity: 'ng', line: 7, count: 2, title: 'X' },
      { time: T + 9 * 3600, until: null, zoned: false, severity: 'info' },
    ]);
  });

  test('of very many the gravest are kept, in their order', () => {
    const many = Array.from({ length: BUNDLES.moments + 10 }, (_, n) => moment(T + n, { severity: 'info' }));
    const kept = gravest([...many, moment(T + 1e6), moment(T - 1)]);
    expect(kept).toHaveLength(BUNDLES.moments);
    expect([kept[0]?.severity, kept.at(-1)?.severity]).toEqual(['ng', 'ng']);
  });
});
