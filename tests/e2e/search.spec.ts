import AxeBuilder from '@axe-core/playwright';
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

test('the shortcut works with Caps Lock on, and leaves that with the shift key to the browser', async ({ page }) => {
  await page.goto('/guide/');
  await page.keyboard.press('Control+Shift+k');
  await page.keyboard.press('Control+Shift+K');
  await expect(page.locator('dialog[open]')).toHaveCount(0);
  // a capital without the shift key is what Caps Lock makes of it
  await page.keyboard.press('Control+K');
  await expect(page.locator('#search-field')).toBeFocused();
});

for (const path of ['/', '/guide/']) {
  test(`${path}, loaded and then offline: the search says in its place that it does not come`, async ({
    page,
    context,
  }) => {
    const thrown: string[] = [];
    page.on('pageerror', (error) => thrown.push(String(error)));
    await page.goto(path);
    await context.setOffline(true);
    await page.keyboard.press('Control+k');
    const said = page.getByRole('dialog');
    await expect(said).toContainText('読み込めませんでした。通信を確認してから、ページを開き直してください。');
    const { violations } = await new AxeBuilder({ page }).include('dialog[open]').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.keyboard.press('Control+k');
    await expect(said).toHaveCount(1);
    await said.getByRole('button', { name: '閉じる' }).click();
    await expect(said).toBeHidden();
    await page.locator('.find').click();
    await expect(said).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(said).toBeHidden();
    expect(thrown).toEqual([]);
  });
}

test('a search whose data does not come says so instead of finding nothing', async ({ page }) => {
  const thrown: string[] = [];
  page.on('pageerror', (error) => thrown.push(String(error)));
  await page.route(/\/knowledge\.json(?:\?|$)/u, (route) => route.abort());
  await page.goto('/guide/');
  await page.keyboard.press('Control+k');
  await page.locator('#search-field').fill('プロキシ');
  await expect(page.locator('.search-status')).toContainText('エラー文字列の照合を読み込めませんでした');
  await expect(page.locator('.search-option').first()).toBeVisible();
  await page.route(/\/pagefind\//u, (route) => route.abort());
  await page.reload();
  await page.keyboard.press('Control+k');
  await page.locator('#search-field').fill('zzzz: failed (12345)');
  await expect(page.locator('.search-status')).toContainText('読み込めませんでした。通信を確認');
  await expect(page.locator('.search-option')).toHaveCount(0);
  expect(thrown).toEqual([]);
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

test('Back leads to the list from which a page was opened, with the query and the row', async ({ page }) => {
  await page.goto('/guide/run-the-check/');
  await page.keyboard.press('Control+k');
  const field = page.locator('#search-field');
  await expect(field).toBeFocused();
  await page.keyboard.type('プロキシ 認証');
  await expect(page.locator('.search-option').nth(2)).toBeVisible();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const chosen = page.locator('.search-option[aria-selected=true]');
  const title = await chosen.locator('strong').textContent();
  const url = await chosen.evaluate((row: HTMLAnchorElement) => row.href);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(url);
  await page.goBack();
  await expect(page.locator('dialog.search[open]')).toHaveCount(1);
  await expect(field).toHaveValue('プロキシ 認証');
  await expect(field).toBeFocused();
  await expect(chosen.locator('strong')).toHaveText(title ?? '');
  // closed, it is forgotten
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.locator('dialog.search[open]')).toHaveCount(0);
  expect(await page.evaluate(() => (history.state as { search?: unknown } | null)?.search)).toBeUndefined();
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

test('the list of errors is filtered by text, as it is typed, in any width and case', async ({ page }) => {
  await page.goto('/errors/');
  const rows = page.locator('.error-list li:visible');
  const count = page.locator('[data-error-count]');
  const all = await rows.count();
  await page.getByLabel('文字列').focus();
  await page.keyboard.type('CONNECTION timed');
  await expect(count).toHaveText(`${await rows.count()} 件`);
  const some = await rows.count();
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(all / 4);
  await expect(page.locator('a[href$="/signatures/nc-timeout/"]:visible')).toHaveCount(1);
  // together with another choice, kept in the address
  await page.locator('select[name=tool]').selectOption('curl');
  await expect(rows.first()).toHaveAttribute('data-tool', 'curl');
  const both = await rows.count();
  expect(both).toBeLessThan(some);
  await expect(page).toHaveURL(/#text=CONNECTION\+timed&tool=curl$/u);
  await page.reload();
  await expect(page.getByLabel('文字列')).toHaveValue('CONNECTION timed');
  await expect(rows).toHaveCount(both);
  await page.getByRole('button', { name: '絞り込みを解除' }).click();
  await expect(page.getByLabel('文字列')).toBeFocused();
  await expect(rows).toHaveCount(all);
  await expect(page).toHaveURL(/\/errors\/$/u);
  await page.getByLabel('文字列').fill('ｃｏｎｎｅｃｔｉｏｎ　ﾀｲﾑｱｳﾄzzz');
  await expect(count).toHaveText('条件に合うものはありません');
  await expect(page.locator('.error-group:visible')).toHaveCount(0);
  await page.getByLabel('文字列').fill('ｃｏｎｎｅｃｔｉｏｎ　ｔｉｍｅｄ');
  await expect(rows).toHaveCount(some);
});

test('a text that stands only in a pattern of a message finds it', async ({ page }) => {
  await page.goto('/errors/#text=CURLE_OPERATION_TIMEDOUT%20zzz');
  await expect(page.locator('.error-list li:visible')).toHaveCount(0);
  const [row, word] = await page.locator('.error-list li[data-text]').evaluateAll((items) => {
    const found = items.find((item) => /[a-z]{8}/u.test(item.getAttribute('data-text') ?? ''));
    return [
      found?.querySelector('a')?.getAttribute('href') ?? '',
      /[a-z]{8,}/u.exec(found?.getAttribute('data-text') ?? '')?.[0] ?? '',
    ];
  });
  expect(word).not.toBe('');
  await page.getByLabel('文字列').fill((word ?? '').toUpperCase());
  await expect(page.locator(`.error-list a[href="${row}"]`)).toBeVisible();
});

test('a line of a log filters the list of errors to what the search recognises in it', async ({ page }) => {
  await page.goto('/errors/');
  const rows = page.locator('.error-list li:visible');
  await page
    .getByLabel('文字列')
    .fill('curl: (28) Failed to connect to contoso7.example port 443 after 21042 ms: Timed out');
  await expect(page.locator('[data-error-count]')).toHaveText(/^[1-9]\d? 件$/u);
  await expect(page.locator('a[href$="/signatures/curl-28-could-not-connect/"]:visible')).toHaveCount(1);
  expect(await rows.count()).toBeLessThan(10);
  // codes are listed on a page of their own
  await page.goto('/errors/codes/');
  await page.getByLabel('文字列').fill('エラー コード: 0x80072EE2');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('12002');
});

test('without JavaScript the list of errors is whole, and has no filter', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${baseURL}/errors/`);
  expect(await page.locator('.error-list li:visible').count()).toBeGreaterThan(400);
  await expect(page.locator('[data-error-filter]')).toBeHidden();
  await context.close();
});
