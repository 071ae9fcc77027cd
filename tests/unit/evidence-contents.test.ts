import { readFileSync } from 'node:fs';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { checkBundle } from '../../src/evidence/check.ts';
import type { BundleEntry } from '../../src/model/evidence.ts';
import { lookInto } from '../../src/evidence/look.ts';
import { bundleOf, type Bundle } from '../../src/evidence/readers/bundle.ts';
import { openBundle } from '../../src/evidence/readers/open.ts';
import { BUNDLES } from '../../src/limits.ts';
import { knowledge } from '../support/analyzer.ts';
import { entry, evidence, readers } from '../support/bundles.ts';
import { captures } from '../support/captures.ts';
import { linuxLogs } from '../support/corpus.ts';
import { tarOf } from '../support/tar.ts';

async function open(blob: Blob, name = 'case.zip'): Promise<Bundle> {
  const bundle = await openBundle(blob, name, knowledge.archiveFormats);
  if (bundle === null) throw new Error(`${name} is no archive`);
  return bundle;
}

describe('what the files of a bundle hold', () => {
  const text = (content: string): Uint8Array => new TextEncoder().encode(content);
  const LINUX = 'CheckNWResult_vm01_202611200101.log';
  const good = linuxLogs.find(({ name }) => name === 'all-reachable-rhel8')?.bytes ?? new Uint8Array(0);
  const contentsOf = async (bundle: Bundle): Promise<Awaited<ReturnType<typeof lookInto>>['contents']> =>
    (await lookInto(bundle, evidence, readers)).contents;
  const resultOf = async (bytes: Uint8Array, name = 'case.zip'): Promise<ReturnType<typeof checkBundle>> => {
    const bundle = await open(new Blob([new Uint8Array(bytes)]), name);
    return checkBundle(bundle.entries, evidence, { contents: await contentsOf(bundle) });
  };
  const broken = (bytes: Uint8Array, mark: string, by: number): Uint8Array => {
    const copy = new Uint8Array(bytes);
    const at = new TextDecoder('latin1').decode(copy).indexOf(mark) + by;
    copy[at] = (copy[at] ?? 0) ^ 0xff;
    return copy;
  };

  test('a log of the script makes the list complete, in a zip and in a packed tar', async () => {
    expect((await resultOf(zipSync({ [LINUX]: good }))).complete).toBe(true);
    expect((await resultOf(gzipSync(tarOf([[LINUX, good]])), 'case.tgz')).complete).toBe(true);
    expect((await resultOf(zipSync({ 'log.tgz': gzipSync(tarOf([[LINUX, good]])) }))).complete).toBe(true);
  });

  const noise = text('nothing of a log stands here\n'.repeat(50));
  test.each([
    ['rubbish', zipSync({ [LINUX]: noise }), 'case.zip'],
    ['binary rubbish', zipSync({ [LINUX]: Uint8Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256) }), 'case.zip'],
    ['a byte that is not what was packed', broken(zipSync({ [LINUX]: good }, { level: 0 }), '##TRY!!', 0), 'case.zip'],
    ['a log that ends early', zipSync({ [LINUX]: good.subarray(0, good.length / 2) }), 'case.zip'],
    ['the name of a folder', zipSync({ [`${LINUX}/`]: new Uint8Array(0) }), 'case.zip'],
    ['a name that leaves the folder', zipSync({ [`../${LINUX}`]: good }), 'case.zip'],
    ['a bomb', zipSync({ [LINUX]: new Uint8Array(20_000_000).fill(10), 'x.bin': noise }), 'case.zip'],
    ['a broken archive inside', zipSync({ 'log.zip': broken(zipSync({ [LINUX]: good }), 'PK\u0005', 0) }), 'case.zip'],
    ['an archive too deep inside', zipSync({ 'a.zip': zipSync({ 'b.zip': zipSync({ [LINUX]: good }) }) }), 'case.zip'],
    ['rubbish in a tar', tarOf([[LINUX, noise]]), 'case.tar'],
    ['a capture that is none', zipSync({ 'a.pcap': noise }), 'case.zip'],
  ])('%s never makes a bundle complete', async (_, bytes, name) => {
    expect((await resultOf(bytes, name)).complete).toBe(false);
  });

  test('a sparse file that lies about its size is refused at once', async () => {
    const bytes = readFileSync(new URL('../corpus/hostile/sparselie.tar.gz', import.meta.url));
    await expect(open(new Blob([bytes]), 'sparselie.tar.gz')).rejects.toMatchObject({ fault: { kind: 'bomb' } });
  });

  test('names that are an attack are refused or shown, never followed', async () => {
    const bundle = await open(new Blob([readFileSync(new URL('../corpus/hostile/names.zip', import.meta.url))]));
    const contents = await contentsOf(bundle);
    const result = checkBundle(bundle.entries, evidence, { contents });
    expect(result.refused.map(({ path }) => path)).toEqual([
      'C:\\Windows\\x.log',
      '../../evil.log',
      '/abs.log',
      'CheckNWResult_vm01_202611041530.log/../x',
    ]);
    expect(result).toMatchObject({ complete: false, entries: 15 });
    // two captures and a check log by their names, and none of them is one
    expect([...contents.values()]).toEqual(expect.arrayContaining(['unrecognised']));
    expect([...contents.values()].filter((found) => found === 'unrecognised')).toHaveLength(2);
  });

  test('a capture is told by its first bytes, and other files by whether their data are whole', async () => {
    const capture = captures().find(({ name }) => name === 'azure-vm-a-eth.pcap')?.bytes ?? new Uint8Array(0);
    expect(await resultOf(zipSync({ 'a.pcap': capture }))).toMatchObject({
      complete: true,
      scenario: 'packet-capture',
    });
    const files = ['Logs/System.evtx', 'Logs/Application.evtx', 'WaAppAgent.log'];
    const zip = zipSync(Object.fromEntries(files.map((name) => [name, noise])), { level: 0 });
    expect(await resultOf(zip)).toMatchObject({ scenario: 'vm-backup-windows', complete: true });
    const torn = await resultOf(broken(zip, 'nothing', 3));
    expect(torn).toMatchObject({ scenario: 'vm-backup-windows', complete: false });
    expect(torn.items.map(({ reason }) => reason)).toContainEqual({ kind: 'some-flawed', count: 1, flaw: 'damaged' });
  });

  test('entries that share their data, as bombs have them, are damaged', async () => {
    const zip = zipSync({ 'a.log': noise, 'b.log': noise }, { level: 0 });
    const view = new DataView(zip.buffer, zip.byteOffset);
    const directory = view.getUint32(zip.length - 6, true);
    const length = 46 + 'a.log'.length;
    // the second entry is led to the data of the first
    view.setUint32(directory + length + 42, 0, true);
    const { entries } = await open(new Blob([new Uint8Array(zip)]));
    expect(entries.map(({ flaw }) => flaw)).toEqual(['damaged', 'damaged']);
  });

  test('of many logs and of large ones a stated number is read, and the others count for nothing', async () => {
    const logs = [
      ...Array.from({ length: BUNDLES.logs }, (_, n) => entry(`CheckNWResult_vm${n}_202611200101.log`)),
      entry('CheckNWResult_late_202611200101.log'),
    ];
    const large = [entry(LINUX, BUNDLES.logSize + 1)];
    const content = new Blob([new Uint8Array(good)]);
    const look = (entries: readonly BundleEntry[]): ReturnType<typeof lookInto> =>
      lookInto(
        bundleOf(entries, () => Promise.resolve(content)),
        evidence,
        readers,
      );
    const many = await look(logs);
    expect(many.contents.get('CheckNWResult_late_202611200101.log')).toBe('too-many');
    expect(many.left).toEqual([{ path: 'CheckNWResult_late_202611200101.log', flaw: 'too-many' }]);
    expect(many.read.size).toBe(BUNDLES.logs);
    expect(await look(large)).toMatchObject({ read: new Map(), left: [{ path: LINUX, flaw: 'too-large' }] });
  });

  test('archives inside are opened up to a stated number, and count all together', async () => {
    const inner = zipSync({ a: text('a line of a log\n') });
    const many = Object.fromEntries(Array.from({ length: BUNDLES.archives + 1 }, (_, n) => [`${n}.zip`, inner]));
    const { entries } = await open(new Blob([new Uint8Array(zipSync(many))]));
    expect(entries.filter(({ path }) => path.endsWith('/a'))).toHaveLength(BUNDLES.archives);
    expect(entries.filter(({ flaw }) => flaw === 'too-many')).toHaveLength(1);
    // each archive is small enough, all together hold what no honest one does
    const zeros = zipSync({ a: new Uint8Array(9_000_000) });
    const bombs = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${n}.zip`, zeros]));
    await expect(open(new Blob([new Uint8Array(zipSync(bombs))]))).rejects.toMatchObject({ fault: { kind: 'bomb' } });
  });

  test('lists of very many names are shortened, and say how long they are', () => {
    const keys = Array.from({ length: 1000 }, (_, n) => entry(`keys/${n}/id_rsa`));
    const result = checkBundle(keys, evidence);
    expect(result.sensitive).toHaveLength(BUNDLES.listed);
    expect(result.totals.sensitive).toBe(1000);
  });
});
