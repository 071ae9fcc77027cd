import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from './table.ts';
import { withSite } from './site.ts';

const PAGES = {
  home: '/',
  articles: '/guide/',
  article: '/guide/linux-check/',
  'article with a diagram': '/guide/paths/',
  'article with rules and routes': '/guide/azure-network/',
  'check script': '/check/',
  signature: '/signatures/nc-timeout/',
  errors: '/errors/',
  endpoints: '/reference/endpoints/',
};
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

/** Chromium's trace sometimes lacks its beginning; Lighthouse then says so and gives no score. */
const TRIES = 3;

interface Result {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly runtimeError?: { readonly code: string };
}

/** Lighthouse's four scores (mobile, throttled) for each kind of page. */
export async function measureLighthouse(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'));
  return withSite(async (origin) =>
    Object.entries(PAGES).map(([kind, path]) => {
      const { categories } = resultOf(origin + path, join(folder, `${kind}.json`));
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

function resultOf(url: string, file: string): Result {
  const args = [
    url,
    '--quiet',
    `--only-categories=${CATEGORIES.join(',')}`,
    '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
    '--output=json',
    `--output-path=${file}`,
  ];
  const env = { ...process.env, CHROME_PATH: process.env['CHROMIUM_PATH'] ?? '' };
  for (let left = TRIES - 1; ; left -= 1) {
    spawnSync('lighthouse', args, { env });
    const result = JSON.parse(readFileSync(file, 'utf8')) as Result;
    if (result.runtimeError === undefined || left === 0) return result;
  }
}
