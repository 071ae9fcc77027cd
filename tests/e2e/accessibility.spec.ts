import { readdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { conclusion } from './helpers.ts';

/** Every article: a new one is looked at without a word here. */
const ARTICLES = readdirSync(new URL('../../content/guide/', import.meta.url)).map((name) => `/guide/${name}/`);

const PAGES = [
  ...ARTICLES,
  '/',
  '/guide/',
  '/signatures/nc-timeout/',
  '/signatures/curl-http-404/',
  '/errors/',
  '/diagnoses/',
  '/diagnoses/firewall-blocks-service/',
  '/reference/endpoints/',
  '/reference/peers/',
  '/errors/codes/',
  '/reference/glossary/',
  '/privacy/',
  '/search/',
  '/404.html',
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const path of PAGES) {
    test(`${path} has no axe violation (${colorScheme})`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      if (path === '/search/') await page.locator('dialog[open]').waitFor();
      // the rows of a list are alike: the first ones stand for hundreds
      await page.evaluate(() => {
        for (const row of document.querySelectorAll('.error-list > li:nth-child(n + 9), tbody > tr:nth-child(n + 9)'))
          row.remove();
      });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map(({ html }) => html) }))).toEqual([]);
    });
  }

  test(`a report and the search have no axe violation (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('/');
    await page.locator('[data-sample="proxy-denies"]').click();
    await conclusion(page);
    const report = await new AxeBuilder({ page }).analyze();
    expect(
      report.violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map(({ html }) => html) })),
    ).toEqual([]);
    await page.keyboard.press('Control+k');
    await page.locator('#search-field').fill('curl: (60) SSL certificate problem');
    await page.locator('.search-option').first().waitFor();
    const search = await new AxeBuilder({ page }).include('dialog').analyze();
    expect(
      search.violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map(({ html }) => html) })),
    ).toEqual([]);
  });
}

test('with forced colours the choice and the endpoints stay visible', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/');
  await page.locator('[data-sample="storage-dropped"]').click();
  await conclusion(page);
  const css = (selector: string, property: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((item, name) => getComputedStyle(item).getPropertyValue(name), property);
  expect(await css('.path-ok .path-mark', 'background-color')).not.toBe(await css('body', 'background-color'));
  expect(await css('.nav a:not([aria-current])', 'border-bottom-color')).toBe(await css('body', 'background-color'));
  expect(await css('.nav a[aria-current]', 'border-bottom-color')).not.toBe(await css('body', 'background-color'));
  await page.keyboard.press('Control+k');
  await page.locator('#search-field').fill('Connection timed out');
  await page.locator('.search-option[aria-selected="true"]').waitFor();
  // the list is made anew when more results come
  await expect(page.locator('.search-option[aria-selected="true"]').first()).toHaveCSS('outline-style', 'solid');
  await expect(page.locator('.search-option[aria-selected="false"]').first()).toHaveCSS('outline-style', 'none');
});

test('the menu of a narrow screen closes when the keyboard leaves it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/guide/');
  await page.locator('.menu summary').focus();
  await page.keyboard.press('Enter');
  const last = page.locator('.menu nav a').last();
  await expect(last).toBeVisible();
  await last.focus();
  await page.keyboard.press('Tab');
  await expect(last).toBeHidden();
});
