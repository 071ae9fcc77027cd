import {
  caution,
  FINDINGS_TITLE,
  linesWord,
  NAME_STATES,
  PRIVATE_NAMES,
  recordsWord,
  since,
  times,
  UNREAD_TITLE,
} from '#locale/report.ts';
import { leftOutSentence } from '#locale/limits.ts';
import { TEXT } from '#locale/text.ts';
import type { LineSource } from '../text/lines.ts';
import { visible } from '../text/visible.ts';
import type { LogReport } from '../model/report.ts';
import { networkGround, networkTables } from './azure-rows.ts';
import { hostWord, VERDICTS, verdictText } from './words.ts';

/** A report for a terminal. */
export function reportToText(report: LogReport, lines: LineSource): string {
  const [root, ...others] = report.diagnosis;
  const { name: file, lines: count, encoding } = report.source;
  const out = [TEXT.log(file, report.recognised.title, count, encoding)];
  for (const left of report.leftOut ?? []) out.push(`  ${leftOutSentence(left)}`);
  if (root !== undefined) {
    const open = caution(report);
    out.push('', TEXT.conclusion(root.title), `  ${root.summary}`, ...(open === null ? [] : [`  ${open}`]));
    for (const { text, command } of root.steps) out.push(`  - ${text}${command === null ? '' : ` \`${command}\``}`);
  }
  for (const { name, why } of others) out.push('', TEXT.other(name), `  ${why}`);
  if (report.endpoints.length > 0) out.push('', TEXT.endpoints);
  const evidenceOf = new Map(report.probes.map(({ id, evidence }) => [id, evidence]));
  for (const endpoint of report.endpoints) {
    const evidence = endpoint.decidedBy === null ? null : evidenceOf.get(endpoint.decidedBy);
    const proof =
      evidence == null ? '' : `  ${TEXT.proof(evidence.line, lines.at(evidence.line).trim().slice(0, 100))}`;
    out.push(`  ${verdictText(endpoint.verdict)}  ${hostWord(endpoint.host)}:${endpoint.port}${proof}`);
  }
  if (report.privateNames !== undefined) out.push('', `${PRIVATE_NAMES.title}:`);
  for (const { name, addresses, answered, state } of report.privateNames ?? [])
    out.push(
      `  ${NAME_STATES[state].word}  ${name}  ${addresses.join(' ')} / ${answered.join(' ') || PRIVATE_NAMES.none}`,
    );
  for (const { title, rows } of networkTables(report)) {
    out.push('', `${title}:`);
    for (const { icon, word, destination, grounds, reason } of rows)
      out.push(`  ${icon} ${word}  ${destination}  ${networkGround(grounds, reason)}`.trimEnd());
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
  if (affected.length > 0) out.push('', TEXT.affected(affected.map(({ name }) => name)));
  return `${out.map(visible).join('\n')}\n`;
}
