/**
 * One capture in a fresh process, with the knowledge as the browser gets it; prints time and peak memory as JSON.
 *   node capture-child.ts FILE KNOWLEDGE.json
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { CaptureAnalysis } from '../../src/analyze/capture.ts';
import { piecesOfFile } from '../../src/cli/input.ts';
import { peakOfProcess } from '../support/peak.ts';
import type { CaptureKnowledge } from '../../src/knowledge/types.ts';

export interface CaptureRun {
  readonly milliseconds: number;
  /** Bytes beyond what the process held before it opened the file, and what that was. */
  readonly peak: number;
  readonly before: number;
  readonly packets: number;
  readonly conversations: number;
}

const knowledge = JSON.parse(readFileSync(process.argv[3] ?? '', 'utf8')) as CaptureKnowledge;
const before = process.memoryUsage.rss();
const start = performance.now();
const analysis = new CaptureAnalysis('large.pcap', knowledge);
for await (const piece of piecesOfFile(process.argv[2] ?? '')) analysis.push(piece);
analysis.end();
const report = analysis.report({ most: 5000 });
const run: CaptureRun = {
  milliseconds: performance.now() - start,
  peak: peakOfProcess() - before,
  before,
  packets: report.capture?.packets ?? 0,
  conversations: analysis.traffic.flows.count,
};
process.stdout.write(JSON.stringify(run));
