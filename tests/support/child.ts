import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { peakOfProcess } from './peak.ts';

/** What one piece of work took in a process of its own. */
export interface ChildRun {
  /** Megabytes of memory at the worst moment, beyond what the process held before. */
  readonly peak: number;
  /** What the work gave. */
  readonly result: unknown;
}

/**
 * Runs a case of `tests/support/children/<script>.ts` in a process whose heap is limited: memory can be told only of a
 * process that did nothing else. @throws {Error} when the process fails, for want of memory too
 */
export function inChild(script: string, name: string, heapMegabytes: number): ChildRun {
  const file = fileURLToPath(new URL(`children/${script}.ts`, import.meta.url));
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--expose-gc', `--max-old-space-size=${heapMegabytes}`, file, name],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  if (status !== 0) throw new Error(`${name}: ${stderr.slice(0, 2000)}`);
  return JSON.parse(stdout) as ChildRun;
}

/** In the child: runs the case that the command line names, and prints what it took. */
export async function runCase(cases: Readonly<Record<string, () => unknown>>): Promise<void> {
  const work = cases[process.argv[2] ?? ''];
  if (work === undefined) throw new Error(`no such case: ${process.argv[2] ?? ''}`);
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const result = await work();
  const peak = (peakOfProcess() - before) / 1024 ** 2;
  process.stdout.write(JSON.stringify({ peak, result } satisfies ChildRun));
}
