import { spawnSync } from 'node:child_process';
import { mkdtempSync, openAsBlob, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readCertificates } from '../../src/evidence/certificates.ts';
import { checkBundle } from '../../src/evidence/check.ts';
import { collectionScript } from '../../src/evidence/collect.ts';
import { openBundle } from '../../src/evidence/readers/open.ts';
import { questionsOf, requestText } from '../../src/evidence/request.ts';
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

test('the collection script of Linux runs, and its archive passes the check but for what this machine lacks', async () => {
  const script = collectionScript(scenario('vm-backup-linux'), evidence, 'linux') ?? '';
  const file = join(folder, 'collect.sh');
  // the machine's own logs are many; a folder of its own stands in for them
  const root = mkdtempSync(join(folder, 'root-'));
  spawnSync('bash', [
    '-c',
    `mkdir -p ${root}/azure/Microsoft.Azure.RecoveryServices.VMSnapshotLinux/1.0 && seq 1 200 > ${root}/azure/Microsoft.Azure.RecoveryServices.VMSnapshotLinux/1.0/extension.log && seq 1 200 > ${root}/waagent.log`,
  ]);
  writeFileSync(file, script.replaceAll('/var/log', root));
  const run = spawnSync('bash', [file, folder], { encoding: 'utf8' });
  expect(run.stderr).toBe('');
  expect(run.stdout).toContain('作成しました');
  const made = readdirSync(folder).find((name) => /\.(?:zip|tar\.gz)$/u.test(name)) ?? '';
  const blob = await openAsBlob(join(folder, made));
  const entries = (await openBundle(blob, made, []))?.entries ?? [];
  const renamed = entries.map((entry) => ({ ...entry, path: entry.path.replace(root.slice(1), 'var/log') }));
  const result = checkBundle(renamed, evidence, { scenario: 'vm-backup-linux' });
  const status = (id: string): string | undefined => result.items.find((item) => item.id === id)?.status;
  expect(status('lin-azure')).toBe('found');
  expect(status('lin-waagent')).toBe('found');
  expect(status('lin-syslog')).toBe('missing');
  expect(renamed.some(({ path }) => path.endsWith('manifest.txt'))).toBe(true);
  expect(result.refused).toEqual([]);
});

test.each(evidence.scenarios)('the scripts of $id are sound', (one) => {
  const bash = collectionScript(one, evidence, 'linux');
  if (bash !== null) {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: bash, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  }
  const powershell = collectionScript(one, evidence, 'windows');
  if (powershell !== null) expect(powershell).toContain('Compress-Archive');
  expect(bash ?? powershell).not.toBeNull();
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
      .replaceAll('Subject:', 'サブジェクト:')
      .replaceAll('1/10/2026 9:00 AM', '2026/01/10 9:00')
      .replaceAll('12/31/2027 9:00 AM', '2027/12/31 9:00')
      .replaceAll('Cert Hash(sha1)', '証明書ハッシュ(sha1)');
    expect(readCertificates(japanese, now, evidence).agent.map(({ state }) => state)).toEqual(['expired', 'valid']);
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
    expect(result.roots.filter(({ present }) => !present).map(({ name }) => name)).toEqual([first?.name]);
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
