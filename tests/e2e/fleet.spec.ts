import { writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { corpus, conclusion, paste, watch } from './helpers.ts';

const BLOCKED = corpus('storage-dropped');
/** Of a later day than the other one: after the rule was fixed. */
const GOOD = corpus('all-reachable-rhel8').replaceAll('Fri Nov 20 21:04:1', 'Sat Nov 21 21:04:1');
const named = (log: string, name: string): string => log.replaceAll(/\bvm-[a-z]+\d\d\b/gu, name);
const file = (name: string, text: string) => ({ name, text });
type Given = ReturnType<typeof file>;

/** Files on disk: those that a test hands over as bytes would be made within the page, in one long task. */
function paths(files: readonly Given[]): string[] {
  return files.map(({ name, text }) => {
    const path = test.info().outputPath(name);
    writeFileSync(path, text);
    return path;
  });
}

/** Logs of several machines; every third is well. */
const fleet = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    const name = `vm-fleet${String(at).padStart(3, '0')}`;
    return file(`${name}.log`, named(at % 3 === 2 ? GOOD : BLOCKED, name));
  });

async function open(page: Page, files: readonly Given[]): Promise<void> {
  await page.goto('/');
  await page.locator('#paste-file').setInputFiles(paths(files));
  await expect(page.locator('#machines')).toBeVisible({ timeout: 60_000 });
}

test('twelve machines: counted, grouped by cause, the worst first; a cell opens its machine at the proof', async ({
  page,
}) => {
  const problems = watch(page);
  await open(page, fleet(12));
  const machines = page.locator('#machines');
  await expect(machines.locator('.fleet-summary')).toHaveText(/12 台中 8 台に問題があります/u);
  const causes = machines.locator('.fleet-causes li');
  await expect(causes.first()).toContainText('Storage');
  await expect(causes.first()).toContainText('8 台');
  await expect(causes.last()).toContainText('vm-fleet002');
  await expect(machines.locator('tbody tr').first()).toContainText('vm-fleet000');
  await machines
    .locator('tbody tr', { hasText: 'vm-fleet004' })
    .getByRole('button', { name: /Storage: 不可/u })
    .click();
  await expect(page.locator('.bar-facts b')).toHaveText('vm-fleet004');
  const line = page.locator(`#log :target, #log .line-wanted, #${new URL(page.url()).hash.slice(1)}`).first();
  expect(new URL(page.url()).hash).toMatch(/^#L\d+$/u);
  await expect(line).toBeInViewport();
  expect(problems).toEqual([]);
});

test('filter, cause, sort and copies', async ({ page }) => {
  await open(page, fleet(12));
  const machines = page.locator('#machines');
  const rows = machines.locator('tbody tr');
  await machines.getByRole('searchbox').fill('fleet00');
  await expect(rows).toHaveCount(10);
  await machines.locator('.fleet-causes button').last().click();
  await expect(rows).toHaveCount(3);
  await machines.locator('.fleet-causes button').last().click();
  await machines.getByRole('searchbox').fill('');
  await machines.getByRole('button', { name: 'マシン', exact: true }).click();
  await machines.getByRole('button', { name: 'マシン', exact: true }).click();
  await expect(rows.first()).toContainText('vm-fleet011');
  const copied = async (label: string): Promise<string> => {
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await machines.getByRole('button', { name: label }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe('');
    return page.evaluate(() => navigator.clipboard.readText());
  };
  expect((await copied('Markdown をコピー')).trim().split('\n')).toHaveLength(14);
  expect((await copied('CSV をコピー')).trim().split(/\r?\n/u)).toHaveLength(13);
  expect(JSON.parse(await copied('JSON をコピー'))).toHaveLength(12);
});

for (const width of [390, 1280])
  test(`500 machines open, are filtered and copied: ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await open(page, fleet(500));
    await expect(page.locator('.fleet-summary')).toContainText('500 台中');
    await page.locator('#machines input[type=search]').pressSequentially('fleet49');
    await expect(page.locator('#machines tbody tr')).toHaveCount(10);
    await page.locator('#machines input[type=search]').fill('');
    // by selectors alone: to look for roles in a page of this size takes the test seconds
    for (const button of await page.locator('.fleet-acts button').all()) {
      await button.click();
      await expect(page.locator('.fleet-acts')).toContainText('コピーしました');
    }
    await page.locator('#machines thead button').first().click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

test('a rule was fixed: the second run, pasted beside the first one, tells only what changed, with both proofs', async ({
  page,
}) => {
  const problems = watch(page);
  await page.goto('/');
  await paste(page, named(BLOCKED, 'vm-one01'));
  expect(await conclusion(page)).toContain('Storage');
  await page.evaluate((text) => navigator.clipboard.writeText(text), named(GOOD, 'vm-one01'));
  await page.locator('#conclusion').focus();
  await page.keyboard.press('Control+v');
  await page.getByRole('button', { name: '並べて表示する' }).click();
  const comparison = page.locator('#comparison');
  await expect(comparison.locator('.comparison-outcome')).toContainText('すべて直りました');
  await expect(comparison.locator('h2')).toContainText('直った');
  const first = comparison.locator('tbody tr').first();
  await expect(first).toContainText('直った');
  await expect(first.getByRole('button')).toHaveCount(2);
  await expect(comparison.locator('.comparison-causes')).toContainText('見られなくなった');
  await first.getByRole('button', { name: /前のログを開く/u }).click();
  await expect(page.locator('#conclusion')).toContainText('Storage');
  expect(new URL(page.url()).hash).toMatch(/^#L\d+$/u);
  await comparison.getByRole('button', { name: '前後を入れ替える' }).click();
  await expect(comparison.locator('.comparison-outcome')).toContainText('悪くなった');
  expect(problems).toEqual([]);
});

test('the bar compares with another run, by the keyboard as well', async ({ page }) => {
  await page.goto('/');
  await paste(page, named(BLOCKED, 'vm-one01'));
  await conclusion(page);
  await page.locator('.bar').getByRole('button', { name: '比べる' }).press('Enter');
  await expect(page.locator('dialog.ask')).toContainText('もう 1 回の記録');
  await page.locator('#compare-file').setInputFiles(paths([file('after.log', named(BLOCKED, 'vm-one01'))]));
  await expect(page.locator('.comparison-outcome')).toContainText('変わっていません');
  await page.getByRole('button', { name: '比較を閉じる' }).press('Enter');
  await expect(page.locator('#comparison')).toHaveCount(0);
  await page.locator('.bar summary', { hasText: '比べる' }).press('Enter');
  await page.locator('.bar .drop[open]').getByRole('button').first().press('Enter');
  await expect(page.locator('#comparison')).toBeVisible();
});

for (const [what, before, word] of [
  ['says that there is none', BLOCKED, 'なし'],
  [
    'does not tell',
    '[root@vm01 ~]# nc -vz a.example 443\nNcat: Connected to 20.1.1.1:443.\n[root@vm01 ~]# \n',
    '記録なし',
  ],
] as const)
  test(`a proxy that appears, where the first run ${what}`, async ({ page }) => {
    const after =
      '[root@vm01 ~]# env\nhttps_proxy=http://proxy.contoso.local:8080\n[root@vm01 ~]# nc -vz a.example 443\nNcat: Connected to 20.1.1.1:443.\n[root@vm01 ~]# \n';
    await page.goto('/');
    await paste(page, before);
    await conclusion(page);
    await page.locator('.bar').getByRole('button', { name: '比べる' }).press('Enter');
    await page.locator('#compare-file').setInputFiles(paths([file('after.log', after)]));
    await page.locator('.bar summary', { hasText: '比べる' }).press('Enter');
    await page.locator('.bar .drop[open]').getByRole('button').first().press('Enter');
    const row = page.locator('#comparison tr', { hasText: 'proxy.contoso.local' });
    await expect(row.locator('td .mono').first()).toHaveText(word);
  });

for (const scheme of ['light', 'dark'] as const)
  for (const width of [390, 1280])
    test(`accessible: ${scheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 844 });
      await open(page, [file('before.log', named(BLOCKED, 'vm-one01')), file('after.log', named(GOOD, 'vm-one01'))]);
      await expect(page.locator('#comparison')).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.screenshot({ path: `test-results/comparison-${scheme}-${width}.png` });
      await page.goto('about:blank');
      await open(page, fleet(12));
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.screenshot({ path: `test-results/fleet-${scheme}-${width}.png` });
    });
