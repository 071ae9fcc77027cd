import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Row } from './run.ts';

const DIST = new URL('../../dist/', import.meta.url);
const PAGES = {
  home: 'index.html',
  article: 'guide/linux-check/index.html',
  signature: 'signatures/nc-timeout/index.html',
  errors: 'errors/index.html',
  endpoints: 'reference/endpoints/index.html',
};
/** JavaScript of a page before any interaction, gzip. */
const SCRIPT_BUDGET = 20_000;

const gzip = (path: string): number => gzipSync(readFileSync(new URL(path, DIST))).length;
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** A script and everything that it imports without being asked (dynamic imports are not followed). */
function closure(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const code = readFileSync(new URL(path, DIST), 'utf8');
  for (const [, found] of code.matchAll(/(?:^|[;}])import(?:[^"'()]*from)?["']\.\/([^"']+)["']/gu)) {
    if (found !== undefined) closure(path.replace(/[^/]+$/u, found), seen);
  }
  return seen;
}

/** What each kind of page sends before any interaction. */
export function measureSizes(): Row[] {
  return Object.entries(PAGES).map(([kind, path]) => {
    const html = readFileSync(new URL(path, DIST), 'utf8');
    const linked = (pattern: RegExp): string[] =>
      [...html.matchAll(pattern)].map(([, found]) => (found ?? '').replace(/^\//u, ''));
    const scripts = new Set<string>();
    for (const script of linked(/<script[^>]*src="([^"]+)"/gu)) closure(script, scripts);
    const js = [...scripts].reduce((sum, file) => sum + gzip(file), 0);
    const css = linked(/<link rel="stylesheet" href="([^"]+)"/gu).reduce((sum, file) => sum + gzip(file), 0);
    return {
      what: `gzip, ${kind}`,
      measured: `JS ${kB(js)}, CSS ${kB(css)}, HTML ${kB(gzip(path))}`,
      budget: 'JS ≤ 20 kB',
      met: js <= SCRIPT_BUDGET,
    };
  });
}
