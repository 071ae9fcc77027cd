import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { loadKnowledge, loadPeers } from '../../src/knowledge/load-files.ts';
import type { CaptureRun } from './capture-child.ts';
import { BUILT, isFresh } from '../../src/cli/fresh.mjs';
import { writeCapture } from './captures.ts';
import { median } from './numbers.ts';
import type { Row } from './table.ts';
import { writeTrace } from './traces.ts';

const MIB = 1024 * 1024;
const SIZES = [64, 256, 1024];
const RUNS = 5;
const MEMORY_BUDGET = 150e6;
const TRACE_SIZE = 256;
const TRACE_SPEED = 200;

/** A peer that reads the same file in the same run, and how many times as fast we are to be. */
interface Peer {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly atLeast: number | null;
}

const PEERS: readonly Peer[] = [
  { name: 'tshark -q -z conv,ip', command: 'tshark', args: ['-n', '-q', '-z', 'conv,ip', '-r'], atLeast: 10 },
  { name: 'tcpdump -nr', command: 'tcpdump', args: ['-nr'], atLeast: 1 },
  { name: 'capinfos', command: 'capinfos', args: [], atLeast: null },
  { name: 'cat', command: 'cat', args: [], atLeast: null },
];

/** Throughput and memory of the capture reader, beside the tools that read the same file. */
export function measureCapture(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'karte-capture-'));
  const knowledge = join(folder, 'knowledge.json');
  writeFileSync(knowledge, JSON.stringify({ ...loadKnowledge(), peers: loadPeers() }));
  try {
    const runs = SIZES.map((size) => measureSize(size, folder, knowledge));
    const rows = runs.map(({ size, own }): Row => {
      const milliseconds = median(own.map((run) => run.milliseconds));
      const [{ packets = 0, conversations = 0 } = {}] = own;
      return {
        what: `capture, ${size} MiB`,
        measured: `${((size * MIB) / milliseconds / 1000).toFixed(0)} MB/s, ${(packets / milliseconds / 1000).toFixed(2)} million packets/s (${conversations.toLocaleString('en')} conversations)`,
        budget: '',
        met: null,
      };
    });
    rows.push(measureTrace(join(folder, 'trace.etl'), knowledge));
    const large = runs.at(-1);
    if (large === undefined) return rows;
    const ours = median(large.own.map((run) => run.milliseconds));
    const peak = Math.max(...large.own.map((run) => run.peak));
    rows.push({
      what: 'memory for a capture of 1 GiB',
      measured: `${(peak / MIB).toFixed(0)} MiB beyond the ${((large.own[0]?.before ?? 0) / MIB).toFixed(0)} MiB of Node itself`,
      budget: '≤ 150 MB',
      met: peak <= MEMORY_BUDGET,
    });
    rows.push(measureProgram(join(folder, `${large.size}.pcap`), large));
    return [
      ...rows,
      ...PEERS.map(({ name, command, atLeast }, at) => beside(name, command, atLeast, large.peers[at] ?? [], ours)),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface SizeRuns {
  readonly size: number;
  readonly own: readonly CaptureRun[];
  /** Milliseconds of each peer, run by run; none where it is not installed. */
  readonly peers: readonly (readonly number[])[];
}

/** The largest file is read by the peers as well, each run beside one of ours: whatever slows the machine slows both. */
function measureSize(size: number, folder: string, knowledge: string): SizeRuns {
  const file = join(folder, `${size}.pcap`);
  writeCapture(file, size * MIB);
  // the first reader would pay for the disk
  time('cat', ['cat', file]);
  const own: CaptureRun[] = [];
  const peers = PEERS.map((): number[] => []);
  for (let run = 0; run < RUNS; run += 1) {
    own.push(inOwnProcess(file, knowledge));
    if (size !== Math.max(...SIZES)) continue;
    for (const [at, { command, args }] of PEERS.entries()) {
      const taken = time(command, [...args, file]);
      if (taken !== null) peers[at]?.push(taken);
    }
  }
  return { size, own, peers };
}

function measureTrace(file: string, knowledge: string): Row {
  writeTrace(file, TRACE_SIZE * MIB);
  time('cat', ['cat', file]);
  const own = Array.from({ length: RUNS }, () => inOwnProcess(file, knowledge));
  const speed = (TRACE_SIZE * MIB) / median(own.map((run) => run.milliseconds)) / 1000;
  const peak = Math.max(...own.map((run) => run.peak));
  return {
    what: `event trace of pktmon, ${TRACE_SIZE} MiB of buffers that are not packed`,
    measured: `${speed.toFixed(0)} MB/s, ${(peak / MIB).toFixed(0)} MiB (${(own[0]?.packets ?? 0).toLocaleString('en')} packets)`,
    budget: `≥ ${TRACE_SPEED} MB/s, ≤ 150 MB`,
    met: speed >= TRACE_SPEED && peak <= MEMORY_BUDGET,
  };
}

/** The command line as a reader runs it, from its start to its last line. */
function measureProgram(file: string, { size, peers }: SizeRuns): Row {
  const what = `diagnose of a capture of ${size} MiB, whole process`;
  if (!isFresh()) return { what, measured: 'not built: npm run build:cli', budget: '', met: null };
  const command = [fileURLToPath(BUILT), 'diagnose', file];
  const taken = median(Array.from({ length: RUNS }, () => time(process.execPath, command) ?? Number.NaN));
  const [tshark = []] = peers;
  const beside = tshark.length === 0 ? '' : `, ${(median(tshark) / taken).toFixed(1)} × as fast as tshark`;
  return { what, measured: `${(taken / 1000).toFixed(2)} s${beside}`, budget: '', met: null };
}

function beside(name: string, command: string, atLeast: number | null, taken: readonly number[], ours: number): Row {
  if (taken.length === 0)
    return { what: `${name}, 1 GiB`, measured: `${command} is not installed`, budget: '', met: null };
  const theirs = median(taken);
  const ratio = theirs / ours;
  return {
    what: `${name}, 1 GiB`,
    measured: `${(theirs / 1000).toFixed(1)} s; ours is ${ratio.toFixed(2)} × as fast (${(ours / 1000).toFixed(1)} s)`,
    budget: atLeast === null ? '' : `≥ ${atLeast} ×`,
    met: atLeast === null ? null : ratio >= atLeast,
  };
}

/** Milliseconds of a command, null where it is not installed. */
function time(command: string, args: readonly string[]): number | null {
  const start = performance.now();
  const { error } = spawnSync(command, args, { stdio: 'ignore' });
  return error === undefined ? performance.now() - start : null;
}

function inOwnProcess(file: string, knowledge: string): CaptureRun {
  const script = fileURLToPath(new URL('capture-child.ts', import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, file, knowledge], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as CaptureRun;
}
