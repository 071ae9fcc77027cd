import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzer, diagnose } from '../support/analyzer.ts';
import { allLogs } from '../support/corpus.ts';
import type { LogReport } from '../../src/model/report.ts';

const texts = allLogs.map(({ bytes }) => new TextDecoder().decode(bytes));
const anyLog = fc.constantFrom(...allLogs);
const anyText = fc.constantFrom(...texts);
const splinter = fc.constantFrom(
  '<img src=x onerror=alert(1)>',
  '</script><script>',
  '\u0000\u0001\u0002',
  '\u001B[31m',
  '\uFEFF',
  '\u202E',
  'HTTP/1.1 200 OK\r\n',
  'curl: (',
  '##TRY!! curl -I https://',
  '##TRY!! ## ##',
  '#TRY!! tnc ',
  'TcpTestSucceeded: True',
  'StatusCode: 200/',
  'リモート サーバー',
  '\r\r\n',
  '> > ',
  'Address: ',
  'Ncat: Connected to ',
  '}{',
  '\uD800',
);

/** Runs the analysis and checks what must hold for any input. */
function sane(report: LogReport): void {
  const ids = new Set(report.probes.map(({ id }) => id));
  expect(ids.size).toBe(report.probes.length);
  for (const { evidence } of report.probes) {
    if (evidence === null) continue;
    expect(evidence.line).toBeGreaterThan(0);
    expect(evidence.line).toBeLessThanOrEqual(report.source.lines);
    expect(evidence.end).toBeGreaterThanOrEqual(evidence.start);
  }
  for (const { verdict, decidedBy } of report.endpoints) {
    if (verdict === 'reachable' || verdict === 'unreachable') expect(ids.has(decidedBy ?? -1)).toBe(true);
  }
  expect(report.diagnosis.length).toBeGreaterThan(0);
}

function reachable(report: LogReport): string[] {
  return report.endpoints.filter(({ verdict }) => verdict === 'reachable').map(({ host, port }) => `${host}:${port}`);
}

describe('10,000 mutations of real logs are answered, never thrown at', () => {
  test('cut, spliced, shuffled and sprinkled with markup and control characters', () => {
    const mutation = fc.tuple(
      anyText,
      anyText,
      fc.nat(20_000),
      fc.nat(20_000),
      splinter,
      fc.constantFrom('cut', 'splice', 'shuffle', 'sprinkle', 'drop'),
    );
    fc.assert(
      fc.property(mutation, ([one, other, from, to, piece, how]) => {
        const lines = one.split('\n');
        const mutated = {
          cut: () => one.slice(from % one.length, (from % one.length) + to),
          splice: () => one.slice(0, from % one.length) + other.slice(to % other.length),
          shuffle: () =>
            [...lines.slice(from % lines.length), ...lines.slice(0, from % lines.length)].reverse().join('\n'),
          sprinkle: () => one.slice(0, from % one.length) + piece + one.slice(from % one.length),
          drop: () => lines.filter((_, index) => index % ((to % 7) + 2) !== 0).join('\n'),
        }[how as 'cut']();
        sane(diagnose(mutated));
      }),
      { numRuns: 7000 },
    );
  });

  test('bytes flipped, cut and read in any encoding', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(15_000), fc.nat(15_000), fc.nat(255), ({ bytes }, at, length, value) => {
        const mutated = Uint8Array.from(bytes.subarray(0, Math.max(1, length % bytes.length)));
        mutated[at % mutated.length] = value;
        sane(analyzer.analyze({ name: 'x', bytes: mutated }).report);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a log that was cut never gains a reachable endpoint', () => {
  test.each(allLogs)('$name, cut at any byte', ({ bytes }) => {
    const whole = new Set(reachable(analyzer.analyze({ name: 'x', bytes }).report));
    fc.assert(
      fc.property(fc.nat(bytes.length), (length) => {
        const { report } = analyzer.analyze({ name: 'x', bytes: bytes.subarray(0, length) });
        expect(reachable(report).filter((endpoint) => !whole.has(endpoint))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test.each(allLogs)('$name, cut at the end of each line', ({ bytes }) => {
    const whole = new Set(reachable(analyzer.analyze({ name: 'x', bytes }).report));
    for (const [index, byte] of bytes.entries()) {
      if (byte !== 10 && byte !== 13) continue;
      const { report } = analyzer.analyze({ name: 'x', bytes: bytes.subarray(0, index + 1) });
      expect(reachable(report).filter((endpoint) => !whole.has(endpoint))).toEqual([]);
    }
  });
});

describe('what is no log gets no verdict', () => {
  test.each([
    ['nothing', ''],
    [
      'prose',
      'お世話になっております。バックアップが失敗するので確認をお願いします。\nHTTP/1.1 200 という文字も出ます。',
    ],
    ['an access log', '10.0.0.1 - - [20/Nov/2026:10:00:00 +0900] "GET / HTTP/1.1" 200 612\n'.repeat(50)],
    ['markup', '<img src=x onerror=alert(1)>\n'.repeat(20)],
    ['binary rubbish', Array.from({ length: 3000 }, (_, i) => String.fromCharCode((i * 7919) % 300)).join('')],
    ['a lone address', 'Address: 10.0.0.1\n'],
  ])('%s', (_, text) => {
    const report = diagnose(text);
    expect(report.format).toBe('unknown');
    expect(report.endpoints).toEqual([]);
    expect(report.diagnosis.map(({ id }) => id)).toEqual(['log-unrecognised']);
  });
});
