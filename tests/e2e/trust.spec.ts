import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, test } from '@playwright/test';
import { conclusion, copyBy, corpus, replaceBy, watch } from './helpers.ts';

test('a whole visit asks only the own origin, and a paste asks nothing at all', async ({ page, baseURL }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto('/guide/linux-check/');
  await page.goto('/');
  await page.locator('[data-sample="all-reachable"]').click();
  await conclusion(page);
  // what is needed without a network comes seconds after the page, however fast the paste is
  await expect.poll(() => requests.filter((url) => url.includes('/offline.')).length).toBeGreaterThan(0);
  await page.waitForLoadState('networkidle');
  const before = requests.length;
  await replaceBy(page, corpus('storage-dropped'));
  await expect(page.locator('#conclusion')).toContainText('Azure Storage');
  await page.getByRole('switch').check();
  await copyBy(page, '全部 (問い合わせ用)');
  expect(requests.slice(before).filter((url) => !url.startsWith('blob:'))).toEqual([]);
  expect(
    requests.filter((url) => !url.startsWith(baseURL ?? '') && !url.startsWith('blob:') && !url.startsWith('data:')),
  ).toEqual([]);
});

test('the diagnosis works without a network', async ({ page, context }) => {
  await page.goto('/');
  await page.locator('[data-sample="all-reachable"]').click();
  await conclusion(page);
  await context.setOffline(true);
  await replaceBy(page, corpus('storage-dropped'));
  await expect(page.locator('#conclusion')).toContainText('Azure Storage');
});

test('a fetch planted in the page is blocked', async ({ page }) => {
  await page.goto('/');
  const outcome = await page.evaluate(() =>
    fetch('https://example.com/').then(
      () => 'sent',
      () => 'blocked',
    ),
  );
  expect(outcome).toBe('blocked');
});

for (const headers of [true, false]) {
  test(`a fetch planted in the worker is blocked ${headers ? 'with headers' : 'by the page policy alone, as on a host without headers'}`, async ({
    page,
  }) => {
    // the planted worker tells of the violation itself: a page's console does not show a worker's
    await page.addInitScript(() => {
      const told: unknown[] = [];
      Object.assign(window, { told });
      window.Worker = class extends Worker {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          this.addEventListener('message', ({ data }) => told.push(data));
        }
      };
    });
    await page.route('**/*', async (route) => {
      const response = await route.fetch();
      const kept = response.headers();
      if (!headers) delete kept['content-security-policy'];
      const isWorker = /worker-[^/]*\.js$/u.test(route.request().url());
      const planted = isWorker
        ? `self.addEventListener('securitypolicyviolation',(e)=>self.postMessage({kind:'violation',uri:e.blockedURI}));fetch('https://example.com/').then(()=>self.postMessage({kind:'leak'}),()=>0);${await response.text()}`
        : null;
      await route.fulfill({ response, headers: kept, ...(planted === null ? {} : { body: planted }) });
    });
    const outside: string[] = [];
    page.on('requestfinished', (request) => {
      if (request.url().includes('example.com')) outside.push(request.url());
    });
    await page.goto('/');
    await page.locator('[data-sample="all-reachable"]').click();
    await conclusion(page);
    const told = (): Promise<{ kind: string; uri?: string }[]> =>
      page.evaluate(() => Reflect.get(window, 'told') as { kind: string; uri?: string }[]);
    await expect
      .poll(
        async () =>
          (await told()).filter(({ kind, uri }) => kind === 'violation' && uri?.includes('example.com')).length,
      )
      .toBeGreaterThan(0);
    expect((await told()).filter(({ kind }) => kind === 'leak')).toEqual([]);
    expect(outside).toEqual([]);
    // what is still on its way when the test ends is nobody's failure
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
}

test('every page carries the policy, and no page violates it', async ({ page }) => {
  const problems = watch(page);
  for (const path of [
    '/',
    '/guide/',
    '/guide/linux-check/',
    '/guide/run-the-check/',
    '/signatures/curl-http-404/',
    '/errors/',
    '/diagnoses/tls-inspection/',
    '/reference/endpoints/',
    '/privacy/',
    '/search/',
    '/no-such-page/',
  ]) {
    const response = await page.goto(path);
    expect(response?.headers()['content-security-policy'], path).toContain("default-src 'none'");
    const meta = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    expect(meta, path).toContain("connect-src 'self'");
    expect(await page.locator('[style]').count(), path).toBe(0);
    expect(await page.locator('script:not([src])').count(), path).toBe(0);
  }
  expect(problems.filter((text) => !text.includes('404'))).toEqual([]);
});

test('the preview server listens to this machine alone', async ({ baseURL }) => {
  const answers = async (host: string): Promise<boolean> => {
    const socket = connect({ host, port: Number(new URL(baseURL ?? '').port), timeout: 2000 });
    socket.on('timeout', () => socket.destroy());
    const [outcome] = await Promise.race([
      once(socket, 'connect').then(() => [true]),
      once(socket, 'close').then(() => [false]),
    ]).catch(() => [false]);
    socket.destroy();
    return outcome === true;
  };
  expect(await answers('127.0.0.1')).toBe(true);
  const outside = Object.values(networkInterfaces()).flatMap((all) => all?.filter(({ internal }) => !internal) ?? []);
  // 127.0.0.2 reaches a server on every interface, too, and stands in where there is no network
  for (const host of ['127.0.0.2', ...outside.map(({ address }) => address)])
    expect(await answers(host), host).toBe(false);
});

test('without JavaScript articles, signature pages and indexes are complete', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL === undefined ? {} : { baseURL }) });
  const page = await context.newPage();
  await page.goto('/guide/linux-check/');
  await expect(page.locator('.log-ng').first()).toContainText('connection timed out');
  await page.goto('/signatures/nc-timeout/');
  await expect(page.locator('.examples')).toContainText('Ncat: Connection timed out.');
  await page.goto('/errors/');
  expect(await page.locator('.error-list li').count()).toBeGreaterThan(60);
  // and nothing offers what it cannot do
  await expect(page.locator('[data-search-open]')).toBeHidden();
  await expect(page.locator('[data-theme-choice]')).toBeHidden();
  await context.close();
});

test('the policy is the same in every place that sends it', async () => {
  const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const { HEADER_POLICY } = await import('../../src/site/policy.ts');
  for (const file of ['public/_headers', 'deploy/nginx.conf', 'deploy/staticwebapp.config.json'])
    expect(read(file), file).toContain(HEADER_POLICY);
});
