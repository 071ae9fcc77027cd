import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { loadKnowledge } from '../../src/knowledge/load-files.ts';
import { Pattern } from '../../src/signatures/pattern.ts';
import { median } from './numbers.ts';

const RUNS = 5;
const OPTIONS = ['--no-config', '--text', '--count', '--fixed-strings'];

/** Milliseconds of `rg --count` with the literals of all signatures over a file; null where there is no rg. */
export function countWithRipgrep(folder: string, log: string): number | null {
  if (spawnSync('rg', ['--version']).status !== 0) return null;
  const patterns = join(folder, 'patterns');
  writeFileSync(patterns, literals().join('\n'));
  return median(
    Array.from({ length: RUNS }, () => {
      const start = performance.now();
      const { status } = spawnSync('rg', [...OPTIONS, '--file', patterns, log]);
      if (status !== 0) throw new Error(`rg ended with ${String(status)}`);
      return performance.now() - start;
    }),
  );
}

/** What each pattern begins with up to its first variable part; its longest literal when it begins with one. */
function literals(): string[] {
  const patterns = loadKnowledge().signatures.flatMap((signature) => signature.patterns);
  const found = patterns.map((source) => {
    const prefix = (source.split('{', 1)[0] ?? '').trim();
    return prefix === '' ? new Pattern(source).anchor : prefix;
  });
  return [...new Set(found)];
}
