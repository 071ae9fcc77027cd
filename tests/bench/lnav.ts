import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { median } from './numbers.ts';

const RUNS = 3;

/** Milliseconds in which `lnav -n` reads a file and writes it out; null where there is no lnav. */
export function readWithLnav(file: string): number | null {
  if (spawnSync('lnav', ['-V']).status !== 0) return null;
  return median(
    Array.from({ length: RUNS }, () => {
      const start = performance.now();
      const { status } = spawnSync('lnav', ['-n', file], { stdio: ['ignore', 'ignore', 'pipe'] });
      if (status !== 0) throw new Error(`lnav ended with ${String(status)}`);
      return performance.now() - start;
    }),
  );
}
