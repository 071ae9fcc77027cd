import type { CaptureSummary } from '../model/capture.ts';
import { listed } from '#locale/forms.ts';
import { AZURE_NETWORK } from '#locale/azure-network.ts';
import { damageText } from '#locale/capture.ts';
import { leftOutSentence } from '#locale/limits.ts';
import { hiddenNames, removedSecrets } from '#locale/mask.ts';
import { ENDPOINT_COLUMNS } from '#locale/report.ts';
import { MADE_BY, SUMMARY } from '#locale/summary.ts';
import { markdownCode, markdownText } from '../text/cells.ts';
import type { LineSource } from '../text/lines.ts';
import type { ConnectionReport, LogReport } from '../model/report.ts';
import { networkGround, networkTables } from './azure-rows.ts';
import { endpointCells } from './endpoint-cells.ts';
import { affectedWorkloads, machineWord, runTime } from './machine.ts';
import { proofLines } from './proof.ts';
import { AND, CONFIDENCES } from '#locale/words.ts';
import { MARKDOWN } from '#locale/markdown.ts';
import { proxyWord } from './words.ts';

/**
 * A report as a support ticket takes it: conclusion, causes with their evidence, endpoints, settings.
 * Report and lines are those that may leave the page: masked, or without their secrets.
 */
export function reportToMarkdown(report: ConnectionReport, lines: LineSource): string {
  const [root] = report.diagnosis;
  const out = [
    `## ${MARKDOWN.title}`,
    '',
    report.kind === 'log'
      ? `- ${MARKDOWN.log(markdownText(report.source.name), report.recognised.title, report.source.lines)}`
      : `- ${MARKDOWN.capture(markdownText(report.source.name), report.recognised.title, report.capture.packets)}`,
    ...origin(report),
    `- ${MARKDOWN.rules(report.rules)}`,
    ...(report.kind === 'log' ? (report.leftOut ?? []) : []).map((left) => `- ${MARKDOWN.note(leftOutSentence(left))}`),
  ];
  if (root !== undefined)
    out.push('', `**${MARKDOWN.conclusion(markdownText(root.title))}**`, '', markdownText(root.summary));
  const affected = affectedWorkloads(report);
  if (affected.length > 0)
    out.push('', `**${SUMMARY.affected}: ${affected.map((name) => markdownText(name)).join(AND)}**`);
  out.push('', `### ${MARKDOWN.causes}`, '');
  report.diagnosis.forEach((entry, index) => {
    out.push(
      `${index + 1}. **${markdownText(entry.name)}** (${CONFIDENCES[entry.confidence]})`,
      `   - ${markdownText(entry.why)}`,
    );
    for (const { line, text } of proofLines(report, entry, lines))
      out.push(`   - ${MARKDOWN.proof(line, markdownCode(text.slice(0, LONGEST_QUOTE)))}`);
    for (const { text, command } of entry.steps)
      out.push(`   - ${MARKDOWN.next(`${markdownText(text)}${command === null ? '' : ` ${markdownCode(command)}`}`)}`);
  });
  if (report.endpoints.length > 0) {
    out.push(
      '',
      `### ${MARKDOWN.endpoints}`,
      '',
      row(ENDPOINT_COLUMNS.map(([, title]) => title)),
      row(ENDPOINT_COLUMNS.map(() => '---')),
    );
    for (const endpoint of report.endpoints)
      out.push(row(endpointCells(endpoint).map((text) => markdownText(text, true))));
  }
  if (report.kind === 'log') out.push(...network(report));
  out.push(...(report.kind === 'log' ? settings(report) : traffic(report.capture)));
  out.push(...maskingNotes(report));
  out.push('', MADE_BY);
  return `${out.join('\n')}\n`;
}

/** What listed rules and routes of an Azure network say. */
function network(report: LogReport): string[] {
  return networkTables(report).flatMap(({ title, deciding, rows }) => [
    '',
    `### ${title}`,
    '',
    AZURE_NETWORK.hint,
    '',
    row([AZURE_NETWORK.destination, AZURE_NETWORK.verdict, deciding, AZURE_NETWORK.workloads]),
    row(['---', '---', '---', '---']),
    ...rows.map(({ destination, icon, word, grounds, reason, workloads }) =>
      row(
        [destination, `${icon} ${word}`, networkGround(grounds, reason), listed(workloads)].map((text) =>
          markdownText(text, true),
        ),
      ),
    ),
  ]);
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
    `### ${MARKDOWN.settings}`,
    '',
    `- ${MARKDOWN.proxy(markdownText(proxyWord(report)))}`,
    `- ${MARKDOWN.system(report.machine.os === null ? null : markdownText(report.machine.os))}`,
    ...(report.script ? [`- ${MARKDOWN.script(report.complete)}`] : []),
  ];
}

/** Peers of a capture that a ticket names. */
const MOST_PEERS = 15;

function traffic({ own, peers, defects }: CaptureSummary): string[] {
  return [
    '',
    `### ${MARKDOWN.peers}`,
    '',
    `- ${MARKDOWN.ownAddresses(own.length === 0 ? null : markdownText(own.join(AND)))}`,
    ...defects.map(({ offset, damage }) => `- ${MARKDOWN.defect(offset, markdownText(damageText(damage)))}`),
    '',
    row(MARKDOWN.peerColumns),
    `|${'---|'.repeat(MARKDOWN.peerColumns.length)}`,
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
