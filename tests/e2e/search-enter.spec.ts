import { expect, test, type Page } from '@playwright/test';
import { conclusion, corpus } from './helpers.ts';

/** Opens the search on a page and pastes into it. */
async function paste(page: Page, text: string): Promise<void> {
  await page.goto('/guide/');
  await page.keyboard.press('Control+k');
  await expect(page.locator('#search-field')).toBeFocused();
  await page.locator('#search-field').fill(text);
  await expect(page.locator('#search-results')).not.toHaveAttribute('aria-busy');
}

test('Enter on a pasted URL opens what is known of its host, and leaves the clipboard alone', async ({ page }) => {
  await page.goto('/guide/');
  await page.evaluate(() => navigator.clipboard.writeText('kept'));
  await paste(page, 'https://contosostore01.blob.core.windows.net/?comp=list');
  await expect(page.locator('.search-option').first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/reference\/endpoints\/#w-/u);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('kept');
});

test('Enter on what nothing explains copies nothing and opens nothing', async ({ page }) => {
  await page.goto('/guide/');
  await page.evaluate(() => navigator.clipboard.writeText('kept'));
  await paste(page, 'zzzzqqqq: xxxxwwww');
  await expect(page.locator('.search-status')).toContainText('見つかりませんでした');
  await expect(page.locator('.search-option', { hasText: '伏せ字にしてコピーする' })).toBeVisible();
  await expect(page.locator('.search-option[aria-selected="true"]')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/guide\/$/u);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('kept');
});

test('Enter on a pasted log diagnoses it, on one of its lines opens the meaning', async ({ page }) => {
  await paste(page, corpus('storage-dropped'));
  await page.keyboard.press('Enter');
  expect(await conclusion(page)).toContain('Azure Storage');
  await paste(page, 'Ncat: Connection timed out.');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/signatures\/nc-timeout\/$/u);
});

test('a row is opened in another tab with the control key, and the rest of a long list is a button away', async ({
  page,
  context,
}) => {
  await paste(page, 'プロキシ');
  const rows = page.locator('.search-option');
  await expect(rows).toHaveCount(8);
  const [other] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Control+Enter')]);
  expect(new URL(other.url()).pathname).not.toBe('/guide/');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.getByRole('button', { name: /^すべて見る/u }).click();
  expect(await rows.count()).toBeGreaterThan(8);
});
