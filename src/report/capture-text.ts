import { numberWord } from '#locale/forms.ts';
import { dropText, FACTS, factSentences, reasonText } from '#locale/capture-facts.ts';
import { damageText, notLookedAt } from '#locale/capture.ts';
import { SUMMARY } from '#locale/summary.ts';
import { TEXT } from '#locale/text.ts';
import { bytesText } from '../text/bytes.ts';
import { visible } from '../text/visible.ts';
import type { CaptureReport } from '../model/report.ts';
import { runTime } from './machine.ts';
import { CAUSES } from '#locale/words.ts';
import { verdictText } from './words.ts';

/** Rows of a list in a terminal. */
const MOST_ROWS = 12;

/** A capture's report for a terminal. */
export function captureToText(report: CaptureReport): string {
  const { capture, diagnosis, source } = report;
  const [root] = diagnosis;
  const time = runTime(report);
  const lines = [
    TEXT.capture(source.name, report.recognised.title, capture.packets, bytesText(capture.wireBytes)),
    ...(time === null ? [] : [`${SUMMARY.captured}: ${time}`]),
    TEXT.conclusion(root?.title ?? ''),
    `  ${root?.summary ?? ''}`,
    ...capture.defects.map(({ offset, damage }) => `  ${TEXT.defect(offset, damageText(damage))}`),
    ...notLookedAt(capture).map((sentence) => `  ${TEXT.note(sentence)}`),
    ...(capture.facts === undefined ? [] : factSentences(capture.facts)).map((sentence) => `  ${sentence}`),
    ...(root?.steps ?? []).flatMap(({ text, command }) => [
      `  - ${text}`,
      ...(command === null ? [] : [`    \`${command}\``]),
    ]),
  ];
  if (capture.packets === 0) return `${lines.map(visible).join('\n')}\n`;
  lines.push('', TEXT.ownAddresses(capture.own), '', TEXT.peers);
  for (const peer of capture.peers.slice(0, MOST_ROWS)) {
    lines.push(
      `  ${peer.address.padEnd(24)} ${TEXT.peer(bytesText(peer.bytesOut), bytesText(peer.bytesIn))}  ${peer.identity ?? '-'}  ${peer.names[0] ?? ''}`,
    );
  }
  if (capture.peers.length > MOST_ROWS) lines.push(`  ${TEXT.more(capture.peers.length - MOST_ROWS)}`);
  lines.push('', TEXT.destinations);
  for (const { host, port, verdict, dns, tcp, https } of report.endpoints) {
    const cause = https.cause ?? tcp.cause ?? dns.cause;
    lines.push(`  ${verdictText(verdict)}  ${host}:${port}${cause === null ? '' : `  ${CAUSES[cause]}`}`);
  }
  const { trace = null, reasons = [], parts = [] } = capture.facts ?? {};
  if (trace !== null && trace.drops.length > 0) {
    lines.push('', `${FACTS.drops}:`);
    for (const drop of trace.drops.slice(0, MOST_ROWS))
      lines.push(`  ${numberWord(drop.packets)}  ${dropText(drop, parts)}  ${reasonText(drop.reason, reasons)}`);
  }
  return `${lines.map(visible).join('\n')}\n`;
}
