import { expect, test } from '@playwright/test';
import { conclusion, corpus, watch } from './helpers.ts';

test('an error string is recognised first, then articles follow; all by keyboard', async ({ page }) => {
  const problems = watch(page);
  await page.goto('/guide/');
  await page.keyboard.press('Control+k');
  await expect(page.locator('#search-field')).toBeFocused();
  await page.keyboard.type('curl: (28) Connection timed out after 299999 milliseconds');
  const group = page.getByRole('group', { name: 'この文字列の意味' });
  await expect(group.getByRole('option').first()).toContainText('Connection timed out');
  await expect(page.locator('#search-field')).toHaveAttribute('aria-activedescendant', 'search-option-0');
  // more options arrive with the articles: from a list of one, up would lead to the last of them
  await expect(page.locator('#search-results')).not.toHaveAttribute('aria-busy');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/signatures\/curl-28-connect-timeout\/$/u);
  expect(problems).toEqual([]);
});

test('Japanese words find articles, and open at their chapter', async ({ page }) => {
  await page.goto('/');
  await page.locator('.find').click();
  await expect(page.locator('#search-field')).toBeFocused();
  await page.keyboard.type('プロキシ 認証');
  const options = page.locator('.search-option');
  await expect(options.filter({ hasText: 'プロキシ' }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('the Enter that ends a conversion of the IME opens nothing', async ({ page }) => {
  await page.goto('/guide/');
  await page.keyboard.press('Control+k');
  await page.locator('#search-field').fill('名前解決');
  await page.locator('.search-option').first().waitFor();
  // as Safari sends it: the composition is over, only the key code tells
  await page
    .locator('#search-field')
    .evaluate((field) => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229 })));
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page).toHaveURL(/\/guide\/$/u);
});

test('the slash opens the search, but not while typing', async ({ page }) => {
  await page.goto('/');
  await page.locator('#paste-text').focus();
  await page.keyboard.press('/');
  await expect(page.locator('dialog[open]')).toHaveCount(0);
  await page.locator('h1').click();
  await page.keyboard.press('/');
  await expect(page.locator('dialog[open]')).toHaveCount(1);
});

test('what is typed while the search still loads is not lost', async ({ page }) => {
  await page.route(/\/dialog\.[^/]+\.js$/u, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await page.goto('/');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('proxy');
  await expect(page.locator('#search-field')).toHaveValue('proxy');
  await expect(page.locator('#search-field')).toBeFocused();
});

test('a pasted log in the search is offered for diagnosis, from any page', async ({ page }) => {
  await page.goto('/errors/');
  await page.keyboard.press('Control+k');
  await expect(page.locator('#search-field')).toBeFocused();
  await page.locator('#search-field').fill(corpus('storage-dropped'));
  await page.locator('.search-option', { hasText: 'このログを診断する' }).click();
  expect(await conclusion(page)).toContain('Azure Storage');
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test('a query without a hit says what to try', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Control+k');
  await expect(page.locator('#search-field')).toBeFocused();
  await page.keyboard.type('zzzzqqqq');
  await expect(page.locator('.search-status')).toContainText('見つかりませんでした');
});

test('a permalink opens the results', async ({ page }) => {
  await page.goto('/search/#q=Ncat%3A%20Connection%20refused.');
  await expect(page.locator('.search-option').first()).toContainText('Connection refused');
});

test('the list of errors filters by tool and verdict and keeps it in the address', async ({ page }) => {
  await page.goto('/errors/');
  const all = await page.locator('.error-list li:visible').count();
  await page.locator('select[name=tool]').selectOption('nc');
  await page.locator('select[name=verdict]').selectOption('unreachable');
  const some = await page.locator('.error-list li:visible').count();
  expect(some).toBeGreaterThan(3);
  expect(some).toBeLessThan(all);
  await page.reload();
  await expect(page.locator('.error-list li:visible')).toHaveCount(some);
});
