import type { Browser } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { ALONE, withChromium } from './chromium.ts';
import { withSite } from './site.ts';
import type { Row } from './table.ts';

const PAGES = {
  home: '/',
  article: '/guide/linux-check/',
  signature: '/signatures/nc-timeout/',
  errors: '/errors/',
  endpoints: '/reference/endpoints/',
};
/** JavaScript of a page before any interaction, gzip. */
const SCRIPT_BUDGET = 20_000;
const CATALOGUE_BUDGET = 90_000;

type Sizes = Readonly<Record<'document' | 'stylesheet' | 'script' | 'other', number>>;

/** What each kind of page really loads before any interaction, each file compressed by itself. */
export async function measureSizes(): Promise<Row[]> {
  return withChromium((browser) =>
    withSite(async (origin) => {
      const rows: Row[] = [];
      for (const [kind, path] of Object.entries(PAGES)) {
        const { document, stylesheet, script, other } = await sizesOf(browser, origin + path);
        rows.push({
          what: `gzip before any interaction, ${kind}`,
          measured: `JS ${kB(script)}, CSS ${kB(stylesheet)}, HTML ${kB(document)}, other ${kB(other)}`,
          budget: 'JS ≤ 20 kB',
          met: script <= SCRIPT_BUDGET,
        });
      }
      rows.push(catalogueSize(), searchSize());
      return rows;
    }),
  );
}

/** The messages, texts and rules that the browser loads when the search or the paste box is used. */
function catalogueSize(): Row {
  const size = gzipSync(readFileSync('dist/knowledge.json'), { level: 9 }).length;
  return {
    what: 'gzip of the signature data for the browser',
    measured: kB(size),
    budget: `≤ ${CATALOGUE_BUDGET / 1000} kB`,
    met: size <= CATALOGUE_BUDGET,
  };
}

/** What only the search loads when it is opened, before the first key; what articles say follows. */
function searchSize(): Row {
  const size = gzipSync(readFileSync('dist/search.json'), { level: 9 }).length;
  const after = gzipSync(readFileSync('dist/passages.json'), { level: 9 }).length;
  return {
    what: 'gzip of the data of the search, before the first key',
    measured: `${kB(size)}, and what articles say ${kB(after)}`,
    budget: `≤ ${CATALOGUE_BUDGET / 1000} kB`,
    met: size <= CATALOGUE_BUDGET,
  };
}

async function sizesOf(browser: Browser, address: string): Promise<Sizes> {
  const page = await browser.newPage(ALONE);
  const sizes = { document: 0, stylesheet: 0, script: 0, other: 0 };
  const reading: Promise<void>[] = [];
  page.on('response', (response) => {
    const type = response.request().resourceType();
    const kind = type === 'document' || type === 'stylesheet' || type === 'script' ? type : 'other';
    reading.push(
      response.body().then((body) => {
        sizes[kind] += gzipSync(body).length;
      }),
    );
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  await Promise.all(reading);
  await page.close();
  return sizes;
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
