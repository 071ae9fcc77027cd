import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { conclusion } from './helpers.ts';

const PAGES = [
  '/',
  '/guide/',
  '/guide/linux-check/',
  '/guide/windows-check/',
  '/guide/private-endpoint/',
  '/guide/run-the-check/',
  '/signatures/nc-timeout/',
  '/signatures/curl-http-404/',
  '/errors/',
  '/diagnoses/',
  '/diagnoses/firewall-blocks-service/',
  '/reference/endpoints/',
  '/reference/peers/',
  '/guide/packet-capture/',
  '/guide/outbound-traffic/',
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
