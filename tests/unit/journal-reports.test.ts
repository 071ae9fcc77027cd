import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { loadFormats } from '../../src/knowledge/load-files.ts';
import type { LogReport } from '../../src/model/report.ts';
import { analyzer, diagnose } from '../support/analyzer.ts';

const JOURNALS = loadFormats().filter(({ record }) => record !== undefined);
const samples = JOURNALS.flatMap(({ id, sample, samples }) =>
  [sample, ...samples].map(({ log }, at) => ({ id, at, log })),
);

/** What is found, and where. */
const told = ({ findings }: LogReport): string[] =>
  findings.map(({ signature, line }) => `${signature} ${String(line)}`);

describe('the report of a journal', () => {
  const LOG = `2026-11-20T02:00:00.1Z ERROR ExtHandler ExtHandler Error fetching the goal state: [HttpError] Temporary failure in name resolution
2026-11-20T02:00:30.1Z ERROR ExtHandler ExtHandler HostGAPlugin: Exception Get API versions: [HttpError] [HTTP Failed] GET http://168.63.129.16:32526/versions -- IOError timed out -- 6 attempts made
2026-11-20T02:05:30.1Z WARNING ExtHandler ExtHandler something else
2026-11-20T02:30:00.1Z ERROR ExtHandler ExtHandler HostGAPlugin: Exception Get API versions: [HttpError] [HTTP Failed] GET http://168.63.129.16:32526/versions -- IOError timed out -- 6 attempts made
`;

  test('says what log it is, why, and what its records are', () => {
    const { format, recognised, journal, machine, complete } = diagnose(LOG);
    expect([format, complete, machine.hostname]).toEqual(['waagent', true, null]);
    expect(recognised.because.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(journal).toEqual({
      records: 4,
      errors: 3,
      warnings: 1,
      firstAt: '2026-11-20T02:00:00Z',
      lastAt: '2026-11-20T02:30:00Z',
      explained: 3,
    });
  });

  test('has for each finding how often, when first and when last', () => {
    const { findings } = diagnose(LOG);
    expect(findings.find(({ signature }) => signature === 'waagent-hostgaplugin')).toMatchObject({
      line: 2,
      lines: [2, 4],
      count: 2,
      firstAt: '2026-11-20T02:00:30Z',
      lastAt: '2026-11-20T02:30:00Z',
    });
  });

  test('names the cause before what follows from it', () => {
    const { diagnosis } = diagnose(LOG);
    expect(diagnosis.map(({ id, lines }) => [id, lines?.[0]])).toEqual([
      ['vm-agent-path-blocked', 2],
      ['agent-error', 1],
    ]);
  });

  test('that tells of nothing known is neither good nor bad news', () => {
    const report = diagnose('2026-11-20T02:00:00.1Z INFO ExtHandler ExtHandler [HEARTBEAT] Agent is running\n');
    expect([report.format, report.tone, report.findings, report.endpoints]).toEqual(['waagent', 'un', [], []]);
    expect(report.diagnosis).toMatchObject([{ id: 'nothing-tested' }]);
    expect(report.diagnosis[0]?.summary).toContain(report.recognised.title);
    expect(report.workloads.every(({ status }) => status !== 'ok')).toBe(true);
  });
});

describe('law 1: no journal proves that something is reachable', () => {
  test.each(samples)('$id $at', ({ log }) => {
    const { endpoints, tone, workloads, services } = diagnose(log);
    expect(endpoints.filter(({ verdict }) => verdict === 'reachable')).toEqual([]);
    expect(tone).not.toBe('ok');
    expect([...workloads, ...services].filter(({ status }) => status === 'ok')).toEqual([]);
  });

  test('nor does an answer that an agent’s log quotes', () => {
    const text = `2026-11-20T02:00:00.1Z INFO ExtHandler ExtHandler Command output:\nName:    login.microsoftonline.com\nAddress: 20.190.141.32\nHTTP/1.1 200 OK\nTcpTestSucceeded : True\n2026-11-20T02:00:01.1Z INFO ExtHandler ExtHandler done\n`;
    expect(diagnose(text).endpoints.filter(({ verdict }) => verdict === 'reachable')).toEqual([]);
  });
});

describe('however a journal is written', () => {
  const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));

  test.each(samples)('$id $at: UTF-16 and CRLF change nothing', ({ log }) => {
    const plain = diagnose(log);
    const { report } = analyzer.analyze({ name: 'x.log', bytes: utf16(log.replaceAll('\n', '\r\n')) });
    expect([report.format, report.journal, told(report)]).toEqual([plain.format, plain.journal, told(plain)]);
  });

  test('Shift_JIS, as Windows saves a list of events', () => {
    // the Japanese words of the heads, in CP932:
    const head = [0x83, 0x4c, 0x81, 0x5b]; // the value of a field nobody needs
    const bytes = new Uint8Array([
      ...Buffer.from(
        'Log Name:      System\r\nSource:        Schannel\r\nDate:          2026/11/20 15:29:16\r\nEvent ID:      36887\r\nTask Category: ',
      ),
      ...head,
      ...Buffer.from('\r\nLevel:         Error\r\nDescription:\r\n'),
      ...head,
      ...Buffer.from('\r\n'),
    ]);
    const { report } = analyzer.analyze({ name: 'x.txt', bytes });
    expect([report.source.encoding, report.format]).toEqual(['shift_jis', 'windows-event']);
    expect(report.findings).toMatchObject([{ signature: 'schannel-36887', firstAt: '2026-11-20T15:29:16' }]);
  });

  test.each(samples.filter(({ id }) => id !== 'syslog' && id !== 'ilr-log'))(
    '$id $at: a cut one says no more than the whole',
    ({ log }) => {
      const whole = new Set(told(diagnose(log)).map((one) => one.split(' ')[0]));
      const bytes = new TextEncoder().encode(log);
      for (const part of [0.2, 0.4, 0.6, 0.8, 0.95]) {
        const { report } = analyzer.analyze({ name: 'x.log', bytes: bytes.slice(0, Math.floor(bytes.length * part)) });
        expect(report.findings.map(({ signature }) => signature).filter((one) => !whole.has(one))).toEqual([]);
        expect(report.endpoints.filter(({ verdict }) => verdict === 'reachable')).toEqual([]);
      }
    },
  );

  test('a rotated one begins within a record', () => {
    const text = `  File "/usr/lib/x.py", line 3, in run\nValueError: x\n2026-11-20T02:00:00.1Z WARNING ExtHandler ExtHandler No route exists to 168.63.129.16\n2026-11-20T02:00:01.1Z INFO ExtHandler ExtHandler done\n`;
    const { format, journal, findings } = diagnose(text);
    expect([format, journal?.records, told({ findings } as LogReport)]).toEqual(['waagent', 2, ['waagent-no-route 3']]);
  });
});

test('whatever stands between its lines, it does not throw, and records stay in their lines', () => {
  const all = samples.flatMap(({ log }) => log.split('\n'));
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...all), fc.string({ maxLength: 60, unit: 'binary' })), { maxLength: 40 }),
      (lines) => {
        const report = diagnose(lines.join('\n'));
        for (const { line, lines: more = [] } of report.findings) {
          expect(line).toBeGreaterThan(0);
          expect(Math.max(line, ...more)).toBeLessThanOrEqual(report.source.lines);
        }
        expect(report.journal?.explained ?? 0).toBeLessThanOrEqual(report.journal?.records ?? 0);
      },
    ),
    { numRuns: 300, seed: 18 },
  );
});
