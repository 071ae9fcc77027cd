import { chromium, type Browser } from '@playwright/test';

/** What a measured page is opened with: beside it the service worker would fetch the whole site. */
export const ALONE = { serviceWorkers: 'block' } as const;

/** Runs a measurement in the Chromium that `scripts/bench.mjs` found, and closes it afterwards. */
export async function withChromium<T>(measure: (browser: Browser) => Promise<T>): Promise<T> {
  const path = process.env['CHROMIUM_PATH'] ?? '';
  const browser = await chromium.launch({
    ...(path === '' ? {} : { executablePath: path }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    return await measure(browser);
  } finally {
    await browser.close();
  }
}
