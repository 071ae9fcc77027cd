import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { PASTE } from '#locale/view.ts';
import { eventData, eventLog, logOf, text } from '../support/event-logs.ts';

const CHUNK = 65_536;
const HEADER = 4096;
const made = eventLog(
  Array.from({ length: 2000 }, (_, at) => ({
    provider: 'Microsoft-Windows-DNS-Client',
    id: 1014,
    level: 3,
    time: Date.UTC(2026, 10, 20) + at * 1000,
    payload: [eventData({ QueryName: text(`host${at}.contoso.example`), Detail: text('made '.repeat(80)) })],
  })),
);

/** The log again and again, up to a size. */
function longLog(bytes: number): Buffer {
  const chunks = Math.floor((made.length - HEADER) / CHUNK);
  return logOf(
    Array.from({ length: Math.ceil(bytes / CHUNK) }, (_, at) =>
      Buffer.from(made.subarray(HEADER + (at % chunks) * CHUNK, HEADER + ((at % chunks) + 1) * CHUNK)),
    ),
  );
}

test('a long event log tells that it is being read, can be stopped, and leaves the page usable', async ({ page }) => {
  await page.goto('/');
  await page.locator('#paste-text').focus();
  await page.waitForLoadState('networkidle');
  const file = page.locator('input[type="file"]').first();
  await file.setInputFiles({ name: 'System.evtx', mimeType: '', buffer: longLog(45_000_000) });
  const stop = page.getByRole('button', { name: PASTE.stop });
  await stop.click();
  await expect(page.getByRole('status').first()).toContainText('診断を中止しました。');
  await expect(page.locator('#conclusion')).toHaveCount(0);
  await file.setInputFiles({ name: 'System.evtx', mimeType: '', buffer: made });
  await expect(page.locator('#conclusion')).toContainText('名前解決');
});

test('a rotated log that is packed is read as it stands, and a cut one is told', async ({ page }) => {
  const { gzipSync } = await import('node:zlib');
  const log = readFileSync(new URL('../corpus/pastes-linux/waagent-wireserver-timeouts.txt', import.meta.url));
  await page.goto('/');
  await page.locator('#paste-text').focus();
  await page.waitForLoadState('networkidle');
  const file = page.locator('input[type="file"]').first();
  await file.setInputFiles({ name: 'waagent.log.1.gz', mimeType: '', buffer: gzipSync(log).subarray(0, 100) });
  await expect(page.getByRole('status').first()).toContainText('gzip のファイルが途中で切れているか');
  await file.setInputFiles({ name: 'waagent.log.1.gz', mimeType: '', buffer: gzipSync(log) });
  await expect(page.locator('#conclusion')).toContainText('VM エージェントが、Azure の基盤に接続できません');
});
