import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { CaptureWriter, clientHello, encrypted, SERVER_HELLO, Talk } from '../support/packets.ts';
import { TraceWriter } from '../support/traces.ts';

const VM = '10.0.0.4';
const FIREWALL = 1207;
const ADAPTER = { component: 20, type: 1 };
const ethernet = (packet: Buffer): Buffer =>
  Buffer.concat([Buffer.from('00112233445566778899aabb0800', 'hex'), packet]);

/** A trace of pktmon: a connection at the adapter and at a filter above it, and one whose SYN the firewall threw away. */
function trace(): Buffer {
  const writer = new TraceWriter();
  const packets = new CaptureWriter().handshake(`${VM}:50000`, '20.1.1.1:443').packets();
  for (const [at, packet] of packets.entries()) {
    writer.packet(ethernet(packet), { ...ADAPTER, at });
    if (at > 0) writer.packet(ethernet(packet), { component: 8, type: 1, at });
  }
  const [stopped = Buffer.alloc(0)] = new CaptureWriter().handshake(`${VM}:50001`, '20.2.2.2:443').packets();
  writer.drop(stopped, { component: 30, reason: FIREWALL });
  writer.component(20, 2, 'netvsc.sys', 'Microsoft Hyper-V Network Adapter').component(8, 3, 'wfplwfs.sys');
  return Buffer.from(writer.component(30, 11, 'tcpip.sys', 'TCP/IPv4 - L3/L4').address(30, VM).file());
}

async function open(page: Page): Promise<void> {
  await page.goto('/');
  await page
    .locator('#paste-file')
    .setInputFiles({ name: 'PktMon.etl', mimeType: 'application/octet-stream', buffer: trace() });
  await expect(page.locator('#conclusion')).toBeVisible();
}

test('a trace of pktmon is read as it is: which component threw what away, and why', async ({ page }) => {
  await open(page);
  await expect(page.locator('#conclusion')).toContainText('このマシンの中で');
  await expect(page.locator('.bar')).toContainText('3 パケット');
  await expect(page.locator('#facts')).toContainText('Windows の TCP/IP (tcpip.sys、TCP/IPv4 - L3/L4)');
  await expect(page.locator('#facts')).toContainText('WFP の検査で破棄された (受信) (INET_ReceiveInspection)');
  await expect(page.locator('#endpoints')).toContainText('20.2.2.2');
});

test('the reader chooses another place in Windows by keyboard', async ({ page }) => {
  await open(page);
  const place = page.getByLabel('パケットを見る場所');
  await expect(place).toHaveValue('20.1');
  await place.focus();
  await place.press('ArrowDown');
  await expect(page.locator('.bar')).toContainText('2 パケット');
  await expect(place).toHaveValue('8.1');
  await expect(page.locator('#facts')).toContainText('選んだ場所');
});

/** A trace of `netsh trace` in which a SYN stands twice, and a handshake of TLS that takes 1.5 seconds. */
function netsh(): Buffer {
  const writer = new TraceWriter();
  const [syn = Buffer.alloc(0)] = new CaptureWriter().handshake(`${VM}:50001`, '20.2.2.2:443').packets();
  writer.ndis(ethernet(syn), { at: 0, high: 1 }).ndis(ethernet(syn), { at: 0.0002, high: 1 });
  const talk = new CaptureWriter();
  new Talk(talk, `${VM}:50000`, '20.1.1.1:443')
    .says(clientHello('a.example'))
    .answers(Buffer.concat([SERVER_HELLO, encrypted(60)]))
    .says(encrypted(60));
  for (const [at, packet] of talk.packets().entries())
    writer.ndis(ethernet(packet), { at: 0.5 + at * 0.3 + (at === 5 ? 0.9 : 0), high: 1 });
  return Buffer.from(writer.file());
}

/** A cabinet whose table names these files. */
function cabinet(names: readonly string[]): Buffer {
  const header = Buffer.alloc(44);
  header.write('MSCF', 0, 'latin1');
  header.writeUInt32LE(44, 16);
  header.set([3, 1], 24);
  header.writeUInt16LE(names.length, 28);
  const rows = names.map((name) => {
    const head = Buffer.alloc(16);
    head.writeUInt32LE(1234, 0);
    head.writeUInt16LE((46 << 9) | (11 << 5) | 30, 10);
    return Buffer.concat([head, Buffer.from(`${name}\0`)]);
  });
  return Buffer.concat([header, ...rows]);
}

const fileOf = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });

for (const width of [390, 1280])
  test(`netsh trace: where copies cannot be told apart, no repeats are shown, and slow TLS is said (${width} px)`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/');
    await page.locator('#paste-file').setInputFiles(fileOf('NetTrace.etl', netsh()));
    const facts = page.locator('#facts');
    await expect(facts).toContainText('SYN の回数からは何も判断していません');
    await expect(facts).toContainText('TLS の確立に 1 秒を超える時間がかかった接続が 1 個あります');
    await expect(facts).toContainText('TLS の確立まで (中央値)');
    await expect(facts.getByRole('columnheader', { name: '再送', exact: true })).toHaveCount(0);
    await expect(page.locator('#machine')).toContainText('数えられません');
    await expect(page.locator('#endpoints tr', { hasText: '20.2.2.2' })).toContainText('判断できない');
    const { violations } = await new AxeBuilder({ page }).include('#facts').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    if (process.env['SHOTS'] !== undefined)
      await page.screenshot({ path: `${process.env['SHOTS']}/netsh-${width}.png`, fullPage: true });
  });

for (const width of [390, 1280])
  test(`a trace and the cabinet beside it: the one is read, the other listed (${width} px)`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/');
    const cab = cabinet(['osinfo.txt', 'adapterinfo.txt', 'report\\allcred.txt']);
    await page.locator('#paste-file').setInputFiles([fileOf('NetTrace.cab', cab), fileOf('NetTrace.etl', netsh())]);
    const bundle = page.locator('.bundle');
    await expect(bundle).toContainText('NetTrace.etl');
    const names = bundle.locator('details', { hasText: 'キャビネット (.cab) の中のファイル' });
    await names.locator('summary').click();
    await expect(names).toContainText('NetTrace.cab/report/allcred.txt (1.2 kB、2026-11-30 00:00)');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    if (process.env['SHOTS'] !== undefined)
      await page.screenshot({ path: `${process.env['SHOTS']}/cab-${width}.png`, fullPage: true });
  });

for (const [width, scheme] of [
  [390, 'light'],
  [390, 'dark'],
  [1280, 'light'],
  [1280, 'dark'],
] as const)
  test(`nothing in the way at ${width} px, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 900 });
    await open(page);
    const { violations } = await new AxeBuilder({ page }).include('#facts').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    if (process.env['SHOTS'] !== undefined)
      await page.locator('#facts').screenshot({ path: `${process.env['SHOTS']}/facts-${width}-${scheme}.png` });
  });
