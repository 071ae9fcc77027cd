import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CaptureAnalysis } from '../../../src/analyze/capture.ts';
import { loadNameRules } from '../../../src/knowledge/load-files.ts';
import { maskAll } from '../../../src/mask/session.ts';
import type { LogReport } from '../../../src/model/report.ts';
import { reportToSummary } from '../../../src/report/summary.ts';
import { Lines } from '../../../src/text/lines.ts';
import { analyzer, captureKnowledge, diagnose, knowledge } from '../../support/analyzer.ts';
import { linuxLogs } from '../../support/corpus.ts';

const MOST_LINES = 15;
const rowsOf = (summary: string): string[] => summary.trimEnd().split('\n');
const log = (name: string): { report: LogReport; lines: Lines } => {
  const bytes = linuxLogs.find((one) => one.name === name)?.bytes ?? new Uint8Array(0);
  const { report } = analyzer.analyze({ name: `${name}.log`, bytes });
  return { report, lines: new Lines(new TextDecoder().decode(bytes)) };
};

test('says machine, time, conclusion, what fails, what it affects, the proof and the next step', () => {
  const { report, lines } = log('storage-dropped');
  const rows = rowsOf(reportToSummary(report, lines));
  const [root] = report.diagnosis;
  const unreachable = report.endpoints.filter(({ verdict }) => verdict === 'unreachable');
  expect(unreachable.length).toBeGreaterThan(1);
  expect(rows[0]).toContain('storage-dropped.log');
  expect(rows).toContain(`マシン: ${report.machine.hostname} (${report.machine.os})`);
  expect(rows).toContain(`実行日時: ${report.machine.startedAt}`);
  expect(rows).toContain(`結論: ${root?.title}`);
  expect(rows.find((row) => row.startsWith('エンドポイント: 到達できない'))).toContain(`${unreachable.length} 件`);
  for (const { host, port } of unreachable) expect(rows.join('\n')).toContain(`✕ 到達できない ${host}:${port} (`);
  for (const { name } of report.workloads.filter(({ status }) => status === 'affected'))
    expect(rows.find((row) => row.startsWith('影響を受けるバックアップ: '))).toContain(name);
  const proofs = rows.filter((row) => row.startsWith('根拠 ('));
  const [proof] = proofs;
  expect(new Set(proofs.map((row) => row.replace(/^.*?: /u, ''))).size).toBe(proofs.length);
  const line = Number(/\((\d+) 行目\)/u.exec(proof ?? '')?.[1]);
  expect(report.probes.map(({ evidence }) => evidence?.line)).toContain(line);
  expect(proof).toContain(lines.at(line).trim().slice(0, 150));
  expect(rows.find((row) => row.startsWith('次の手順: '))).toContain(root?.steps[0]?.text);
  expect(rows.length).toBeLessThanOrEqual(MOST_LINES);
});

test('a report of thousands of endpoints names the worst and counts the rest', () => {
  const { report } = log('storage-dropped');
  const [endpoint] = report.endpoints.filter(({ verdict }) => verdict === 'unreachable');
  const [workload] = report.workloads;
  if (endpoint === undefined || workload === undefined) throw new Error('nothing fails');
  const verdicts = ['reachable', 'indeterminate', 'not_run', 'unreachable'] as const;
  const big: LogReport = {
    ...report,
    endpoints: Array.from({ length: 8000 }, (_, port) => ({
      ...endpoint,
      port,
      verdict: verdicts[Math.min(3, Math.floor(port / 2000))] ?? 'reachable',
    })),
    workloads: Array.from({ length: 500 }, (_, at) => ({ ...workload, name: `w${at}`, status: 'affected' as const })),
    leftOut: (['characters', 'lines', 'endpoints', 'probes', 'parts'] as const).map((what) => ({
      what,
      kept: 1,
      all: 2,
    })),
    complete: false,
    machine: { ...report.machine, hostname: 'vm\nvm\u2028vm', os: `x\r\n`.repeat(500), startedAt: '\n12:00:00\n' },
  };
  const long = new Lines(`${'x\u0007'.repeat(5000)}\n`.repeat(200));
  const rows = rowsOf(reportToSummary(big, long));
  expect(rows.length).toBeLessThanOrEqual(MOST_LINES);
  expect(rows.filter((row) => row.startsWith('- ✕'))).toHaveLength(3);
  expect(rows).toContain('- ほか 3,997 件');
  expect(rows.find((row) => row.startsWith('注意: '))).toContain('2 件のうち 1 件');
  for (const row of rows) expect(row.length).toBeLessThanOrEqual(400);
  for (const row of rows.filter((one) => one.startsWith('根拠'))) {
    expect(row.replace(/^.*?: /u, '').length).toBeLessThanOrEqual(160);
    expect(row).toMatch(/…$/u);
  }
});

test('one that is open stands behind those that fail, whatever their order in the log', () => {
  const { report, lines } = log('storage-dropped');
  const [bad] = report.endpoints.filter(({ verdict }) => verdict === 'unreachable');
  if (bad === undefined) throw new Error('nothing fails');
  const endpoints = [
    { ...bad, host: 'open.example', verdict: 'indeterminate' as const },
    { ...bad, host: 'closed.example' },
    { ...bad, host: 'fine.example', verdict: 'reachable' as const },
  ];
  const summary = reportToSummary({ ...report, endpoints }, lines);
  expect(summary.indexOf('closed.example')).toBeGreaterThan(0);
  expect(summary.indexOf('open.example')).toBeGreaterThan(summary.indexOf('closed.example'));
  expect(summary).not.toContain('fine.example');
});

test('an empty log still says what it is, and that nothing was found', () => {
  const rows = rowsOf(reportToSummary(diagnose(''), new Lines('')));
  expect(rows).toContain('マシン: ホスト名の記録なし');
  expect(rows).toContain('実行日時: 記録なし');
  expect(rows.some((row) => row.startsWith('結論: '))).toBe(true);
  expect(rows.some((row) => row.includes('到達できる') || row.startsWith('根拠'))).toBe(false);
  expect(rows.length).toBeLessThanOrEqual(MOST_LINES);
});

test('what keeps a report from being green is said beside its conclusion', () => {
  const { report, lines } = log('all-reachable-rhel8');
  const unread = [{ command: 'mtr example.com', tool: 'mtr', lines: [1, 2] as const }];
  const open = reportToSummary({ ...report, tone: 'un', unread }, lines);
  expect(open).toContain('注意: 読み取っていないコマンドの出力があります。');
  expect(reportToSummary(report, lines)).not.toContain('読み取っていない');
});

test('of a capture: the address of the machine and the time in UTC, no line of a log', () => {
  const name = 'wireserver-no-answer.pcap';
  const analysis = new CaptureAnalysis(name, captureKnowledge);
  analysis.push(new Uint8Array(readFileSync(new URL(`../../corpus/captures-judgement/${name}`, import.meta.url))));
  analysis.end();
  const report = analysis.report();
  const rows = rowsOf(reportToSummary(report, new Lines('')));
  expect(rows.find((row) => row.startsWith('マシン: '))).toContain(report.capture.own[0]);
  expect(rows.find((row) => row.startsWith('キャプチャの期間: '))).toMatch(
    /^キャプチャの期間: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC から [\d.]+ 秒間$/u,
  );
  expect(rows.some((row) => row.startsWith('- ✕ 到達できない 168.63.129.16:'))).toBe(true);
  expect(rows.some((row) => row.startsWith('根拠'))).toBe(false);
  expect(rows.length).toBeLessThanOrEqual(MOST_LINES);
});

test('a masked report hides the host name, and the addresses', () => {
  const { report, lines } = log('proxy-denies');
  const hostname = report.machine.hostname ?? '';
  expect(reportToSummary(report, lines)).toContain(hostname);
  const { reports, texts } = maskAll(knowledge.secrets, loadNameRules(), {
    reports: [{ report, text: 0 }],
    texts: [lines.text],
  });
  const masked = reportToSummary(reports[0]?.report ?? report, new Lines(texts[0] ?? ''));
  expect(hostname).not.toBe('');
  expect(masked).not.toContain(hostname);
  expect(masked).toMatch(/^マシン: HOST-/mu);
});
