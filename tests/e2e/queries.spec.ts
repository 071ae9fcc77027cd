import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

const queries = JSON.parse(readFileSync(new URL('queries.json', import.meta.url), 'utf8')) as {
  readonly query: string;
  readonly pages: readonly string[];
}[];

/** How many of the results count. */
const FIRST = 3;

test('words as people type them lead to the right page within the first three', async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto('/search/');
  const field = page.locator('#search-field');
  await field.waitFor();
  const missed: string[] = [];
  for (const { query, pages } of queries) {
    await field.fill('');
    await field.fill(query);
    await expect(page.locator('.search-status')).toHaveText(/^(?:\d+ 件|見つかりません)/u);
    const paths = await page
      .locator('.search-results a[role=option]')
      .evaluateAll((options) => options.map((option) => new URL((option as HTMLAnchorElement).href).pathname));
    if (!paths.slice(0, FIRST).some((path) => pages.includes(path)))
      missed.push(`${query}: ${paths.slice(0, FIRST).join(' ')}`);
  }
  expect(queries.length).toBeGreaterThanOrEqual(60);
  expect(missed.length / queries.length, missed.join('\n')).toBeLessThanOrEqual(0.05);
});
