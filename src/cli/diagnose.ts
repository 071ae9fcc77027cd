import { once } from 'node:events';
import { basename } from 'node:path';
import { Analyzer } from '../analyze/log.ts';
import { isNeutral } from '../judge/tone.ts';
import { noScenario, unreadable } from '#locale/cli.ts';
import { hiddenNames, leftWords, removedSecrets } from '#locale/mask.ts';
import { Mask } from '../mask/mask.ts';
import { maskReport } from '../mask/report.ts';
import { maskAll, maskingOf, withMasking } from '../mask/session.ts';
import { reportsToMatrix } from '../report/matrix.ts';
import { toJson } from '../report/json.ts';
import { reportToText } from '../report/text.ts';
import { bundleToText } from '../report/bundle-text.ts';
import { captureToText } from '../report/capture-text.ts';
import type { Knowledge } from '../knowledge/types.ts';
import type { Report } from '../model/report.ts';
import { Lines, type LineSource } from '../text/lines.ts';
import { visible, visibleJsonPieces } from '../text/visible.ts';
import { coloured } from './colours.ts';
import { inputOf } from './input.ts';
import type { KnowledgeSource } from './knowledge.ts';
import { read, type Read, type Reader } from './read.ts';
import { Threads } from './threads.ts';

interface DiagnoseOptions {
  readonly json: boolean;
  readonly mask: boolean;
  readonly format?: string | undefined;
  readonly scenario?: string | undefined;
}

/** Prints what is found in each file, and what they have together. Returns the exit code of the worst. */
export async function diagnose(
  files: readonly string[],
  { json, mask, format, scenario }: DiagnoseOptions,
  source: KnowledgeSource,
  entry: URL,
): Promise<number> {
  const scenarios = scenario === undefined ? [] : source.evidence().scenarios.map(({ id }) => id);
  if (scenario !== undefined && !scenarios.includes(scenario)) {
    process.stderr.write(`${noScenario(visible(scenario), scenarios)}\n`);
    return 2;
  }
  const knowledge = source.knowledge();
  const threads = new Threads(entry, knowledge);
  const analyzer = new Analyzer(knowledge);
  const reader: Reader = { source, knowledge, analyzer, crew: threads.crew, scenario, format };
  const analyses: Read[] = [];
  const unread: (readonly [string, string])[] = [];
  let worst = 0;
  for (const file of files) {
    try {
      analyses.push(await read(await inputOf(file), reader, (reason) => unread.push([file, reason])));
    } catch (error) {
      unread.push([file, unreadable(reasonOf(error))]);
      // the array keeps one report for each file, so an unreadable one stands as an unrecognised, empty log
      analyses.push(reader.analyzer.analyze({ name: basename(file), bytes: new Uint8Array() }));
      worst = 2;
    }
  }
  await threads.stop();
  for (const { report } of analyses) worst = Math.max(worst, exitCodeOf(report));
  const outgoing = leave(analyses, source, knowledge, mask, unread);
  for (const told of outgoing.told) process.stderr.write(`${visible(told)}\n`);
  const reports = outgoing.copies.map(({ report }) => report);
  if (json) await writeJson(reports);
  else {
    const titles = new Map(knowledge.signatures.map(({ id, title }) => [id, title]));
    process.stdout.write(coloured(outgoing.copies.map((copy) => textOf(copy, titles)).join('\n'), process.stdout));
    const checked = reports.filter((report) => report.kind !== 'evidence');
    if (checked.length > 1) process.stdout.write(coloured(`\n${reportsToMatrix(checked)}`, process.stdout));
  }
  // standard output is the reports alone where a program reads it
  const notes = outgoing.notes.map((note) => `${note}\n`).join('');
  if (notes !== '') (json ? process.stderr : process.stdout).write(json ? notes : `\n${notes}`);
  return worst;
}

/** Characters that are written at once. */
const PAGE = 1 << 20;

/** Writes reports as one JSON array, and waits where the reader of the output is slower. */
async function writeJson(reports: readonly Report[]): Promise<void> {
  const write = async (text: string): Promise<void> => {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  };
  let page: string[] = [];
  let length = 0;
  for (const piece of visibleJsonPieces(reports.map(toJson))) {
    page.push(piece);
    length += piece.length;
    if (length < PAGE) continue;
    await write(page.join(''));
    [page, length] = [[], 0];
  }
  await write(`${page.join('')}\n`);
}

/** Why a file cannot be read, without its path. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

/** A report and its lines as they may leave this program. */
interface Copy {
  readonly report: Report;
  readonly lines: LineSource;
}

/** Takes secrets, and with `--mask` names, out of everything that is printed. */
function leave(
  analyses: readonly Read[],
  source: KnowledgeSource,
  { secrets }: Knowledge,
  masked: boolean,
  unread: readonly (readonly [string, string])[],
): { readonly copies: readonly Copy[]; readonly notes: readonly string[]; readonly told: readonly string[] } {
  const tell = (file: string, reason: string): string => `${file}: ${reason}`;
  if (!masked) {
    const mask = new Mask(secrets, null);
    const copies = analyses.map(({ report, lines }) => ({
      report: maskReport(mask, report),
      lines: mask.lines(lines),
    }));
    const masking = maskingOf(mask);
    return {
      copies: copies.map(({ report, lines }) => ({ report: withMasking(report, masking), lines })),
      notes: [removedSecrets(masking.secrets)].filter((note) => note !== null),
      told: unread.map(([file, reason]) => tell(file, reason)),
    };
  }
  const { reports, texts, paths, masking, leftovers } = maskAll(secrets, source.nameRules(), {
    reports: analyses.map(({ report }, text) => ({ report, text })),
    texts: analyses.map(({ lines }) => lines.text),
    paths: unread.map(([file]) => file),
  });
  return {
    copies: reports.map(({ report }, at) => ({ report, lines: new Lines(texts[at] ?? '') })),
    notes: [removedSecrets(masking.secrets), hiddenNames(masking.hidden), leftWords(leftovers)].filter(
      (note) => note !== null,
    ),
    told: unread.map(([, reason], at) => tell(paths[at] ?? '', reason)),
  };
}

function textOf({ report, lines }: Copy, titles: ReadonlyMap<string, string>): string {
  switch (report.kind) {
    case 'capture':
      return captureToText(report);
    case 'evidence':
      return bundleToText(report, titles);
    case 'log':
      return reportToText(report, lines);
  }
}

function exitCodeOf(report: Report): number {
  if (report.format === 'unknown') return 2;
  if (report.kind === 'evidence') return report.tone === 'ok' ? 0 : 1;
  if (report.kind === 'log' && report.findings.some(({ verdict }) => verdict === 'unreachable')) return 1;
  if (report.diagnosis.some(({ id, confidence }) => confidence === 'certain' && !isNeutral(id))) return 1;
  // what a log that ends early has not tested is not known to be reachable
  if (report.kind === 'log' && !report.complete) return 1;
  const reachable = report.endpoints.some(({ verdict }) => verdict === 'reachable');
  return reachable && report.endpoints.every(({ verdict }) => verdict === 'reachable' || verdict === 'not_run') ? 0 : 1;
}
