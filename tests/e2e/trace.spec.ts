import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { CaptureWriter } from '../support/packets.ts';
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
