import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import { gzipSync } from 'fflate';
import { checkSync } from 'recheck';
import { describe, expect, test } from 'vitest';
import { checkBundle } from '../../src/evidence/check.ts';
import { listTar } from '../../src/evidence/readers/tar.ts';
import { openZip } from '../../src/evidence/readers/zip.ts';
import { entry, evidence, NOW, requiredOf } from '../support/bundles.ts';

const withRequired = evidence.scenarios.filter((scenario) => requiredOf(scenario).length > 0);

describe.each(withRequired)('the list of $id', (scenario) => {
  const required = requiredOf(scenario);
  const check = (files: Parameters<typeof checkBundle>[0]): ReturnType<typeof checkBundle> =>
    checkBundle(files, evidence, { scenario: scenario.id });
  const all = required.flatMap(({ files }) => files);

  test('a bundle with everything is complete', () => {
    const result = check(all);
    expect(result.items.filter((item) => item.required && item.status !== 'found')).toEqual([]);
    expect(result.complete).toBe(true);
  });

  test('each item that is missing is named', () => {
    for (const { item, files } of required) {
      const paths = new Set(files.map(({ path }) => path));
      const left = all.filter(({ path }) => !paths.has(path));
      const result = check(left);
      const other = required.some(
        (one) => one.item !== item && one.item.match.some((match) => item.match.includes(match)),
      );
      const stillThere = left.some(({ path }) => item.match.some((match) => new RegExp(match, 'u').test(path)));
      if (other || stillThere) continue;
      expect(result.items.find(({ id }) => id === item.id)?.status).toBe('missing');
    }
  });

  test('empty files, other letters and backslashes are seen for what they are', () => {
    const empty = check(all.map((one) => ({ ...one, size: 0 })));
    expect(empty.complete).toBe(false);
    expect(empty.items.filter(({ required: wanted, status }) => wanted && status === 'found')).toEqual([]);
    const shouted = check(all.map((one) => ({ ...one, path: one.path.toUpperCase().replaceAll('/', '\\') })));
    expect(shouted.complete).toBe(true);
  });

  test('folders around the files do not matter', () => {
    expect(check(all.map((one) => ({ ...one, path: `case 1/from vm/${one.path}` }))).complete).toBe(true);
  });

  test('files from before the failure are doubtful', () => {
    const result = checkBundle(all, evidence, { scenario: scenario.id, failedAt: NOW + 1000 });
    expect(result.items.filter(({ required: wanted, status }) => wanted && status === 'found')).toEqual([]);
  });
});

test('the scenario is told from the files', () => {
  const files = [
    entry('hana/trace/backup.log'),
    entry('hana/trace/backint.log'),
    entry('opt/msawb/var/log/a.log'),
    entry('hana/trace/DB_HDB/backup.log'),
    entry('hana/trace/DB_HDB/backint.log'),
  ];
  expect(checkBundle(files, evidence).candidates.map(({ id }) => id)).toContain('hana-in-vm');
});

test('secrets are named, traversal and bombs are refused', () => {
  const result = checkBundle(
    [
      entry('var/log/azure/x.log'),
      entry('home/user/.ssh/id_rsa'),
      entry('memory.dmp'),
      entry('../../etc/passwd'),
      entry('C:\\Windows\\x.evtx'),
      entry('bomb.log', 50_000_000_000, { packed: 1000 }),
    ],
    evidence,
  );
  expect(result.sensitive.map(({ path }) => path)).toEqual(['home/user/.ssh/id_rsa', 'memory.dmp']);
  expect(result.refused.map(({ path }) => path)).toEqual(['../../etc/passwd', 'C:\\Windows\\x.evtx', 'bomb.log']);
});

test('20,000 entries are checked, and what nobody asked for is listed', () => {
  const many = Array.from({ length: 20_000 }, (_, n) => entry(`photos/${n}.jpg`));
  const result = checkBundle([...many, entry('var/log/waagent.log')], evidence, { scenario: 'vm-backup-linux' });
  expect(result.entries).toBe(20_001);
  expect(result.superfluous.length).toBeGreaterThan(0);
});

describe('zip files', () => {
  async function zip(write: (writer: ZipWriter<Blob>) => Promise<void>, options = {}): Promise<Blob> {
    const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false, ...options });
    await write(writer);
    return writer.close();
  }

  test('are listed with sizes, nested zips one level deep', async () => {
    const inner = await zip(async (writer) => {
      await writer.add('Trace.txt', new TextReader('x'.repeat(100)));
    });
    const { BlobReader } = await import('@zip.js/zip.js');
    const outer = await openZip(
      await zip(async (writer) => {
        await writer.add('Logs.zip', new BlobReader(inner));
        await writer.add('readme.txt', new TextReader('hello'));
      }),
    );
    expect(outer.entries.map(({ path, size }) => [path, size])).toEqual(
      expect.arrayContaining([
        ['readme.txt', 5],
        ['Logs.zip/Trace.txt', 100],
      ]),
    );
    expect(await (await outer.read('Logs.zip/Trace.txt'))?.text()).toBe('x'.repeat(100));
  });

  test('zip64 and encrypted entries are listed', async () => {
    const large = await openZip(
      await zip(async (writer) => {
        await writer.add('a.log', new TextReader('abc'), { zip64: true });
        await writer.add('secret.log', new TextReader('abc'), { password: 'p' });
      }),
    );
    expect(large.entries.map(({ path, encrypted }) => [path, encrypted])).toEqual([
      ['a.log', false],
      ['secret.log', true],
    ]);
    expect(await large.read('secret.log')).toBeNull();
  });

  test('names that a Japanese Windows wrote are read', async () => {
    // システム in CP932
    const name = new Uint8Array([0x83, 0x56, 0x83, 0x58, 0x83, 0x65, 0x83, 0x80]);
    const blob = await zip(
      async (writer) => {
        await writer.add('xxxxxxxx.evtx', new TextReader('abc'), { useUnicodeFileNames: false });
      },
      { useUnicodeFileNames: false },
    );
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const mark = new TextEncoder().encode('xxxxxxxx');
    for (let at = 0; at + 8 <= bytes.length; at += 1) {
      if (!mark.every((byte, n) => bytes[at + n] === byte)) continue;
      bytes.set(name, at);
      // no UTF-8 flag: bit 11 of the flags, 6 bytes into a local header, 8 into one of the directory
    }
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + 4 <= bytes.length; at += 1) {
      const signature = view.getUint32(at, true);
      const flags = signature === 0x04034b50 ? at + 6 : signature === 0x02014b50 ? at + 8 : 0;
      if (flags > 0) view.setUint16(flags, view.getUint16(flags, true) & ~0x800, true);
    }
    const { entries } = await openZip(new Blob([bytes]));
    expect(entries[0]?.path).toBe('システム.evtx');
  });
});

test('tar files are listed, packed and with long names', async () => {
  const long = `${'folder/'.repeat(20)}waagent.log`;
  const block = (name: string, size: number, type: string): Uint8Array => {
    const bytes = new Uint8Array(512);
    const put = (text: string, at: number): void => bytes.set(new TextEncoder().encode(text), at);
    put(name.slice(0, 100), 0);
    put('0000644\0', 100);
    put(`${size.toString(8).padStart(11, '0')}\0`, 124);
    put(
      `${Math.floor(NOW / 1000)
        .toString(8)
        .padStart(11, '0')}\0`,
      136,
    );
    put('        ', 148);
    put(type, 156);
    put('ustar\0' + '00', 257);
    put(
      `${bytes
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    return bytes;
  };
  const padded = (text: string): Uint8Array => {
    const bytes = new Uint8Array(Math.ceil(text.length / 512) * 512);
    bytes.set(new TextEncoder().encode(text));
    return bytes;
  };
  const parts = [
    block('././@LongLink', long.length, 'L'),
    padded(long),
    block('short', 700, '0'),
    padded('x'.repeat(700)),
    block('var/log/syslog', 3, '0'),
    padded('abc'),
    new Uint8Array(1024),
  ];
  const tar = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    tar.set(part, at);
    at += part.length;
  }
  for (const blob of [new Blob([tar]), new Blob([gzipSync(tar)])]) {
    expect((await listTar(blob)).map(({ path, size, time }) => [path, size, time])).toEqual([
      [long, 700, NOW],
      ['var/log/syslog', 3, NOW],
    ]);
  }
});

const expressions = [
  ...evidence.scenarios.flatMap(({ items }) => items.flatMap(({ match, contains }) => [...match, ...contains])),
  ...evidence.sensitive.map(({ match }) => match),
];
test.each([...new Set(expressions)])('the expression %s runs in linear time', (source) => {
  expect(checkSync(source, 'u', { timeout: 20_000 }).status).toBe('safe');
});
