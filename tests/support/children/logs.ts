import { Analyzer } from '../../../src/analyze/log.ts';
import { loadKnowledge } from '../../../src/knowledge/load-files.ts';
import { reportToText } from '../../../src/report/text.ts';
import { runCase } from '../child.ts';

const MEGABYTE = 1024 * 1024;
const knowledge = loadKnowledge();
const analyzer = new Analyzer(knowledge);
const [start = ''] = knowledge.formats.flatMap(({ startMarks }) => startMarks);

/** Bytes of a piece that is written again and again, up to a size; never a string of that size. */
function filled(piece: (at: number) => string, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  const encoder = new TextEncoder();
  for (let [at, n] = [0, 0]; at < size; n += 1) at += encoder.encodeInto(piece(n), bytes.subarray(at)).written || 1;
  return bytes;
}

function analyze(bytes: Uint8Array): unknown {
  const analysis = analyzer.analyze({ name: 'x.log', bytes });
  const { report } = analysis;
  return {
    bytes: bytes.length,
    lines: report.source.lines,
    endpoints: report.endpoints.length,
    probes: report.probes.length,
    parts: report.parts?.length ?? 1,
    leftOut: report.leftOut ?? [],
    text: reportToText(report, analysis.lines).length,
  };
}

const probe = (at: number): string =>
  `##TRY!! curl -I https://h${at}.blob.core.windows.net ##\ncurl: (28) Connection timed out after 300001 milliseconds\n`;

const [windows = ''] = knowledge.formats.find(({ id }) => id === 'azure-backup-windows')?.startMarks ?? [];
const settings = (at: number): string =>
  [
    windows,
    'WinInet Settings for current user',
    'ProxyEnable   : 1',
    `ProxyServer   : proxy-of-the-branch-${at}.contoso.example:8080`,
    'x'.repeat(24_000),
    '',
  ].join('\n');

await runCase({
  'one line of 79 MB': () => analyze(filled(() => 'x'.repeat(4096), 79 * MEGABYTE)),
  'one line of 79 MB of words': () => analyze(filled(() => 'curl: (28) '.repeat(400), 79 * MEGABYTE)),
  'one line of 79 MB of control characters': () => analyze(filled(() => '\u001B[31m'.repeat(400), 79 * MEGABYTE)),
  '600,000 lines': () =>
    analyze(filled(() => 'a line of a log that says nothing of what we know at all.\n', 58 * 600_000)),
  '600,000 lines that each say something': () =>
    analyze(filled(() => 'curl: (28) Connection timed out after 300001 milliseconds\n', 58 * 600_000)),
  '100,000 endpoints': () => analyze(filled((at) => (at === 0 ? `${start}\n` : '') + probe(at), 11_400_000)),
  '10,000 logs': () => analyze(filled((at) => `${start}\n${probe(at % 50)}`, 1_398_000)),
  // a report that keeps a piece of its log keeps all of it
  '2,000 logs whose settings differ': () => {
    const bytes = filled(settings, 50_000_000);
    const { report } = analyzer.analyze({ name: 'x.log', bytes });
    return { bytes: bytes.length, proxies: report.parts?.filter(({ proxy }) => proxy.accounts.length > 0).length };
  },
  'very many heads of logs': () => analyze(filled(() => `${start}\n`.repeat(50), 4 * MEGABYTE)),
});
