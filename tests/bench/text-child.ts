/**
 * One analysis of one file in a fresh process, with `--beside` as the built command line reads it: with as many threads of it as
 * there are cores; prints time and peak memory as JSON.
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { Analyzer } from '../../src/analyze/log.ts';
import { BUILT } from '../../src/cli/fresh.mjs';
import { Threads } from '../../src/cli/threads.ts';
import { loadKnowledge } from '../../src/knowledge/load-files.ts';
import { peakOfProcess } from '../support/peak.ts';

export interface LargeRun {
  readonly milliseconds: number;
  /** Bytes beyond what the process held before it read the file. */
  readonly peak: number;
  readonly logs: number;
}

async function run(file: string, isBeside: boolean): Promise<LargeRun> {
  const knowledge = loadKnowledge();
  const analyzer = new Analyzer(knowledge);
  const threads = new Threads(BUILT, knowledge);
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const source = { name: 'large.log', bytes: readFileSync(file) };
  const start = performance.now();
  const { report } = isBeside ? await analyzer.analyzeWith(threads.crew, source) : analyzer.analyze(source);
  const milliseconds = performance.now() - start;
  const peak = peakOfProcess() - before;
  await threads.stop();
  return { milliseconds, peak, logs: report.parts?.length ?? 1 };
}

const [file = '', how] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await run(file, how === '--beside')));
