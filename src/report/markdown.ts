import type { CaptureSummary } from '../model/capture.ts';
import { leftOutSentence } from '#locale/limits.ts';
import { hiddenNames, removedSecrets } from '#locale/mask.ts';
import { ENDPOINT_COLUMNS } from '#locale/report.ts';
import { MADE_BY, SUMMARY } from '#locale/summary.ts';
import { markdownCode, markdownText } from '../text/cells.ts';
import type { LineSource } from '../text/lines.ts';
import type { ConnectionReport, LogReport } from '../model/report.ts';
import { endpointCells } from './endpoint-cells.ts';
import { affectedWorkloads, machineWord, runTime } from './machine.ts';
import { proofLines } from './proof.ts';
import { CONFIDENCES, proxyWord } from './words.ts';

/**
 * A report as a support ticket takes it: conclusion, causes with their evidence, endpoints, settings.
 * Report and lines are those that may leave the page: masked, or without their secrets.
 */
export function reportToMarkdown(report: ConnectionReport, lines: LineSource): string {
  const [root] = report.diagnosis;
  const out = [
    '## 疎通カルテの診断結果',
    '',
    report.kind === 'log'
      ? `- ログ: ${markdownText(report.source.name)} (${report.recognised.title}、${report.source.lines} 行)`
      : `- ファイル: ${markdownText(report.source.name)} (${report.recognised.title}、${report.capture.packets} パケット)`,
    ...origin(report),
    `- 規則のバージョン: ${report.rules}`,
    ...(report.kind === 'log' ? (report.leftOut ?? []) : []).map((left) => `- 注意: ${leftOutSentence(left)}`),
  ];
  if (root !== undefined) out.push('', `**結論: ${markdownText(root.title)}**`, '', markdownText(root.summary));
  const affected = affectedWorkloads(report);
  if (affected.length > 0)
    out.push('', `**${SUMMARY.affected}: ${affected.map((name) => markdownText(name)).join('、')}**`);
  out.push('', '### 根本原因の候補', '');
  report.diagnosis.forEach((entry, index) => {
    out.push(
      `${index + 1}. **${markdownText(entry.name)}** (${CONFIDENCES[entry.confidence]})`,
      `   - ${markdownText(entry.why)}`,
    );
    for (const { line, text } of proofLines(report, entry, lines))
      out.push(`   - ${line} 行目: ${markdownCode(text.slice(0, LONGEST_QUOTE))}`);
    for (const { text, command } of entry.steps)
      out.push(`   - 次の手順: ${markdownText(text)}${command === null ? '' : ` ${markdownCode(command)}`}`);
  });
  if (report.endpoints.length > 0) {
    out.push(
      '',
      '### エンドポイント',
      '',
      row(ENDPOINT_COLUMNS.map(([, title]) => title)),
      row(ENDPOINT_COLUMNS.map(() => '---')),
    );
    for (const endpoint of report.endpoints)
      out.push(row(endpointCells(endpoint).map((text) => markdownText(text, true))));
  }
  out.push(...(report.kind === 'log' ? settings(report) : traffic(report.capture)));
  out.push(...maskingNotes(report));
  out.push('', MADE_BY);
  return `${out.join('\n')}\n`;
}

/** Machine and time, as far as the source tells them. */
function origin(report: ConnectionReport): string[] {
  const machine = machineWord(report);
  const time = runTime(report);
  return [
    ...(machine === null ? [] : [`- ${SUMMARY.machine}: ${markdownText(machine)}`]),
    ...(time === null
      ? []
      : [`- ${report.kind === 'log' ? SUMMARY.started : SUMMARY.captured}: ${markdownText(time)}`]),
  ];
}

/** What was hidden in this copy. */
function maskingNotes({ masking }: ConnectionReport): string[] {
  if (masking === undefined) return [];
  const notes = [removedSecrets(masking.secrets), masking.names ? hiddenNames(masking.hidden) : null];
  return ['', ...notes.flatMap((note) => (note === null ? [] : [`- ${note}`]))];
}

function settings(report: LogReport): string[] {
  return [
    '',
    '### 設定',
    '',
    `- プロキシ: ${markdownText(proxyWord(report))}`,
    `- OS: ${markdownText(report.machine.os ?? '記録なし')}`,
    ...(report.script ? [`- スクリプト: ${report.complete ? '最後まで実行済み' : '途中で終了'}`] : []),
  ];
}

/** Peers of a capture that a ticket names. */
const MOST_PEERS = 15;

function traffic({ own, peers, defects }: CaptureSummary): string[] {
  return [
    '',
    '### 通信の相手 (通信量の多い順)',
    '',
    `- VM のアドレス: ${own.length === 0 ? '不明' : markdownText(own.join('、'))}`,
    ...defects.map(({ offset, message }) => `- 注意 (${offset} バイト目): ${markdownText(message)}`),
    '',
    '| 相手 | 名前 | 送信 (バイト) | 受信 (バイト) |',
    '|---|---|---|---|',
    ...peers
      .slice(0, MOST_PEERS)
      .map(({ address, names, bytesOut, bytesIn }) =>
        row([address, names[0] ?? '', String(bytesOut), String(bytesIn)].map((text) => markdownText(text, true))),
      ),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Letters of a line that a ticket quotes. */
const LONGEST_QUOTE = 200;
