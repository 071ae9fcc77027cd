import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { analyze } from '../support/captures.ts';
import { CaptureWriter, SYN } from '../support/packets.ts';
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
  await expect(page.locator('#graph-title')).toContainText('通信の相手');
  await expect(page.locator('.peer-table')).toContainText('diagstore01.blob.core.windows.net');
  await expect(page.locator('.peer-table')).toContainText('Azure の基盤 (WireServer)');
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
  await verdict.click();
  await expect(page.locator('.flow-detail h2')).toBeInViewport({ ratio: 1 });
  await expect(page.locator('.ladder')).toContainText('SYN');
});

test('what does not connect and who receives the bytes stand on the first screen', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, 'azure-vm-a-eth.pcap');
  await expect(page.locator('#failing-title')).toHaveText('つながらない接続 5 件');
  await expect(page.locator('#receivers-title')).toHaveText('送信 559.7 kB: 上位 5');
  await expect(page.locator('#failing li')).toHaveCount(5);
  await expect(page.locator('#failing li').last()).toBeInViewport({ ratio: 1 });
  await expect(page.locator('#receivers li').first()).toContainText('198.51.100.200');
  await expect(page.locator('#receivers li').last()).toBeInViewport({ ratio: 1 });
  await expect(page.locator('.chapters')).toBeInViewport({ ratio: 1 });
  for (const link of await page.locator('.chapters a').all())
    await expect(page.locator((await link.getAttribute('href')) ?? '')).toHaveCount(1);
});

test('one filter, short or in the syntax of Wireshark, is followed by picture, tables and billing', async ({
  page,
}) => {
  await open(page, 'azure-vm-a-eth.pcap');
  const filter = page.locator('#filter input[type=search]');
  const peers = page.locator('.peer-table tbody tr');
  const flows = page.locator('.flow-table tbody tr');
  const all = await flows.count();
  await filter.fill('host:blob');
  await expect(peers).toHaveCount(1);
  await expect(page.locator('.peer-about')).toContainText('Azure Storage');
  await expect(page.locator('#outbound-title')).toContainText('126.7 kB');
  await expect(page.locator('.graph')).toContainText('diagstore01');
  await expect(page.locator('.graph')).not.toContainText('203.0.113.50');
  await filter.fill('state:no_answer');
  await expect(page.locator('.flow-table')).toContainText('fs01.file.core.windows.net');
  await expect(page.locator('.flow-table')).not.toContainText('login.microsoftonline.com');
  await filter.fill('tcp.port == 3260 || dns.qry.name contains "kms"');
  await expect(page.locator('.flow-table')).toContainText('tcp 3260');
  await expect(page.locator('.flow-table')).toContainText('kms.core.windows.net');
  await filter.fill('tcp.flags.reset == 1 and not ip.addr == 10.0.0.0/8');
  await expect(flows).toHaveCount(0);
  await filter.fill('tcp.stream == 1');
  await expect(page.locator('#filter-said')).toContainText('tcp.stream');
  await expect(filter).toHaveAttribute('aria-invalid', 'true');
  await expect(flows).toHaveCount(all);
  await page.getByRole('button', { name: '条件を消す' }).click();
  await expect(page.locator('#filter-said')).toHaveText(`${all} / ${all} 件の会話`);
});

test('the table of conversations is sorted by its headings, and each has a Wireshark filter', async ({ page }) => {
  await open(page, 'azure-vm-a-eth.pcap');
  const heading = page.locator('.flow-table th', { hasText: '最初のフレーム' });
  await heading.getByRole('button').click();
  await expect(heading).toHaveAttribute('aria-sort', 'ascending');
  const frames = await page.locator('.flow-table tbody tr td:last-child span').allTextContents();
  const numbers = frames.map((text) => Number(text.replaceAll(',', '')));
  expect(numbers[0]).toBe(1);
  expect(numbers).toEqual(numbers.toSorted((x, y) => x - y));
  await page.locator('.flow-table tbody a').first().press('Enter');
  await page.locator('.flow-detail .cmd button').click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^ip(?:v6)?\.addr == \S+ && ip(?:v6)?\.addr == /u);
  await page.locator('#filter input[type=search]').fill(copied);
  await expect(page.locator('#filter-said')).not.toHaveClass(/v-ng/u);
  await expect(page.locator('.flow-table tbody tr')).not.toHaveCount(0);
});

test('a destination that fails leads to its conversation, and that says which frames prove what', async ({ page }) => {
  await open(page, 'azure-vm-a-eth.pcap');
  await page.locator('#cause .cause-why a[href^="#flow-"]').first().click();
  await expect(page.locator('.flow-detail h2')).toBeFocused();
  await expect(page.locator('.flow-detail h2')).toContainText('拒否された');
  await expect(page.locator('.ladder-proofs')).toContainText(/フレーム \d+、\d+: SYN に RST が返り/u);
  await page.locator('.flow-close').click();
  await expect(page.locator('.flow-detail')).toHaveCount(0);
  await page.locator('#failing a', { hasText: 'fs01' }).click();
  await expect(page.locator('.ladder-proofs')).toContainText('応答がありません');
});

test('the packets of the filter are saved as pcapng, whole or as headers, and the table as CSV', async ({ page }) => {
  await open(page, 'azure-vm-a-eth.pcap');
  await page.locator('#filter input[type=search]').fill('tcp.port == 3260');
  const saved = async (): Promise<{ name: string; bytes: Buffer }> => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'パケットを保存' }).click();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  };
  const whole = await saved();
  expect(whole.name).toBe('azure-vm-a-eth-selected.pcapng');
  const { capture } = analyze('saved.pcapng', whole.bytes).report();
  await expect(page.locator('[data-saved]')).toContainText(`${capture.packets} 個のパケットを保存しました`);
  const rows = page.locator('.flow-table tbody tr');
  await expect(rows).toHaveCount(capture.conversations.length);
  for (const { aPort, bPort } of capture.conversations) expect([aPort, bPort]).toContain(3260);
  await page.locator('#filter input[type=search]').fill('host:blob');
  const long = await saved();
  await page.getByLabel('ヘッダーだけにする').check();
  const short = await saved();
  expect(short.bytes.length).toBeLessThan(long.bytes.length / 2);
  expect(analyze('saved.pcapng', short.bytes).report().capture.sni).toEqual([]);
  await page.locator('#filter input[type=search]').fill('tcp.port == 1');
  await page.getByRole('button', { name: 'パケットを保存' }).click();
  await expect(page.locator('[data-saved]')).toContainText('条件に合うパケットがありません');
  await page.locator('#filter input[type=search]').fill('tcp.port == 3260');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '表を保存' }).click();
  const csv = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(csv).toHaveLength(1 + capture.conversations.length);
  expect(csv[1]).toContain(',3260,');
});

test('packets of conversations that are not listed are saved as well, but while the report is masked', async ({
  page,
}) => {
  const writer = new CaptureWriter();
  for (let at = 0; at < 5400; at += 1)
    writer.tcp(`10.0.0.4:${20_000 + at}`, `20.${at >> 8}.${at & 255}.1:${at % 2 === 0 ? 443 : 80}`, SYN, 1, 0);
  await page.goto('/');
  await page
    .locator('#paste-file')
    .setInputFiles({ name: 'many.pcap', mimeType: 'application/octet-stream', buffer: Buffer.from(writer.file()) });
  await page.locator('#filter input[type=search]').fill('tcp.port == 443');
  await expect(page.locator('#filter')).toContainText('一覧にない会話 (400 件) も、同じ条件で探して保存します');
  const save = page.getByRole('button', { name: 'パケットを保存' });
  await save.click();
  await expect(page.locator('[data-saved]')).toContainText('2,700 個のパケットを保存しました');
  await page.getByRole('switch').check();
  await expect(page.locator('.report')).not.toContainText('20.0.0.1');
  await page.locator('#filter input[type=search]').fill('tcp.port == 443');
  await expect(page.locator('#filter')).toContainText('伏せている間は、一覧にない会話 (400 件) を条件で探せません');
  await save.click();
  await expect(page.locator('[data-saved]')).toContainText('2,500 個のパケットを保存しました');
});

test('by pointer: dragging over the time line selects a span that everything follows', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, 'azure-vm-a-eth.pcap');
  const chart = page.locator('.io svg');
  await chart.scrollIntoViewIfNeeded();
  await expect(page.locator('.io-mark-unanswered').first()).toBeVisible();
  const all = await page.locator('.flow-table tbody tr').count();
  const total = (await page.locator('#outbound-title').textContent()) ?? '';
  const box = (await chart.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.7, box.y + 60);
  await expect(page.locator('.io-value')).toContainText(/送信 .*受信/u);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.95, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await expect(page.locator('.io-span')).toBeVisible();
  await expect(page.locator('#filter .chip')).toContainText('時間の範囲');
  expect(await page.locator('.flow-table tbody tr').count()).toBeLessThan(all);
  await expect(page.locator('#outbound-title')).not.toHaveText(total);
  await page.getByRole('button', { name: '時間の範囲を消す' }).click();
  await expect(page.locator('#outbound-title')).toHaveText(total);
});

test('the own address can be corrected, and everything is judged anew', async ({ page }) => {
  await open(page, 'azure-vm-a-eth.pcap');
  const own = page.locator('.own');
  await expect(own.getByLabel('10.0.0.4')).toBeChecked();
  await own.getByLabel('10.0.0.4').uncheck();
  await expect(page.locator('.peer-table')).toContainText('10.0.0.4');
});

test('by keyboard: the picture filters, a conversation opens, the time line is read and selected', async ({ page }) => {
  await open(page, 'azure-vm-a-eth.pcap');
  await page.getByRole('button', { name: /^diagstore01\S*windows.net *送信/u }).press('Enter');
  await expect(page.locator('#filter input[type=search]')).toHaveValue('ip.addr == 20.150.85.196');
  await page.getByRole('button', { name: 'VM: 絞り込みを消す' }).press(' ');
  await expect(page.locator('#filter input[type=search]')).toHaveValue('');
  await page.getByRole('button', { name: /^インターネット/u }).press('Enter');
  await expect(page.locator('#filter input[type=search]')).toHaveValue('class:internet');
  await page.locator('.flow-table tbody a').nth(1).press('Enter');
  await expect(page.locator('.flow-detail h2')).toBeFocused();
  await expect(page.locator('.ladder')).toContainText('ACK');
  const total = await page.locator('#outbound-title').textContent();
  const chart = page.locator('.io svg');
  await chart.focus();
  await page.keyboard.press('End');
  await expect(chart).toHaveAttribute('aria-valuetext', /送信 .*受信/u);
  await page.keyboard.press('Home');
  const first = await chart.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await chart.getAttribute('aria-valuenow')).toBe('2');
  expect(await chart.getAttribute('aria-valuetext')).not.toBe(first);
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('Shift+ArrowRight');
  await expect(page.locator('#filter .chip')).toContainText('時間の範囲');
  await expect(page.locator('#outbound-title')).not.toHaveText(total ?? '');
  await page.keyboard.press('Escape');
  await expect(page.locator('#filter .chip')).toHaveCount(0);
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
  await expect(page.locator('.peer-table')).toContainText('サービス タグ Storage.JapanEast');
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
    await page.locator('.flow-table tbody a').nth(1).click();
    await expect(page.locator('.ladder svg')).toBeVisible();
    await page.locator('#filter input[type=search]').fill('class:azure');
    await page.locator('.io svg').focus();
    await page.keyboard.press('Shift+End');
    await expect(page.locator('.io-span')).toBeVisible();
    for (const details of await page.locator('.capture details > summary').all())
      if (await details.isVisible()) await details.click();
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
  await page.locator('.flow-table tbody a').first().click();
  await expect(page.locator('.ladder svg, .flow-facts').first()).toBeVisible();
  await page.locator('#filter summary').click();
  await page.locator('.peer-table button.link').first().click();
  await expect(page.locator('.peer-about')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  for (const picture of ['.graph svg', '.io svg'])
    expect((await page.locator(picture).boundingBox())!.width).toBeLessThanOrEqual(390);
});

test('reading a capture asks nothing of any server', async ({ page }) => {
  // some seconds after the page comes what keeps it for use without a network
  const kept = page.waitForRequest(/\/_astro\/offline\./u);
  // what a form loads ahead when it gets the focus; on a busy machine that may be later than half a second of silence
  const warmed = page.waitForRequest(/\/samples\/windows-storage-blocked\.log$/u);
  await open(page, 'azure-vm-a-slice.pcap.gz');
  await kept;
  await page.getByRole('button', { name: '別のファイル' }).click();
  await warmed;
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.locator('#paste-file').setInputFiles(`${CAPTURES}azure-vm-a-eth.pcap`);
  await expect(page.locator('.bar')).toContainText('1,394 パケット');
  await page.locator('.flow-table tbody a').nth(2).click();
  await page.getByRole('button', { name: 'パケットを保存' }).click();
  await expect(page.locator('[data-saved]')).toContainText('保存しました');
  // the browser may look at the icon again when the address gets a fragment
  expect(asked.filter((url) => !url.startsWith('blob:') && !url.endsWith('/favicon.svg'))).toEqual([]);
});

test('the form writes the commands for the reader’s own values', async ({ page }) => {
  await page.goto('/guide/packet-capture/');
  await page.locator('[name=minutes]').fill('5');
  await page.locator('[name=address]').fill('20.150.85.196; rm -rf /');
  const tcpdump = page.locator('[data-way=linux] code');
  await expect(tcpdump).toContainText('timeout 300 tcpdump -s0 -i any -n');
  await expect(tcpdump).not.toContainText(';');
});

test.describe('times of a capture', () => {
  test.use({ timezoneId: 'Asia/Kathmandu' });

  test("are the own machine's, which is said, or UTC; what leaves the page says UTC", async ({ page }) => {
    await open(page, 'azure-vm-a-eth.pcap');
    const period = page.locator('#machine dd').first();
    await expect(period).toContainText('(UTC+05:45)');
    await expect(page.locator('.flow-table thead')).toContainText('開始 (UTC+05:45)');
    await expect(page.locator('.io-value')).toContainText('(UTC+05:45)');
    const tick = page.locator('.io svg text', { hasText: /^\d\d:\d\d:\d\d$/u }).first();
    const localTick = await tick.textContent();
    const choice = page.getByLabel('時刻の表示');
    await expect(choice.locator('option:checked')).toContainText('この端末の時刻 (Asia/Kat');
    const local = Date.parse(`${/[\d-]+ [\d:]+/u.exec((await period.textContent()) ?? '')?.[0] ?? ''}+05:45`);
    await choice.selectOption('utc');
    await expect(period).toContainText(/\d UTC から/u);
    await expect(page.locator('.io-value')).toContainText('UTC');
    await expect(page.locator('.io-value')).not.toContainText('+05:45');
    await expect(page.locator('.flow-table thead')).toContainText('開始 (UTC)');
    await expect(tick).not.toHaveText(localTick ?? '');
    const utc = /[\d-]+ [\d:]+ UTC/u.exec((await period.textContent()) ?? '')?.[0] ?? '';
    expect(Date.parse(utc)).toBe(local);
    await choice.selectOption('local');
    expect(await copyBy(page, '全部 (問い合わせ用)')).toContain(`キャプチャの期間: ${utc}`);
  });
});
