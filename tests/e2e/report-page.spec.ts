import { expect, test, type Page } from '@playwright/test';
import { conclusion, copyBy, corpus, paste, replaceBy, watch } from './helpers.ts';

const LINE = 'curl: (28) Failed to connect to login.microsoft.com port 443 after 3057 ms: Connection timed out';

async function open(page: Page, name = 'storage-dropped'): Promise<void> {
  await page.goto('/');
  await paste(page, corpus(name));
  await conclusion(page);
}

async function pasteAnywhere(page: Page, text: string): Promise<void> {
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
  });
  await page.keyboard.press('Control+v');
}

for (const width of [390, 1280]) {
  test(`at ${width} px the report is the page: form, guides and footer step aside`, async ({ page }) => {
    const problems = watch(page);
    await page.setViewportSize({ width, height: 844 });
    await open(page);
    for (const aside of ['.home', '.paste', 'footer']) await expect(page.locator(aside)).toBeHidden();
    await expect(page.locator('.bar')).toContainText('vm-linux01');
    await expect(page.locator('.bar')).toContainText('UTC 2026');
    // the answer and its way stand in the first screen
    await expect(page.locator('#conclusion')).toBeInViewport();
    await expect(page.locator('.path tbody tr').first()).toBeInViewport();
    await expect(page).toHaveTitle(/^vm-linux01: Azure Storage への通信が遮断されています/u);
    expect(problems).toEqual([]);
  });
}

test('Back leads to the form with what was in it, Forward to the report', async ({ page }) => {
  await open(page);
  await page.goBack();
  await expect(page.locator('#paste-text')).toBeVisible();
  await expect(page.locator('#paste-text')).toHaveValue(/##TRY!!/u);
  await expect(page.locator('.report')).toBeHidden();
  await expect(page).toHaveTitle(/ログを読む$/u);
  await page.goForward();
  await expect(page.locator('#conclusion')).toBeVisible();
  await expect(page.locator('#paste-text')).toBeHidden();
  await expect(page).toHaveTitle(/^vm-linux01/u);
});

test('Back from a line of the log leads back within the report', async ({ page }) => {
  await open(page);
  await page.locator('#proof a').first().click();
  await expect(page).toHaveURL(/#L194$/u);
  await page.goBack();
  await expect(page.locator('#conclusion')).toBeVisible();
  await page.goBack();
  await expect(page.locator('#paste-text')).toBeVisible();
});

test('another log: an empty form, and Back to the report', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: '別のログ' }).click();
  await expect(page.locator('#paste-text')).toBeFocused();
  await expect(page.locator('#paste-text')).toHaveValue('');
  await page.goBack();
  await expect(page.locator('#conclusion')).toBeVisible();
});

test('another log at the moment when the report is there: the form stays empty', async ({ page }) => {
  await page.goto('/');
  const left = page.evaluate(
    () =>
      new Promise<string | undefined>((resolve) => {
        const observer = new MutationObserver(() => {
          const button = [...document.querySelectorAll('button')].find((one) => one.textContent === '別のログ');
          if (button === undefined) return;
          observer.disconnect();
          button.click();
          // longer than the form waits with what was pasted
          setTimeout(() => {
            resolve(document.querySelector<HTMLTextAreaElement>('#paste-text')?.value);
          }, 1000);
        });
        observer.observe(document.body, { childList: true, subtree: true });
      }),
  );
  await paste(page, corpus('storage-dropped'));
  expect(await left).toBe('');
});

test('each node of the way leads to its proof, and says in words what failed', async ({ page }) => {
  await open(page);
  const row = page.locator('.path tbody tr', { hasText: 'Storage' });
  await expect(row).toContainText('443 時間切れ 3/3');
  await expect(row).toContainText('届かず');
  await expect(row).toContainText('MARS');
  await row.getByRole('link', { name: '443 時間切れ 3/3' }).click();
  const shown = page.locator('.log-at');
  await expect(shown).toContainText('Connection timed out');
  await expect(shown).toBeInViewport();
  await expect(shown).toBeFocused();
});

test('only what failed stands open, and a link opens the rest', async ({ page }) => {
  await open(page);
  await expect(page.locator('#L196')).toBeVisible();
  await expect(page.locator('#L20')).toHaveCount(0);
  await page.locator('#settings a[href^="#L"]').first().click();
  await expect(page.locator('.log-at')).toBeInViewport();
});

test('the keys n and p go from failure to failure, and ? tells of them', async ({ page }) => {
  await open(page);
  const at = (): Promise<string> => page.evaluate(() => location.hash);
  await page.keyboard.press('n');
  expect(await at()).toBe('#L196');
  await page.keyboard.press('n');
  expect(await at()).toBe('#L200');
  await page.keyboard.press('p');
  expect(await at()).toBe('#L196');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'キー操作' })).toContainText('次の失敗へ');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('copied lines do not carry our notes', async ({ page }) => {
  await open(page);
  await page.locator('#L200').waitFor();
  const copied = await page.evaluate(() => {
    const range = document.createRange();
    range.setStartBefore(document.querySelector('#L195') ?? document.body);
    range.setEndAfter(document.querySelector('#L199') ?? document.body);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
    return getSelection()?.toString() ?? '';
  });
  expect(copied).toContain('Ncat: Connection timed out.');
  expect(copied).not.toContain('の意味');
});

test('a single line gets a card with its meaning, causes and commands for its host', async ({ page }) => {
  await page.goto('/');
  await page.locator('#paste-text').fill(LINE);
  await page.getByRole('button', { name: '診断する' }).click();
  const card = page.locator('#card');
  await expect(card).toContainText('意味');
  await expect(card).toContainText('考えられる原因');
  await expect(card.locator('code').first()).toContainText('login.microsoft.com');
  await expect(card).toContainText('全体のログを貼ると');
  for (const empty of ['#impact', '#endpoints', '#settings']) await expect(page.locator(empty)).toHaveCount(0);
});

test('a page that is left with the own report open asks first; one with a sample does not', async ({ page }) => {
  let asked = 0;
  page.on('dialog', (dialog) => {
    asked += 1;
    void dialog.accept();
  });
  await page.goto('/');
  await page.locator('[data-sample="storage-dropped"]').click();
  await conclusion(page);
  await page.reload();
  expect(asked).toBe(0);
  await open(page);
  await page.locator('#conclusion').click();
  await page.reload();
  expect(asked).toBe(1);
});

test('a link to a line without its report says what to do, and opens the line afterwards', async ({ page }) => {
  await page.goto('/#L200');
  await expect(page.locator('.paste-status').first()).toContainText('200 行目');
  await paste(page, corpus('storage-dropped'));
  await conclusion(page);
  await expect(page.locator('#L200')).toBeInViewport();
  await expect(page.locator('.log-at')).toHaveAttribute('id', 'L200');
});

test('nothing is kept unasked, and what is kept outlives a reload until it is removed', async ({ page }) => {
  const kept = (): Promise<number> => page.evaluate(() => sessionStorage.length + localStorage.length);
  await open(page);
  expect(await kept()).toBe(0);
  await page.getByLabel('このタブで保持する').check();
  await expect(page.locator('.keep')).toContainText('保持しています');
  await page.reload();
  expect(await conclusion(page)).toContain('Azure Storage');
  await page.getByRole('button', { name: '消す' }).click();
  expect(await kept()).toBe(0);
});

test('what was kept is offered on a new visit of the page, and can be removed there', async ({ page }) => {
  await open(page);
  await page.getByLabel('このタブで保持する').check();
  await page.goto('/guide/');
  await page.goto('/');
  await expect(page.locator('.paste-status').first()).toContainText('保持したログがあります');
  await page.getByRole('button', { name: '開く', exact: true }).click();
  expect(await conclusion(page)).toContain('Azure Storage');
});

test('what is kept is the input that was open then: another one is not said to be kept', async ({ page }) => {
  await open(page);
  await page.getByLabel('このタブで保持する').check();
  await replaceBy(page, corpus('proxy-denies'));
  await expect(page.locator('#conclusion')).toContainText('プロキシ');
  await expect(page.getByLabel('このタブで保持する')).not.toBeChecked();
});

test('more than 4 MB is not kept, and says so', async ({ page }) => {
  await page.goto('/');
  const large = corpus('storage-dropped') + 'x\n'.repeat(2_200_000);
  await page
    .locator('#paste-file')
    .setInputFiles([{ name: 'large.log', mimeType: 'text/plain', buffer: Buffer.from(large) }]);
  await conclusion(page);
  await page.locator('.keep input').click();
  await expect(page.locator('.keep')).toContainText('4 MB を超えるため');
  await expect(page.locator('.keep input')).not.toBeChecked();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test('a second paste asks: replace, or beside the first', async ({ page }) => {
  await open(page);
  await replaceBy(page, corpus('proxy-denies'));
  await expect(page.locator('#conclusion')).toContainText('プロキシ');
  await pasteAnywhere(page, corpus('storage-dropped'));
  await page.getByRole('button', { name: '並べて表示する' }).click();
  await expect(page.locator('#machines')).toContainText('2 件');
  await pasteAnywhere(page, corpus('storage-dropped'));
  await page.keyboard.press('Escape');
  await expect(page.locator('#machines')).toContainText('2 件');
});

test('on any page: one line is looked up, more becomes a report, a file is read', async ({ page }) => {
  await page.goto('/guide/linux-check/');
  await pasteAnywhere(page, LINE);
  await expect(page.getByRole('dialog', { name: '検索' })).toBeVisible();
  await page.keyboard.press('Escape');
  await pasteAnywhere(page, corpus('storage-dropped'));
  expect(await conclusion(page)).toContain('Azure Storage');
  await expect(page.locator('.prose').first()).toBeHidden();
  await page.goBack();
  await expect(page.locator('.prose').first()).toBeVisible();
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'dropped.log'));
    return transfer;
  }, corpus('proxy-denies'));
  await page.dispatchEvent('footer', 'drop', { dataTransfer: data });
  await expect(page.locator('#conclusion')).toContainText('プロキシ');
});

test('the copy menu: a short form, a ticket, a table for mails, and JSON', async ({ page }) => {
  await open(page);
  const short = await copyBy(page, '短い要約');
  expect(short.trimEnd().split('\n').length).toBeLessThanOrEqual(15);
  expect(short).toContain('vm-linux01');
  expect(short).toContain('Azure Storage への通信が遮断されています');
  const ticket = await copyBy(page, '全部 (問い合わせ用)');
  for (const told of ['vm-linux01', 'UTC 2026', 'MARS']) expect(ticket).toContain(told);
  await copyBy(page, '表 (Teams・メール)');
  const html = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await item?.getType('text/html'))?.text();
  });
  expect(html).toContain('<table');
  expect(html).toContain('ceuswatcab01.blob.core.windows.net');
  const json = JSON.parse(await copyBy(page, 'JSON')) as { readonly kind: string };
  expect(json.kind).toBe('log');
});

test('on paper a report is the report alone', async ({ page }) => {
  await open(page);
  await page.emulateMedia({ media: 'print' });
  for (const aside of ['.top', '.bar-acts', '.chapters', 'footer', '.home'])
    await expect(page.locator(aside)).toBeHidden();
  for (const part of ['#conclusion', '.path', '#proof', '#impact', '#endpoints'])
    await expect(page.locator(part)).toBeVisible();
});
