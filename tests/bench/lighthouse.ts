import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from './table.ts';
import { withSite } from './site.ts';

const PAGES = {
  home: '/',
  article: '/guide/linux-check/',
  signature: '/signatures/nc-timeout/',
  errors: '/errors/',
  endpoints: '/reference/endpoints/',
};
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

/** Lighthouse's four scores (mobile, throttled) for each kind of page. */
export async function measureLighthouse(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'));
  return withSite(async (origin) =>
    Object.entries(PAGES).map(([kind, path]) => {
      const file = join(folder, `${kind}.json`);
      spawnSync(
        'lighthouse',
        [
          origin + path,
          '--quiet',
          `--only-categories=${CATEGORIES.join(',')}`,
          '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
          '--output=json',
          `--output-path=${file}`,
        ],
        {
          env: { ...process.env, CHROME_PATH: process.env['CHROMIUM_PATH'] ?? '' },
        },
      );
      const { categories } = JSON.parse(readFileSync(file, 'utf8')) as {
        categories: Record<string, { score: number }>;
      };
      const scores = CATEGORIES.map((name) => Math.round((categories[name]?.score ?? 0) * 100));
      return {
        what: `Lighthouse, ${kind}`,
        measured: scores.join(' / '),
        budget: '100 / 100 / 100 / 100',
        met: scores.every((score) => score === 100),
      };
    }),
  );
}
