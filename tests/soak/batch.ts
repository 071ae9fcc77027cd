/** One batch of cases in its own thread. */
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { bundleCase } from './bundles.ts';
import { captureCase } from './captures.ts';
import type { Seen } from './cases.ts';
import { logCase } from './logs.ts';
import { maskCase } from './masks.ts';
import { Random } from './random.ts';

export type Kind = 'logs' | 'captures' | 'bundles' | 'masks';

/** Cases from `first` on; each has its own seed, so that it can be run alone. */
export interface Batch {
  readonly kind: Kind;
  readonly first: number;
  readonly count: number;
}

export interface Result {
  readonly told: number;
  /** The longest case, in milliseconds. */
  readonly longest: number;
  readonly longestSeed: number;
  /** What broke, with the seed of its case. */
  readonly broken: readonly string[];
}

const CASES: Readonly<Record<Kind, (random: Random) => Seen | Promise<Seen>>> = {
  logs: logCase,
  captures: captureCase,
  bundles: bundleCase,
  masks: maskCase,
};

async function run({ kind, first, count }: Batch): Promise<Result> {
  let told = 0;
  let [longest, longestSeed] = [0, first];
  const broken: string[] = [];
  for (let seed = first; seed < first + count; seed += 1) {
    const start = performance.now();
    try {
      if ((await CASES[kind](new Random(seed))).told) told += 1;
    } catch (error) {
      broken.push(`${kind} ${seed}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
    const time = performance.now() - start;
    if (time > longest) [longest, longestSeed] = [time, seed];
  }
  return { told, longest, longestSeed, broken };
}

parentPort?.on('message', (batch: Batch) => {
  void run(batch).then((result) => {
    parentPort?.postMessage(result);
  });
});
if (parentPort === null && workerData === null) console.log('npm run test:soak');
