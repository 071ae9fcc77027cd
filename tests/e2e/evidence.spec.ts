import AxeBuilder from '@axe-core/playwright';
import { follow } from './helpers.ts';
import { expect, test, type Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { tarOf } from '../support/tar.ts';

async function choose(page: Page, scenario: string): Promise<void> {
  await page.goto('/guide/evidence/');
  await page.locator('[data-start] select').selectOption(scenario);
  await expect(page.locator('.evidence-items')).toBeVisible();
}

const LOG = 'line of a log\n'.repeat(50);

test('a scenario shows only its own list, and the list is complete without JavaScript', async ({ page, browser }) => {
  await choose(page, 'mars');
  await expect(page.locator('.evidence-items')).toContainText('Trace.txt');
  await expect(page.locator('.evidence-items')).not.toContainText('backint.log');
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto('/guide/evidence/');
  expect(await plain.locator('#list-hana-in-vm').count()).toBe(1);
  await context.close();
});

test('what was checked and filled in survives a reload, and can be cleared', async ({ page }) => {
  await choose(page, 'vm-backup-linux');
  await page.getByRole('checkbox', { name: /拡張機能ログ/u }).check();
  await page.getByLabel('Recovery Services コンテナー名').fill('vault01');
  await page.reload();
  await expect(page.getByRole('checkbox', { name: /拡張機能ログ/u })).toBeChecked();
  await expect(page.getByLabel('Recovery Services コンテナー名')).toHaveValue('vault01');
  // a slip of the finger takes nothing away
  page.once('dialog', (dialog) => void dialog.dismiss());
  await page.getByRole('button', { name: '入力した内容を消す' }).click();
  await expect(page.getByRole('checkbox', { name: /拡張機能ログ/u })).toBeChecked();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: '入力した内容を消す' }).click();
  await expect(page.getByRole('checkbox', { name: /拡張機能ログ/u })).not.toBeChecked();
  expect(await page.evaluate(() => localStorage.getItem('sotsu:evidence'))).toBeNull();
});

test('the request text is copied with the answers', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await choose(page, 'vm-backup-windows');
  await page.getByLabel('バックアップ対象 VM 名').fill('vm01');
  await page.getByRole('button', { name: '問い合わせ文をコピー' }).click();
  await expect(page.locator('.said')).toContainText('コピーしました');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('バックアップ対象 VM 名: vm01');
});

test('a zip is compared with the list: found, missing, secret; a log inside is diagnosed', async ({ page }) => {
  await choose(page, 'vm-backup-linux');
  const zip = zipSync({
    'var/log/azure/Microsoft.Azure.RecoveryServices.VMSnapshotLinux/extension.log': strToU8(LOG),
    'var/log/waagent.log': strToU8(LOG),
    id_rsa: strToU8('key'),
    'CheckNWResult_vm01_202611200101.log': strToU8(
      '##TRY!! curl -I https://login.microsoft.com ##\ncurl: (28) Connection timed out after 300001 milliseconds\n',
    ),
  });
  await page
    .locator('#bundle-file')
    .setInputFiles({ name: 'case.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) });
  // what is wrong comes first, what is missing second
  await expect(page.locator('.verdict-ng #bundle-conclusion')).toContainText('通信');
  await expect(page.locator('.bundle')).toContainText('1 件の情報が足りません');
  await expect(page.locator('.bundle')).toContainText('含めてよいかを確認するファイル');
  await page.getByRole('button', { name: /CheckNWResult.*を診断する/u }).click();
  await expect(page.locator('[data-diagnosis] #conclusion')).toBeVisible();
});

/** Drops a folder or file of this machine onto an element. */
async function drop(page: Page, selector: string, path: string): Promise<void> {
  const target = page.locator(selector).first();
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  const client = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const [x, y] = [(box?.x ?? 0) + 30, (box?.y ?? 0) + 30];
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await client.send('Input.dispatchDragEvent', { type, x, y, data });
}

function linuxFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'karte-folder-'));
  mkdirSync(join(folder, 'var/log/azure'), { recursive: true });
  writeFileSync(join(folder, 'var/log/azure/x.log'), LOG);
  writeFileSync(join(folder, 'var/log/waagent.log'), LOG);
  return folder;
}

test('a dropped folder is compared with the list', async ({ page }) => {
  await choose(page, 'vm-backup-linux');
  const folder = linuxFolder();
  await drop(page, '.bundle', folder);
  await expect(page.locator('#bundle-conclusion')).toBeVisible();
  await expect(page.locator('.bundle')).toContainText('waagent.log');
  rmSync(folder, { recursive: true });
});

const file = (name: string, bytes: Uint8Array): { name: string; mimeType: string; buffer: Buffer } => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});
const HANA = {
  'case/hana/trace/backup.log': strToU8(LOG),
  'case/hana/trace/DB_A/backup.log': strToU8(LOG),
  'case/opt/msawb/var/log/a.log': strToU8(LOG),
};

test('a zip on the home page gets its verdict in place, and the list can be changed', async ({ page }) => {
  await page.goto('/');
  await page.locator('#paste-file').setInputFiles(file('case.zip', zipSync(HANA)));
  await expect(page.locator('.stage #bundle-conclusion')).toContainText('件の情報が足りません');
  await expect(page.getByLabel('比べる一覧')).toHaveValue('hana-in-vm');
  await expect(page.locator('.stage .bundle')).toContainText('全テナント DB の backint.log');
  await page.getByLabel('比べる一覧').selectOption('mars');
  await expect(page.locator('.stage .bundle')).toContainText('Trace.txt');
  await page.getByRole('link', { name: '採取する情報の一覧' }).click();
  await expect(page.locator('.evidence-items')).toContainText('Trace.txt');
});

test('a folder on the home page is checked as well', async ({ page }) => {
  await page.goto('/');
  const folder = linuxFolder();
  await drop(page, 'paste-box form', folder);
  await expect(page.locator('#bundle-conclusion')).toContainText('1 件の情報が足りません');
  await expect(page.getByLabel('比べる一覧')).toHaveValue('vm-backup-linux');
  rmSync(folder, { recursive: true });
});

test('a log, a capture and an archive at once are one bundle, and its logs open in place', async ({ page }) => {
  await page.goto('/');
  const log =
    '##TRY!! curl -I https://login.microsoft.com ##\ncurl: (28) Connection timed out after 300001 milliseconds\n';
  const tar = gzipSync(tarOf([['var/log/waagent.log', strToU8(LOG)]]));
  await page
    .locator('#paste-file')
    .setInputFiles([
      file('CheckNWResult_vm01_202611200101.log', strToU8(log)),
      file('varlog.tar.gz', tar),
      file('disk.png', strToU8('not really an image')),
    ]);
  await expect(page.locator('#bundle-conclusion')).toBeVisible();
  await expect(page.locator('.bundle')).toContainText('varlog.tar.gz/var/log/waagent.log');
  await page.getByRole('button', { name: /CheckNWResult.*を診断する/u }).click();
  await expect(page.locator('[data-diagnosis] #conclusion')).toBeVisible();
  await expect(page.locator('#bundle-conclusion')).toBeVisible();
});

test('the capture explorer checks a bundle too', async ({ page }) => {
  await page.goto('/guide/packet-capture/');
  await page.locator('#capture-file').setInputFiles(file('case.zip', zipSync(HANA)));
  await expect(page.locator('.stage #bundle-conclusion')).toBeVisible();
});

test('an archive of another kind is answered with what to do', async ({ page }) => {
  await page.goto('/');
  await page
    .locator('#paste-file')
    .setInputFiles(file('case.7z', new Uint8Array([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4])));
  await expect(page.locator('paste-box [data-status]')).toContainText('zip か tar.gz でまとめ直してください');
});

test('a verdict on the home page has no axe violation and fits 390 px', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await page.locator('#paste-file').setInputFiles(file('case.zip', zipSync(HANA)));
  await expect(page.locator('#bundle-conclusion')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});

test('commands take the reader’s folder and name', async ({ page }) => {
  await choose(page, 'mars');
  await page.getByLabel('採取するフォルダー').fill('D:\\case');
  await page.getByLabel('バックアップ対象 VM 名').fill('Server7');
  await expect(page.locator('.evidence-items')).toContainText('msinfo32 /nfo D:\\case\\server7_msinfo32.nfo');
});

test('20,000 entries are read within seconds', async ({ page }) => {
  await choose(page, 'vm-backup-linux');
  const files = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`photos/${n}.jpg`, new Uint8Array(0)]));
  const zip = zipSync({ ...files, 'var/log/waagent.log': strToU8(LOG) }, { level: 0 });
  await page
    .locator('#bundle-file')
    .setInputFiles({ name: 'many.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) });
  await expect(page.locator('#bundle-conclusion')).toBeVisible();
  await expect(page.locator('.bundle')).toContainText('20,001 個');
});

test('a broken zip gets a message, not a result', async ({ page }) => {
  await choose(page, 'vm-backup-linux');
  await page
    .locator('#bundle-file')
    .setInputFiles({ name: 'case.zip', mimeType: 'application/zip', buffer: Buffer.from([0x50, 0x4b, 3, 4, 9, 9]) });
  await expect(page.locator('.bundle .paste-status')).toContainText('読み取れませんでした');
  await expect(page.locator('#bundle-conclusion')).toHaveCount(0);
});

test('pasted certificates of MARS are judged', async ({ page }) => {
  await choose(page, 'mars');
  await page
    .locator('#certificates')
    .fill(
      'Subject: CN=CB_windows02._637765104348599629\n NotAfter: 2020/01/10 9:00\nCert Hash(sha1): 1122334455667788990011223344556677889900',
    );
  await expect(page.locator('evidence-chooser')).toContainText('期限切れ');
});

test('the address of a diagnosis opens its list', async ({ page }) => {
  await page.goto('/guide/evidence/#scenario=hana-in-vm');
  await expect(page.locator('.evidence-items')).toContainText('backint.log');
});

test('a link puts no folder into commands and overrides no answer; a folder of another machine is flagged', async ({
  page,
}) => {
  await choose(page, 'mars');
  const folder = page.getByLabel('採取するフォルダー');
  const time = page.getByLabel('発生日時とタイム ゾーン');
  await time.fill('11/20 10:00');
  await folder.fill('D:\\採取');
  await page.goto('about:blank');
  await page.goto('/guide/evidence/#scenario=mars&folder=%5C%5Cevil%5Cshare&timeOfFailure=evil');
  await expect(page.locator('.evidence-items')).toContainText('D:\\採取');
  await expect(page.locator('evidence-chooser')).not.toContainText('evil');
  await expect(folder).toHaveValue('D:\\採取');
  await expect(time).toHaveValue('11/20 10:00');
  await folder.fill('\\\\evil\\share');
  await expect(page.getByRole('alert')).toContainText('UNC');
});

test('a zip that the page makes passes its own check, with names masked everywhere', async ({ page }) => {
  await choose(page, 'network-backup');
  const log = readFileSync('tests/corpus/logs-linux/storage-dropped.log', 'utf8').replaceAll(
    'vm-linux01',
    'secrethost',
  );
  const name = 'CheckNWResult_secrethost_202611200101.log';
  await page
    .locator('#make-files')
    .setInputFiles([
      file(name, strToU8(log)),
      file(name, strToU8(log)),
      file('memo.txt', strToU8('secrethost で失敗しました')),
    ]);
  await page.getByLabel(/名前とアドレスを伏せる/u).check();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'zip を作る' }).click();
  const path = await (await download).path();
  await page.locator('#bundle-file').setInputFiles(file('made.zip', readFileSync(path)));
  // the log inside tells of a failure, and all that is asked for is there
  await expect(page.locator('#bundle-conclusion')).toContainText('Azure Storage への通信が遮断されています');
  await expect(page.locator('.bundle').last()).toContainText('必要な情報がそろっています');
  const files = unzipSync(new Uint8Array(readFileSync(path)));
  const names = Object.keys(files);
  const host = /HOST-\d+/u.exec(strFromU8(files['other/memo.txt']!))?.[0] ?? '';
  expect(names).toEqual(
    expect.arrayContaining([
      `nwlog-linux/CheckNWResult_${host}_202611200101.log`,
      `nwlog-linux/CheckNWResult_${host}_202611200101-2.log`,
      'request.txt',
      'manifest.tsv',
      'masked.txt',
    ]),
  );
  expect(strFromU8(files['masked.txt']!)).toContain(`${host} (`);
  expect(strFromU8(files['manifest.tsv']!)).toMatch(/other\/memo\.txt\t\d+\t[0-9a-f]{64}/u);
  expect([...names, ...Object.values(files).map((bytes) => strFromU8(bytes))].join('\n')).not.toContain('secrethost');
});

test('a folder that is dropped goes into the zip with its paths', async ({ page }) => {
  await choose(page, 'vm-backup-linux');
  const folder = linuxFolder();
  await drop(page, '.paste:has(#make-files)', folder);
  await expect(page.locator('.paste:has(#make-files)')).toContainText('var/log/azure/x.log');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'zip を作る' }).click();
  const files = Object.keys(unzipSync(new Uint8Array(readFileSync(await (await download).path()))));
  expect(files.some((path) => path.endsWith('/var/log/waagent.log'))).toBe(true);
  rmSync(folder, { recursive: true });
});

test('a report opens the list with what it knows filled in', async ({ page }) => {
  await page.goto('/');
  await page.locator('[data-sample="storage-dropped"]').click();
  await expect(page.locator('#conclusion')).toBeVisible();
  await page.locator('.bar summary', { hasText: 'そのほか' }).click();
  const list = await follow(page, page.getByRole('link', { name: '問い合わせの準備' }));
  await expect(list.locator('.evidence-items')).toContainText('疎通確認ログ (Linux)');
  await expect(list.getByLabel('ジョブ詳細のエラー コードとメッセージ')).not.toHaveValue('');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the evidence page has no axe violation and fits 390 px (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await choose(page, 'mars');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });
}
