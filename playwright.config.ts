import { defineConfig } from '@playwright/test';

const path = process.env['CHROMIUM_PATH'] ?? '';
const port = Number(process.env['E2E_PORT'] ?? '') || 4399;

export default defineConfig({
  testDir: 'tests/e2e',
  fullyParallel: true,
  workers: 2,
  timeout: 90_000,
  // a test that needs its second try is counted and told as flaky
  retries: process.env['CI'] === 'true' ? 1 : 0,
  // a busy two-core machine needs more than the default five seconds
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/playwright.json' }]],
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'ja-JP',
    // each page would fetch the whole site once more; the tests of the service worker allow it
    serviceWorkers: 'block',
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: {
      ...(path === '' ? {} : { executablePath: path }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'node scripts/serve.mjs',
    env: { PORT: String(port), HOST: '' },
    port,
    reuseExistingServer: false,
  },
});
