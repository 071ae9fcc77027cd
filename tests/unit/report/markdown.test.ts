import { expect, test } from 'vitest';
import { loadNameRules } from '../../../src/knowledge/load-files.ts';
import { maskAll } from '../../../src/mask/session.ts';
import { reportToMarkdown } from '../../../src/report/markdown.ts';
import { Lines } from '../../../src/text/lines.ts';
import { diagnose, knowledge } from '../../support/analyzer.ts';
import { linuxLogs } from '../../support/corpus.ts';

const textOf = (name: string): string =>
  new TextDecoder().decode(linuxLogs.find((log) => log.name === name)?.bytes ?? new Uint8Array(0));

test('a ticket names the machine, the time of the run and the backups that are affected', () => {
  const text = textOf('storage-dropped');
  const report = diagnose(text);
  const rows = reportToMarkdown(report, new Lines(text)).split('\n');
  expect(rows).toContain(`- マシン: ${report.machine.hostname}`);
  expect(rows).toContain(`- 実行日時: ${report.machine.startedAt}`);
  const affected = report.workloads.filter(({ status }) => status === 'affected').map(({ name }) => name);
  expect(affected.length).toBeGreaterThan(0);
  expect(rows).toContain(`**影響を受けるバックアップ: ${affected.join('、')}**`);
});

test('what is not known, or not affected, is not in it', () => {
  const report = diagnose('Ncat: Connection timed out.');
  const text = reportToMarkdown(report, new Lines(''));
  expect(text).not.toContain('- マシン');
  expect(text).not.toContain('- 実行日時');
  const fine = textOf('all-reachable-rhel8');
  expect(reportToMarkdown(diagnose(fine), new Lines(fine))).not.toContain('影響を受けるバックアップ');
});

test('a masked ticket hides the host name', () => {
  const text = textOf('storage-dropped');
  const report = diagnose(text);
  const { reports, texts } = maskAll(knowledge.secrets, loadNameRules(), {
    reports: [{ report, text: 0 }],
    texts: [text],
  });
  const masked = reportToMarkdown(reports[0]?.report ?? report, new Lines(texts[0] ?? ''));
  expect(report.machine.hostname).toBeTruthy();
  expect(masked).not.toContain(report.machine.hostname);
  expect(masked).toMatch(/^- マシン: HOST-/mu);
});
