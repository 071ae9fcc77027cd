import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { faultText } from '#locale/bundle.ts';
import { linearTime } from '../support/linear-time.ts';
import { checkBundle } from '../../src/evidence/check.ts';
import { FileIndex } from '../../src/evidence/match.ts';
import { UnreadableBundle, type Bundle } from '../../src/evidence/readers/bundle.ts';
import { openBundle } from '../../src/evidence/readers/open.ts';
import { itemsOf } from '../../src/evidence/scenarios.ts';
import { knowledge } from '../support/analyzer.ts';
import { entry, evidence, NOW, requiredOf } from '../support/bundles.ts';
import { header, joined, padded, tarOf } from '../support/tar.ts';

test('sets name items of their own scenario, and every scenario has its own place', () => {
  for (const { sets, items } of evidence.scenarios)
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining([...new Set(sets.flat())]));
  for (const one of evidence.scenarios)
    expect(itemsOf(one, evidence.scenarios).map(({ id }) => id)).toEqual(
      expect.arrayContaining(Object.keys(one.exceptions)),
    );
  const orders = evidence.scenarios.map(({ order }) => order);
  expect(new Set(orders).size).toBe(orders.length);
});

const withRequired = evidence.scenarios.filter((scenario) => requiredOf(scenario).length > 0);

async function open(blob: Blob, name = 'case.zip'): Promise<Bundle> {
  const bundle = await openBundle(blob, name, knowledge.archiveFormats);
  if (bundle === null) throw new Error(`${name} is no archive`);
  return bundle;
}

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
    const scripts = new Set(required.filter(({ item }) => item.timeless).map(({ item }) => item.id));
    expect(
      result.items.filter(({ id, required: wanted, status }) => wanted && status === 'found' && !scripts.has(id)),
    ).toEqual([]);
  });
});

describe('of several sets one suffices', () => {
  const status = (paths: readonly string[], scenario: string, id: string): string | undefined =>
    checkBundle(
      paths.map((path) => entry(path)),
      evidence,
      { scenario },
    ).items.find((item) => item.id === id)?.status;
  const isComplete = (paths: readonly string[], scenario: string): boolean =>
    checkBundle(
      paths.map((path) => entry(path)),
      evidence,
      { scenario },
    ).complete;
  const ZIP = 'ASRDiagnosticLogs-WIN-1-25-07-15-14-57.zip';

  test.each([
    [
      'messages in place of syslog',
      'vm-backup-linux',
      ['azure/x/extension.log', 'messages-20261101.gz', 'waagent.log'],
    ],
    ['only the journal', 'vm-backup-linux', ['log/azure/a', 'log/journal/0a/system.journal', 'log/waagent.log']],
    ['the manual list of Site Recovery', 'asr-a2a-windows', ['agent/svagents_1.log', 'agent/AzureRcmCli.log']],
    ['a Windows source: the tool twice', 'asr-v2a-modernized', [`appliance/${ZIP}`, `source/${ZIP}`]],
    ['the check of one system', 'network-backup', ['AzureBackup_Check_NW_20261120_010203.log']],
    ['any one capture', 'packet-capture', ['x.pcapng']],
  ])('%s', (_, scenario, paths) => {
    expect(isComplete(paths, scenario)).toBe(true);
  });

  test.each([
    ['a part of /var/log', 'vm-backup-linux', ['var/log/waagent.log', 'var/log/dmesg']],
    ['the tool of one machine', 'asr-v2a-modernized', [`appliance/${ZIP}`]],
    ['one of two event logs', 'vm-backup-windows', ['System.evtx', 'WindowsAzure/Logs/WaAppAgent.log']],
  ])('%s is not enough', (_, scenario, paths) => {
    expect(isComplete(paths, scenario)).toBe(false);
  });

  test('every database of SAP HANA needs its logs, and a tenant’s log is not the system’s', () => {
    const trace = 'hana/shared/HXE/HDB90/h1/trace';
    const logs = [`${trace}/DB_A/backup.log`, `${trace}/DB_B/backup.log`, `${trace}/DB_A/backint.log`];
    expect(status(logs, 'hana-in-vm', 'hana-db-backup-log')).toBe('found');
    expect(status(logs, 'hana-in-vm', 'hana-db-backint-log')).toBe('suspicious');
    expect(status(logs, 'hana-in-vm', 'hana-backup-log')).toBe('missing');
  });

  test('what only an Azure VM has may be missing for MARS, and the check says so', () => {
    const { items } = checkBundle([entry('Trace.txt')], evidence, { scenario: 'mars' });
    expect(items.find(({ id }) => id === 'win-windowsazure')).toMatchObject({
      status: 'missing',
      reason: { kind: 'exception', text: 'Azure VM でないマシンでは必要ありません' },
    });
  });

  test.each([
    ['20261120_System_vm01.evtx', 'evt-system-evtx', 'found'],
    ['SVR システム (2).csv', 'evt-system-csv', 'found'],
    ['srv1_app.evtx', 'evt-app-evtx', 'found'],
    ['アプリケーション.csv', 'evt-app-csv', 'found'],
    ['winevt/Logs/Microsoft-Windows-AppXDeployment%4Operational.evtx', 'evt-app-evtx', 'missing'],
  ])('event logs of any name are told apart: %s', (path, id, expected) => {
    expect(status([path], 'mars', id)).toBe(expected);
  });

  test('screenshots are counted: MARS needs three', () => {
    expect(status(['a.png', 'b.png'], 'mars', 'cert-root-shot')).toBe('suspicious');
    expect(status(['a.png', 'b.png', 'c.jpg'], 'mars', 'cert-root-shot')).toBe('found');
  });
});

describe('the scenario is told from the files', () => {
  const WINDOWS = ['Windows/System32/winevt/Logs/System.evtx', 'Windows/System32/winevt/Logs/Application.evtx'];
  test.each([
    ['vm-backup-windows', [...WINDOWS, 'WindowsAzure/Logs/WaAppAgent.log', 'msinfo.nfo']],
    ['sql-in-vm', [...WINDOWS, 'WindowsAzure/Logs/Plugins/x/1.1/WorkloadExtnLogFolder/a.log']],
    ['vss', [...WINDOWS, 'MS_DATA.zip']],
    ['mars', ['System.evtx', 'System.csv', 'Trace.txt']],
    ['hana-in-vm', ['trace/backup.log', 'trace/DB_HDB/backup.log', 'opt/msawb/var/log/a.log']],
    ['vm-backup-linux', ['var/log/syslog', 'var/log/waagent.log', 'var/log/backup.log']],
    ['asr-h2a', [...WINDOWS, 'ProgramData/ASRLogs/a.log', 'WindowsAzure/Logs/a.log', 'Temp/CBEngineCurr.errlog']],
    ['asr-a2a-windows', ['ASRDiagnosticLogs-A-25-07-15-14-57.zip', 'ASRDiagnosticLogs-A-25-07-15-14-57.zip/ASRLogs/x']],
    ['asr-a2a-linux', ['support-materials-h-Nov_20_10_11_12.tar.gz', 'var/log/uarespawnd.log']],
    ['ilr-linux', ['vm1-20220212151619/Scripts/SecureTCPTunnelLog.log', 'screen.png']],
    ['packet-capture', ['a.pcap']],
  ])('%s', (scenario, paths) => {
    expect(
      checkBundle(
        paths.map((path) => entry(path)),
        evidence,
      ).scenario,
    ).toBe(scenario);
  });

  test('holiday photos belong to none', () => {
    expect(checkBundle([entry('beach.jpg')], evidence)).toMatchObject({ scenario: null, complete: false, items: [] });
  });
});

describe('check logs inside', () => {
  const NAME = 'CheckNWResult_vm01_202611200101.log';
  const check = (format: string, complete: boolean, failedAt?: number): ReturnType<typeof checkBundle> =>
    checkBundle([entry(NAME)], evidence, { contents: new Map([[NAME, { format, complete }]]), failedAt });

  test('their content tells which script wrote them', () => {
    expect(check('azure-backup-linux', true)).toMatchObject({ scenario: 'network-backup', complete: true });
    expect(check('site-recovery-linux', true)).toMatchObject({ scenario: 'network-asr', complete: true });
  });

  const itemOf = (result: ReturnType<typeof checkBundle>): unknown =>
    result.items.find(({ id }) => id === 'nwlog-linux');

  test('a text of another kind, what needs a password, and what was not read are there, and count for nothing', () => {
    for (const [result, reason] of [
      [check('unknown', false), { kind: 'flawed', flaw: 'unrecognised' }],
      [check('terminal', true), { kind: 'flawed', flaw: 'unrecognised' }],
      [checkBundle([entry(NAME, 5000, { encrypted: true })], evidence), { kind: 'flawed', flaw: 'encrypted' }],
      [
        checkBundle([entry(NAME)], evidence, { contents: new Map([[NAME, 'damaged']]) }),
        { kind: 'flawed', flaw: 'damaged' },
      ],
      [checkBundle([entry(NAME, 5000, { flaw: 'damaged' })], evidence), { kind: 'flawed', flaw: 'damaged' }],
      [
        checkBundle([entry(NAME)], evidence, { contents: new Map([[NAME, 'too-large']]) }),
        { kind: 'flawed', flaw: 'too-large' },
      ],
      [checkBundle([entry(NAME)], evidence, { contents: new Map() }), { kind: 'flawed', flaw: 'unread' }],
    ] as const) {
      expect(result).toMatchObject({ scenario: 'network-backup', complete: false });
      expect(itemOf(result)).toMatchObject({ status: 'suspicious', reason });
    }
    expect(checkBundle([entry(NAME, 5000, { encrypted: true })], evidence).readable).toEqual([]);
  });

  test('a good log beside a bad one is enough, and the bad one is told', () => {
    const other = 'CheckNWResult_vm02_202611200101.log';
    const contents = new Map([
      [NAME, { format: 'azure-backup-linux', complete: true }],
      [other, { format: 'unknown', complete: true }],
    ]);
    const result = checkBundle([entry(NAME), entry(other)], evidence, { contents });
    expect(result.complete).toBe(true);
    expect(itemOf(result)).toMatchObject({ status: 'found', reason: { kind: 'some-flawed', count: 1 } });
  });

  test('one that ends early, or was made long before the failure, is doubtful', () => {
    expect(check('azure-backup-linux', false).items.map(({ status }) => status)).toContain('suspicious');
    expect(check('azure-backup-linux', true, NOW - 9 * 86_400_000).items.map(({ status }) => status)).toContain(
      'suspicious',
    );
  });
});

test('folders and links without a file behind them are empty', () => {
  const result = checkBundle(
    [
      entry('var/log/azure/', 0, { kind: 'folder' }),
      entry('var/log/syslog', 0, { kind: 'link' }),
      entry('var/log/waagent.log'),
    ],
    evidence,
    { scenario: 'vm-backup-linux' },
  );
  expect(result.items.map(({ id, status }) => [id, status])).toEqual(
    expect.arrayContaining([
      ['lin-azure', 'empty'],
      ['lin-syslog', 'empty'],
    ]),
  );
});

test('everything below a folder of the list is asked for, whatever its name', () => {
  const result = checkBundle(
    [entry('C/Windows/System32/winevt/Logs/Security.evtx'), entry('C/Users/a/secret.docx')],
    evidence,
    { scenario: 'vm-backup-windows' },
  );
  expect(result.superfluous).toEqual(['C/Users/a/secret.docx']);
});

test('what our scripts add, and what an archive that is asked for holds, is not superfluous', () => {
  const tool = 'ASRDiagnosticLogs-vm01-26-11-20-10-00.zip';
  const { superfluous } = checkBundle(
    [
      entry('manifest.txt'),
      entry('request.txt'),
      entry('diagnosis/report.md'),
      entry('photos/manifest.jpg'),
      entry(tool),
      entry(`${tool}/unheard-of.bin`),
    ],
    evidence,
    { scenario: 'asr-a2a-windows' },
  );
  expect(superfluous).toEqual(['photos/manifest.jpg']);
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

test('a zip of 20,000 entries is listed and checked, and what nobody asked for is named', async () => {
  const names = Array.from({ length: 20_000 }, (_, n) => `photos/${n}.jpg`);
  const empty = new Uint8Array(0);
  const bytes = zipSync({
    ...Object.fromEntries(names.map((name) => [name, empty])),
    'var/log/waagent.log': new TextEncoder().encode('a line of a log\n'.repeat(20)),
  });
  const { entries } = await open(new Blob([new Uint8Array(bytes)]));
  const result = checkBundle(entries, evidence);
  expect(result).toMatchObject({ entries: 20_001, scenario: 'vm-backup-linux' });
  expect(result.superfluous).toContain('photos/0.jpg');
});

test('an expression runs once over a bundle, however many lists have it', () => {
  const index = new FileIndex([entry('var/log/syslog')]);
  expect(index.matching('syslog$').map(({ path }) => path)).toEqual(['var/log/syslog']);
  expect(index.matching('syslog$')).toBe(index.matching('syslog$'));
});

describe('zip files', () => {
  async function zip(write: (writer: ZipWriter<Blob>) => Promise<void>, options = {}): Promise<Blob> {
    const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false, ...options });
    await write(writer);
    return writer.close();
  }

  test('are listed with sizes, nested zips one level deep', async () => {
    const inner = await zip(async (writer) => {
      await writer.add('CheckNWResult_a.log', new TextReader('x'.repeat(100)));
    });
    const { BlobReader } = await import('@zip.js/zip.js');
    const outer = await open(
      await zip(async (writer) => {
        await writer.add('Logs.zip', new BlobReader(inner));
        await writer.add('readme.txt', new TextReader('hello'));
      }),
    );
    expect(outer.entries.map(({ path, size }) => [path, size])).toEqual(
      expect.arrayContaining([
        ['readme.txt', 5],
        ['Logs.zip/CheckNWResult_a.log', 100],
      ]),
    );
    expect(await (await outer.read('Logs.zip/CheckNWResult_a.log'))?.text()).toBe('x'.repeat(100));
  });

  test('zip64 and encrypted entries are listed', async () => {
    const large = await open(
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
    const { entries } = await open(new Blob([bytes]));
    expect(entries[0]?.path).toBe('システム.evtx');
  });
});

describe('hostile and broken archives', () => {
  const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
  const LOG = encode('2026-11-20 10:00:00 a line of a log\n'.repeat(20));
  const zipOf = (names: readonly string[]): Uint8Array<ArrayBuffer> =>
    new Uint8Array(zipSync(Object.fromEntries(names.map((name) => [name, LOG]))));

  test('names that leave the folder are refused one by one, the rest is checked', async () => {
    const names = ['../../etc/passwd', '/etc/shadow', 'C:\\Windows\\x.evtx', 'a\\..\\..\\b', 'log/waagent.log'];
    const { entries } = await open(new Blob([zipOf(names)]));
    const result = checkBundle(entries, evidence, { scenario: 'vm-backup-linux' });
    expect(result.refused.map(({ path }) => path)).toEqual(names.slice(0, 4));
    expect(result.items.find(({ id }) => id === 'lin-waagent')?.status).toBe('found');
  });

  test('names of an archive inside are refused alike', async () => {
    const names = ['/etc/shadow', 'C:\\Windows\\x.evtx', '../up', 'fine/waagent.log'];
    const { entries } = await open(new Blob([new Uint8Array(zipSync({ 'Inner.ZIP': zipOf(names) }))]));
    const { refused } = checkBundle(entries, evidence);
    expect(refused.map(({ path }) => path)).toEqual(names.slice(0, 3).map((name) => `Inner.ZIP/${name}`));
  });

  test('a name without end is refused, and named by its start', () => {
    const { refused } = checkBundle([entry(`${'a'.repeat(5000)}/waagent.log`)], evidence);
    expect(refused.map(({ path }) => path.length)).toEqual([1000]);
  });

  test('a trace of Message Analyzer is no bundle although it is a zip; a packed capture is none either', async () => {
    const formats = knowledge.archiveFormats;
    expect(await openBundle(new Blob([zipOf(['a'])]), 'trace.matp', formats)).toBeNull();
    expect(await openBundle(new Blob([new Uint8Array(gzipSync(LOG))]), 'trace.pcap.gz', formats)).toBeNull();
  });

  test('backslashes, a self-extracting head and bytes behind the end do no harm', async () => {
    const bytes = zipOf(['Logs\\System.evtx', 'Logs\\Application.evtx', 'WaAppAgent.log']);
    for (const parts of [[bytes], [encode(`MZ${' '.repeat(3000)}`), bytes], [bytes, encode('x'.repeat(3000))]]) {
      const { entries } = await open(new Blob(parts));
      expect(checkBundle(entries, evidence)).toMatchObject({ scenario: 'vm-backup-windows', complete: true });
    }
  });

  test('an archive inside is not opened when it is a bomb', async () => {
    const bomb = zipSync({ 'inner.zip': new Uint8Array(40_000_000) });
    const { entries } = await open(new Blob([new Uint8Array(bomb)]));
    const { refused } = checkBundle(entries, evidence);
    expect(refused.map(({ path }) => path)).toEqual(['inner.zip']);
  });

  test('a tar.gz inside a zip is listed and read', async () => {
    const tar = gzipSync(tarOf([['var/log/syslog', LOG]]));
    const bundle = await open(new Blob([new Uint8Array(zipSync({ 'vm01/log.tgz': tar }))]));
    expect(bundle.entries.map(({ path }) => path)).toContain('vm01/log.tgz/var/log/syslog');
    expect((await bundle.read('vm01/log.tgz/var/log/syslog'))?.size).toBe(LOG.length);
  });

  test.each([
    ['a cut zip', 'case.zip', zipOf(['a.log']).slice(0, 60), '途中で切れた'],
    ['a text named zip', 'case.zip', encode('hello'), '読み取れませんでした'],
    ['7z', 'case.7z', new Uint8Array([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]), '7z'],
    ['rar named zip', 'case.zip', encode('Rar!\u001a\u0007\u0001\0'), 'RAR'],
    ['a cut tar', 'case.tar', tarOf([['syslog', LOG]]).slice(0, 700), '途中で切れて'],
    [
      'a cut tar.gz',
      'case.tar.gz',
      gzipSync(tarOf([['syslog', new Uint8Array(100_000)]]), { level: 0 }).slice(0, 90_000),
      '途中で切れて',
    ],
    [
      'a tar.gz cut in its first block',
      'case.tar.gz',
      gzipSync(tarOf([['syslog', LOG]]), { level: 0 }).slice(0, 900),
      '途中で切れて',
    ],
    [
      'noise named tar.gz',
      'case.tar.gz',
      new Uint8Array([0x1f, 0x8b, 8, 0, 9, 9, 9, 9, 9, 9, 255, 255]),
      '読み取れませんでした',
    ],
    ['a tar bomb', 'case.tgz', gzipSync(tarOf([['syslog', new Uint8Array(60_000_000)]])), '圧縮爆弾'],
  ])('%s is told in words', async (_, name, bytes, words) => {
    const refused: unknown = await open(new Blob([new Uint8Array(bytes)]), name).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UnreadableBundle);
    expect(faultText((refused as UnreadableBundle).fault)).toContain(words);
  });
});

test('no mutation of an archive throws anything but the reason', async () => {
  const log = new TextEncoder().encode('2026-11-20 10:00:00 a line of a log\n'.repeat(20));
  const tar = tarOf([
    ['var/log/syslog', log],
    ['CheckNWResult_a_202611200101.log', log],
  ]);
  const zip = zipSync({
    'var/log/syslog': log,
    'CheckNWResult_a_202611200101.log': log,
    'inner.zip': zipSync({ a: log }),
  });
  let seed = 42;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % below;
  };
  for (let round = 0; round < 600; round += 1) {
    const [name, source] = [
      ['x.zip', zip],
      ['x.tar', tar],
      ['x.tgz', gzipSync(tar)],
    ][round % 3] as [string, Uint8Array];
    const bytes = new Uint8Array(source);
    for (let n = 0; n <= random(8); n += 1) bytes[random(bytes.length)] = random(256);
    const cut = random(4) === 0 ? bytes.slice(0, random(bytes.length)) : bytes;
    try {
      const bundle = await openBundle(new Blob([cut]), name, knowledge.archiveFormats);
      checkBundle(bundle?.entries ?? [], evidence);
      for (const { path } of bundle?.entries ?? []) await bundle?.read(path);
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableBundle);
    }
  }
}, 60_000);

test('tar files are listed, packed or not, with long names and links', async () => {
  const text = (content: string): Uint8Array => padded(new TextEncoder().encode(content));
  const long = `${'folder/'.repeat(20)}waagent.log`;
  const pax = `${'日本語/'.repeat(40)}messages`;
  const record = ` path=${pax}\n`;
  const length = new TextEncoder().encode(record).length + 3;
  const tar = joined([
    header('././@LongLink', long.length, 'L'),
    text(long),
    header('short', 700, '0'),
    text('x'.repeat(700)),
    header('./PaxHeaders/x', length, 'x'),
    text(`${length}${record}`),
    header('short', 3, '0'),
    text('abc'),
    header('var/log/syslog', 3, '0'),
    text('abc'),
    header('var/log/hard', 0, '1', 'var/log/syslog'),
    header('var/log/soft', 0, '2', '/etc/passwd'),
    new Uint8Array(1024),
  ]);
  for (const blob of [new Blob([tar]), new Blob([gzipSync(tar), 'bytes behind the end'])]) {
    const bundle = await open(blob, 'x.tar');
    expect(bundle.entries.map(({ path, size, time, kind }) => [path, size, time, kind])).toEqual([
      [long, 700, NOW, 'file'],
      [pax, 3, NOW, 'file'],
      ['var/log/syslog', 3, NOW, 'file'],
      ['var/log/hard', 3, NOW, 'file'],
      ['var/log/soft', 0, NOW, 'link'],
    ]);
    expect(await (await bundle.read('var/log/syslog'))?.text()).toBe('abc');
  }
});

test('of two files of one name in a tar the first is read; sparse files have their own name and size', async () => {
  const text = (content: string): Uint8Array => padded(new TextEncoder().encode(content));
  const records = '30 GNU.sparse.name=waagent.log\n32 GNU.sparse.realsize=12345678\n';
  const sparse = header('old-sparse', 3, 'S');
  // the list of the holes goes on in one more block
  sparse[482] = 1;
  sparse.fill(32, 148, 156);
  const sum = sparse.reduce((total, byte) => total + byte, 0);
  sparse.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  const tar = joined([
    header('syslog', 3, '0'),
    text('abc'),
    header('syslog', 3, '0'),
    text('xyz'),
    header('PaxHeaders/x', records.length, 'x'),
    text(records),
    header('GNUSparseFile.1/waagent.log', 3, '0'),
    text('abc'),
    sparse,
    new Uint8Array(512),
    text('abc'),
    header('after', 3, '0'),
    text('abc'),
    new Uint8Array(1024),
  ]);
  const bundle = await open(new Blob([tar]), 'x.tar');
  expect(bundle.entries.map(({ path, size }) => [path, size])).toEqual([
    ['syslog', 3],
    ['syslog', 3],
    ['waagent.log', 12_345_678],
    ['old-sparse', 3],
    ['after', 3],
  ]);
  for (const path of ['syslog', 'old-sparse']) expect(await (await bundle.read(path))?.text()).toBe('abc');
});

const expressions = [
  ...evidence.scenarios.flatMap(({ items }) => items.flatMap(({ match, contains }) => [...match, ...contains])),
  ...evidence.scenarios.flatMap(({ signs, items }) => [...signs, ...items.flatMap(({ each }) => each ?? [])]),
  ...evidence.sensitive.map(({ match }) => match),
];
test.each([...new Set(expressions)])('the expression %s runs in linear time', (source) => {
  expect(linearTime(source, 'u')).toBe('safe');
});
