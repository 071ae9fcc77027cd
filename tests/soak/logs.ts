import { readdirSync, readFileSync } from 'node:fs';
import type { LogReport } from '../../src/model/report.ts';
import { reportToText } from '../../src/report/text.ts';
import { analyzer } from '../support/analyzer.ts';
import { allLogs } from '../support/corpus.ts';
import { must, type Seen } from './cases.ts';
import { mutated } from './mutate.ts';
import type { Random } from './random.ts';

const PASTES = ['pastes-linux', 'pastes-windows', 'not-reachable'].flatMap((folder) => {
  const root = new URL(`../corpus/${folder}/`, import.meta.url);
  return readdirSync(root)
    .filter((name) => /\.(?:txt|log|reg)$/u.test(name))
    .map((name) => new Uint8Array(readFileSync(new URL(name, root))));
});
const SCRIPTS = allLogs.map(({ bytes }) => ({ bytes, reachable: new Set(reachableIn(bytes)) }));
const SPLINTERS = [
  'HTTP/1.1 200 OK\r\n',
  'curl: (',
  '##TRY!! curl -I https://',
  '#TRY!! tnc ',
  'TcpTestSucceeded : True\n',
  'Ncat: Connected to 10.0.0.1:443.\n',
  '\n$ nc -vz a.example 443\n',
  'PS C:\\> iwr https://a.example\n',
  '\u001B[31m',
  '\u202E',
  '> > ',
].map((text) => new TextEncoder().encode(text));

/** Of so many cases one is a cut script's log, and of so many texts one is such a log: each costs as much as dozens of pastes. */
const CUTS = 24;
const WHOLE = 30;

function reportOf(bytes: Uint8Array): LogReport {
  const { report, lines } = analyzer.analyze({ name: 'x', bytes });
  // a view reads all of it
  reportToText(report, lines);
  return report;
}

function reachableIn(bytes: Uint8Array): string[] {
  return reportOf(bytes)
    .endpoints.filter(({ verdict }) => verdict === 'reachable')
    .map(({ host, port }) => `${host}:${port}`);
}

/** One mutated log, or one script's log that was cut: no exception, sound references, and nothing reachable by the cut. */
export function logCase(random: Random): Seen {
  if (random.below(CUTS) === 0) {
    const { bytes, reachable } = random.of(SCRIPTS);
    const found = reachableIn(bytes.subarray(0, random.below(bytes.length)));
    must(
      found.every((endpoint) => reachable.has(endpoint)),
      `reachable by a cut: ${found.filter((endpoint) => !reachable.has(endpoint)).join(' ')}`,
    );
    return { told: found.length > 0 };
  }
  const pick = (): Uint8Array => (random.below(WHOLE) === 0 ? random.of(SCRIPTS).bytes : random.of(PASTES));
  const other = random.below(3) === 0 ? random.of(SPLINTERS) : pick();
  const report = reportOf(mutated(pick(), other, random));
  const ids = new Set(report.probes.map(({ id }) => id));
  must(ids.size === report.probes.length, 'ids of probes are not distinct');
  for (const { evidence } of report.probes) {
    const isIn = evidence === null || (evidence.line >= 1 && evidence.line <= report.source.lines);
    must(isIn && (evidence === null || evidence.end >= evidence.start), 'evidence outside the text');
  }
  for (const { verdict, decidedBy } of report.endpoints)
    must(
      verdict === 'not_run' || verdict === 'indeterminate' || ids.has(decidedBy ?? -1),
      'a verdict without its probe',
    );
  must(report.diagnosis.length > 0, 'no conclusion');
  return { told: report.format !== 'unknown' };
}
