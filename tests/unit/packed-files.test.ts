import { readFileSync } from 'node:fs';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { analyzeBundle } from '../../src/analyze/evidence.ts';
import { openBundle } from '../../src/evidence/readers/open.ts';
import { headOfPacked, unpackedFile } from '../../src/evidence/readers/packed-file.ts';
import { BUNDLES } from '../../src/limits.ts';
import type { EvidenceReport } from '../../src/model/report.ts';
import { analyzer, knowledge } from '../support/analyzer.ts';
import { evidence } from '../support/bundles.ts';
import { captures } from '../support/captures.ts';
import { tarOf } from '../support/tar.ts';

const WAAGENT = new Uint8Array(
  readFileSync(new URL('../corpus/pastes-linux/waagent-wireserver-timeouts.txt', import.meta.url)),
);
const TWO_MEMBERS = new Uint8Array([...gzipSync(WAAGENT.slice(0, 700)), ...gzipSync(WAAGENT.slice(700))]);

async function reportOf(bytes: Uint8Array, name = 'case.zip'): Promise<EvidenceReport> {
  const bundle = await openBundle(new Blob([new Uint8Array(bytes)]), name, knowledge.archiveFormats);
  if (bundle === null) throw new Error(`${name} is no archive`);
  const tools = { analyzer, knowledge: { ...knowledge, peers: [] } };
  return (await analyzeBundle({ name, bytes: bytes.length }, bundle, evidence, tools)).report();
}

describe('rotated logs in a bundle', () => {
  const plain = analyzer.analyze({ name: 'var/log/waagent.log', bytes: WAAGENT }).report;

  test.each([
    ['one in a zip', zipSync({ 'var/log/waagent.log.1.gz': gzipSync(WAAGENT) }), 'case.zip'],
    ['one in a packed tar', gzipSync(tarOf([['var/log/waagent.log.1.gz', gzipSync(WAAGENT)]])), 'case.tgz'],
    [
      'one in an archive inside',
      zipSync({ 'vm.tgz': gzipSync(tarOf([['waagent.log-20261101.gz', gzipSync(WAAGENT)]])) }),
      'case.zip',
    ],
    ['one in two parts', zipSync({ 'messages-20261101.gz': TWO_MEMBERS }), 'case.zip'],
    ['one that is not packed, whatever its name says', zipSync({ 'waagent.log.1.gz': WAAGENT }), 'case.zip'],
  ])('%s says what the same log says unpacked', async (_, bytes, name) => {
    const { reports, silent, unread } = (await reportOf(bytes, name)).evidence;
    expect({ silent, unread }).toEqual({ silent: 0, unread: [] });
    expect(
      reports.map((report) => ({
        format: report.format,
        ids: report.diagnosis.map(({ id }) => id),
        said: report.kind === 'log' ? report.findings : [],
      })),
    ).toEqual([{ format: plain.format, ids: plain.diagnosis.map(({ id }) => id), said: plain.findings }]);
  });

  test('its file is taken out unpacked', async () => {
    const path = 'var/log/waagent.log.1.gz';
    const bundle = await openBundle(new Blob([zipSync({ [path]: gzipSync(WAAGENT) })]), 'a.zip', []);
    expect(new Uint8Array((await (await bundle?.read(path))?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(WAAGENT);
  });

  test('a packed capture stays one, and a packed program is not looked into', async () => {
    const capture = captures().find(({ name }) => name === 'azure-vm-a-eth.pcap')?.bytes ?? new Uint8Array(0);
    const report = await reportOf(zipSync({ 'a.pcap.gz': gzipSync(capture), 'x.py.gz': gzipSync(WAAGENT) }));
    expect(report.evidence.reports).toMatchObject([{ kind: 'capture', source: { name: 'a.pcap.gz' } }]);
  });

  const cut = gzipSync(WAAGENT);
  const changed = gzipSync(WAAGENT, { level: 0 });
  changed[400] = (changed[400] ?? 0) ^ 1;
  test.each([
    ['cut', cut.slice(0, cut.length - 30), 'damaged'],
    ['changed by one bit', changed, 'damaged'],
    ['a bomb', gzipSync(new Uint8Array(BUNDLES.honest * 3).fill(97), { level: 9 }), 'bomb'],
  ])('of one that is %s nothing is said, and that is told', async (_, bytes, flaw) => {
    const report = await reportOf(zipSync({ 'waagent.log.1.gz': bytes }, { level: 0 }));
    expect(report.evidence).toMatchObject({ reports: [], unread: [{ path: 'waagent.log.1.gz', flaw }] });
    expect(report.tone).not.toBe('ok');
  });

  test('one that unpacks to more than is read of a text is left, without filling the memory', async () => {
    let state = 1;
    const noise = Uint8Array.from({ length: BUNDLES.textSize + 1 }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return 97 + (state % 8);
    });
    const report = await reportOf(zipSync({ 'messages.1.gz': gzipSync(noise, { level: 1 }) }, { level: 0 }));
    expect(report.evidence.unread).toEqual([{ path: 'messages.1.gz', flaw: 'too-large' }]);
  });
});

describe('a packed log alone', () => {
  const blob = (bytes: Uint8Array): Blob => new Blob([new Uint8Array(bytes)]);

  test('is unpacked, in one part or two; its first bytes tell what it is', async () => {
    for (const bytes of [gzipSync(WAAGENT), TWO_MEMBERS])
      expect(await unpackedFile(blob(bytes), WAAGENT.length)).toEqual(WAAGENT);
    expect(await headOfPacked(blob(TWO_MEMBERS), 128)).toEqual(WAAGENT.slice(0, 128));
  });

  test.each([
    ['cut', gzipSync(WAAGENT).slice(0, -9), BUNDLES.honest, { kind: 'packed', how: 'cut' }],
    ['a bomb', gzipSync(new Uint8Array(BUNDLES.honest * 3), { level: 9 }), BUNDLES.honest * 4, { kind: 'bomb' }],
    [
      'too large',
      gzipSync(new Uint8Array(BUNDLES.honest), { level: 9 }),
      9 * 1024 * 1024,
      { kind: 'packed-too-large', megabytes: 9 },
    ],
    [
      'noise',
      new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
      BUNDLES.honest,
      { kind: 'packed', how: 'cut' },
    ],
  ])('that is %s is told so', async (_, bytes, most, fault) => {
    await expect(unpackedFile(blob(bytes), most)).rejects.toMatchObject({ name: 'UnreadableBundle', fault });
  });
});
