import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { Analyzer } from '../../src/analyze/log.ts';
import { isFresh } from '../../src/cli/fresh.mjs';
import { loadKnowledge } from '../../src/knowledge/load-files.ts';
import { readWithLnav } from './lnav.ts';
import { realLogs, SYSTEMS, type System } from './logs.ts';
import { median, rate } from './numbers.ts';
import type { Row } from './table.ts';
import { countWithRipgrep } from './ripgrep.ts';
import type { LargeRun } from './text-child.ts';

const SMALL = 60_000;
/** Different sources in turn: nothing that was kept of one analysis may make the next of the same source faster. */
const SOURCES = 5;
const LARGE = 100_000_000;
const LARGE_RUNS = 3;
/** Enough rounds for the compiler of the engine to have done its work. */
const WARM_UP = 600;
const ROUNDS = 155;

/** Throughput and memory of the analysis of logs of both systems, beside ripgrep and lnav over the same bytes in the same run. */
export function measureText(): Row[] {
  if (!isFresh()) execFileSync(process.execPath, [fileURLToPath(new URL('../../src/cli/build.ts', import.meta.url))]);
  const folder = mkdtempSync(join(tmpdir(), 'karte-bench-'));
  try {
    return SYSTEMS.flatMap((system) => [...small(folder, system), ...large(folder, system)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function small(folder: string, system: System): Row[] {
  const analyzer = new Analyzer(loadKnowledge());
  const all = realLogs(SMALL * SOURCES, system);
  const sources = Array.from({ length: SOURCES }, (_, k) => all.subarray(k * SMALL, (k + 1) * SMALL));
  const times = Array.from({ length: WARM_UP + ROUNDS }, (_, round) => {
    const bytes = sources[round % SOURCES] ?? all;
    const start = performance.now();
    analyzer.analyze({ name: 'small.log', bytes });
    return performance.now() - start;
  });
  const first = times[0] ?? Number.NaN;
  const time = median(times.slice(WARM_UP));
  const what = `text analysis, 60 kB (${system})`;
  return [
    {
      what,
      measured: `${time.toFixed(2)} ms, ${rate(SMALL, time).toFixed(0)} MB/s (the very first ${first.toFixed(0)} ms)`,
      budget: '≤ 1 ms',
      met: time <= 1,
    },
    ...beside(folder, 'small.log', all.subarray(0, SMALL), time, what),
  ];
}

function large(folder: string, system: System): Row[] {
  const bytes = realLogs(LARGE, system);
  const file = join(folder, 'large.log');
  writeFileSync(file, bytes);
  // in turn, so that what else the machine does meets both
  const runs = Array.from({ length: LARGE_RUNS }, () => ({
    beside: inOwnProcess(file, true),
    alone: inOwnProcess(file, false),
  }));
  const time = median(runs.map(({ beside }) => beside.milliseconds));
  const alone = median(runs.map((run) => run.alone.milliseconds));
  const memory = Math.max(...runs.map(({ beside }) => beside.peak)) / LARGE;
  const memoryAlone = Math.max(...runs.map((run) => run.alone.peak)) / LARGE;
  const speed = rate(LARGE, time);
  const what = `text analysis, 100 MB (${system})`;
  return [
    {
      what,
      measured: `${speed.toFixed(0)} MB/s with ${availableParallelism()} threads, one alone ${rate(LARGE, alone).toFixed(0)} MB/s (${runs[0]?.beside.logs ?? 0} logs in one file)`,
      budget: '≥ 100 MB/s',
      met: speed >= 100,
    },
    {
      what: `memory for 100 MB, the input included (${system})`,
      measured: `${memory.toFixed(2)} × input, one thread alone ${memoryAlone.toFixed(2)} ×`,
      budget: '≤ 3 × input',
      met: memory <= 3,
    },
    ...beside(folder, 'large.log', bytes, time, what),
  ];
}

/** Memory can be told only of a process that did nothing else. */
function inOwnProcess(file: string, isBeside: boolean): LargeRun {
  const script = fileURLToPath(new URL('text-child.ts', import.meta.url));
  const args = ['--expose-gc', script, file, ...(isBeside ? ['--beside'] : [])];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as LargeRun;
}

/** What people would use on the same file: a search for the same texts, and a viewer that reads its records. */
function beside(folder: string, name: string, bytes: Buffer, ours: number, what: string): Row[] {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  const peers = [
    ['rg --count, same literals', countWithRipgrep(folder, file)],
    ['lnav -n', readWithLnav(file)],
  ] as const;
  return peers.map(([peer, theirs]): Row => {
    if (theirs === null) return { what: `${what} … ${peer}`, measured: 'is not installed', budget: '', met: null };
    const speed = rate(bytes.length, theirs).toFixed(0);
    const measured = `${speed} MB/s (its start included); ours is ${(theirs / ours).toFixed(2)} × as fast`;
    return { what: `${what} … ${peer}`, measured, budget: '', met: null };
  });
}
