import { readdirSync, readFileSync } from 'node:fs';
import { analyze } from '../support/captures.ts';
import { must, type Seen } from './cases.ts';
import { mutated } from './mutate.ts';
import type { Random } from './random.ts';

/** Of a large capture the beginning is enough: the readers are the same. */
const LARGEST = 24_000;
const SOURCES = ['captures', 'captures-judgement', 'hostile'].flatMap((folder) => {
  const root = new URL(`../corpus/${folder}/`, import.meta.url);
  return readdirSync(root)
    .filter((name) => /\.(?:pcap|pcapng|cap)(?:\.gz)?$/u.test(name))
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(new URL(name, root))).slice(0, LARGEST) }));
});

/** One mutated capture, in pieces of any size: no exception, and every verdict has its probe. */
export function captureCase(random: Random): Seen {
  const { name, bytes } = random.of(SOURCES);
  const changed = mutated(bytes, random.of(SOURCES).bytes, random);
  const report = analyze(name, changed, 1 + random.below(30_000)).report();
  const ids = new Set(report.probes.map(({ id }) => id));
  for (const { verdict, decidedBy } of report.endpoints)
    must(verdict !== 'reachable' || ids.has(decidedBy ?? -1), 'a verdict without its probe');
  must(report.diagnosis.length > 0, 'no conclusion');
  return { told: (report.capture?.packets ?? 0) > 0 };
}
