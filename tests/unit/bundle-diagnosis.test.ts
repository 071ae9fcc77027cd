import { readFileSync } from 'node:fs';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { analyzeBundle } from '../../src/analyze/evidence.ts';
import { openBundle } from '../../src/evidence/readers/open.ts';
import { BUNDLES } from '../../src/limits.ts';
import type { EvidenceReport } from '../../src/model/report.ts';
import { bundleToText } from '../../src/report/bundle-text.ts';
import { rowsOf } from '../../src/report/evidence-files.ts';
import { toJson } from '../../src/report/json.ts';
import { machineRows } from '../../src/report/machines.ts';
import { analyzer, knowledge } from '../support/analyzer.ts';
import { evidence } from '../support/bundles.ts';
import { captures } from '../support/captures.ts';
import { linuxLogs } from '../support/corpus.ts';
import { eventData, eventLog, logOf, text as made } from '../support/event-logs.ts';
import { tarOf } from '../support/tar.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const log = (name: string): Uint8Array => linuxLogs.find((one) => one.name === name)?.bytes ?? new Uint8Array(0);
const pasted = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../corpus/pastes-linux/${name}.txt`, import.meta.url)));
const titles = new Map(knowledge.signatures.map(({ id, title }) => [id, title]));
const NAME = (n: number | string): string => `CheckNWResult_vm${n}_202611200101.log`;

async function reportOf(bytes: Uint8Array, name = 'case.zip', scenario?: string): Promise<EvidenceReport> {
  const blob = new Blob([new Uint8Array(bytes)]);
  const bundle = await openBundle(blob, name, knowledge.archiveFormats);
  if (bundle === null) throw new Error(`${name} is no archive`);
  const tools = { analyzer, knowledge: { ...knowledge, peers: [] } };
  return (await analyzeBundle({ name, bytes: blob.size }, bundle, evidence, tools)).report({ scenario });
}

describe('what is wrong comes first', () => {
  const BLOCKED = { 'net/vm01.log': log('storage-dropped'), 'net/vm02.log': log('all-reachable-rhel8') };

  test('a blocked log makes a complete bundle red, and the file that shows it is named', async () => {
    const report = await reportOf(
      zipSync({ [NAME(1)]: log('storage-dropped'), [NAME(2)]: log('all-reachable-rhel8') }),
    );
    expect(report).toMatchObject({ tone: 'ng', complete: true });
    expect(report.diagnosis.map(({ id }) => id)).toEqual(['firewall-blocks-service', 'evidence-complete']);
    expect(report.diagnosis[0]).toMatchObject({ file: NAME(1), files: 1 });
    const [conclusion = '', , proof = ''] = bundleToText(report, titles).split('\n').slice(1);
    expect(conclusion).toContain(report.diagnosis[0]?.title);
    expect(proof).toContain(NAME(1));
  });

  test('a log is one whatever it is called, in a zip, a packed tar, and an archive inside', async () => {
    for (const [bytes, name] of [
      [zipSync(BLOCKED), 'case.zip'],
      [gzipSync(tarOf(Object.entries(BLOCKED))), 'case.tar.gz'],
      [zipSync({ 'vm.tgz': gzipSync(tarOf(Object.entries(BLOCKED))) }), 'case.zip'],
    ] as const) {
      const report = await reportOf(bytes, name);
      expect(report).toMatchObject({ tone: 'ng', complete: true, evidence: { scenario: 'network-backup' } });
      expect(report.evidence.reports).toHaveLength(2);
      expect(report.diagnosis[0]?.file).toMatch(/net\/vm01\.log$/u);
    }
  });

  test('twelve logs in a zip give the rows of twelve loose files', async () => {
    const some = linuxLogs.filter(({ name }) => name !== 'storage-dropped').slice(0, 12);
    const loose = some.map(({ bytes }, n) => analyzer.analyze({ name: NAME(n), bytes }).report);
    const { evidence: found } = await reportOf(
      zipSync(Object.fromEntries(some.map(({ bytes }, n) => [NAME(n), bytes]))),
    );
    const told = (reports: typeof found.reports): unknown[] =>
      machineRows(reports).map(({ name, report }) => [name, report.tone, report.diagnosis, report.services]);
    expect(told(rowsOf(found.reports))).toEqual(told(loose));
  });

  test('an outage of names, then errors of agents, then a job that failed: the names come first', async () => {
    const dns =
      'nslookup login.microsoft.com\nServer: 10.0.0.4\n;; connection timed out; no servers could be reached\n';
    const terminal = `[root@vm01 ~]# date\nFri Nov 20 02:00:00 UTC 2026\n[root@vm01 ~]# ${dns}[root@vm01 ~]# \n`;
    const report = await reportOf(
      zipSync({
        'a/job.txt': pasted('vmsnapshot-restricted-network'),
        'a/waagent.log': pasted('waagent-wireserver-timeouts'),
        'b/terminal.txt': text(terminal),
      }),
    );
    expect(report.tone).toBe('ng');
    expect(report.evidence.reports.map(({ source }) => source.name).sort()).toEqual([
      'a/job.txt',
      'a/waagent.log',
      'b/terminal.txt',
    ]);
    expect(report.diagnosis[0]).toMatchObject({ id: 'dns-server-unreachable', file: 'b/terminal.txt' });
  });

  test('a capture inside is judged as well, and its failed connections stand in the time line', async () => {
    const capture = captures().find(({ name }) => name === 'azure-vm-a-eth.pcap')?.bytes ?? new Uint8Array(0);
    const report = await reportOf(zipSync({ 'a.pcap': capture }));
    expect(report.evidence.reports).toMatchObject([{ kind: 'capture', source: { name: 'a.pcap' }, tone: 'ng' }]);
    const failed = report.evidence.timeline.filter(({ kind, severity }) => kind === 'connection' && severity === 'ng');
    expect(failed.some(({ host }) => host === 'pod01-prot1.jpe.backup.windowsazure.com:3260')).toBe(true);
    expect(failed.every(({ zoned, exact }) => zoned && exact)).toBe(true);
  });

  test('a list with only optional items is not green where it was guessed, and is where it was chosen', async () => {
    const quiet = zipSync({ 'trace.etl': text('x'.repeat(5000)) });
    expect(await reportOf(quiet)).toMatchObject({ complete: true, tone: 'un' });
    expect(await reportOf(quiet, 'case.zip', 'packet-capture')).toMatchObject({ complete: true, tone: 'ok' });
  });

  test('names alone prove no list: files in which nothing is known never make it green', async () => {
    const noise = text('nothing of a log stands here\n'.repeat(50));
    const files = ['Logs/System.evtx', 'Logs/Application.evtx', 'WaAppAgent.log'];
    const report = await reportOf(zipSync(Object.fromEntries(files.map((name) => [name, noise]))));
    expect(report).toMatchObject({ complete: true, tone: 'un', evidence: { proven: false, reports: [], silent: 3 } });
  });
});

describe('what is read, and what is not', () => {
  test('an event log as large as Windows keeps it', async () => {
    const HEADER = 4096;
    const events = Array.from({ length: 60 }, (_, at) => ({
      provider: 'Microsoft-Windows-DNS-Client',
      id: 1014,
      time: Date.UTC(2026, 10, 20) + at * 1000,
      payload: [eventData({ QueryName: made('a.contoso.example'), Detail: made('x'.repeat(330)) })],
    }));
    const chunk = eventLog(events).subarray(HEADER, HEADER + 65_536);
    const whole = logOf(Array.from({ length: 20 * 16 }, () => Buffer.from(chunk)));
    expect(whole.length).toBeGreaterThan(20 * 1024 * 1024);
    const report = await reportOf(zipSync({ 'Logs/System.evtx': new Uint8Array(whole) }, { level: 1 }));
    expect(report.evidence).toMatchObject({ unread: [], reports: [{ format: 'windows-event' }] });
  });

  test('scripts, our own files and pictures are not taken for logs', async () => {
    const blocked = log('storage-dropped');
    const report = await reportOf(
      zipSync({
        'a.py': blocked,
        'a.ps1': blocked,
        'diagnosis/x.md': blocked,
        'request.txt': blocked,
        'a.png': blocked,
      }),
    );
    expect(report.evidence.reports).toEqual([]);
    expect(report.tone).toBe('un');
  });

  test('a text beyond the limit is named as not read', async () => {
    const large = new Uint8Array(BUNDLES.textSize + 1).fill(97);
    for (let at = 0; at < large.length; at += 80) large[at] = 10;
    const report = await reportOf(zipSync({ 'big.log': large, 'a.log': log('storage-dropped') }, { level: 0 }));
    expect(report.evidence.unread).toEqual([{ path: 'big.log', flaw: 'too-large' }]);
    expect(report.evidence.unreadFiles).toBe(1);
    expect(bundleToText(report, titles)).toContain('big.log');
    // a large file is no worse for it
    expect(report.evidence.reports).toHaveLength(1);
  });

  test('what follows a broken file is read all the same', async () => {
    const zip = zipSync({ 'a.log': log('proxy-denies'), 'b.log': log('storage-dropped') }, { level: 0 });
    const at = new TextDecoder('latin1').decode(zip).indexOf('##TRY!!');
    zip[at] = 0x2d;
    const report = await reportOf(zip);
    expect(report.evidence.reports.map(({ source }) => source.name)).toEqual(['b.log']);
    expect(report.evidence.unread).toEqual([{ path: 'a.log', flaw: 'damaged' }]);
  });
});

test('the JSON nests the report of each file, whole', async () => {
  const report = await reportOf(zipSync({ [NAME(1)]: log('storage-dropped') }));
  const json = JSON.parse(JSON.stringify(toJson(report))) as { evidence: { reports: unknown[] } };
  const own = analyzer.analyze({ name: NAME(1), bytes: log('storage-dropped') }).report;
  expect(json.evidence.reports).toEqual([JSON.parse(JSON.stringify(own))]);
});
