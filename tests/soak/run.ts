/**
 * npm run test:soak [-- --scale 0.01] [--kind logs] [--seed N]: very many mutations in seeded batches. Prints what was
 * tried and what broke; exit 1 when something did. `--kind logs --seed N --scale 0` runs the one case again.
 */
import { once } from 'node:events';
import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Batch, Kind, Result } from './batch.ts';

const COUNTS: Readonly<Record<Kind, number>> = { logs: 1_000_000, captures: 200_000, bundles: 100_000, masks: 20_000 };
const BATCH = 500;

const { values } = parseArgs({
  options: { scale: { type: 'string' }, kind: { type: 'string' }, seed: { type: 'string' } },
});
const scale = Number(values.scale ?? 1);
const seed = Number(values.seed ?? 1);
const kinds = (Object.keys(COUNTS) as Kind[]).filter((kind) => values.kind === undefined || values.kind === kind);

const workers = cpus().map(() => new Worker(new URL('batch.ts', import.meta.url)));
let broken = 0;
for (const kind of kinds) {
  const count = Math.max(1, Math.round(COUNTS[kind] * scale));
  const start = performance.now();
  const results = await all(batchesOf(kind, count));
  const seconds = (performance.now() - start) / 1000;
  const told = results.reduce((sum, result) => sum + result.told, 0);
  const longest = results.reduce((so, result) => (result.longest > so.longest ? result : so));
  const found = results.flatMap((result) => result.broken);
  broken += found.length;
  console.log(
    `${kind.padEnd(8)} ${count.toLocaleString('en')} mutations in ${seconds.toFixed(0)} s, ${told.toLocaleString('en')} still told something, ` +
      `longest ${longest.longest.toFixed(0)} ms (seed ${longest.longestSeed}), ${found.length} broken`,
  );
  for (const one of found.slice(0, 20)) console.log(`  ${one}`);
}
await Promise.all(workers.map((worker) => worker.terminate()));
process.exitCode = broken === 0 ? 0 : 1;

function batchesOf(kind: Kind, count: number): Batch[] {
  return Array.from({ length: Math.ceil(count / BATCH) }, (_, index) => ({
    kind,
    first: seed + index * BATCH,
    count: Math.min(BATCH, count - index * BATCH),
  }));
}

/** Runs the batches, as many at once as there are processors. */
async function all(batches: Batch[]): Promise<Result[]> {
  const results: Result[] = [];
  const next = async (worker: Worker): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      worker.postMessage(batch);
      const [result] = (await once(worker, 'message')) as [Result];
      results.push(result);
    }
  };
  await Promise.all(workers.map(next));
  return results;
}
