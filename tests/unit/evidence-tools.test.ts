import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, openAsBlob, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { readCertificates } from '../../src/evidence/certificates.ts';
import { checkBundle } from '../../src/evidence/check.ts';
import { collectionScript } from '../../src/evidence/collect.ts';
import type { BundleEntry } from '../../src/model/evidence.ts';
import { fillInCommand } from '../../src/evidence/fill.ts';
import { placeOf } from '../../src/evidence/make.ts';
import { openBundle } from '../../src/evidence/readers/open.ts';
import { questionsOf, requestText } from '../../src/evidence/request.ts';
import { itemsOf } from '../../src/evidence/scenarios.ts';
import { evidence } from '../support/bundles.ts';

const folder = mkdtempSync(join(tmpdir(), 'karte-evidence-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function scenario(id: string): (typeof evidence.scenarios)[number] {
  const found = evidence.scenarios.find((known) => known.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}

/** What the scripts of all scenarios find on a Linux machine, and in the folder in which they are started. */
const MACHINE = [
  'var/log/syslog',
  'var/log/waagent.log',
  'var/log/evtcollforw.log',
  'var/log/uarespawnd.log',
  'var/log/azure/Microsoft.Azure.RecoveryServices.VMSnapshotLinux/extension.log',
  'hana/shared/HXE/HDB90/host1/trace/backup.log',
  'hana/shared/HXE/HDB90/host1/trace/backint.log',
  'hana/shared/HXE/HDB90/host1/trace/DB_HXE/backup.log',
  'hana/shared/HXE/HDB90/host1/trace/DB_HXE/backint.log',
  'opt/msawb/var/log/plugin.log',
  'vm01_1_jpe_659_802_899298aa.py',
  'vm01-20220212151619/Scripts/MicrosoftAzureBackupILRLogFile.log',
  'vm01-20220212151619/Scripts/SecureTCPTunnelLog.log',
  'CheckNWResult_vm01_202611200101.log',
  'outfile.pcap',
  'packetcapture_01_02_03_456.cap',
];

/** The manifest of an archive: a zip where the machine can make one, else a tar.gz. */
function manifestOf(archive: string): string {
  if (archive.endsWith('.tar.gz'))
    return spawnSync('tar', ['-xzOf', archive, '--wildcards', '*/manifest.txt'], { encoding: 'utf8' }).stdout;
  const files = unzipSync(new Uint8Array(readFileSync(archive)));
  const [, bytes] = Object.entries(files).find(([path]) => path.endsWith('/manifest.txt')) ?? [];
  return strFromU8(bytes ?? new Uint8Array(0));
}

/** Runs a Linux script on that machine, which lacks what `without` names. */
async function collect(
  id: string,
  without = '(nothing)',
): Promise<{ entries: readonly BundleEntry[]; manifest: string; stdout: string; stderr: string }> {
  const script = collectionScript(scenario(id), evidence, 'linux') ?? '';
  // the machine's own logs are many; a root of its own, with a blank and a quote in its name, stands in for them
  const root = mkdtempSync(join(folder, "it's a root-"));
  for (const path of MACHINE.filter((one) => !one.includes(without))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '2026-11-20 a line of a log\n'.repeat(20));
  }
  const file = join(root, 'collect.sh');
  const quoted = `${root.replaceAll("'", `'\\''`)}/`;
  writeFileSync(
    file,
    script.replaceAll(/^collect .+$/gmu, (line) => line.replaceAll(" '/", ` '${quoted}`)),
  );
  const out = join(root, 'out put');
  const { stdout, stderr } = spawnSync('bash', [file, out], { encoding: 'utf8', cwd: root });
  const made = readdirSync(out).filter((name) => !name.startsWith('.'));
  expect(made).toHaveLength(1);
  const bundle = await openBundle(await openAsBlob(join(out, made[0] ?? '')), made[0] ?? '', []);
  if (bundle === null) throw new Error('no archive');
  return {
    entries: bundle.entries.map((entry) => ({ ...entry, path: entry.path.replace(root.slice(1), '') })),
    manifest: manifestOf(join(out, made[0] ?? '')),
    stdout,
    stderr,
  };
}

const ofLinux = evidence.scenarios.filter((one) => collectionScript(one, evidence, 'linux') !== null);

test.each(ofLinux)('the Linux script of $id gathers what the check then finds', async ({ id, workload }) => {
  const { entries, manifest, stdout, stderr } = await collect(id);
  expect(stderr).toBe('');
  expect(stdout).toContain('作成しました');
  const result = checkBundle(entries, evidence, { scenario: id });
  const byHand = [...stdout.matchAll(/手作業で加えてください: (.+)/gu)].map(([, title]) => title);
  const linux = new Set(
    itemsOf(scenario(id), evidence.scenarios)
      .filter(({ os, scope }) => os !== 'windows' && ['full', 'minimum'].includes(scope))
      .map((item) => item.id),
  );
  const wanted = result.items.filter((item) => linux.has(item.id) && !byHand.includes(item.title));
  expect(wanted.filter(({ status }) => status !== 'found').map((item) => item.id)).toEqual([]);
  expect(wanted.length).toBeGreaterThan(0);
  expect(result.refused).toEqual([]);
  // the stamp of the archive is no folder of a file recovery
  if (workload !== 'ilr') expect(result.candidates.map((one) => one.id)).not.toContain('ilr-windows');
  expect(manifest).toMatch(/^\.\/.+\t\d+\t[0-9a-f]{64}$/mu);
  expect(manifest).toContain('copied ');
});

test('what a machine lacks is named by the script and by the check', async () => {
  const { entries, stderr } = await collect('vm-backup-linux', 'syslog');
  expect(stderr).toBe('');
  const result = checkBundle(entries, evidence, { scenario: 'vm-backup-linux' });
  expect(result.lacking).toEqual(['lin-syslog']);
});

test.each(evidence.scenarios)('the scripts of $id are sound', (one) => {
  const bash = collectionScript(one, evidence, 'linux');
  if (bash !== null) {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: bash, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  }
  const powershell = collectionScript(one, evidence, 'windows') ?? '';
  // every policy is for one run; nothing is set for good
  expect(powershell).not.toMatch(/Set-ExecutionPolicy|Set-ItemProperty|reg add/iu);
  for (const line of powershell.split('\n').filter((text) => text.startsWith("  '")))
    expect(line).toMatch(/^ {2}'(?:[^'‘’‚‛]|['‘’‚‛]{2})*'$/u);
  expect(bash ?? powershell).not.toBe('');
});

describe('names of a reader are never code', () => {
  test.each([
    ['blanks', 'D:\\my case', 'msinfo32 /nfo "D:\\my case\\vm01_msinfo32.nfo"'],
    ['Japanese', 'D:\\採取\\', 'msinfo32 /nfo "D:\\採取\\vm01_msinfo32.nfo"'],
    ['parentheses', 'C:\\Program Files (x86)', 'msinfo32 /nfo "C:\\Program Files (x86)\\vm01_msinfo32.nfo"'],
    ['a command', '$(calc)`x`;calc&"|\'>', 'msinfo32 /nfo FOLDER\\vm01_msinfo32.nfo'],
    ['an option', '--/x -y ', 'msinfo32 /nfo FOLDER\\vm01_msinfo32.nfo'],
    ['nothing', ' ', 'msinfo32 /nfo C:\\Logs\\vm01_msinfo32.nfo'],
  ])('%s', (_, typed, command) => {
    expect(fillInCommand('msinfo32 /nfo {folder}\\{vm}_msinfo32.nfo', { folder: typed, vm: '' })).toBe(command);
  });

  test.each([
    '"; rm -rf / #',
    "'; calc; '",
    '$(id)',
    '`id`',
    '%PATH%',
    'a\nb',
    '${x}',
    '“x”',
    'vm|x',
    'a&b',
    'a^b',
    '!x!',
  ])('a VM called %j runs nothing in any command', (vm) => {
    for (const { commands } of evidence.scenarios.flatMap(({ items }) => items))
      for (const command of commands) {
        const filled = fillInCommand(command, { folder: vm, vm });
        const plain = fillInCommand(command, { folder: 'f', vm: 'v' });
        const dangerous = (text: string): string => text.replaceAll(/[^$`;|&<>%^!'\n“”{}]/gu, '');
        expect(dangerous(filled)).toBe(dangerous(plain));
      }
  });

  test('a key of a command stays in front of the quotes', () => {
    expect(fillInCommand('netsh trace start traceFile={folder}\\a.etl', { folder: 'D:\\a b', vm: '' })).toBe(
      'netsh trace start traceFile="D:\\a b\\a.etl"',
    );
  });
});

test('dates in the names of files are spread as digits, in both scripts', () => {
  const linux = collectionScript(scenario('network-backup'), evidence, 'linux') ?? '';
  const windows = collectionScript(scenario('network-backup'), evidence, 'windows') ?? '';
  expect(linux).toMatch(/^collect .*'CheckNWResult_'\*'_'(?:\[0-9\])+'\.log'/mu);
  expect(windows).toContain(`'AzureBackup_Check_NW_${'[0-9]'.repeat(8)}_${'[0-9]'.repeat(6)}.log'`);
});

test('a file goes into the made archive under its item, never above it', () => {
  const linux = scenario('vm-backup-linux');
  expect(placeOf('C:\\..\\Logs\\waagent.log', linux, evidence)).toBe('lin-varlog/Logs/waagent.log');
  expect(placeOf('../photo.jpg', linux, evidence)).toBe('other/photo.jpg');
});

test('the request names what support asks for, in its order, and what is still open', () => {
  const mars = scenario('mars');
  expect(questionsOf(mars, evidence).map(({ id }) => id)[0]).toBe('subscriptionId');
  const text = requestText(mars, evidence, { vaultName: 'vault01' }, new Set(['msinfo']), 'markdown');
  expect(text).toContain('Recovery Services コンテナー名: vault01');
  expect(text).toContain('[済] システム情報');
  expect(text).toContain('[未] Trace.txt');
  expect(text).toContain('(未入力)');
});

test('a request does not ask for what another file stands in for', () => {
  const open = (id: string, ...done: string[]): string[] =>
    [...requestText(scenario(id), evidence, {}, new Set(done), 'plain').matchAll(/\[未\] ([^(\n]+)/gu)].map(
      ([, title = '']) => title.trim(),
    );
  expect(open('vm-backup-linux', 'lin-varlog')).toEqual([]);
  expect(open('vm-backup-linux', 'lin-azure')).toEqual(['システム ログ', 'Linux エージェント ログ']);
  expect(open('network-backup', 'nwlog-linux')).toEqual([]);
  expect(open('asr-v2a-modernized', 'asr-diagtool', 'asr-support-materials')).toEqual(['ツールが集めないファイル']);
});

describe('certificates of the MARS agent', () => {
  const now = new Date(2026, 10, 20).getTime();

  test('an expired one is found in the output of certutil, English and Japanese', () => {
    const english = `================ Certificate 0 ================
Serial Number: 1a
Issuer: CN=CB_windows02._637765104348599629
 NotBefore: 1/10/2024 9:00 AM
 NotAfter: 1/10/2026 9:00 AM
Subject: CN=CB_windows02._637765104348599629
Cert Hash(sha1): 1122334455667788990011223344556677889900
================ Certificate 1 ================
 NotAfter: 12/31/2027 9:00 AM
Subject: CN=CB_RSV-JPW-LRS-12-31-2021-vaultcredentials
Cert Hash(sha1): aa22334455667788990011223344556677889900
CertUtil: -store command completed successfully.`;
    const { agent } = readCertificates(english, now, evidence);
    expect(agent.map(({ kind, state }) => [kind, state])).toEqual([
      ['agent', 'expired'],
      ['vault-credentials', 'valid'],
    ]);
    const japanese = english
      .replace('================ Certificate 0', 'My "個人"\n================ 証明書 0')
      .replaceAll('Subject:', 'サブジェクト:')
      .replaceAll(' NotAfter:', ' この日以前:')
      .replaceAll('1/10/2026 9:00 AM', '2026/01/10 9:00')
      .replaceAll('12/31/2027 9:00 AM', '2027/12/31 9:00')
      .replaceAll('Cert Hash(sha1)', 'Cert ハッシュ(sha1)');
    const result = readCertificates(japanese, now, evidence);
    expect(result.agent.map(({ state }) => state)).toEqual(['expired', 'valid']);
    expect(result.certificates[0]?.thumbprint).toBe('1122334455667788990011223344556677889900');
  });

  test('lists of PowerShell are read, wrapped lines and both kinds of dates included', () => {
    const list = `

   PSParentPath: Microsoft.PowerShell.Security\\Certificate::LocalMachine\\My

Subject    : CN=CB_windows02._637765104348
             599629
NotAfter   : 2026/12/01 午後 9:00:00
Thumbprint : AA22334455667788990011223344556677889900

Subject    : CN=other.example
NotAfter   : 25/12/2030 09:00:00
Thumbprint : BB22334455667788990011223344556677889900
`;
    const { agent, missing, roots } = readCertificates(list, now, evidence);
    expect(agent).toEqual([
      {
        kind: 'agent',
        subject: 'CN=CB_windows02._637765104348599629',
        notAfter: new Date(2026, 11, 1, 21).getTime(),
        state: 'soon',
      },
    ]);
    expect(missing).toEqual(['vault-credentials']);
    expect(roots).toEqual([]);
  });

  test('days stand in front of months where no month has that number', () => {
    const list = 'Subject: CN=other.example\nNotAfter: 25/12/2030 09:00:00';
    expect(readCertificates(list, now, evidence).certificates[0]?.notAfter).toBe(new Date(2030, 11, 25, 9).getTime());
  });

  test('a personal store with many certificates is no root store; the agent’s among the roots are not others', () => {
    const own = ['1', '2', '3'].map((n) => `Thumbprint : ${n.repeat(40)}\nSubject    : CN=host${n}.example\n`);
    const personal = readCertificates(`Certificate::LocalMachine\\My\n\n${own.join('\n')}`, now, evidence);
    expect(personal).toMatchObject({ roots: [], missing: ['vault-credentials', 'agent'] });
    const [root] = evidence.certificates.roots;
    const mixed = `${root?.thumbprint ?? ''}  CN=${root?.name ?? ''}\n${'4'.repeat(40)}  CN=CB_a._637765104348599629`;
    expect(readCertificates(mixed, now, evidence)).toMatchObject({ agent: [{ kind: 'agent' }], others: 0 });
  });

  test('a table with dates, and names that it cuts, are read', () => {
    const table = `Thumbprint                                Subject                           NotAfter
----------                                -------                           --------
1122334455667788990011223344556677889900  CN=CB_windows02._6377651043485...  2025/01/10 9:00:00
aa22334455667788990011223344556677889900  CN=CB_RSV-JPW-12-31-2021-vaultc…`;
    expect(readCertificates(table, now, evidence).agent.map(({ kind, state }) => [kind, state])).toEqual([
      ['agent', 'expired'],
      ['vault-credentials', 'unknown'],
    ]);
  });

  test('an empty personal store lacks both', () => {
    const empty = 'My "個人"\nCertUtil: -store コマンドは正常に完了しました。';
    expect(readCertificates(empty, now, evidence)).toMatchObject({
      agent: [],
      missing: ['vault-credentials', 'agent'],
    });
  });

  test('thumbprints are compared however they were copied, and a wrong one under a right name is seen', () => {
    const [first, second, third] = evidence.certificates.roots;
    const spaced = (first?.thumbprint ?? '').toLowerCase().replaceAll(/(..)(?=.)/gu, '$1 ');
    const text = [
      `\u200e${spaced}`,
      `拇印: \u200e${second?.thumbprint ?? ''}`,
      `${'0'.repeat(40)}  CN=${third?.name ?? ''}, O=DigiCert`,
      `Serial Number: ${'1'.repeat(40)}`,
    ].join('\r\n');
    const { roots, others } = readCertificates(text, now, evidence);
    expect(roots.slice(0, 3).map(({ state }) => state)).toEqual(['present', 'present', 'different']);
    expect(roots.slice(3).every(({ state }) => state === 'missing')).toBe(true);
    expect(others).toBe(1);
  });

  test('the table of Get-ChildItem is compared with the published roots', () => {
    const [first, ...others] = evidence.certificates.roots;
    const [removed] = evidence.certificates.removed;
    const table = [
      'Thumbprint                                Subject',
      '----------                                -------',
      ...others.map(({ name, thumbprint }) => `${thumbprint}  CN=${name}`),
      `${removed?.thumbprint ?? ''}  CN=${removed?.name ?? ''}`,
    ].join('\r\n');
    const result = readCertificates(table, now, evidence);
    expect(result.roots.filter(({ state }) => state !== 'present').map(({ name }) => name)).toEqual([first?.name]);
    expect(result.removed).toEqual([removed?.name]);
  });

  test('prose says nothing', () => {
    expect(readCertificates('証明書の期限が切れました。', now, evidence)).toMatchObject({
      certificates: [],
      agent: [],
      roots: [],
    });
  });
});
