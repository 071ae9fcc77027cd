/** One analysis of one file in a fresh process; prints time and peak memory as JSON. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { Analyzer } from '../../src/analyze/log.ts';
import { loadKnowledge } from '../../src/knowledge/load-files.ts';
import { peakOfProcess } from '../support/peak.ts';

export interface LargeRun {
  readonly milliseconds: number;
  /** Bytes beyond what the process held before it read the file. */
  readonly peak: number;
  readonly logs: number;
}

const analyzer = new Analyzer(loadKnowledge());
globalThis.gc?.();
const before = process.memoryUsage.rss();
const bytes = readFileSync(process.argv[2] ?? '');
const start = performance.now();
const { report } = analyzer.analyze({ name: 'large.log', bytes });
const milliseconds = performance.now() - start;
const peak = peakOfProcess() - before;
const run: LargeRun = { milliseconds, peak, logs: report.parts?.length ?? 1 };
process.stdout.write(JSON.stringify(run));
