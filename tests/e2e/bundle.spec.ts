import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { zipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { watch } from './helpers.ts';

const log = (name: string): Uint8Array => readFileSync(new URL(`../corpus/logs-linux/${name}.log`, import.meta.url));

/** Twelve machines, one of which is cut off from Storage. */
const FLEET = Object.fromEntries(
  Array.from({ length: 12 }, (_, n) => [
    `CheckNWResult_vm${n}_202611200101.log`,
    log(n === 7 ? 'storage-dropped' : 'all-reachable-rhel8'),
  ]),
);

async function drop(page: Page, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  await page.goto('/');
  await page
    .locator('#paste-file')
    .setInputFiles({ name: 'case.zip', mimeType: 'application/zip', buffer: Buffer.from(zipSync({ ...files })) });
  await expect(page.locator('#bundle-conclusion')).toBeVisible();
}

test('twelve logs in a zip: the cause first with its file, then a row for each machine, the worst on top', async ({
  page,
}) => {
  const problems = watch(page);
  await drop(page, FLEET);
  await expect(page.locator('.verdict-ng #bundle-conclusion')).toContainText('Azure Storage');
  await expect(page.locator('.bundle-cause')).toContainText('CheckNWResult_vm7');
  const rows = page.locator('#bundle-files tbody tr');
  await expect(rows).toHaveCount(12);
  await expect(rows.first()).toContainText('CheckNWResult_vm7');
  await expect(page.locator('.bundle')).toContainText('必要な情報がそろっています');
  expect(problems).toEqual([]);
});

test('the time line leads to the line, by the keyboard alone', async ({ page }) => {
  await drop(page, FLEET);
  const row = page.locator('.timeline tbody tr').first();
  await expect(row).toContainText('到達できない');
  await row.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-diagnosis] #conclusion')).toBeVisible();
  const line = /([\d,]+) 行目/u.exec((await row.textContent()) ?? '')?.[1] ?? '';
  expect(new URL(page.url()).hash).toBe(`#L${line.replaceAll(',', '')}`);
  await expect(page.locator(`#L${line.replaceAll(',', '')}`)).toBeInViewport();
});

test('the time line is narrowed by severity, file and time, and copied', async ({ page }) => {
  await drop(page, FLEET);
  const rows = page.locator('.timeline tbody tr');
  const before = await rows.count();
  await page.locator('.timeline').getByLabel('参考').check();
  await expect(rows).toHaveCount(before + 12);
  await page
    .locator('.timeline')
    .getByRole('combobox', { name: /^ファイル/u })
    .selectOption('CheckNWResult_vm0_202611200101.log');
  await expect(rows).toHaveCount(1);
  await page
    .locator('.timeline')
    .getByRole('combobox', { name: /^ファイル/u })
    .selectOption('');
  await page.locator('.timeline').getByLabel('参考').uncheck();
  await page.getByRole('button', { name: 'Markdown でコピー' }).click();
  await expect(page.locator('.timeline [role=status]')).toContainText('コピーしました');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\| CheckNWResult\\?_vm7.* 行目 \|/u);
  await page.getByLabel('障害の日時 (任意)').fill('2020-01-01T00:00');
  await expect(page.locator('.timeline')).toContainText('当てはまるできごとはありません');
});

test('the view has no axe violation and fits 390 px', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await drop(page, FLEET);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});

/** Everything that a reader could see or copy of the page: text, values, labels, the title. */
async function told(page: Page): Promise<string> {
  return page.evaluate(() => {
    const labels = [...document.querySelectorAll('[aria-label], [title]')].flatMap((one) => [
      one.getAttribute('aria-label') ?? '',
      one.getAttribute('title') ?? '',
    ]);
    const values = [...document.querySelectorAll('option, input')].map((one) => (one as HTMLOptionElement).value);
    return [document.title, document.body.textContent, ...labels, ...values].join('\n');
  });
}

/** A machine with a name of its own, in its log, in the file's name, and in the zip's. */
const NAMED = {
  'kgsdb07.corp.tanuki.local/CheckNWResult_kgsdb07_202611200101.log': Buffer.from(
    [
      'user@kgsdb07:~$ hostname',
      'kgsdb07.corp.tanuki.local',
      'user@kgsdb07:~$ nc -vz kgsnas02.corp.tanuki.local 445',
      'nc: connect to kgsnas02.corp.tanuki.local port 445 (tcp) failed: Connection timed out',
      'user@kgsdb07:~$ nc -vz 10.20.30.40 443',
      'nc: connect to 10.20.30.40 port 443 (tcp) failed: Connection refused',
      'user@kgsdb07:~$ ',
      '',
    ].join('\n'),
  ),
};
const NAMES = /kgsdb07|kgsnas02|tanuki\.local|10\.20\.30\.40/u;

test('the mask hides every name of the bundle, in what is shown and in what is copied', async ({ page }) => {
  const problems = watch(page);
  await drop(page, { ...FLEET, ...NAMED });
  expect(await told(page)).toMatch(NAMES);
  const mask = page.getByRole('switch', { name: 'ホスト名・IP アドレスを伏せる' }).first();
  await mask.check();
  await expect(page.locator('#mask-hidden')).toBeVisible();
  await expect(page.locator('#bundle-conclusion')).toBeVisible();
  await page.locator('.timeline').getByLabel('参考').check();
  expect(await told(page)).not.toMatch(NAMES);
  await page.getByRole('button', { name: 'Markdown でコピー' }).click();
  await expect(page.locator('.timeline [role=status]')).toContainText('コピーしました');
  const timeline = await page.evaluate(() => navigator.clipboard.readText());
  expect(timeline).toContain('HOST-');
  expect(timeline).not.toMatch(NAMES);
  await page.getByRole('button', { name: 'CSV をコピー' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(',');
  expect(await page.evaluate(() => navigator.clipboard.readText())).not.toMatch(NAMES);
  await mask.uncheck();
  await expect(page.locator('#bundle-files')).toContainText('kgsdb07');
  expect(problems).toEqual([]);
});

test('a file of a masked bundle opens masked, with the stand-ins of the bundle; what stood open closes', async ({
  page,
}) => {
  await drop(page, { ...FLEET, ...NAMED });
  const row = page.locator('#bundle-files tbody tr', { hasText: 'TCP 445' });
  await row.getByRole('button').first().click();
  await expect(page.locator('[data-diagnosis] #conclusion')).toBeVisible();
  await expect(page.locator('[data-diagnosis]')).toContainText('kgsnas02');
  await page.getByRole('switch', { name: 'ホスト名・IP アドレスを伏せる' }).first().check();
  await expect(page.locator('#mask-hidden').first()).toBeVisible();
  await expect(page.locator('[data-diagnosis] #conclusion')).toHaveCount(0);
  const standIn = /CheckNWResult_[\w-]{1,20}_\d{12}\.log/u.exec((await row.textContent()) ?? '')?.[0] ?? '?';
  await row.getByRole('button').first().click();
  await expect(page.locator('[data-diagnosis] #conclusion')).toBeVisible();
  expect(await told(page)).not.toMatch(NAMES);
  await expect(page.locator('[data-diagnosis] .bar')).toContainText(standIn);
});

test('a capture of a masked bundle opens masked as well', async ({ page }) => {
  const capture = readFileSync(new URL('../corpus/captures-judgement/tls-rst-after-hello.pcap', import.meta.url));
  await drop(page, { ...FLEET, 'trace.pcap': capture });
  await page.getByRole('switch', { name: 'ホスト名・IP アドレスを伏せる' }).first().check();
  await expect(page.locator('#mask-hidden')).toBeVisible();
  await page.locator('#bundle-files tbody tr', { hasText: 'trace.pcap' }).getByRole('button').first().click();
  await expect(page.locator('[data-diagnosis] #conclusion')).toBeVisible();
  expect(await told(page)).not.toMatch(/10\.0\.0\.4|192\.0\.2\.30/u);
  await expect(page.locator('[data-diagnosis] [role=switch]')).toBeChecked();
});

for (const scheme of ['light', 'dark'] as const)
  test(`the masked view has no axe violation and fits 390 px, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await drop(page, { ...FLEET, ...NAMED });
    await page.getByRole('switch').first().check();
    await expect(page.locator('#mask-hidden')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });
