import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { conclusion, paste, watch } from './helpers.ts';

test('a choice makes a script, its sum and its destinations, without a request', async ({ page }) => {
  const problems = watch(page);
  await page.goto('/check/');
  await expect(page.locator('[data-targets] li').first()).toHaveText('pod01-manag1.jpe.backup.windowsazure.com:443');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByLabel('ファイルの回復 (ILR)').check();
  await page.locator('[name=region]').first().selectOption('jpw');
  await expect(page.locator('[data-targets]')).toContainText('pod01-rec2.jpw.backup.windowsazure.com:3260 (TCP のみ)');
  await page.locator('[name=names]').fill("a1-ab-pod01-fc1.privatelink.jpw.backup.windowsazure.com 10.12.0.15\n';id;'");
  await page.locator('[name=proxy]').fill('10.1.0.4:3128');
  const script = page.locator('[data-script]');
  await expect(script).toContainText("target 'backup' '443' 'a1-ab-pod01-fc1.jpw.backup.windowsazure.com' '/'");
  await expect(script).toContainText("proxy given '10.1.0.4:3128'");
  const waiting = page.waitForEvent('download');
  await page.locator('[data-download]').click();
  const file = readFileSync(await (await waiting).path());
  expect(file.toString()).toBe(await script.textContent());
  await expect(page.locator('[data-sum]')).toHaveText(createHash('sha256').update(file).digest('hex'));
  await page.locator('[name=proxy]').fill('no proxy');
  await expect(page.locator('check-form [data-status]')).toContainText('この値は使っていません');
  for (const box of await page.locator('[name=workload]').all()) await box.uncheck();
  await page.locator('[name=names]').fill('');
  await expect(page.locator('check-form [data-status]')).toContainText('ワークロードを 1 つ以上');
  // scripts of the page that load when it has time are no request of the form
  expect(asked.filter((url) => !url.startsWith('blob:') && !url.includes('/_astro/'))).toEqual([]);
  expect(problems).toEqual([]);
});

test('for Windows the file has a byte order mark and line ends of its own, and the sum is that of its bytes', async ({
  page,
}) => {
  const problems = watch(page);
  await page.goto('/check/');
  await page.getByLabel('Windows', { exact: true }).check();
  await page.locator('[name=proxy]').fill('10.1.0.4:3128');
  const script = page.locator('[data-script]');
  await expect(script).toContainText("Add-Target 'backup' '443' 'pod01-prot1.jpe.backup.windowsazure.com' '/'");
  await expect(script).toContainText("$given = '10.1.0.4:3128'");
  await expect(script).not.toContainText('#!/usr/bin/env bash');
  const waiting = page.waitForEvent('download');
  await page.locator('[data-download]').click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('check.ps1');
  const file = readFileSync(await download.path());
  expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const shown = (await script.textContent()) ?? '';
  expect(file.subarray(3).toString()).toBe(shown.replaceAll('\n', '\r\n'));
  await expect(page.locator('[data-sum]')).toHaveText(createHash('sha256').update(file).digest('hex'));
  await expect(page.locator('#main')).toContainText('Windows 版は実機での確認が十分ではありません');
  await page.getByLabel('Linux', { exact: true }).check();
  await expect(script).toContainText('#!/usr/bin/env bash');
  expect(problems).toEqual([]);
});

test('the log of the script is a report at once', async ({ page }) => {
  await page.goto('/');
  await paste(page, readFileSync('tests/unit/tools/karte.log', 'utf8'));
  expect(await conclusion(page)).not.toBe('');
  await expect(page.locator('body')).toContainText('karte-check');
});

test('so is that of the script for Windows, as its file holds it', async ({ page }) => {
  await page.goto('/');
  const log = readFileSync('tests/unit/tools/karte-windows.log', 'utf8');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'karte-check-VM-WIN01-20261130-172000.log',
      mimeType: 'text/plain',
      buffer: Buffer.from(`\uFEFF${log.replaceAll('\n', '\r\n')}`),
    });
  expect(await conclusion(page)).not.toBe('');
  await expect(page.locator('body')).toContainText('VM-WIN01');
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`accessible on a phone, ${colorScheme}`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme });
    await page.goto('/check/');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
