import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { Analyzer } from '../../src/analyze/log.ts';
import { loadKnowledge } from '../../src/knowledge/load-files.ts';
import { realLogs } from './logs.ts';
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

/** Throughput and memory of the analysis, beside ripgrep over the same bytes in the same run. */
export function measureText(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'karte-bench-'));
  try {
    return [...small(folder), ...large(folder)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function small(folder: string): Row[] {
  const analyzer = new Analyzer(loadKnowledge());
  const all = realLogs(SMALL * SOURCES);
  const sources = Array.from({ length: SOURCES }, (_, k) => all.subarray(k * SMALL, (k + 1) * SMALL));
  const times = Array.from({ length: WARM_UP + ROUNDS }, (_, round) => {
    const bytes = sources[round % SOURCES] ?? all;
    const start = performance.now();
    analyzer.analyze({ name: 'small.log', bytes });
    return performance.now() - start;
  });
  const first = times[0] ?? Number.NaN;
  const time = median(times.slice(WARM_UP));
  const speed = rate(SMALL, time);
  return [
    {
      what: 'text analysis, 60 kB',
      measured: `${speed.toFixed(0)} MB/s (${time.toFixed(2)} ms; the very first ${first.toFixed(0)} ms)`,
      budget: '≥ 100 MB/s',
      met: speed >= 100,
    },
    beside(folder, 'small.log', all.subarray(0, SMALL), time),
  ];
}

function large(folder: string): Row[] {
  const bytes = realLogs(LARGE);
  const file = join(folder, 'large.log');
  writeFileSync(file, bytes);
  const runs = Array.from({ length: LARGE_RUNS }, () => inOwnProcess(file));
  const time = median(runs.map(({ milliseconds }) => milliseconds));
  const memory = Math.max(...runs.map(({ peak }) => peak)) / LARGE;
  const speed = rate(LARGE, time);
  return [
    {
      what: 'text analysis, 100 MB',
      measured: `${speed.toFixed(0)} MB/s (${runs[0]?.logs ?? 0} logs in one file)`,
      budget: '≥ 100 MB/s',
      met: speed >= 100,
    },
    {
      what: 'memory for 100 MB, the input included',
      measured: `${memory.toFixed(2)} × input`,
      budget: '≤ 3 × input',
      met: memory <= 3,
    },
    beside(folder, 'large.log', bytes, time),
  ];
}

/** Memory can be told only of a process that did nothing else. */
function inOwnProcess(file: string): LargeRun {
  const script = fileURLToPath(new URL('text-child.ts', import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--expose-gc', script, file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as LargeRun;
}

function beside(folder: string, name: string, bytes: Buffer, ours: number): Row {
  const theirs = countWithRipgrep(folder, name, bytes);
  const what = `rg --count, same literals, ${bytes.length === LARGE ? '100 MB' : '60 kB'}`;
  if (theirs === null) return { what, measured: 'ripgrep is not installed', budget: '', met: null };
  const ratio = theirs / ours;
  return {
    what,
    measured: `${rate(bytes.length, theirs).toFixed(0)} MB/s (its start included); ours is ${ratio.toFixed(2)} × as fast`,
    budget: '',
    met: null,
  };
}
