import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aloneOnly, MessageSearch } from '../../src/signatures/find-messages.ts';
import { loadSignatures } from '../../src/knowledge/load-files.ts';
import { analyzer, diagnose, knowledge } from '../support/analyzer.ts';
import type { LogReport } from '../../src/model/report.ts';

const log = (name: string): string[] =>
  readFileSync(new URL(`../corpus/${name}`, import.meta.url), 'utf8')
    .replaceAll('\r', '')
    .split('\n');

/** Lines at which the report points: a finding's, a note's, or the evidence of a probe. */
function pointedAt({ findings, annotations, probes }: LogReport): Set<number> {
  return new Set([
    ...findings.flatMap(({ line, lines }) => lines ?? [line]),
    ...annotations.filter(({ signature }) => signature !== null).map(({ line }) => line),
    ...probes.flatMap(({ evidence }) => (evidence === null ? [] : [evidence.line])),
  ]);
}

const search = new MessageSearch(aloneOnly(knowledge.signatures));
const messages = loadSignatures().flatMap(({ examples }) =>
  examples.filter((text) => !text.includes('\n') && search.inLine(text).length > 0),
);

describe('law 4: nothing is swallowed', () => {
  const hosts = [
    log('logs-linux/all-reachable-rhel8.log'),
    log('logs-linux/interrupted.log'),
    log('pastes-linux/connect-200-ok-then-hang.txt'),
    ['本文です。', '', 'よろしくお願いします。'],
  ];

  test('every known message, wherever a line of it stands, is pointed at', () => {
    expect(messages.length).toBeGreaterThan(300);
    fc.assert(
      fc.property(
        fc.constantFrom(...messages),
        fc.constantFrom(...hosts),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom('', '2026-11-20T01:02:03Z ERROR ', '  ', '[info] '),
        (text, lines, place, prefix) => {
          const at = Math.round(place * lines.length);
          const report = diagnose([...lines.slice(0, at), prefix + text, ...lines.slice(at)].join('\n'));
          expect(pointedAt(report)).toContain(at + 1);
        },
      ),
      { numRuns: 400, seed: 4 },
    );
  });
});

describe('findings', () => {
  test('that a shell knows no such command is a message, not a command', () => {
    const { probes } = diagnose("Command 'nslookup' not found, but can be installed with:\n$ nslookup a.example");
    expect(probes[0]).toMatchObject({ signature: 'nslookup-missing', status: 'not_run' });
  });

  test('a message is found once, with all its lines, and counts', () => {
    const line = 'FailedRetryableSnapshotFailedRestrictedNetwork';
    const { findings } = diagnose(`one\n${line}\ntwo\n${line}\nthree`);
    expect(findings).toMatchObject([{ signature: 'vmlinux-restricted-network', line: 2, lines: [2, 4], count: 2 }]);
  });

  test('what speaks of another host is another finding', () => {
    const says = (host: string) => `nc: connect to ${host} port 443 (tcp) failed: Connection timed out`;
    const healthy = log('logs-linux/all-reachable-rhel8.log');
    const at = healthy.findIndex((line) => line.startsWith('##TRY!! curl')) + 1;
    const lines = [
      ...healthy.slice(0, at),
      says('a.example'),
      says('b.example'),
      says('a.example'),
      ...healthy.slice(at),
    ];
    const { findings } = diagnose(lines.join('\n'));
    expect(findings.map(({ params, count }) => [params['host'], count])).toEqual([
      ['a.example', 2],
      ['b.example', 1],
    ]);
  });

  test('good news and status lines are none, and what a probe has read is not told twice', () => {
    const paste = '$ curl -I https://login.microsoftonline.com\nHTTP/1.1 200 OK\nDate: Fri, 20 Nov 2026 21:04:13 GMT\n';
    expect(diagnose(paste).findings).toEqual([]);
    expect(analyzer.analyzeText('x', 'HTTP/1.1 407 Proxy Authentication Required').report.findings).toEqual([]);
  });

  test('a finding that fails takes the green away, and the line points at the reader’s own column', () => {
    const healthy = readFileSync(
      new URL('../corpus/logs-linux-realdns/all-reachable-rhel8.log', import.meta.url),
      'utf8',
    );
    expect(diagnose(healthy).tone).toBe('ok');
    const report = diagnose(`${healthy}\n2026 ERROR FailedRetryableSnapshotFailedRestrictedNetwork\n`);
    expect(report.tone).toBe('ng');
    expect(report.findings).toMatchObject([{ start: 11, end: 57 }]);
  });
});
