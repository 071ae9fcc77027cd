import { gzipSync, zipSync } from 'fflate';
import { checkBundle } from '../../src/evidence/check.ts';
import { lookInto } from '../../src/evidence/look.ts';
import { UnreadableBundle } from '../../src/evidence/readers/bundle.ts';
import { openBundle } from '../../src/evidence/readers/open.ts';
import { reportOfBundle } from '../../src/report/evidence-report.ts';
import { bundleToText } from '../../src/report/bundle-text.ts';
import { knowledge } from '../support/analyzer.ts';
import { evidence, readers } from '../support/bundles.ts';
import { linuxLogs } from '../support/corpus.ts';
import { tarOf } from '../support/tar.ts';
import { must, type Seen } from './cases.ts';
import { mutated } from './mutate.ts';
import type { Random } from './random.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const LOG = encode('2026-11-20 10:00:00 a line of a log\n'.repeat(20));
const CHECK = 'CheckNWResult_vm01_202611200101.log';
const good = linuxLogs.find(({ name }) => name === 'all-reachable-rhel8')?.bytes ?? new Uint8Array(0);
const tar = tarOf([
  ['var/log/syslog', LOG],
  [CHECK, LOG],
]);
/** None of them holds a log of a check script: no change of theirs makes one. */
const WITHOUT: readonly (readonly [string, Uint8Array])[] = [
  ['x.zip', zipSync({ 'var/log/syslog': LOG, [CHECK]: LOG, 'inner.zip': zipSync({ [CHECK]: LOG }) })],
  ['x.zip', zipSync({ [`../${CHECK}`]: LOG, 'log.tgz': gzipSync(tar) }, { level: 0 })],
  ['x.tar', tar],
  ['x.tgz', gzipSync(tar)],
];
const WITH: readonly (readonly [string, Uint8Array])[] = [
  ['x.zip', zipSync({ [CHECK]: good })],
  ['x.tgz', gzipSync(tarOf([[CHECK, good]]))],
];

/** One mutated archive: nothing but a reason is thrown, and what holds no log never counts as one. */
export async function bundleCase(random: Random): Promise<Seen> {
  const hasLog = random.below(4) === 0;
  const [name, bytes] = random.of(hasLog ? WITH : WITHOUT);
  const changed = mutated(bytes, random.of(WITHOUT)[1], random);
  try {
    const bundle = await openBundle(new Blob([changed]), name, knowledge.archiveFormats);
    if (bundle === null) return { told: false };
    const { contents } = await lookInto(bundle, evidence, readers);
    const options = { scenario: 'network-backup', contents };
    const result = checkBundle(bundle.entries, evidence, options);
    bundleToText(reportOfBundle({ name, bytes: changed.length }, result, evidence, knowledge, true), new Map());
    must(hasLog || !result.complete, 'complete without a log');
    return { told: true };
  } catch (error) {
    if (error instanceof UnreadableBundle) return { told: false };
    throw error;
  }
}
