import { listed } from '#locale/forms.ts';
import { leftOutSentence } from '#locale/limits.ts';
import { caution } from '#locale/report.ts';
import { MADE_BY, SUMMARY } from '#locale/summary.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { ConnectionReport } from '../model/report.ts';
import type { LineSource } from '../text/lines.ts';
import { visible } from '../text/visible.ts';
import { badness } from './endpoint-cells.ts';
import { affectedWorkloads, hostNames, machineWord, runTime } from './machine.ts';
import { proofLines } from './proof.ts';
import { CAUSES } from '#locale/words.ts';
import { hostWord, verdictText, VERDICTS } from './words.ts';

/** Endpoints, and lines of the log, that a chat still takes. */
const MOST_ENDPOINTS = 3;
const MOST_PROOFS = 2;
/** Letters of a quoted line, and of any other. */
const LONGEST_QUOTE = 160;
const LONGEST = 400;

/**
 * A report for a chat or a mail: plain text of at most fifteen lines, whatever the report holds.
 * Report and lines are those that may leave the page: masked, or without their secrets.
 */
export function reportToSummary(report: ConnectionReport, lines: LineSource): string {
  const [root] = report.diagnosis;
  const affected = affectedWorkloads(report);
  const [step] = root?.steps ?? [];
  const out = [
    SUMMARY.title(report.source.name),
    labelled(SUMMARY.machine, machineLine(report)),
    labelled(report.kind === 'log' ? SUMMARY.started : SUMMARY.captured, runTime(report) ?? SUMMARY.unknownTime),
    ...(root === undefined ? [] : [labelled(SUMMARY.conclusion, root.title)]),
    ...cautions(report),
    ...failing(report.endpoints),
    ...(affected.length === 0 ? [] : [labelled(SUMMARY.affected, listed(affected))]),
    ...(root === undefined ? [] : proofs(report, root, lines)),
    ...(step === undefined
      ? []
      : [labelled(SUMMARY.next, step.command === null ? step.text : `${step.text} ${step.command}`)]),
    MADE_BY,
  ];
  return `${out.map((line) => cut(visible(line).trim(), LONGEST)).join('\n')}\n`;
}

/** The lines that prove it: what several of them say is quoted once. */
function proofs(report: ConnectionReport, root: Diagnosis, lines: LineSource): string[] {
  const quoted = new Map<string, number>();
  for (const { line, text } of proofLines(report, root, lines)) {
    const quote = cut(visible(text).trim(), LONGEST_QUOTE);
    if (quote !== '' && !quoted.has(quote)) quoted.set(quote, line);
  }
  return [...quoted].slice(0, MOST_PROOFS).map(([quote, line]) => labelled(SUMMARY.proof(line), quote));
}

function labelled(label: string, text: string): string {
  return `${label}: ${text}`;
}

function machineLine(report: ConnectionReport): string {
  const name = machineWord(report) ?? SUMMARY.unknownMachine;
  // of several machines the system is that of one
  return report.machine.os === null || hostNames(report).length > 1 ? name : `${name} (${report.machine.os})`;
}

/** What keeps the conclusion from being the whole answer, in one line. */
function cautions(report: ConnectionReport): string[] {
  const open = caution(report);
  const left = report.kind === 'log' ? (report.leftOut ?? []).map(leftOutSentence) : [];
  const all = open === null ? left : [open, ...left];
  return all.length === 0 ? [] : [labelled(SUMMARY.caution, all.join(' '))];
}

/** How many endpoints have which verdict, and the first of those that fail or are open, the worst first. */
function failing(endpoints: readonly Endpoint[]): string[] {
  if (endpoints.length === 0) return [];
  const counts = new Map<Endpoint['verdict'], number>();
  const bad: Endpoint[] = [];
  for (const endpoint of endpoints) {
    counts.set(endpoint.verdict, (counts.get(endpoint.verdict) ?? 0) + 1);
    if (endpoint.verdict === 'unreachable' || endpoint.verdict === 'indeterminate') bad.push(endpoint);
  }
  const told = [...counts]
    .sort(([one], [other]) => badness(one) - badness(other))
    .map(([verdict, count]) => `${VERDICTS[verdict].word} ${SUMMARY.count(count)}`);
  const worst = bad.sort((one, other) => badness(one.verdict) - badness(other.verdict));
  const more = worst.length - MOST_ENDPOINTS;
  return [
    labelled(SUMMARY.endpoints, listed(told)),
    ...worst.slice(0, MOST_ENDPOINTS).map(endpointLine),
    ...(more > 0 ? [`- ${SUMMARY.more(more)}`] : []),
  ];
}

function endpointLine({ host, port, verdict, dns, tcp, https }: Endpoint): string {
  const failed = [https, tcp, dns].find(({ status, cause }) => cause !== null && FAILED.has(status));
  const why = failed?.cause == null ? '' : ` (${CAUSES[failed.cause]})`;
  return `- ${verdictText(verdict)} ${hostWord(host)}:${port}${why}`;
}

/** States of a layer that explain why an endpoint is not reached. */
const FAILED: ReadonlySet<string> = new Set(['failed', 'unreachable', 'indeterminate']);

/** The beginning of a text, with a mark where it goes on; a character of two units stays whole. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}
