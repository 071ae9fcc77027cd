import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { conclusion, watch } from './helpers.ts';

function windowsLog(name: string): Buffer {
  return readFileSync(new URL(`../corpus/logs-windows/${name}.log`, import.meta.url));
}

async function drop(page: Page, bytes: Uint8Array): Promise<void> {
  const data = await page.evaluateHandle(
    (values) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(values)], 'AzureBackup_Check_NW_20240611_101502.log'));
      return transfer;
    },
    [...bytes],
  );
  await page.dispatchEvent('paste-box', 'drop', { dataTransfer: data });
}

/** Bytes in CP932, by turning its decoder around. */
function toShiftJis(text: string): Uint8Array {
  const decoder = new TextDecoder('shift_jis');
  const table = new Map<string, number[]>();
  for (let high = 0x81; high <= 0xfc; high += 1)
    for (let low = 0x40; low <= 0xfc; low += 1) {
      const decoded = decoder.decode(Uint8Array.of(high, low));
      if (decoded.length === 1 && !table.has(decoded)) table.set(decoded, [high, low]);
    }
  return Uint8Array.from([...text].flatMap((c) => (c.charCodeAt(0) < 0x80 ? c.charCodeAt(0) : (table.get(c) ?? 0x3f))));
}

test('a dropped UTF-16 log of Windows is read', async ({ page }) => {
  const problems = watch(page);
  await page.goto('/');
  await drop(page, windowsLog('storage-blocked-utf16'));
  expect(await conclusion(page)).toContain('Azure Storage');
  await expect(page.locator('#settings')).toContainText('UTF-16 LE');
  await expect(page.locator('.bar')).toContainText('Azure Backup 疎通確認 (Windows)');
  expect(problems).toEqual([]);
});

test('a dropped CP932 log of Windows is read', async ({ page }) => {
  await page.goto('/');
  await drop(page, toShiftJis(windowsLog('tls12-disabled-ja').toString('utf8').replace('\uFEFF', '')));
  expect(await conclusion(page)).toContain('TLS 1.2 が無効');
  await expect(page.locator('#settings')).toContainText('Shift_JIS');
  await expect(page.locator('#settings tr', { hasText: 'TLS 1.2' })).toContainText('無効');
});

test('the proxy of each account is shown with what uses it', async ({ page }) => {
  await page.goto('/');
  await drop(page, windowsLog('proxy-in-use-ja'));
  expect(await conclusion(page)).not.toBe('');
  const settings = page.locator('#settings');
  await expect(settings.locator('tr', { hasText: 'ローカル システム' })).toContainText('10.2.0.16:8080');
  await expect(settings.locator('tr', { hasText: 'ローカル システム' })).toContainText('MARS');
  await expect(settings.locator('tr', { hasText: 'ワークロード プラグイン' })).toContainText('なし');
  await expect(page.locator('#causes')).toContainText('アカウント');
  // the account that goes another way has a row of its own in the table of ways
  await expect(page.locator('.path tr', { hasText: 'ワークロード プラグイン' })).toContainText('未実施');
});

test('the samples of Windows open with one click', async ({ page }) => {
  for (const [sample, words] of [
    ['windows-storage-blocked', '遮断'],
    ['windows-proxy-auth', '認証'],
  ] as const) {
    await page.goto('/');
    await page.locator(`[data-sample="${sample}"]`).click();
    expect(await conclusion(page)).toContain(words);
  }
});

test('one own log replaces every example of the article, settings included', async ({ page }) => {
  await page.goto('/guide/windows-check/');
  const proxy = page.locator('log-example[data-tool="proxy"]').first();
  const tls = page.locator('log-example[data-tool="tls"]').last();
  await expect(tls.locator('tr', { hasText: 'TLS 1.2' })).toContainText('無効');
  await proxy.getByRole('button', { name: '自分のログで見る' }).click();
  await proxy.locator('[data-own]').fill(windowsLog('proxy-auth-en').toString('utf8'));
  await expect(proxy.locator('tr', { hasText: 'ローカル システム' })).toContainText('10.2.0.16:8080');
  await expect(tls.locator('tr', { hasText: 'TLS 1.2' })).toContainText('既定');
  await expect(page.locator('log-example[data-tool="iwr"]').first()).toContainText('407');
  await tls.getByRole('button', { name: '元の例に戻す' }).click();
  await expect(tls.locator('tr', { hasText: 'TLS 1.2' })).toContainText('無効');
});

test('the private endpoint form prints the commands for the names given', async ({ page }) => {
  await page.goto('/guide/private-endpoint/');
  const form = page.locator('private-endpoint-form');
  await expect(form.locator('[data-windows]')).toContainText('Test-NetConnection');
  await page.getByLabel('コンテナーのリージョン').selectOption('jpw');
  await page.getByLabel(/^名前/u).fill('abc-ab-pod01-fc1.privatelink.jpe.backup.windowsazure.com 10.12.0.15');
  await expect(form.locator('[data-linux]')).toContainText(
    'curl -I --max-time 30 https://abc-ab-pod01-fc1.privatelink.jpe.backup.windowsazure.com',
  );
  await expect(form.locator('[data-windows]')).toContainText('Test-NetConnection 10.12.0.15 -Port 443');
  await expect(form.locator('[data-status]')).toContainText('一致しません');
  await page.getByLabel('コンテナーのリージョン').selectOption('jpe');
  await expect(form.locator('[data-status]')).toContainText('1 件の名前');
});
