import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';

export function corpus(name: string): string {
  return readFileSync(new URL(`../corpus/logs-linux/${name}.log`, import.meta.url), 'utf8');
}

/** Pastes text as the clipboard does. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.locator('#paste-text').focus();
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
  await page.keyboard.press('Control+v');
}

export async function conclusion(page: Page): Promise<string> {
  await expect(page.locator('#conclusion')).toBeVisible();
  return (await page.locator('#conclusion').textContent()) ?? '';
}

/** Collects what a reader would see as a defect: console errors and uncaught exceptions. */
export function watch(page: Page): string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    // told by Playwright, not by the page: `serviceWorkers` of its configuration
    if (message.text().startsWith('Service Worker registration blocked')) return;
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  return problems;
}

/** Copies by the menu of the report. */
export async function copyBy(page: Page, choice: string): Promise<string> {
  await page.locator('.bar summary', { hasText: 'コピー' }).click();
  await page.getByRole('button', { name: choice, exact: true }).click();
  await expect(page.locator('.said')).toContainText('コピーしました');
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Follows a link that opens beside the report. */
export async function follow(page: Page, link: Locator): Promise<Page> {
  const [beside] = await Promise.all([page.waitForEvent('popup'), link.click()]);
  await beside.waitForLoadState();
  return beside;
}

/** Pastes something else while a report is open, in its place. */
export async function replaceBy(page: Page, text: string): Promise<void> {
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
  await page.keyboard.press('Control+v');
  await page.getByRole('button', { name: '置き換える' }).click();
}
