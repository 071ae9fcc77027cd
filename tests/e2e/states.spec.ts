import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { watch } from './helpers.ts';

const SHOWN = ['empty', 'no-log', 'one-line', 'one-message', 'all-good', 'cut', 'whole', 'masked'];

async function states(page: Page): Promise<string[]> {
  await page.goto('/dev/states/');
  return page.locator('#main a[href*="/dev/states/"]').allTextContents();
}

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

async function violations(page: Page): Promise<string[]> {
  // the page of states shows one table many times, which no page of a reader does
  const result = await new AxeBuilder({ page }).disableRules('landmark-unique').analyze();
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`);
}

test('every root cause has a state, and each state answers first', async ({ page }) => {
  const problems = watch(page);
  const all = (await states(page)).map((id) => id.trim());
  expect(all.filter((id) => id.startsWith('cause-')).length).toBeGreaterThan(25);
  expect(SHOWN.filter((id) => !all.includes(id))).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const id of all) {
    await page.goto(`/dev/states/${id}/`);
    await expect(page.locator('h1')).toHaveCount(1);
    expect(await page.locator('#conclusion').textContent(), id).not.toBe('');
    // no slot stays open, and nothing leaves the screen
    expect(await page.locator('#main').textContent(), id).not.toMatch(/\{[a-z]+\}|undefined|\[object/u);
    expect(await sideways(page), id).toBeLessThanOrEqual(0);
    for (const section of await page.locator('#main section:visible').all())
      expect((await section.innerText()).split('\n').length, id).toBeGreaterThan(1);
  }
  expect(problems).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the states of a report have no axe violation (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    for (const id of SHOWN) {
      await page.goto(`/dev/states/${id}/`);
      expect(await violations(page), id).toEqual([]);
    }
    await page.goto('/dev/states/');
    expect(await violations(page)).toEqual([]);
  });
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [390, 1280])
    test(`a hundred machines and a comparison: ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await page.goto('/dev/fleet/');
      await expect(page.locator('#machines tbody tr')).toHaveCount(100);
      await expect(page.locator('.comparison-outcome')).toBeVisible();
      expect(await page.locator('#main').textContent()).not.toMatch(/\{[a-z]+\}|undefined|\[object/u);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      expect(await violations(page)).toEqual([]);
    });

test('each way says at which station it ends, in words as well', async ({ page }) => {
  await page.goto('/dev/states/');
  const failing = (id: string): Promise<string[]> =>
    page.locator(`[data-path="path-${id}"] .path-failed`).allInnerTexts();
  const column = (id: string): Promise<(string | null)[]> =>
    page.locator(`[data-path="path-${id}"] .path-failed`).evaluateAll((cells) =>
      cells.map((cell) => {
        const index = [...(cell.parentElement?.children ?? [])].indexOf(cell);
        return cell.closest('table')?.querySelectorAll('thead th')[index]?.textContent ?? null;
      }),
    );
  for (const [id, station] of [
    ['direct-dns', '名前解決'],
    ['direct-tcp', 'TCP'],
    ['direct-tls', 'TLS'],
    ['direct-http', '応答'],
    ['proxy-proxy', 'プロキシ'],
    ['proxy-tls', 'TLS'],
    ['proxy-http', '応答'],
  ] as const) {
    expect(await column(id), id).toEqual([station]);
    expect((await failing(id)).join(''), id).toMatch(/\p{Script=Han}|\p{Script=Katakana}/u);
  }
  for (const id of ['direct-good', 'proxy-good', 'both-good-good']) expect(await column(id), id).toEqual([]);
  expect(await column('both-tcp-proxy')).toEqual(['TCP', 'プロキシ']);
  // another account stands in a row of its own
  await expect(page.locator('[data-path="path-direct-good-account"] tbody tr').last()).toContainText(
    'ローカル システム',
  );
});

for (const width of [390, 1280])
  test(`the ways fit ${width} px, and read without colours`, async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await page.setViewportSize({ width, height: 844 });
    await page.goto('/dev/states/');
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    const cut = await page
      .locator('.path')
      .evaluateAll((boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth + 1).length);
    expect(cut).toBe(0);
    await expect(page.locator('.path-failed .path-told').first()).toBeVisible();
  });
