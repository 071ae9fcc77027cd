import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaptureRun } from '../bench/capture-child.ts';
import { FAMILIES } from '../support/capture-families.ts';
import { knowledge } from '../support/captures.ts';

/** Bytes beyond what the process holds anyway. */
const BUDGET = 150e6;
const TRIES = 3;
const CHILD = fileURLToPath(new URL('../bench/capture-child.ts', import.meta.url));

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'karte-memory-'));
  writeFileSync(join(folder, 'knowledge.json'), JSON.stringify(knowledge));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The least that a few runs needed at their peak: when the collector comes is not ours to say. */
function peakOf(file: string): number {
  let least = Infinity;
  for (let time = 0; time < TRIES && least > BUDGET; time += 1) {
    const { stdout, stderr, status } = spawnSync(process.execPath, [CHILD, file, join(folder, 'knowledge.json')], {
      encoding: 'utf8',
    });
    expect([stderr, status]).toEqual(['', 0]);
    least = Math.min(least, (JSON.parse(stdout) as CaptureRun).peak);
  }
  return least;
}

test.each([
  ['addresses', 800_000],
  ['SYNs on one pair of ports', 800_000],
  ['conversations of one SYN', 1_000_000],
  ['gzip of nothing but zeros', 1_000_000],
])('%s: %i of them fit into the memory', (name, count) => {
  const file = join(folder, 'large.pcap');
  writeFileSync(file, FAMILIES[name]?.(count) ?? new Uint8Array());
  expect(peakOf(file)).toBeLessThanOrEqual(BUDGET);
});
