import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CaptureAnalysis } from '../../src/analyze/capture.ts';
import { analyzeBundle } from '../../src/analyze/evidence.ts';
import { Analyzer } from '../../src/analyze/log.ts';
import { openBundle } from '../../src/evidence/readers/open.ts';
import { loadEvidence, loadKnowledge, loadPeers, loadTerms } from '../../src/knowledge/load-files.ts';
import { meaningsOf } from '../../src/knowledge/meanings.ts';
import type { CaptureReport, EvidenceReport, LogReport, Report } from '../../src/model/report.ts';
import { bundleToText } from '../../src/report/bundle-text.ts';
import { captureToText } from '../../src/report/capture-text.ts';
import { toJson } from '../../src/report/json.ts';
import { reportToMarkdown } from '../../src/report/markdown.ts';
import { reportsToMatrix } from '../../src/report/matrix.ts';
import { reportToText } from '../../src/report/text.ts';
import { TermFinder } from '../../src/signatures/terms.ts';
import { Lines } from '../../src/text/lines.ts';
import { CaptureView } from '../../src/ui/capture/CaptureView.tsx';
import { BundleVerdict } from '../../src/ui/evidence/BundleVerdict.tsx';
import { ReportView } from '../../src/ui/report/ReportView.tsx';
import { japaneseIn, strangeKnowledge } from '../support/zz.ts';

const file = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../../${name}`, import.meta.url)));

const plain = { ...loadKnowledge(), peers: loadPeers() };
const knowledge = strangeKnowledge('content', plain);
const lists = strangeKnowledge('evidence', loadEvidence());
const terms = new TermFinder(strangeKnowledge('terms', loadTerms()));
const analyzer = new Analyzer(knowledge);
const titles = new Map(knowledge.signatures.map(({ id, title }) => [id, title]));
const meanings = Object.fromEntries(
  knowledge.signatures.map(({ id, title }, at) => [id, { title, meaning: meaningsOf(knowledge)[at] ?? '' }]),
);
const mask = {
  masked: false,
  ready: true,
  onMask: () => undefined,
  leftovers: [],
  words: [],
  onWords: () => undefined,
};
const href = (path: string): string => path;

function isOurs(text: string): void {
  expect(japaneseIn(text)).toEqual([]);
  expect(text).toContain('[');
}

const json = (report: Report): string => JSON.stringify(toJson(report), null, 1);

/** Sources without a letter of Japanese: what of it stands in a view is ours. */
const LOGS = [
  'tests/corpus/logs-linux/storage-dropped.log',
  'tests/corpus/logs-linux/proxy-half-configured.log',
  'tests/corpus/logs-linux/private-endpoint.log',
  'tests/corpus/logs-linux/interrupted.log',
  'tests/corpus/logs-linux/asr-all-reachable.log',
  'tests/corpus/logs-windows/proxy-auth-en.log',
  'tests/corpus/logs-windows/everything-blocked-en.log',
  'tests/corpus/logs-windows/ilr-3260-blocked-en.log',
  'content/examples/mars-errlog-timeout.log',
  'content/examples/private-dns-link.log',
  'content/examples/private-dns-record.log',
  'content/examples/vm-event-vss.log',
  'content/examples/vm-vssadmin-writers.log',
  'content/examples/vm-waagent-wireserver.log',
  'content/examples/win-tls-disabled.log',
  'tests/corpus/pastes-linux/semicolon-ncat-two-hosts.txt',
  'tests/corpus/pastes-linux/iptables-security-table.txt',
  'tests/corpus/pastes-linux/fortigate-block-page-then-200.txt',
];
const JOURNAL = [
  '2026-11-28T01:02:03.000004Z INFO Daemon Daemon Azure Linux Agent Version: 2.9.1.1',
  '2026-11-28T01:02:04.000004Z INFO ExtHandler ExtHandler Distro: ubuntu-22.04; OSUtil: Ubuntu18OSUtil',
  '2026-11-28T01:02:05.000004Z ERROR ExtHandler ExtHandler Error fetching the goal state: [HttpError] [HTTP Failed] GET http://168.63.129.16/machine/ -- IOError timed out -- 6 attempts made',
  '',
].join('\n');
const sources = [
  ...LOGS.map((name) => ({ name, bytes: file(name) })),
  { name: 'waagent.log', bytes: new TextEncoder().encode(JOURNAL) },
  { name: 'empty.log', bytes: new Uint8Array(0) },
  { name: 'letter.txt', bytes: new TextEncoder().encode('Dear support, the backup of last night failed.\n') },
];

describe.each(sources)('$name', ({ name, bytes }) => {
  const { report, lines } = analyzer.analyze({ name, bytes });
  const twin = new Analyzer(plain).analyze({ name, bytes }).report;

  test('the language changes no verdict', () => {
    const verdicts = ({ endpoints, diagnosis, tone, workloads }: LogReport): unknown => [
      endpoints.map(({ host, port, verdict }) => [host, port, verdict]),
      diagnosis.map(({ id, confidence }) => [id, confidence]),
      workloads.map(({ id, status }) => [id, status]),
      tone,
    ];
    expect(verdicts(report)).toEqual(verdicts(twin));
  });

  test('the view', () => {
    isOurs(
      renderToString(
        h(ReportView, {
          report,
          lines,
          outgoing: lines,
          mask,
          meanings,
          terms: (own, tool) => terms.find(own, tool),
          href,
          formats: knowledge.formats,
          evidence: knowledge.reportEvidence,
          accounts: knowledge.accounts,
        }),
      ),
    );
  });

  test('text, Markdown and JSON', () => {
    isOurs(reportToText(report, lines));
    isOurs(reportToMarkdown(report, lines));
    isOurs(json(report));
    isOurs(reportsToMatrix([report, report]));
  });
});

describe.each(['azure-vm-a-eth.pcap', 'azure-vm-a-multi.pcapng'])('%s', (name) => {
  /** Cut within a packet, so that damage is told as well. */
  const bytes = file(`tests/corpus/captures/${name}`).slice(0, -7);
  const analysis = new CaptureAnalysis(name, knowledge);
  analysis.push(bytes);
  analysis.end();
  const report: CaptureReport = analysis.report();

  // the page's address names the conversation that is shown
  beforeAll(() => {
    vi.stubGlobal('location', new URL('https://site.example/'));
  });
  afterAll(() => {
    vi.unstubAllGlobals();
  });

  test('the view', () => {
    const session = {} as Parameters<typeof CaptureView>[0]['session'];
    const text = renderToString(h(CaptureView, { first: report, session, knowledge, onAnother: () => undefined }));
    isOurs(text);
    expect(text).toContain('[capture.damageText(');
  });

  test('text, Markdown and JSON', () => {
    isOurs(captureToText(report));
    isOurs(reportToMarkdown(report, new Lines('')));
    isOurs(json(report));
  });
});

describe('a bundle', async () => {
  const files = {
    'CheckNWResult_vm01_202611200101.log': file('tests/corpus/logs-linux/storage-dropped.log'),
    'azure/waagent.log': new TextEncoder().encode(JOURNAL),
    'vm.pcap': file('tests/corpus/captures/azure-vm-a-eth.pcap'),
    '../outside.log': new Uint8Array(9),
    syslog: new Uint8Array(0),
  };
  const zip = zipSync(files, { mtime: '2026-01-02' });
  const bundle = await openBundle(new Blob([new Uint8Array(zip)]), 'case.zip', knowledge.archiveFormats);
  if (bundle === null) throw new Error('no bundle');
  const analysis = await analyzeBundle({ name: 'case.zip', bytes: zip.length }, bundle, lists, {
    analyzer,
    knowledge,
    now: Date.UTC(2026, 10, 28),
  });

  test.each([undefined, 'vm-backup-linux', 'network-backup'])(
    'compared with %s: the view, text and JSON',
    (scenario) => {
      const first: EvidenceReport = analysis.report({ scenario });
      const opened = {
        id: 1,
        name: 'case.zip',
        first,
        check: () => Promise.resolve(first),
        read: () => Promise.resolve(null),
      };
      const page = { name: 'case.zip', onAnother: () => undefined, say: () => undefined };
      isOurs(
        renderToString(h(BundleVerdict, { knowledge: lists, opened, scenario: scenario ?? null, heading: 'h2', page })),
      );
      isOurs(bundleToText(first, titles));
      isOurs(json(first));
    },
  );
});
