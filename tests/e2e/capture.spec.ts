import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { copyBy } from './helpers.ts';

const CAPTURES = 'tests/corpus/captures/';

async function open(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await page.locator('#paste-file').setInputFiles(CAPTURES + name);
  await expect(page.locator('#conclusion')).toBeVisible();
}

test('a capture chosen on the home page shows conclusion, peers and outbound traffic', async ({ page }) => {
  await open(page, 'azure-vm-a-eth.pcap');
  await expect(page.locator('#conclusion')).toContainText('3260');
  await expect(page.locator('.bar')).toContainText('1,394 パケット');
  await expect(page.locator('#peers-title')).toContainText('通信の相手');
  await expect(page.locator('.peer-list')).toContainText('diagstore01.blob.core.windows.net');
  await expect(page.locator('.peer-list')).toContainText('Azure の基盤 (WireServer)');
  await expect(page.locator('#outbound')).toContainText('インターネット');
  await expect(page.locator('#dns')).toContainText('unknown.example');
});

test('a gzipped capture dropped in the article is read', async ({ page }) => {
  await page.goto('/guide/packet-capture/');
  await page.locator('#capture-file').setInputFiles(`${CAPTURES}azure-vm-a-any-s256.pcapng.gz`);
  await expect(page.locator('#conclusion')).toBeVisible();
  await expect(page.locator('.bar')).toContainText('1,440 パケット');
});

test('the sample of the article opens with one click, its verdicts and ladders in sight', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/guide/outbound-traffic/');
  await page.getByRole('button', { name: '例のキャプチャで試す' }).click();
  await expect(page.locator('#outbound')).toBeVisible();
  const verdict = page.locator('#endpoints tbody .v', { hasText: '到達できない' }).first();
  await verdict.evaluate((mark) => {
    scrollTo(0, mark.getBoundingClientRect().top + scrollY - 400);
  });
  await expect(verdict).toBeInViewport({ ratio: 1 });
  const ladder = page.getByRole('button', { name: 'シーケンス図を開く' }).first();
  await ladder.evaluate((button) => {
    scrollTo(0, button.getBoundingClientRect().top + scrollY - 400);
  });
  await expect(ladder).toBeInViewport({ ratio: 1 });
});

test('the filter narrows the peers by host, port and state', async ({ page }) => {
  await open(page, 'azure-vm-a-eth.pcap');
  const filter = page.locator('#peers input[type=search]');
  await filter.fill('host:blob');
  await expect(page.locator('.peer-list li')).toHaveCount(1);
  await filter.fill('state:no_answer');
  await expect(page.locator('.peer-list')).toContainText('fs01.file.core.windows.net');
  await expect(page.locator('.peer-list')).not.toContainText('login.microsoftonline.com');
  await filter.fill('port:1688');
  await expect(page.locator('.peer-list')).toContainText('kms.core.windows.net');
});

test('the own address can be corrected, and everything is judged anew', async ({ page }) => {
  await open(page, 'azure-vm-a-eth.pcap');
  const own = page.locator('.own');
  await expect(own.getByLabel('10.0.0.4')).toBeChecked();
  await own.getByLabel('10.0.0.4').uncheck();
  await expect(page.locator('.peer-list')).toContainText('10.0.0.4');
});

test('by keyboard: peers, the ladder of a conversation, the time window', async ({ page }) => {
  await open(page, 'azure-vm-a-eth.pcap');
  await page.locator('.peer-list button').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.peer-list button').nth(1)).toHaveAttribute('aria-pressed', 'true');
  await page.locator('.peer-detail').getByRole('button', { name: 'シーケンス図を開く' }).first().press('Enter');
  await expect(page.locator('.ladder')).toContainText('SYN, ACK');
  const total = await page.locator('#outbound-title').textContent();
  const end = page.locator('.chart-range input').nth(1);
  await end.focus();
  await page.keyboard.press('Home');
  await expect(page.locator('#outbound-title')).not.toHaveText(total ?? '');
});

test('the price is the reader’s own, and the month is computed from it', async ({ page }) => {
  await open(page, 'azure-vm-a-eth.pcap');
  const price = page.getByLabel('1 GB あたりの単価');
  await expect(price).toHaveValue('');
  await expect(page.locator('[data-month]')).not.toContainText('入力した単価');
  await price.fill('10');
  await expect(page.locator('[data-month]')).toContainText('入力した単価では約');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV を保存' }).click();
  expect((await download).suggestedFilename()).toBe('outbound.csv');
});

test('service tags label public addresses', async ({ page }) => {
  await open(page, 'azure-vm-a-eth.pcap');
  const values = [{ name: 'Storage.JapanEast', properties: { addressPrefixes: ['198.51.100.0/24'] } }];
  await page.locator('#service-tags').setInputFiles({
    name: 'ServiceTags_Public.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ values })),
  });
  await expect(page.locator('.peer-list')).toContainText('サービス タグ Storage.JapanEast');
});

test('names and addresses can be masked in everything that is shown and copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, 'azure-vm-a-eth.pcap');
  await page.getByRole('switch').check();
  await expect(page.locator('.report')).not.toContainText('diagstore01');
  await expect(page.locator('.report')).not.toContainText('203.0.113.50');
  await expect(page.locator('.report')).toContainText('168.63.129.16');
  const copied = await copyBy(page, '全部 (問い合わせ用)');
  expect(copied).toContain('通信の相手');
  expect(copied).not.toContain('203.0.113.50');
});

test('a format that cannot be read says how to convert it', async ({ page }) => {
  await open(page, 'azure-vm-a-netmon1.cap');
  await expect(page.locator('.report')).toContainText('Network Monitor 1.x');
  await expect(page.locator('.report')).toContainText('editcap');
  await expect(page.locator('#endpoints')).toHaveCount(0);
});

test('a cut file shows what could be read and names the place', async ({ page }) => {
  await open(page, 'cut-a-in-packet.pcap');
  await expect(page.locator('.capture-defect')).toContainText('途中で切れています');
  await expect(page.locator('.bar')).toContainText('289 パケット');
});

test('a large capture shows its progress and can be stopped', async ({ page }) => {
  await page.goto('/');
  await page.locator('#paste-text').focus();
  // a file of 8 GiB that exists only as references to one piece
  await page.evaluate(() => {
    const header = new Uint8Array([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0]);
    const piece = new Uint8Array(16 * 1024 * 1024);
    const view = new DataView(piece.buffer);
    for (let at = 0; at < piece.length; at += 64) {
      view.setUint32(at + 8, 48, true);
      view.setUint32(at + 12, 48, true);
    }
    const one = new Blob([piece]);
    const file = new File([header, ...Array.from({ length: 512 }, () => one)], 'large.pcap');
    const transfer = new DataTransfer();
    transfer.items.add(file);
    document
      .querySelector('paste-box')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true }));
  });
  await expect(page.locator('.reading progress')).toBeVisible();
  await expect(page.locator('.reading')).toContainText(/[1-9][\d,]* パケット/u);
  await page.getByRole('button', { name: '中止する' }).click();
  await expect(page.locator('paste-box [data-status]')).toContainText('中止しました');
  await expect(page.locator('.reading')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the explorer has no axe violation (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, 'azure-vm-a-eth.pcap');
    await page.locator('.peer-detail').getByRole('button', { name: 'シーケンス図を開く' }).first().click();
    await expect(page.locator('.ladder svg')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });
}

test('at 390 px nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/guide/packet-capture/');
  await page.getByRole('button', { name: '例のキャプチャで試す' }).click();
  await expect(page.locator('#conclusion')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('reading a capture asks nothing of any server', async ({ page }) => {
  await open(page, 'azure-vm-a-slice.pcap.gz');
  await page.getByRole('button', { name: '別のファイル' }).click();
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.locator('#paste-file').setInputFiles(`${CAPTURES}azure-vm-a-eth.pcap`);
  await expect(page.locator('.bar')).toContainText('1,394 パケット');
  await page.locator('.peer-list button').nth(2).click();
  expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([]);
});

test('the form writes the commands for the reader’s own values', async ({ page }) => {
  await page.goto('/guide/packet-capture/');
  await page.locator('[name=minutes]').fill('5');
  await page.locator('[name=address]').fill('20.150.85.196; rm -rf /');
  const tcpdump = page.locator('[data-way=tcpdump] code');
  await expect(tcpdump).toContainText('timeout 300 tcpdump -s0 -i any -n');
  await expect(tcpdump).not.toContainText(';');
});

test.describe('times of a capture', () => {
  test.use({ timezoneId: 'Asia/Kathmandu' });

  test("are the own machine's, which is said, or UTC; what leaves the page says UTC", async ({ page }) => {
    await open(page, 'azure-vm-a-eth.pcap');
    const period = page.locator('#machine dd').first();
    await expect(period).toContainText('(UTC+05:45)');
    await expect(page.locator('.peer-detail td.num').last()).toContainText('(UTC+05:45)');
    const choice = page.getByLabel('時刻の表示');
    await expect(choice.locator('option:checked')).toContainText('この端末の時刻 (Asia/Kat');
    const local = Date.parse(`${/[\d-]+ [\d:]+/u.exec((await period.textContent()) ?? '')?.[0] ?? ''}+05:45`);
    await choice.selectOption('utc');
    await expect(period).toContainText(/\d UTC から/u);
    await expect(page.locator('.chart figcaption')).toContainText('UTC');
    await expect(page.locator('.chart figcaption')).not.toContainText('+05:45');
    const utc = /[\d-]+ [\d:]+ UTC/u.exec((await period.textContent()) ?? '')?.[0] ?? '';
    expect(Date.parse(utc)).toBe(local);
    await choice.selectOption('local');
    expect(await copyBy(page, '全部 (問い合わせ用)')).toContain(`キャプチャの期間: ${utc}`);
  });
});
