import { readFileSync } from 'node:fs';
import { expect, test, type Worker } from '@playwright/test';
import { conclusion, copyBy, corpus, follow, paste, watch } from './helpers.ts';

test('a pasted log gets its conclusion, causes, impact and the line that proves it', async ({ page }) => {
  const problems = watch(page);
  await page.goto('/');
  await paste(page, corpus('storage-dropped'));
  expect(await conclusion(page)).toContain('Azure Storage');
  await expect(page.locator('#cause')).toContainText('Azure Storage への送信を止めている');
  await expect(page.locator('#impact tr', { hasText: 'Azure VM バックアップ' })).toContainText(
    'この確認では見ていません',
  );
  await expect(page.locator('#impact tr', { hasText: 'MARS' })).toContainText('影響あり');
  const proof = page.locator('#endpoints tr', { hasText: 'ceuswatcab01' }).getByRole('link', { name: '到達できない' });
  const line = (await proof.getAttribute('href')) ?? '';
  await proof.click();
  await expect(page.locator(line)).toContainText('curl: (28)');
  await expect(page.locator(line)).toBeInViewport();
  const meaning = await follow(page, page.locator(line).getByRole('link'));
  await expect(meaning).toHaveURL(/\/signatures\/curl-28-could-not-connect\/$/u);
  expect(problems).toEqual([]);
});

test('each sample opens with one click', async ({ page }) => {
  for (const [sample, words] of [
    ['storage-dropped', '遮断'],
    ['proxy-denies', 'プロキシ'],
    ['all-reachable', '到達できています'],
  ] as const) {
    await page.goto('/');
    await page.locator(`[data-sample="${sample}"]`).click();
    expect(await conclusion(page)).toContain(words);
  }
});

test('a dropped file is read with its own encoding', async ({ page }) => {
  await page.goto('/');
  const bytes = readFileSync(new URL('../corpus/logs-linux/all-reachable-cp932.log', import.meta.url));
  const data = await page.evaluateHandle(
    (values) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(values)], 'CheckNWResult_vm.log'));
      return transfer;
    },
    [...bytes],
  );
  // beside the box as well, where the browser would open the file in place of the page
  await page.dispatchEvent('footer', 'drop', { dataTransfer: data });
  expect(await conclusion(page)).toContain('到達できています');
  await expect(page.locator('#settings')).toContainText('Shift_JIS');
});

test('several files become a table of machines that opens each report', async ({ page }) => {
  await page.goto('/');
  const file = (name: string) => ({ name: `${name}.log`, mimeType: 'text/plain', buffer: Buffer.from(corpus(name)) });
  await page.locator('#paste-file').setInputFiles([file('storage-dropped'), file('all-reachable-ubuntu-openbsd')]);
  await expect(page.locator('#machines')).toContainText('2 件');
  await expect(page.locator('#machines tbody tr').first()).toContainText('Azure Storage への通信が遮断されています');
  await expect(page.locator('.stage').getByRole('status').first()).toContainText('2 件のログ');
  // masked, names are hidden in every place, and stay so in the report of another machine
  await page.getByRole('switch').check();
  await expect(page.locator('#machines')).not.toContainText(/vm-linux01|ubu01/u);
  await page.locator('#machines tbody tr').last().locator('button').first().click();
  await expect(page.locator('#conclusion')).toBeFocused();
  await expect(page.locator('#conclusion')).toBeInViewport();
  expect(await conclusion(page)).toContain('到達できています');
  await expect(page.getByRole('switch')).toBeChecked();
  await expect(page.locator('.report')).not.toContainText('ubu01');
  await page.getByRole('switch').uncheck();
  await expect(page.locator('#machines button', { hasText: 'ubu01' })).toHaveAttribute('aria-pressed', 'true');
});

test('logs of the same machine are told apart by their files', async ({ page }) => {
  await page.goto('/');
  const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(corpus('storage-dropped')) });
  await page.locator('#paste-file').setInputFiles([file('before.log'), file('after.log')]);
  await expect(page.locator('#machines tbody')).toContainText('before.log');
  await expect(page.locator('#machines tbody')).toContainText('after.log');
});

test('several logs in one paste become one report each', async ({ page }) => {
  await page.goto('/');
  await paste(page, corpus('storage-dropped') + corpus('proxy-denies'));
  await expect(page.locator('#machines')).toContainText('2 件');
});

test('megabytes of logs are read by further workers, which end when they are read', async ({ page }) => {
  const problems = watch(page);
  const count = 400;
  const own = `${corpus('all-reachable-rhel8').trimEnd()}\n`;
  const logs = Array.from({ length: count }, (_, at) => own.replaceAll('vm-linux01', `vm${at}`)).join('');
  expect(logs.length).toBeGreaterThan(4 * 1024 * 1024);
  const [all, ended] = [new Set<Worker>(), new Set<Worker>()];
  page.on('worker', (worker) => {
    all.add(worker);
    worker.on('close', () => ended.add(worker));
  });
  await page.goto('/');
  const buffer = Buffer.from(logs + corpus('storage-dropped'));
  await page.locator('#paste-file').setInputFiles({ name: 'many.log', mimeType: 'text/plain', buffer });
  await expect(page.locator('#machines')).toContainText(`${count + 1} 件`, { timeout: 30_000 });
  await expect(page.locator('#machines tbody tr').first()).toContainText('Azure Storage への通信が遮断されています');
  // one reads alone where there is but one core
  const cores = Math.min(await page.evaluate(() => navigator.hardwareConcurrency), 8);
  expect(all.size).toBe(cores);
  await expect.poll(() => all.size - ended.size).toBe(1);
  expect(problems).toEqual([]);
});

test('a line with markup is shown as text', async ({ page }) => {
  await page.goto('/');
  await paste(
    page,
    `${corpus('storage-dropped').slice(0, 3000)}\n<img src=x onerror="document.title='broken'">\ncurl: (28) <b>x</b>`,
  );
  await conclusion(page);
  expect(await page.locator('.log img, .log b >> text=x').count()).toBe(0);
  await expect(page).toHaveTitle(/疎通カルテ/u);
  expect(await page.locator('.log').textContent()).toContain('<img src=x');
});

test('text that is no log gets help and no verdict', async ({ page }) => {
  await page.goto('/');
  await paste(page, 'お世話になっております。バックアップが失敗しました。');
  expect(await conclusion(page)).toContain('読み取れる結果が見つかりません');
  await expect(page.locator('.report')).toContainText('読み取れるもの');
  await expect(page.locator('#endpoints')).toHaveCount(0);
});

test('a message of a service in the paste box leads to its page', async ({ page }) => {
  await page.goto('/');
  await page.locator('#paste-text').fill('Error Code: ExtensionFailedVssWriterInBadState');
  await page.getByRole('button', { name: '診断する' }).click();
  await expect(page.locator('#card').getByRole('heading')).toContainText('ExtensionFailedVssWriterInBadState');
  const meaning = await follow(page, page.locator('#card').getByRole('link'));
  await expect(meaning).toHaveURL(/\/signatures\/vm-extension-failed-vss-writer-in-bad-state\/$/u);
});

test('an empty box says what to do', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: '診断する' }).click();
  await expect(page.getByRole('status').first()).toContainText('ログが空です');
});

test('what cannot be read says why where the reader looks, on a phone too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await page.goto('/');
  const status = page.getByRole('status').first();
  await page
    .locator('#paste-file')
    .setInputFiles([{ name: 'empty.log', mimeType: 'text/plain', buffer: Buffer.from('') }]);
  await expect(status).toContainText('ファイルが空です');
  await expect(status).toBeInViewport();
  await expect(page.locator('#conclusion')).toHaveCount(0);
});

test('without a connection the box says that it could not load', async ({ page }) => {
  await page.goto('/');
  await page.route(/workbench/u, (route) => route.abort());
  await page.locator('#paste-text').fill('Ncat: Connection timed out.');
  await page.getByRole('button', { name: '診断する' }).click();
  await expect(page.getByRole('status').first()).toContainText('読み込めませんでした');
});

test('lines that are selected are the lines of the log, without marks and numbers', async ({ page }) => {
  await page.goto('/');
  await paste(page, corpus('storage-dropped'));
  await conclusion(page);
  await page.locator('#L196').waitFor();
  const selected = await page.evaluate(() => {
    const range = document.createRange();
    range.setStartBefore(document.querySelector('#L194') ?? document.body);
    range.setEndAfter(document.querySelector('#L196 mark') ?? document.body);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
    return getSelection()?.toString();
  });
  expect(selected?.split('\n')).toEqual([
    '##TRY!! nc -vz ceuswatcab01.blob.core.windows.net 443 ##',
    'Ncat: Version 7.93 ( https://nmap.org/ncat )',
    'Ncat: Connection timed out.',
  ]);
});

test('the reader sees why a format was recognised and can choose another', async ({ page }) => {
  await page.goto('/');
  await page.locator('[data-sample="storage-dropped"]').click();
  await conclusion(page);
  await page.locator('.why summary').click();
  await expect(page.locator('.why-body')).toContainText('行目');
  await page.locator('.why-body select').focus();
  await page.locator('.why-body select').selectOption('terminal');
  await expect(page.locator('.why summary')).toContainText('ターミナル');
  await expect(page.locator('.why-body select')).toBeFocused();
  await expect(page.locator('.stage').getByRole('status').first()).toContainText('として読み直しました');
});

test('masking hides names and addresses in view, copy and table, and keeps public names', async ({ page }) => {
  await page.goto('/');
  await page.locator('[data-sample="proxy-denies"]').click();
  await conclusion(page);
  await expect(page.locator('#settings')).toContainText('vm-linux01');
  await page.getByRole('switch').check();
  const text = (await page.locator('.report').textContent()) ?? '';
  expect(text).not.toContain('vm-linux01');
  expect(text).not.toContain('10.8.0.');
  expect(text).toContain('pod01-manag1.jpe.backup.windowsazure.com');
  expect(text).toContain('168.63.129.16');
  const copied = await copyBy(page, '全部 (問い合わせ用)');
  expect(copied).toContain('根本原因の候補');
  expect(copied).not.toContain('vm-linux01');
  expect(copied).not.toContain('10.8.0.');
});

test('the endpoint table filters, sorts and copies', async ({ page }) => {
  await page.goto('/');
  await page.locator('[data-sample="storage-dropped"]').click();
  await conclusion(page);
  const rows = page.locator('#endpoints tbody tr');
  await expect(rows).toHaveCount(11);
  await page.locator('#endpoints select').selectOption('unreachable');
  await expect(rows).toHaveCount(3);
  await page.locator('#endpoints select').selectOption('');
  await page.locator('#endpoints input').fill('login');
  await expect(rows).toHaveCount(3);
  await page.locator('#endpoints input').fill('');
  await page.getByRole('button', { name: '判定', exact: true }).click();
  await expect(rows.first()).toContainText('到達できない');
  await page.getByRole('button', { name: '表をコピー' }).click();
  expect((await page.evaluate(() => navigator.clipboard.readText())).split('\n')).toHaveLength(12);
});

test('by keyboard alone: paste, read, open the proof', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.locator('.skip')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.evaluate((value) => navigator.clipboard.writeText(value), corpus('storage-dropped'));
  for (
    let i = 0;
    i < 12 && !(await page.locator('#paste-text').evaluate((area) => area === document.activeElement));
    i += 1
  )
    await page.keyboard.press('Tab');
  await page.keyboard.press('Control+v');
  await conclusion(page);
  await expect(page.locator('#conclusion')).toBeFocused();
  const proof = page.locator('#proof a').first();
  for (let i = 0; i < 20 && !(await proof.evaluate((link) => link === document.activeElement)); i += 1)
    await page.keyboard.press('Tab');
  await expect(proof).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#L\d+$/u);
});

test('an example in an article can be edited and replaced by the own log', async ({ page }) => {
  await page.goto('/guide/linux-check/');
  const example = page.locator('log-example[data-prefix="curl-404-"]');
  await example.getByRole('button', { name: 'この例を書き換えて試す' }).click();
  const area = example.locator('textarea').first();
  await expect(example.locator('.example-verdict')).toContainText('到達できる');
  await area.fill(
    '##TRY!! curl -I https://login.microsoft.com ##\ncurl: (60) SSL certificate problem: unable to get local issuer certificate\n',
  );
  await expect(example.locator('.example-verdict')).toContainText('到達できない');
  await example.getByRole('button', { name: '自分のログで見る' }).click();
  await example.locator('[data-own]').fill(corpus('proxy-denies'));
  await expect(example.locator('.log')).toContainText('CONNECT tunnel failed, response 403');
  await expect(example.locator('.log')).not.toContainText('nslookup');
  // all checks of the own log count, and nothing tells of the example that was here
  await expect(example.locator('.example-verdict')).toHaveText(/到達できない \d+ 件/u);
  await expect(example.locator('figcaption')).toBeHidden();
  await example.getByRole('button', { name: '元の例に戻す' }).click();
  await expect(example.locator('.log')).toContainText('404 Not Found');
  await expect(example.locator('figcaption')).toContainText('到達できる');
});

test('a term in a line explains itself on focus', async ({ page }) => {
  await page.goto('/guide/linux-check/');
  const term = page.locator('log-example[data-prefix="nslookup-resolved-"] .term', {
    hasText: 'Non-authoritative answer:',
  });
  await expect(term.locator('.term-tip')).toBeHidden();
  await term.focus();
  await expect(term.locator('.term-tip')).toContainText('異常ではありません');
  // on a phone the explanation of a term at the right edge is read in full
  await page.setViewportSize({ width: 390, height: 844 });
  const outside = await page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLElement>('.term')].filter((one) => {
        one.focus();
        const box = one.querySelector('.term-tip')?.getBoundingClientRect();
        return box === undefined || box.left < 0 || box.right > innerWidth;
      }).length,
  );
  expect(outside).toBe(0);
});

test('at 390 px nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of [
    '/',
    '/guide/linux-check/',
    '/signatures/nc-timeout/',
    '/errors/',
    '/reference/endpoints/',
    '/privacy/',
    '/diagnoses/',
  ]) {
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0);
  }
  await page.goto('/');
  await page.locator('[data-sample="storage-dropped"]').click();
  await conclusion(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
