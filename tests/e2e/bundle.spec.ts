import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { zipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { watch } from './helpers.ts';

const log = (name: string): Uint8Array => readFileSync(new URL(`../corpus/logs-linux/${name}.log`, import.meta.url));

/** Twelve machines, one of which is cut off from Storage. */
const FLEET = Object.fromEntries(
  Array.from({ length: 12 }, (_, n) => [
    `CheckNWResult_vm${n}_202611200101.log`,
    log(n === 7 ? 'storage-dropped' : 'all-reachable-rhel8'),
  ]),
);

async function drop(page: Page, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  await page.goto('/');
  await page
    .locator('#paste-file')
    .setInputFiles({ name: 'case.zip', mimeType: 'application/zip', buffer: Buffer.from(zipSync({ ...files })) });
  await expect(page.locator('#bundle-conclusion')).toBeVisible();
}

test('twelve logs in a zip: the cause first with its file, then a row for each machine, the worst on top', async ({
  page,
}) => {
  const problems = watch(page);
  await drop(page, FLEET);
  await expect(page.locator('.verdict-ng #bundle-conclusion')).toContainText('Azure Storage');
  await expect(page.locator('.bundle-cause')).toContainText('CheckNWResult_vm7');
  const rows = page.locator('#bundle-files tbody tr');
  await expect(rows).toHaveCount(12);
  await expect(rows.first()).toContainText('CheckNWResult_vm7');
  await expect(page.locator('.bundle')).toContainText('必要な情報がそろっています');
  expect(problems).toEqual([]);
});

test('the time line leads to the line, by the keyboard alone', async ({ page }) => {
  await drop(page, FLEET);
  const row = page.locator('.timeline tbody tr').first();
  await expect(row).toContainText('到達できない');
  await row.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-diagnosis] #conclusion')).toBeVisible();
  const line = /([\d,]+) 行目/u.exec((await row.textContent()) ?? '')?.[1] ?? '';
  expect(new URL(page.url()).hash).toBe(`#L${line.replaceAll(',', '')}`);
  await expect(page.locator(`#L${line.replaceAll(',', '')}`)).toBeInViewport();
});

test('the time line is narrowed by severity, file and time, and copied', async ({ page }) => {
  await drop(page, FLEET);
  const rows = page.locator('.timeline tbody tr');
  const before = await rows.count();
  await page.locator('.timeline').getByLabel('参考').check();
  await expect(rows).toHaveCount(before + 12);
  await page
    .locator('.timeline')
    .getByRole('combobox', { name: /^ファイル/u })
    .selectOption('CheckNWResult_vm0_202611200101.log');
  await expect(rows).toHaveCount(1);
  await page
    .locator('.timeline')
    .getByRole('combobox', { name: /^ファイル/u })
    .selectOption('');
  await page.locator('.timeline').getByLabel('参考').uncheck();
  await page.getByRole('button', { name: 'Markdown でコピー' }).click();
  await expect(page.locator('.timeline [role=status]')).toContainText('コピーしました');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\| CheckNWResult\\?_vm7.* 行目 \|/u);
  await page.getByLabel('障害の日時 (任意)').fill('2020-01-01T00:00');
  await expect(page.locator('.timeline')).toContainText('当てはまるできごとはありません');
});

test('the view has no axe violation and fits 390 px', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await drop(page, FLEET);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});
