/**
 * The same pipeline for a terminal.
 *   diagnose [--json] [--mask] [--format ID] [--scenario ID] FILE…
 *       exit 0: all reachable or complete, 1: something is not, 2: unreadable, unrecognised, or no such scenario
 *   explain [--json] "text" | explain --batch < strings.json
 *   search [--json] "words" | search --batch < strings.json
 */
import { once } from 'node:events';
import { closeSync, openAsBlob, openSync, readFileSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Analyzer } from './analyze/log.ts';
import { finderOf } from './analyze/search.ts';
import { CaptureAnalysis } from './analyze/capture.ts';
import { analyzeBundle } from './analyze/evidence.ts';
import { UnreadableBundle } from './evidence/readers/bundle.ts';
import { ARCHIVE_HEAD, archiveKind } from './evidence/readers/kind.ts';
import { openBundle } from './evidence/readers/open.ts';
import { headOfPacked, unpackedFile } from './evidence/readers/packed-file.ts';
import { HEAD_BYTES, isCapture } from './capture/recognise.ts';
import { isNeutral } from './judge/tone.ts';
import { CAPTURES, LOGS } from './limits.ts';
import {
  loadEvidence,
  loadKnowledge,
  loadNameRules,
  loadPassages,
  loadPeers,
  loadSearch,
} from './knowledge/load-files.ts';
import { hiddenNames, leftWords, removedSecrets } from './locales/ja/mask.ts';
import { Mask } from './mask/mask.ts';
import { maskReport } from './mask/report.ts';
import { maskAll, maskingOf, withMasking } from './mask/session.ts';
import { reportOfUnreadableBundle } from './report/evidence-report.ts';
import { reportsToMatrix } from './report/matrix.ts';
import { toJson } from './report/json.ts';
import { reportToText } from './report/text.ts';
import { bundleToText } from './report/bundle-text.ts';
import { captureToText } from './report/capture-text.ts';
import type { CaptureKnowledge, Knowledge } from './knowledge/types.ts';
import type { CaptureReport, EvidenceReport, Report } from './model/report.ts';
import type { Row } from './search/entry.ts';
import type { Finder } from './search/finder.ts';
import type { Explanation } from './signatures/explain.ts';
import { Lines, type LineSource } from './text/lines.ts';
import { visible, visibleJsonPieces } from './text/visible.ts';

const ROOT = new URL('../content/', import.meta.url);

async function main(): Promise<number> {
  const [command, ...rest] = process.argv.slice(2);
  if (command === 'explain' || command === 'search') {
    // a message may begin like an option: -bash: curl: command not found
    const words = rest.filter((word) => !TEXT_OPTIONS.has(word));
    const isSearch = command === 'search';
    if (rest.includes('--batch')) return isSearch ? searchBatch() : explainBatch();
    if (words.length > 0) return (isSearch ? search : explain)(words.join(' '), rest.includes('--json'));
    return usage();
  }
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      mask: { type: 'boolean', default: false },
      format: { type: 'string' },
      scenario: { type: 'string' },
    },
  });
  if (command === 'diagnose' && positionals.length > 0) return diagnose(positionals, values);
  return usage();
}

/** The options of `explain` and `search`; everything else is the text. */
const TEXT_OPTIONS: ReadonlySet<string> = new Set(['--json', '--batch', '--']);

function usage(): number {
  process.stderr.write(
    '使い方: diagnose [--json] [--mask] [--format ID] [--scenario ID] FILE… | explain [--json] "文字列" | explain --batch | search [--json] "文字列" | search --batch\n',
  );
  return 2;
}

interface DiagnoseOptions {
  readonly json: boolean;
  readonly mask: boolean;
  readonly format?: string | undefined;
  readonly scenario?: string | undefined;
}

async function diagnose(files: readonly string[], { json, mask, format, scenario }: DiagnoseOptions): Promise<number> {
  const scenarios = scenario === undefined ? [] : loadEvidence(ROOT).scenarios.map(({ id }) => id);
  if (scenario !== undefined && !scenarios.includes(scenario)) {
    process.stderr.write(`${visible(scenario)} という一覧はありません。次から選んでください: ${scenarios.join(' ')}\n`);
    return 2;
  }
  const knowledge = loadKnowledge(ROOT);
  const analyzer = new Analyzer(knowledge);
  const analyses: Read[] = [];
  const unread: (readonly [string, string])[] = [];
  let worst = 0;
  for (const file of files) {
    try {
      const other =
        format === undefined
          ? ((await reportOfArchive(file, scenario, analyzer, knowledge, (reason) => unread.push([file, reason]))) ??
            ((await isPackedLog(file, knowledge)) ? null : analyzeCapture(file, knowledge)))
          : null;
      analyses.push(
        other === null
          ? analyzer.analyze(
              { name: basename(file), bytes: await bytesOf(file, knowledge) },
              { format, now: Date.now() },
            )
          : { report: other, lines: new Lines('') },
      );
    } catch (error) {
      unread.push([file, `読み取れません (${reasonOf(error)})`]);
      // the array keeps one report for each file, so an unreadable one stands as an unrecognised, empty log
      analyses.push(analyzer.analyze({ name: basename(file), bytes: new Uint8Array() }));
      worst = 2;
    }
  }
  for (const { report } of analyses) worst = Math.max(worst, exitCodeOf(report));
  const outgoing = leave(analyses, knowledge, mask, unread);
  for (const told of outgoing.told) process.stderr.write(`${visible(told)}\n`);
  const reports = outgoing.copies.map(({ report }) => report);
  if (json) await writeJson(reports);
  else {
    const titles = new Map(knowledge.signatures.map(({ id, title }) => [id, title]));
    process.stdout.write(outgoing.copies.map((copy) => textOf(copy, titles)).join('\n'));
    const checked = reports.filter((report) => report.kind !== 'evidence');
    if (checked.length > 1) process.stdout.write(`\n${reportsToMatrix(checked)}`);
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

/** What was made of a file. */
interface Read {
  readonly report: Report;
  readonly lines: Lines;
}

/** A report and its lines as they may leave this program. */
interface Copy {
  readonly report: Report;
  readonly lines: LineSource;
}

/** Takes secrets, and with `--mask` names, out of everything that is printed. */
function leave(
  analyses: readonly Read[],
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
  const { reports, texts, paths, masking, leftovers } = maskAll(secrets, loadNameRules(ROOT), {
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

/** The report of a zip or tar bundle, null for another file. */
async function reportOfArchive(
  file: string,
  scenario: string | undefined,
  analyzer: Analyzer,
  knowledge: Knowledge,
  tell: (reason: string) => void,
): Promise<EvidenceReport | null> {
  const blob = await openAsBlob(file);
  const source = { name: basename(file), bytes: blob.size };
  try {
    const bundle = await openBundle(blob, source.name, knowledge.archiveFormats);
    if (bundle === null) return null;
    const tools = { analyzer, knowledge: captureKnowledge(knowledge), now: Date.now() };
    const analysis = await analyzeBundle(source, bundle, loadEvidence(ROOT), tools);
    return analysis.report({ scenario });
  } catch (error) {
    if (!(error instanceof UnreadableBundle)) throw error;
    tell(error.message);
    return reportOfUnreadableBundle(source, error.message, knowledge);
  }
}

/** True for a packed file that is no tar, asked after that, and no capture: a rotated log. */
async function isPackedLog(file: string, { captureFormats, archiveFormats }: Knowledge): Promise<boolean> {
  const blob = await openAsBlob(file);
  const head = new Uint8Array(await blob.slice(0, ARCHIVE_HEAD).arrayBuffer());
  if (archiveKind(basename(file), head, archiveFormats).kind !== 'packed') return false;
  return !isCapture('', await headOfPacked(blob, HEAD_BYTES), captureFormats);
}

/** What a log holds, unpacked where it is packed. @throws {UnreadableBundle} */
async function bytesOf(file: string, knowledge: Knowledge): Promise<Uint8Array> {
  return (await isPackedLog(file, knowledge))
    ? unpackedFile(await openAsBlob(file), LOGS.characters)
    : readFileSync(file);
}

function captureKnowledge(knowledge: Knowledge): CaptureKnowledge {
  return { ...knowledge, peers: loadPeers(ROOT) };
}

/** Bytes read at a time: a capture may be larger than the memory. */
const PIECE = 1024 * 1024;

/** The report of a capture, null for a file that is none. @throws {Error} when the file cannot be read. */
function analyzeCapture(file: string, knowledge: Knowledge): CaptureReport | null {
  const handle = openSync(file, 'r');
  try {
    let analysis: CaptureAnalysis | null = isCapture(basename(file), new Uint8Array(0), knowledge.captureFormats)
      ? new CaptureAnalysis(basename(file), captureKnowledge(knowledge))
      : null;
    const piece = new Uint8Array(PIECE);
    for (;;) {
      const read = readSync(handle, piece, 0, PIECE, null);
      if (read === 0) break;
      const bytes = piece.subarray(0, read);
      if (analysis === null) {
        if (!isCapture(basename(file), bytes, knowledge.captureFormats)) return null;
        analysis = new CaptureAnalysis(basename(file), captureKnowledge(knowledge));
      }
      analysis.push(bytes);
    }
    analysis?.end();
    return analysis?.report({ most: CAPTURES.listed }) ?? null;
  } finally {
    closeSync(handle);
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

function explain(text: string, json: boolean): number {
  const found = finderOf(loadKnowledge(ROOT), loadSearch(ROOT), {}).explain(text);
  if (json) process.stdout.write(`${JSON.stringify(found.map(brief), null, 2)}\n`);
  else if (found.length === 0) process.stdout.write('この文字列に当てはまる署名はありません。\n');
  else
    process.stdout.write(
      found
        .map(
          ({ id, tool, verdict, title, meaning, similar }) =>
            `${id} (${tool}, ${verdict})${similar ? '  似ているメッセージ' : ''}\n  ${title}\n  ${meaning}\n`,
        )
        .join(''),
    );
  return found.length === 0 ? 1 : 0;
}

function explainBatch(): number {
  const texts = readTexts();
  if (texts === null) return 2;
  const finder = finderOf(loadKnowledge(ROOT), loadSearch(ROOT), {});
  process.stdout.write(`${JSON.stringify(texts.map((text) => finder.explain(text).map(brief)))}\n`);
  return 0;
}

/** The texts of standard input; null, and said, when it holds something else. */
function readTexts(): string[] | null {
  const texts: unknown = JSON.parse(readFileSync(0, 'utf8'));
  if (Array.isArray(texts) && texts.every((text) => typeof text === 'string')) return texts;
  process.stderr.write('標準入力には文字列の JSON 配列を渡してください。\n');
  return null;
}

function searchFinder(): Finder {
  return finderOf(loadKnowledge(ROOT), loadSearch(ROOT), loadPassages(ROOT));
}

function search(text: string, json: boolean): number {
  const found = searchFinder().search(text);
  if (json) process.stdout.write(`${JSON.stringify(found.map(listed), null, 2)}\n`);
  else if (found.length === 0) process.stdout.write('見つかりませんでした。\n');
  else
    process.stdout.write(
      found.map(({ url, title, badge, snippet }) => `${title} (${badge})\n  ${url}\n  ${snippet}\n`).join(''),
    );
  return found.length === 0 ? 1 : 0;
}

function searchBatch(): number {
  const texts = readTexts();
  if (texts === null) return 2;
  const finder = searchFinder();
  process.stdout.write(`${JSON.stringify(texts.map((text) => finder.search(text).map(listed)))}\n`);
  return 0;
}

function listed({ url, title, kind, score, certain }: Row): Pick<Row, 'url' | 'title' | 'kind' | 'score' | 'certain'> {
  return { url, title, kind, score, certain };
}

function brief({ meaning, ...rest }: Explanation): Omit<Explanation, 'meaning'> {
  return rest;
}

process.exitCode = await main();
