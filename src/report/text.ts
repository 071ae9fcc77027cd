import { caution, FINDINGS_TITLE, linesWord, recordsWord, since, times, UNREAD_TITLE } from '#locale/report.ts';
import { leftOutSentence } from '#locale/limits.ts';
import type { LineSource } from '../text/lines.ts';
import { visible } from '../text/visible.ts';
import type { LogReport } from '../model/report.ts';
import { VERDICTS, verdictText } from './words.ts';

/** A report for a terminal, in Japanese. */
export function reportToText(report: LogReport, lines: LineSource): string {
  const [root, ...others] = report.diagnosis;
  const out = [
    `${report.source.name}  (${report.recognised.title}, ${report.source.lines} 行, ${report.source.encoding})`,
  ];
  for (const left of report.leftOut ?? []) out.push(`  ${leftOutSentence(left)}`);
  if (root !== undefined) {
    const open = caution(report);
    out.push('', `結論: ${root.title}`, `  ${root.summary}`, ...(open === null ? [] : [`  ${open}`]));
    for (const { text, command } of root.steps) out.push(`  - ${text}${command === null ? '' : ` \`${command}\``}`);
  }
  for (const { name, why } of others) out.push('', `ほかの候補: ${name}`, `  ${why}`);
  if (report.endpoints.length > 0) out.push('', 'エンドポイント:');
  const evidenceOf = new Map(report.probes.map(({ id, evidence }) => [id, evidence]));
  for (const endpoint of report.endpoints) {
    const host = endpoint.host === '' ? '(宛先の記載なし)' : endpoint.host;
    const evidence = endpoint.decidedBy === null ? null : evidenceOf.get(endpoint.decidedBy);
    const proof = evidence == null ? '' : `  ${evidence.line} 行: ${lines.at(evidence.line).trim().slice(0, 100)}`;
    out.push(`  ${verdictText(endpoint.verdict)}  ${host}:${endpoint.port}${proof}`);
  }
  if (report.findings.length > 0) out.push('', `${FINDINGS_TITLE}:`);
  if (report.journal !== undefined) out.push(`  ${recordsWord(report.journal)}`);
  for (const { signature, verdict, line, count, firstAt, lastAt } of report.findings)
    out.push(
      `  ${VERDICTS[verdict].icon} ${VERDICTS[verdict].word}  ${signature}  ${linesWord(line, line)} ${times(count)} ${since(firstAt, lastAt)}: ${lines.at(line).trim().slice(0, 100)}`,
    );
  if (report.unread.length > 0) out.push('', `${UNREAD_TITLE}:`);
  for (const {
    command,
    lines: [first, last],
  } of report.unread)
    out.push(`  ${linesWord(first, last)}: ${command.slice(0, 100)}`);
  const affected = report.workloads.filter(({ status }) => status === 'affected');
  if (affected.length > 0) out.push('', `影響: ${affected.map(({ name }) => name).join('、')}`);
  return `${out.map(visible).join('\n')}\n`;
}
