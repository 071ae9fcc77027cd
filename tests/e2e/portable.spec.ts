import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page, type TestInfo } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { launch, type Browser as Firefox } from 'puppeteer-core';
import { firefox } from '../../scripts/browser.mjs';
import { conclusion, copyBy, corpus, watch } from './helpers.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const FILE = `${DIST}portable/sotsu-karte.html`;
const ADDRESS = pathToFileURL(FILE).href;
const CAPTURE = `${DIST}captures/azure-vm.pcap`;

/** What is read, where the page says what of it. */
const GIVEN: readonly (readonly [what: string, where: string, told: RegExp])[] = [
  ['log', '#conclusion', /Storage/u],
  ['capture', '#conclusion', /./u],
  ['zip', '#bundle-conclusion', /Storage/u],
];

/** The path of a file to read. */
function fileOf(what: string, info: TestInfo): string {
  if (what === 'capture') return CAPTURE;
  const log = corpus('storage-dropped');
  const path = info.outputPath(what === 'log' ? 'check.log' : 'case.zip');
  writeFileSync(
    path,
    what === 'log' ? log : zipSync({ 'case/check.log': strToU8(log), 'case/note.txt': strToU8('note') }),
  );
  return path;
}

test('one file of at most 1.5 MB, whose hash the site tells', async ({ page }) => {
  const html = readFileSync(FILE);
  expect(html.length).toBeLessThanOrEqual(1.5 * 1024 * 1024);
  await page.goto('/portable/');
  const hash = createHash('sha256').update(html).digest('hex');
  await expect(page.locator('.download')).toContainText(hash);
  await expect(page.locator('.download')).toContainText(`${(html.length / 1024 / 1024).toFixed(2)} MB`);
  expect(readFileSync(`${DIST}SHA256SUMS`, 'utf8')).toContain(`${hash}  portable/sotsu-karte.html`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'ダウンロード' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('sotsu-karte.html');
});

test('its policy allows one script, its styles, workers from a Blob, and no request', () => {
  const html = readFileSync(FILE, 'utf8');
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/u.exec(html)?.[1] ?? '';
  const hash = "'sha256-[\\w+/=]{44}'";
  expect(policy).toMatch(
    new RegExp(
      `^default-src 'none'; script-src ${hash}; style-src ${hash}; worker-src blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types own-workers$`,
      'u',
    ),
  );
  expect(html).not.toMatch(/<(?:link|img|iframe)\b|<script[^>]* src=/u);
});

/** Everything that a page or its workers ask for, but for the file itself and what it made. */
function asked(page: Page): string[] {
  const all: string[] = [];
  page.context().on('request', (request) => {
    if (request.url() !== ADDRESS && !request.url().startsWith('blob:')) all.push(request.url());
  });
  return all;
}

for (const [what, where, told] of GIVEN)
  test(`Chromium reads a ${what} from a file: address, without a network and without a request`, async ({
    page,
    context,
  }, info) => {
    const problems = watch(page);
    const requests = asked(page);
    await context.setOffline(true);
    await page.goto(ADDRESS);
    await page.locator('input[type=file]').setInputFiles(fileOf(what, info));
    await expect(page.locator(where)).toHaveText(told);
    expect(requests).toEqual([]);
    expect(problems).toEqual([]);
  });

test('Chromium reads what is dropped and what is pasted, and tells what messages mean', async ({ page }) => {
  const problems = watch(page);
  await page.goto(ADDRESS);
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'dropped.log'));
    return transfer;
  }, corpus('storage-dropped'));
  await page.locator('[data-paste]').dispatchEvent('drop', { dataTransfer: data });
  expect(await conclusion(page)).toContain('Storage');
  await expect(page.locator('.proof, #log').first()).toBeVisible();
  const link = page.locator('a[href*="/signatures/"]').first();
  await link.click();
  await expect(page.locator('dialog.ask')).toContainText('サイトのページにあります');
  await page.getByRole('button', { name: '閉じる' }).click();
  await page.locator('a[href*="/diagnoses/"]').first().click();
  await expect(page.locator('dialog.ask')).toContainText('持ち出し版にはないページ');
  await page.keyboard.press('Escape');
  // a message alone
  await page.getByRole('button', { name: '別のログ' }).click();
  await page.locator('#paste-text').fill('curl: (28) Connection timed out after 300001 milliseconds');
  await page.getByRole('button', { name: '診断する' }).click();
  await expect(page.locator('[data-result]')).toContainText('curl');
  expect(problems).toEqual([]);
});

test('masks what it copies', async ({ page }, info) => {
  await page.goto(ADDRESS);
  await page.locator('input[type=file]').setInputFiles(fileOf('log', info));
  await conclusion(page);
  const name = (await page.locator('.bar-facts b').textContent()) ?? '';
  await page.getByRole('switch').click();
  await expect(page.locator('.bar-facts b')).not.toHaveText(name);
  const copied = await copyBy(page, '全部 (問い合わせ用)');
  expect(copied).toContain('Storage');
  expect(copied).not.toContain(name);
});

for (const scheme of ['light', 'dark'] as const)
  for (const width of [390, 1280])
    test(`is accessible: ${scheme}, ${width} px`, async ({ page }, info) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 844 });
      await page.goto(ADDRESS);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await page.locator('input[type=file]').setInputFiles(fileOf('log', info));
      await conclusion(page);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });

const FIREFOX = firefox();
test.describe('Firefox', () => {
  test.describe.configure({ mode: 'default' });
  test.skip(FIREFOX === null, 'no Firefox: install firefox-esr, or name one in FIREFOX_PATH');
  let browser: Firefox | null = null;
  test.beforeAll(async () => {
    browser = await launch({ browser: 'firefox', executablePath: FIREFOX ?? '' });
  });
  test.afterAll(async () => {
    await browser?.close();
  });

  for (const [what, where, told] of GIVEN)
    test(`reads a ${what} from a file: address, without a request`, async ({ baseURL: _ }, info) => {
      const page = await browser?.newPage();
      if (page === undefined) throw new Error('no Firefox');
      const problems: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warn'].includes(message.type())) problems.push(message.text());
      });
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('request', (request) => {
        // Firefox has fonts of its own in data: addresses
        if (request.url() !== ADDRESS && !/^(?:blob|data):/u.test(request.url())) problems.push(request.url());
      });
      await page.goto(ADDRESS);
      const input = await page.waitForSelector('input[type=file]');
      await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(fileOf(what, info));
      const found = await page.waitForSelector(where, { timeout: 60_000 });
      expect(await found?.evaluate((node) => node.textContent)).toMatch(told);
      expect(problems).toEqual([]);
      await page.close();
    });
});
