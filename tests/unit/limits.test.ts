import { describe, expect, test } from 'vitest';
import { LOGS } from '../../src/limits.ts';
import { withLeftOut } from '../../src/report/left-out.ts';
import { reportToText } from '../../src/report/text.ts';
import { Lines } from '../../src/text/lines.ts';
import { analyzer, diagnose, knowledge } from '../support/analyzer.ts';
import { linuxLogs } from '../support/corpus.ts';

const text = (name: string): string =>
  new TextDecoder().decode(linuxLogs.find((log) => log.name === name)?.bytes ?? new Uint8Array(0));
const GOOD = text('all-reachable-rhel8');
const BAD = text('storage-dropped');
const MARK = knowledge.formats.flatMap(({ startMarks }) => startMarks).find((mark) => GOOD.includes(mark)) ?? '';

test('no stated limit is below what a log of 79 MB or the largest fleet needs', () => {
  expect(LOGS.lines).toBeGreaterThanOrEqual(600_000);
  expect(LOGS.endpoints).toBeGreaterThanOrEqual(100_000);
  expect(LOGS.parts).toBeGreaterThanOrEqual(4800);
  expect(LOGS.characters).toBeGreaterThanOrEqual(79 * 1024 * 1024);
});

describe('beyond a limit the report says what it leaves out, and is never green', () => {
  test('lines', () => {
    const long = GOOD.trimEnd() + '\n'.repeat(LOGS.lines);
    const { report, lines } = analyzer.analyzeText('x', long);
    expect(report.leftOut).toEqual([{ what: 'lines', kept: LOGS.lines, all: new Lines(long).count }]);
    expect(report).toMatchObject({ complete: false, tone: 'un' });
    expect(lines.count).toBe(LOGS.lines);
    expect(reportToText(report, lines)).toContain('先頭の 1,000,000 行');
  });

  test('logs: all of them count for the verdicts', () => {
    const log = `${MARK}\n##TRY!! curl -I https://a.blob.core.windows.net ##\nHTTP/1.1 400 Bad Request\n\n`;
    const report = diagnose(log.repeat(LOGS.parts) + BAD);
    expect(report.parts).toHaveLength(LOGS.parts + 1);
    // the one that fails most is kept in full, however late it comes
    expect(report.endpoints.some(({ verdict }) => verdict === 'unreachable')).toBe(true);
    const more = diagnose(log.repeat(LOGS.parts + 5) + GOOD);
    expect(more.parts).toHaveLength(LOGS.parts);
    expect(more.leftOut).toEqual([{ what: 'parts', kept: LOGS.parts, all: LOGS.parts + 6 }]);
    expect(more.endpoints.length).toBeGreaterThan(5);
  });

  test('destinations: those that fail are kept', () => {
    const report = diagnose(BAD);
    const [endpoint] = report.endpoints;
    if (endpoint === undefined) throw new Error('a log without endpoints');
    const endpoints = Array.from({ length: LOGS.endpoints + 1 }, (_, port) => ({
      ...endpoint,
      port,
      verdict: port === LOGS.endpoints ? ('unreachable' as const) : ('reachable' as const),
    }));
    const bounded = withLeftOut({ ...report, endpoints }, []);
    expect(bounded.endpoints).toHaveLength(LOGS.endpoints);
    expect(bounded.endpoints[0]).toMatchObject({ port: LOGS.endpoints, verdict: 'unreachable' });
    expect(bounded.leftOut).toEqual([{ what: 'endpoints', kept: LOGS.endpoints, all: LOGS.endpoints + 1 }]);
    expect(bounded.complete).toBe(false);
  });

  test('probes: the verdicts rest on all of them', () => {
    const report = diagnose(BAD);
    const [probe] = report.probes;
    if (probe === undefined) throw new Error('a log without probes');
    const all = Array.from({ length: LOGS.probes + 10 }, (_, id) => ({ ...probe, id: id + 1 }));
    const endpoints = report.endpoints.map((endpoint) => ({ ...endpoint, decidedBy: LOGS.probes + 5 }));
    const bounded = withLeftOut({ ...report, probes: all, endpoints }, []);
    expect(bounded.probes.map(({ id }) => id).slice(-2)).toEqual([LOGS.probes, LOGS.probes + 5]);
    expect(bounded.leftOut).toEqual([{ what: 'probes', kept: LOGS.probes + 1, all: LOGS.probes + 10 }]);
    expect(bounded.complete).toBe(report.complete);
  });

  test('nothing is said where nothing is left out', () => {
    expect(diagnose(GOOD)).not.toHaveProperty('leftOut');
  });
});

test('one log of 79 MB is one log', () => {
  const filler = `${'a line of the environment that says nothing '.repeat(2)}\n`;
  const [head, tail] = [GOOD.slice(0, GOOD.indexOf('##TRY!!')), GOOD.slice(GOOD.indexOf('##TRY!!'))];
  const report = diagnose(head + filler.repeat(Math.ceil((79 * 1024 * 1024) / filler.length)) + tail);
  expect(report).not.toHaveProperty('parts');
  expect(report.source.lines).toBeGreaterThan(600_000);
  expect(report.endpoints.map(({ verdict }) => verdict)).toEqual(
    diagnose(GOOD).endpoints.map(({ verdict }) => verdict),
  );
});

test.each([
  ['aliases', (at: number) => `          a${at}.example\n`, 'Aliases:  b.example\n'],
  ['addresses', (at: number) => `          10.${at >> 16}.${(at >> 8) & 255}.${at & 255}\n`, 'Addresses:  10.0.0.1\n'],
])('an answer of nslookup with 300,000 %s is read', (_, line, first) => {
  const head = 'C:\\>nslookup a.example\nServer:  b\nAddress:  10.0.0.2\n\nName:    a.example\nAddress:  10.0.0.3\n';
  const report = diagnose(head + first + Array.from({ length: 300_000 }, (_line, at) => line(at)).join(''));
  expect(report.probes.map(({ tool }) => tool)).toContain('nslookup');
});
