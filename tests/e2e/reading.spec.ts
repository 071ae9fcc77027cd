import { expect, test, type Page } from '@playwright/test';
import { conclusion } from './helpers.ts';

/** Names that a line ends within a word of, on a page as it is shown. */
async function brokenNames(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const blocks = new Map<Element, Text[]>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      let block = node.parentElement;
      while (block !== null && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
      // a line of a log stays as it is
      if (block === null || !block.checkVisibility() || block.closest('pre, .log') !== null) continue;
      blocks.set(block, [...(blocks.get(block) ?? []), node as Text]);
    }
    const topOf = (nodes: readonly Text[], index: number): number | null => {
      let at = index;
      for (const node of nodes) {
        if (at < node.length) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          return range.getClientRects()[0]?.top ?? null;
        }
        at -= node.length;
      }
      return null;
    };
    return [...blocks.values()].flatMap((nodes) => {
      const text = nodes.map(({ data }) => data).join('');
      return [...text.matchAll(/(?:[\w*-]{1,63}\.){2,9}[a-z]{2,63}/giu)].flatMap(({ 0: name, index }) => {
        let last: number | null = null;
        for (let at = 0; at < name.length; at += 1) {
          const top = topOf(nodes, index + at);
          if (top === null) continue;
          // a hyphen ends a line in any text
          if (last !== null && top > last + 3 && !/[.-]/u.test(name[at - 1] ?? ''))
            return [`${name.slice(0, at)} | ${name.slice(at)}`];
          last = top;
        }
        return [];
      });
    });
  });
}

for (const path of [
  '/reference/endpoints/',
  '/reference/peers/',
  '/guide/linux-check/',
  '/guide/private-endpoint/',
  '/guide/run-the-check/',
  '/diagnoses/private-endpoint/',
]) {
  test(`${path}: a host name breaks behind its dots, on any narrow screen`, async ({ page }) => {
    for (const width of [320, 390, 768]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(path);
      expect(await brokenNames(page), `${width} px`).toEqual([]);
    }
  });
}

test('a jump is instant, and Back returns to where the reader was', async ({ page }) => {
  await page.goto('/reference/endpoints/');
  await page.evaluate(() => {
    location.hash = 'regions';
  });
  // in the same turn the page stands where it jumped to
  const jumped = await page.evaluate(() => {
    scrollTo(0, 0);
    const link = document.createElement('a');
    link.href = '#regions';
    document.body.append(link);
    link.click();
    return document.querySelector('#regions')?.getBoundingClientRect().top ?? Number.NaN;
  });
  expect(Math.abs(jumped)).toBeLessThan(200);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe('auto');
});

test('a heading that sorts shows it before it is used', async ({ page }) => {
  await page.goto('/');
  await page.locator('[data-sample="storage-dropped"]').click();
  await conclusion(page);
  const mark = (): Promise<string> =>
    page
      .getByRole('button', { name: '判定', exact: true })
      .evaluate((button) => getComputedStyle(button, '::after').content);
  expect(await mark()).toContain('⇅');
  await page.getByRole('button', { name: '判定', exact: true }).click();
  await expect.poll(mark).toContain('▲');
});

test('the root causes stand under their stages, in the order of a connection, with no id in front', async ({
  page,
}) => {
  await page.goto('/diagnoses/');
  const stages = await page.locator('main h2').allTextContents();
  expect(stages.slice(0, 5).map((title) => title.trim().split(/\s/u)[0])).toEqual([
    '名前解決',
    'プロキシ',
    'TCP',
    'TLS',
    'HTTP',
  ]);
  const proxies = page.getByRole('region', { name: /^プロキシ/u }).getByRole('link');
  for (const href of await proxies.evaluateAll((links) => links.map((link) => link.getAttribute('href'))))
    expect(href).toMatch(/\/diagnoses\/proxy-/u);
  expect(await page.locator('.cards strong').allTextContents()).not.toContainEqual(
    expect.stringMatching(/[a-z]-[a-z]/u),
  );
  await proxies.first().click();
  await expect(page.locator('.badges')).toContainText('段階 プロキシ');
});

test('the side navigation folds: the group of this page is open, another one opens by the keyboard, without scripts', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto('/guide/private-endpoint/');
  const side = page.getByRole('navigation', { name: 'ガイドの一覧' });
  await expect(side.locator('details[open] summary')).toHaveText(['直す']);
  await expect(side.locator('a[aria-current="page"]')).toBeVisible();
  const other = side.getByRole('link', { name: 'お問い合わせの前に採取する情報' });
  await expect(other).toBeHidden();
  await side.locator('summary', { hasText: '集める' }).focus();
  await page.keyboard.press('Enter');
  await expect(other).toBeVisible();
  await context.close();
});

test('home shows every article under what the reader is about', async ({ page }) => {
  await page.goto('/guide/');
  const links = page.locator('main a[href^="/guide/"]');
  const all = await links.evaluateAll((found) => found.map((link) => link.getAttribute('href')));
  expect(all).toContain('/guide/linux-check/');
  await page.goto('/');
  for (const name of ['調べる', '直す', '集める'])
    await expect(page.getByRole('region', { name, exact: true }).getByRole('link').first()).toBeVisible();
  const shown = await page
    .locator('.purpose a[href^="/guide/"]')
    .evaluateAll((found) => found.map((link) => link.getAttribute('href')));
  expect(shown).toEqual(all);
  const collect = page.getByRole('region', { name: '集める', exact: true });
  await expect(collect.locator('a[href="/check/"]')).toBeVisible();
});
