import { dropText, FACTS, factSentences, reasonText } from '#locale/capture-facts.ts';
import { notLookedAt } from '#locale/capture.ts';
import { SUMMARY } from '#locale/summary.ts';
import { bytesText } from '../text/bytes.ts';
import { visible } from '../text/visible.ts';
import type { CaptureReport } from '../model/report.ts';
import { runTime } from './machine.ts';
import { CAUSES, verdictText } from './words.ts';

/** Rows of a list in a terminal. */
const MOST_ROWS = 12;

/** A capture's report for a terminal. */
export function captureToText(report: CaptureReport): string {
  const { capture, diagnosis, source } = report;
  const [root] = diagnosis;
  const time = runTime(report);
  const lines = [
    `== ${source.name} (${report.recognised.title}、${capture.packets.toLocaleString('ja-JP')} パケット、${bytesText(capture.wireBytes)})`,
    ...(time === null ? [] : [`${SUMMARY.captured}: ${time}`]),
    `結論: ${root?.title ?? ''}`,
    `  ${root?.summary ?? ''}`,
    ...capture.defects.map(({ offset, message }) => `  注意 (${offset} バイト目): ${message}`),
    ...notLookedAt(capture).map((sentence) => `  注意: ${sentence}`),
    ...(capture.facts === undefined ? [] : factSentences(capture.facts)).map((sentence) => `  ${sentence}`),
    ...(root?.steps ?? []).flatMap(({ text, command }) => [
      `  - ${text}`,
      ...(command === null ? [] : [`    \`${command}\``]),
    ]),
  ];
  if (capture.packets === 0) return `${lines.map(visible).join('\n')}\n`;
  lines.push(
    '',
    `VM のアドレス: ${capture.own.length === 0 ? '不明' : capture.own.join('、')}`,
    '',
    '相手 (通信量の多い順):',
  );
  for (const peer of capture.peers.slice(0, MOST_ROWS)) {
    lines.push(
      `  ${peer.address.padEnd(24)} 送信 ${bytesText(peer.bytesOut).padStart(9)}  受信 ${bytesText(peer.bytesIn).padStart(9)}  ${peer.identity ?? '-'}  ${peer.names[0] ?? ''}`,
    );
  }
  if (capture.peers.length > MOST_ROWS) lines.push(`  ほか ${capture.peers.length - MOST_ROWS} 件`);
  lines.push('', '接続先:');
  for (const { host, port, verdict, dns, tcp, https } of report.endpoints) {
    const cause = https.cause ?? tcp.cause ?? dns.cause;
    lines.push(`  ${verdictText(verdict)}  ${host}:${port}${cause === null ? '' : `  ${CAUSES[cause]}`}`);
  }
  const { trace = null, reasons = [], parts = [] } = capture.facts ?? {};
  if (trace !== null && trace.drops.length > 0) {
    lines.push('', `${FACTS.drops}:`);
    for (const drop of trace.drops.slice(0, MOST_ROWS))
      lines.push(
        `  ${drop.packets.toLocaleString('ja-JP')}  ${dropText(drop, parts)}  ${reasonText(drop.reason, reasons)}`,
      );
  }
  return `${lines.map(visible).join('\n')}\n`;
}
