import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzeBundle } from '../../src/analyze/evidence.ts';
import { acceptEntries } from '../../src/evidence/entries.ts';
import { bundleOf, UnreadableBundle } from '../../src/evidence/readers/bundle.ts';
import { isCab, openCab } from '../../src/evidence/readers/cab.ts';
import { openBundle, withNested } from '../../src/evidence/readers/open.ts';
import { BUNDLES } from '../../src/limits.ts';
import { faultText, IN_CABINETS } from '#locale/bundle.ts';
import { bundleToText } from '../../src/report/bundle-text.ts';
import { analyzer, knowledge } from '../support/analyzer.ts';
import { entry, evidence } from '../support/bundles.ts';
import { CaptureWriter } from '../support/packets.ts';
import { TraceWriter } from '../support/traces.ts';

interface Packed {
  readonly name: string | Buffer;
  readonly size?: number;
  readonly date?: number;
  readonly time?: number;
  readonly attributes?: number;
}

const DAY = (46 << 9) | (11 << 5) | 30;
const TIME = (12 << 11) | (34 << 5) | 28;

/** A cabinet with one folder, whose table names these files; what it packs is not there. */
function cabinet(files: readonly Packed[], { count = files.length, start = 44 } = {}): Buffer {
  const header = Buffer.alloc(44);
  header.write('MSCF', 0, 'latin1');
  header.writeUInt32LE(start, 16);
  header.set([3, 1], 24);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(count, 28);
  const rows = files.map(({ name, size = 100, date = DAY, time = TIME, attributes = 0x20 }) => {
    const head = Buffer.alloc(16);
    head.writeUInt32LE(size, 0);
    head.writeUInt16LE(date, 10);
    head.writeUInt16LE(time, 12);
    head.writeUInt16LE(attributes, 14);
    return Buffer.concat([head, typeof name === 'string' ? Buffer.from(name) : name, Buffer.from([0])]);
  });
  return Buffer.concat([header, ...rows]);
}

const blobOf = (bytes: Buffer): Blob => new Blob([new Uint8Array(bytes)]);
const list = async (bytes: Buffer) => (await openCab(blobOf(bytes))).entries;
const failure = async (bytes: Buffer): Promise<string> => {
  const error: unknown = await list(bytes).then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof UnreadableBundle ? faultText(error.fault) : '';
};

describe('a cabinet is listed by its table of files', () => {
  test('the example of MS-CAB: two files of 1997', async () => {
    const bytes = Buffer.from(
      '4d53434600000000fd000000000000002c000000000000000301010002000000220600005e0000000100' +
        '00004d000000000000000000' +
        '6c22ba59200068656c6c6f2e6300' +
        '4a0000004d00000000006c22e7592000' +
        '77656c636f6d652e6300',
      'hex',
    );
    expect(isCab(bytes)).toBe(true);
    expect(await list(bytes)).toMatchObject([
      { path: 'hello.c', size: 77, time: new Date(1997, 2, 12, 11, 13, 52).getTime() },
      { path: 'welcome.c', size: 74, time: new Date(1997, 2, 12, 11, 15, 14).getTime() },
    ]);
  });

  test('names, sizes and times; nothing is taken out', async () => {
    const bundle = await openCab(blobOf(cabinet([{ name: 'report\\osinfo.txt', size: 4321 }])));
    expect(bundle.entries).toEqual([
      {
        path: 'report/osinfo.txt',
        kind: 'file',
        size: 4321,
        packed: null,
        time: new Date(2026, 10, 30, 12, 34, 56).getTime(),
        encrypted: false,
        flaw: 'names-only',
      },
    ]);
    expect(await bundle.read('report/osinfo.txt')).toBeNull();
    await bundle.pour(new Set(['report/osinfo.txt']), () => {
      throw new Error('nothing is poured');
    });
  });

  test('names in UTF-8, marked or not, and as a Japanese Windows writes them', async () => {
    const sjis = Buffer.from('8d5c90ac2e747874', 'hex');
    const files = [{ name: '構成.txt', attributes: 0xa0 }, { name: '構成.txt' }, { name: sjis }];
    expect((await list(cabinet(files))).map(({ path }) => path)).toEqual(['構成.txt', '構成.txt', '構成.txt']);
  });

  test('a day that there is not is no time', async () => {
    const found = await list(
      cabinet([
        { name: 'a', date: 0 },
        { name: 'b', date: (46 << 9) | (2 << 5) | 31 },
      ]),
    );
    expect(found.map(({ time }) => time)).toEqual([null, null]);
  });

  test('one without files is empty', async () => {
    expect(await list(cabinet([]))).toEqual([]);
  });
});

describe('what is not whole is said', () => {
  const whole = cabinet([{ name: 'a.txt' }, { name: 'folder\\b.txt' }]);

  test('cut at any place', async () => {
    for (let length = 0; length < whole.length; length += 1)
      expect(await failure(whole.subarray(0, length))).toContain('切れています');
    expect(await failure(whole)).toBe('');
  });

  test('a table that lies before, in or behind the file, more files than there are, another version', async () => {
    const names = [{ name: 'a.txt' }];
    expect(await failure(cabinet(names, { start: 8 }))).toContain('壊れています');
    expect(await failure(cabinet(names, { start: 0xffffffff }))).toContain('切れています');
    expect(await failure(cabinet(names, { count: 9 }))).toContain('切れています');
    const other = cabinet(names);
    other[25] = 2;
    expect(await failure(other)).toContain('壊れています');
  });

  test('a name without an end', async () => {
    const long = Buffer.alloc(600, 0x61);
    expect(await failure(cabinet([{ name: long }, { name: 'b' }, { name: 'c' }]))).toContain('壊れています');
  });

  test('too many files, with the limit', async () => {
    expect(await failure(cabinet([], { count: 10_001 }))).toContain('上限 10000 個');
    const many = Array.from({ length: 10_000 }, (_, at) => ({ name: `f${at}` }));
    expect(await list(cabinet(many))).toHaveLength(10_000);
  });

  test('no bytes make it fail in another way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 }),
        async (changes) => {
          const bytes = Buffer.from(whole);
          for (const [at, value] of changes) bytes[at] = value;
          await openCab(blobOf(bytes)).catch((error: unknown) => {
            expect(error).toBeInstanceOf(UnreadableBundle);
          });
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('claimed sizes take no room from the other files, and bad names are refused', () => {
    const claimed = entry('a.cab/huge.bin', BUNDLES.size, { flaw: 'names-only', packed: null });
    const { accepted, refused } = acceptEntries([
      claimed,
      { ...claimed, path: 'a.cab/other.bin' },
      entry('waagent.log'),
      { ...claimed, path: 'a.cab/../../x' },
      { ...claimed, path: 'a.cab/C:/x' },
    ]);
    expect(accepted.map(({ path }) => path)).toEqual(['a.cab/huge.bin', 'a.cab/other.bin', 'waagent.log']);
    expect(refused).toHaveLength(2);
  });
});

describe('a trace and the cabinet beside it', () => {
  const [syn] = new CaptureWriter().handshake('10.0.0.4:50000', '20.1.1.1:443').packets() as [Buffer];
  const ethernet = Buffer.concat([Buffer.from('00112233445566778899aabb0800', 'hex'), syn]);
  const trace = Buffer.from(new TraceWriter().ndis(ethernet, { at: 1 }).ndis(ethernet, { at: 3 }).file());
  const cab = cabinet([
    { name: 'osinfo.txt' },
    { name: 'adapterinfo.txt' },
    { name: 'waagent.log', size: 5000 },
    { name: 'inner.pcap', size: 5000 },
  ]);

  async function reportOf(files: Readonly<Record<string, Buffer>>) {
    const byPath = new Map(Object.entries(files).map(([path, bytes]) => [path, blobOf(bytes)]));
    const entries = [...byPath].map(([path, { size }]) => entry(path, size, { packed: null }));
    const outer = bundleOf(entries, (path) => Promise.resolve(byPath.get(path) ?? null));
    const bundle = await withNested(outer, knowledge.archiveFormats);
    const tools = { analyzer, knowledge: { ...knowledge, peers: [] } };
    return (await analyzeBundle({ name: 'drop', bytes: 1 }, bundle, evidence, tools)).report();
  }

  test('the trace is read, and the cabinet listed; nothing in it counts as read or as missing a read', async () => {
    const report = await reportOf({ 'NetTrace.etl': trace, 'NetTrace.cab': cab });
    expect(report.evidence.reports.map(({ source }) => source.name)).toEqual(['NetTrace.etl']);
    expect(report.evidence.named.map(({ path }) => path)).toEqual([
      'NetTrace.cab/osinfo.txt',
      'NetTrace.cab/adapterinfo.txt',
      'NetTrace.cab/waagent.log',
      'NetTrace.cab/inner.pcap',
    ]);
    expect(report.evidence.totals.named).toBe(4);
    expect(report.evidence.unread).toEqual([]);
    const text = bundleToText(report, new Map());
    expect(text).toContain(`${IN_CABINETS}: 4 個`);
    expect(text).toContain('NetTrace.cab/osinfo.txt (100 B、2026-11-30 12:34)');
  });

  test('the cabinet alone is listed as well', async () => {
    const bundle = await openBundle(blobOf(cab), 'NetTrace.cab', knowledge.archiveFormats);
    expect(bundle?.entries.map(({ path }) => path)).toEqual([
      'osinfo.txt',
      'adapterinfo.txt',
      'waagent.log',
      'inner.pcap',
    ]);
  });

  test('one that is cut, or holds too many, keeps nothing else from being read', async () => {
    const cut = await reportOf({ 'NetTrace.cab': cab.subarray(0, 60), 'NetTrace.etl': trace });
    expect(cut.evidence.reports.map(({ source }) => source.name)).toEqual(['NetTrace.etl']);
    expect(cut.evidence.named).toEqual([]);
    const many = bundleOf([entry('a.cab', 44, { packed: null })], () =>
      Promise.resolve(blobOf(cabinet([], { count: 20_000 }))),
    );
    expect((await withNested(many, knowledge.archiveFormats)).entries).toMatchObject([
      { path: 'a.cab', flaw: 'too-many' },
    ]);
  });
});
