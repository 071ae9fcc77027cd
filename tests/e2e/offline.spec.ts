import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { siteServer } from '../../scripts/site-server.mjs';
import { OFFLINE } from '#locale/offline.ts';
import { conclusion, corpus, paste } from './helpers.ts';

test.use({ serviceWorkers: 'allow' });

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const built = (path: string): string => readFileSync(DIST + path, 'utf8');
const RULES = (JSON.parse(built('knowledge.json')) as { rules: string }).rules;
const OLD_RULES = '000000000000';

/** How the host answers: as it is, with an older version of the site or only its pages, not at all, or never. */
type Mode = 'new' | 'old' | 'mixed' | 'refuses' | 'silent';

interface Host {
  readonly origin: string;
  mode: Mode;
  /** Methods and paths that were asked for, and whether they came from elsewhere. */
  readonly asked: string[];
  close(): void;
}

const integrity = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** The files of an older version of this site: other rules, under another number. */
function olderSite(): ReadonlyMap<string, string> {
  const version = /data-version="(\w+)"/u.exec(built('index.html'))?.[1] ?? '';
  const old = (text: string): string => text.replaceAll(version, 'older').replaceAll(RULES, OLD_RULES);
  const [knowledge, pages] = [old(built('knowledge.json')), old(built('pages.json'))];
  const worker = old(built('sw.js'))
    .replace(integrity(built('knowledge.json')), integrity(knowledge))
    .replace(integrity(built('pages.json')), integrity(pages))
    .replace(/"version":"\w+"/u, '"version":"older"');
  return new Map([
    ['/', old(built('index.html'))],
    ['/knowledge.json', knowledge],
    ['/pages.json', pages],
    ['/sw.js', worker],
  ]);
}

const TYPES: Readonly<Record<string, string>> = { '/': 'text/html', '/sw.js': 'text/javascript' };

async function openHost(mode: Mode): Promise<Host> {
  const site = siteServer({ dist: DIST });
  const older = olderSite();
  const host = { mode, asked: [] as string[] };
  const server: Server = createServer((request, response) => {
    if (host.mode === 'refuses') request.socket.destroy();
    if (host.mode === 'refuses' || host.mode === 'silent') return;
    host.asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const isOld = host.mode === 'old' || (host.mode === 'mixed' && path === '/pages.json');
    const old = isOld ? older.get(path) : undefined;
    if (old === undefined) site.emit('request', request, response);
    else response.setHeader('content-type', TYPES[path] ?? 'application/json').end(old);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(host, {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  });
}

const footer = (page: Page) => page.locator('footer');

async function kept(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/`);
  await expect(footer(page)).toContainText(OFFLINE);
}

/** The version of the rules by which a sample is judged now. */
async function judgedBy(page: Page): Promise<string> {
  await page.locator('[data-sample="storage-dropped"]').click();
  expect(await conclusion(page)).toContain('Storage');
  await page.locator('.bar summary', { hasText: 'コピー' }).click();
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  await expect(page.locator('.said')).toContainText('コピーしました');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  return /"rules": "(\w+)"/u.exec(text)?.[1] ?? '';
}

let host: Host;
test.afterEach(() => {
  host.close();
});

for (const dead of ['refuses', 'silent'] as const)
  test(`after the first visit the whole site works where the host ${dead}`, async ({ page }) => {
    host = await openHost('new');
    const foreign: string[] = [];
    page.context().on('request', (request) => {
      if (!request.url().startsWith(host.origin) && !request.url().startsWith('blob:')) foreign.push(request.url());
    });
    await kept(page, host.origin);
    host.mode = dead;
    await page.goto(`${host.origin}/`);
    await expect(footer(page)).toContainText(RULES);
    await paste(page, corpus('storage-dropped'));
    expect(await conclusion(page)).toContain('Storage');
    // a page that was never opened, with its styles
    await page.goto(`${host.origin}/signatures/curl-28-connect-timeout/`, { waitUntil: 'commit' });
    await expect(page.locator('h1')).toBeVisible();
    expect(await page.locator('.top').evaluate((head) => getComputedStyle(head).display)).not.toBe('block');
    expect(await page.evaluate(() => document.querySelector('meta[http-equiv]')?.outerHTML)).toContain(
      "default-src 'none'",
    );
    // the search finds messages and articles
    await page.keyboard.press('Control+k');
    await page.keyboard.type('curl: (28) Connection timed out');
    await expect(page.locator('.search-option').first()).toContainText('curl');
    const none = await page.goto(`${host.origin}/no-such-page/`, { waitUntil: 'commit' });
    expect(none?.status()).toBe(404);
    expect(foreign).toEqual([]);
  });

test('the form of the check script works where the host is gone, and asks for nothing', async ({ page }) => {
  host = await openHost('new');
  await kept(page, host.origin);
  host.mode = 'refuses';
  await page.goto(`${host.origin}/check/`);
  await expect(page.locator('[data-sum]')).toHaveText(/^[0-9a-f]{64}$/u);
  const asked: string[] = [];
  page.context().on('request', (request) => asked.push(request.url()));
  await page.locator('[name=region]').first().selectOption('jpw');
  await page.locator('[name=proxy]').fill('10.1.0.4:3128');
  await page.locator('[name=names]').fill('a1-ab-pod01-fc1.privatelink.jpw.backup.windowsazure.com 10.12.0.15');
  const script = page.locator('[data-script]');
  await expect(script).toContainText("proxy given '10.1.0.4:3128'");
  await expect(script).toContainText('a1-ab-pod01-fc1.jpw.backup.windowsazure.com');
  const waiting = page.waitForEvent('download');
  await page.locator('[data-download]').click();
  expect(readFileSync(await (await waiting).path(), 'utf8')).toBe(await script.textContent());
  expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([]);
});

test('a page from the cache bears the headers of its host', async ({ page }) => {
  host = await openHost('new');
  await kept(page, host.origin);
  host.mode = 'refuses';
  const response = await page.goto(`${host.origin}/privacy/`);
  expect(response?.fromServiceWorker()).toBe(true);
  expect(response?.headers()).toMatchObject({ 'x-frame-options': 'DENY', 'content-type': 'text/html; charset=utf-8' });
});

test('an analyzer from an old cache does not keep judging', async ({ page }) => {
  host = await openHost('old');
  await kept(page, host.origin);
  host.mode = 'refuses';
  await page.goto(`${host.origin}/`);
  await expect(footer(page)).toContainText(OLD_RULES);
  expect(await judgedBy(page)).toBe(OLD_RULES);
  // the host has a new version: the very next load is judged by it
  host.mode = 'new';
  await page.goto(`${host.origin}/`);
  await expect(footer(page)).toContainText(RULES);
  expect(await judgedBy(page)).toBe(RULES);
  // and at the load after it the new version is the one that is kept
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting !== null))
    .toBe(true);
  await page.goto(`${host.origin}/`);
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(1);
  host.mode = 'refuses';
  await page.goto(`${host.origin}/`);
  await expect(footer(page)).toContainText(RULES);
  expect(await judgedBy(page)).toBe(RULES);
});

test('no new version takes over while a report is open in another tab', async ({ page, context }) => {
  host = await openHost('old');
  await kept(page, host.origin);
  await page.locator('[data-sample="storage-dropped"]').click();
  await conclusion(page);
  host.mode = 'new';
  const beside = await context.newPage();
  const waits = (): Promise<boolean> =>
    beside.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting != null);
  await beside.goto(`${host.origin}/`);
  await expect.poll(waits).toBe(true);
  await beside.reload();
  await expect(footer(beside)).toContainText(OFFLINE);
  await beside.waitForTimeout(500);
  expect(await waits()).toBe(true);
  await page.close();
  await beside.reload();
  await expect.poll(waits).toBe(false);
});

test('in the middle of a deployment nothing is kept: a file is not of the version of the list', async ({ page }) => {
  host = await openHost('mixed');
  await page.goto(`${host.origin}/`);
  await expect.poll(() => host.asked.includes('GET /pages.json')).toBe(true);
  await page.waitForTimeout(1000);
  expect(await page.evaluate(async () => (await caches.match('/pages.json')) === undefined)).toBe(true);
  await expect(footer(page)).not.toContainText(OFFLINE);
  expect(host.asked.filter((asked) => !asked.startsWith('GET '))).toEqual([]);
});
