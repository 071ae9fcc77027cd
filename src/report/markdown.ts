import type { CaptureSummary } from '../model/capture.ts';
import { leftOutSentence } from '../locales/ja/limits.ts';
import { hiddenNames, removedSecrets } from '../locales/ja/mask.ts';
import { markdownCode, markdownText } from '../text/cells.ts';
import type { LineSource } from '../text/lines.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { ConnectionReport, LogReport } from '../model/report.ts';
import { CONFIDENCES, dnsWord, hostWord, httpsWord, proxyWord, tcpWord, VERDICTS } from './words.ts';

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
    `- 規則のバージョン: ${report.rules}`,
    ...(report.kind === 'log' ? (report.leftOut ?? []) : []).map((left) => `- 注意: ${leftOutSentence(left)}`),
  ];
  if (root !== undefined) out.push('', `**結論: ${markdownText(root.title)}**`, '', markdownText(root.summary));
  out.push('', '### 根本原因の候補', '');
  report.diagnosis.forEach((entry, index) => {
    out.push(
      `${index + 1}. **${markdownText(entry.name)}** (${CONFIDENCES[entry.confidence]})`,
      `   - ${markdownText(entry.why)}`,
    );
    for (const { line, text } of evidence(report, entry.because, lines))
      out.push(`   - ${line} 行目: ${markdownCode(text.slice(0, LONGEST_QUOTE))}`);
    for (const { text, command } of entry.steps)
      out.push(`   - 次の手順: ${markdownText(text)}${command === null ? '' : ` ${markdownCode(command)}`}`);
  });
  if (report.endpoints.length > 0) {
    out.push('', '### エンドポイント', '', '| 宛先 | ポート | DNS | TCP | HTTPS | 判定 |', '|---|---|---|---|---|---|');
    for (const endpoint of report.endpoints) out.push(row(endpoint));
  }
  out.push(...(report.kind === 'log' ? settings(report) : traffic(report.capture)));
  out.push(...maskingNotes(report));
  out.push('', '疎通カルテ (Microsoft の製品ではありません) で作成しました。');
  return `${out.join('\n')}\n`;
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
      .map(
        ({ address, names, bytesOut, bytesIn }) =>
          `| ${[address, names[0] ?? '', String(bytesOut), String(bytesIn)].map((text) => markdownText(text, true)).join(' | ')} |`,
      ),
  ];
}

function row(endpoint: Endpoint): string {
  const { icon, word } = VERDICTS[endpoint.verdict];
  const cells = [
    hostWord(endpoint.host),
    String(endpoint.port),
    dnsWord(endpoint).text,
    tcpWord(endpoint).text,
    httpsWord(endpoint).text,
    `${icon} ${word}`,
  ];
  return `| ${cells.map((text) => markdownText(text, true)).join(' | ')} |`;
}

/** Letters of a line that a ticket quotes. */
const LONGEST_QUOTE = 200;

function evidence(
  report: ConnectionReport,
  because: readonly number[],
  lines: LineSource,
): { line: number; text: string }[] {
  return because.slice(0, 5).flatMap((id) => {
    const line = report.probes.find((probe) => probe.id === id)?.evidence?.line;
    return line === undefined ? [] : [{ line, text: lines.at(line).trim() }];
  });
}
