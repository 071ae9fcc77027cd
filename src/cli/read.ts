import { CaptureAnalysis } from '../analyze/capture.ts';
import { analyzeBundle } from '../analyze/evidence.ts';
import type { Crew } from '../analyze/crew.ts';
import type { Analyzer } from '../analyze/log.ts';
import { HEAD_BYTES, isCapture } from '../capture/recognise.ts';
import { UnreadableBundle } from '../evidence/readers/bundle.ts';
import { ARCHIVE_HEAD, archiveKind } from '../evidence/readers/kind.ts';
import { openBundle } from '../evidence/readers/open.ts';
import { headOfPacked, unpackedFile } from '../evidence/readers/packed-file.ts';
import { faultText } from '#locale/bundle.ts';
import type { CaptureKnowledge, Knowledge } from '../knowledge/types.ts';
import { CAPTURES, LOGS } from '../limits.ts';
import type { CaptureReport, EvidenceReport, Report } from '../model/report.ts';
import { reportOfUnreadableBundle } from '../report/evidence-report.ts';
import { Lines } from '../text/lines.ts';
import type { Input } from './input.ts';
import type { KnowledgeSource } from './knowledge.ts';

/** What was made of a file. */
export interface Read {
  readonly report: Report;
  readonly lines: Lines;
}

/** What files are read with. */
export interface Reader {
  readonly source: KnowledgeSource;
  readonly knowledge: Knowledge;
  readonly analyzer: Analyzer;
  /** Reads beside the analyzer where there is much. */
  readonly crew: Crew;
  readonly scenario: string | undefined;
  /** The format that a log is read as; undefined: whatever the file is. */
  readonly format: string | undefined;
}

/**
 * Reads a file as what it is: a bundle, a capture, a log.
 * @param tell is told why a bundle cannot be read.
 * @throws {Error} when the file cannot be read.
 */
export async function read(input: Input, reader: Reader, tell: (reason: string) => void): Promise<Read> {
  const isOpen = reader.format === undefined;
  const bundle = isOpen ? await reportOfArchive(input, reader, tell) : null;
  if (bundle !== null) return { report: bundle, lines: new Lines('') };
  const isPacked = await isPackedLog(input, reader.knowledge);
  const capture = isOpen && !isPacked ? await analyzeCapture(input, reader) : null;
  if (capture !== null) return { report: capture, lines: new Lines('') };
  const { name, blob } = input;
  const bytes = isPacked ? await unpackedFile(blob, LOGS.characters) : new Uint8Array(await blob.arrayBuffer());
  const options = { format: reader.format, now: Date.now() };
  return reader.analyzer.analyzeWith(reader.crew, { name, bytes }, options);
}

/** The report of a zip or tar bundle, null for another file. */
async function reportOfArchive(
  { name, blob }: Input,
  { source, knowledge, analyzer, crew, scenario }: Reader,
  tell: (reason: string) => void,
): Promise<EvidenceReport | null> {
  const file = { name, bytes: blob.size };
  try {
    const bundle = await openBundle(blob, name, knowledge.archiveFormats);
    if (bundle === null) return null;
    const tools = { analyzer, knowledge: captureKnowledge(knowledge, source), now: Date.now(), crew };
    const analysis = await analyzeBundle(file, bundle, source.evidence(), tools);
    return analysis.report({ scenario });
  } catch (error) {
    if (!(error instanceof UnreadableBundle)) throw error;
    tell(faultText(error.fault));
    return reportOfUnreadableBundle(file, error.fault, knowledge);
  }
}

/** True for a packed file that is no tar, asked after that, and no capture: a rotated log. */
async function isPackedLog({ name, blob }: Input, { captureFormats, archiveFormats }: Knowledge): Promise<boolean> {
  const head = await bytesFrom(blob, 0, ARCHIVE_HEAD);
  if (archiveKind(name, head, archiveFormats).kind !== 'packed') return false;
  return !isCapture('', await headOfPacked(blob, HEAD_BYTES), captureFormats);
}

function captureKnowledge(knowledge: Knowledge, source: KnowledgeSource): CaptureKnowledge {
  return { ...knowledge, peers: source.peers() };
}

/** The report of a capture, null for a file that is none. @throws {Error} when the file cannot be read. */
async function analyzeCapture(
  { name, blob, pieces }: Input,
  { source, knowledge }: Reader,
): Promise<CaptureReport | null> {
  if (!isCapture(name, await bytesFrom(blob, 0, HEAD_BYTES), knowledge.captureFormats)) return null;
  const analysis = new CaptureAnalysis(name, captureKnowledge(knowledge, source));
  for await (const piece of pieces()) analysis.push(piece);
  analysis.end();
  return analysis.report({ most: CAPTURES.listed });
}

async function bytesFrom(blob: Blob, at: number, length: number): Promise<Uint8Array> {
  return new Uint8Array(await blob.slice(at, at + length).arrayBuffer());
}
