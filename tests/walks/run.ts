/**
 * Five readers on their way to an answer, at the width of a phone and of a window; prints a table to compare designs by.
 *   node tests/walks/run.ts [--dist FOLDER | --origin URL] [NAME…]
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { siteServer } from '../../scripts/site-server.mjs';
import { withChromium } from '../bench/chromium.ts';
import { Walker, type Found } from './walker.ts';
import { WALKS, type Walk } from './walks.ts';

const WIDTHS = [390, 1280];

const { values, positionals } = parseArgs({
  options: { dist: { type: 'string', default: 'dist' }, origin: { type: 'string' } },
  allowPositionals: true,
});
const chosen = WALKS.filter(
  ({ name }) => positionals.length === 0 || positionals.some((word) => name.startsWith(word)),
);

console.log(['| walk | what |', ...WIDTHS.map((width) => ` ${width} px |`)].join(''));
console.log(['| - | - |', ...WIDTHS.map(() => ' - |')].join(''));
if (values.origin !== undefined) await walkAll(values.origin.replace(/\/+$/u, ''));
else await served(values.dist, walkAll);

async function walkAll(origin: string): Promise<void> {
  for (const walk of chosen) {
    const found: Found[] = [];
    for (const width of WIDTHS) found.push(await walkOnce(walk, origin, width));
    for (const what of new Set(found.flatMap((one) => [...one.keys()])))
      console.log(`| ${walk.name} | ${what} | ${found.map((one) => one.get(what) ?? '–').join(' | ')} |`);
  }
}

/** A browser of its own: one that hangs is left behind. */
async function walkOnce({ walk }: Walk, origin: string, width: number): Promise<Found> {
  return withChromium(async (browser) => {
    const reader = await Walker.start(browser, origin, width);
    let found: Found;
    try {
      found = await walk(reader);
    } catch (error) {
      found = new Map([['gave up', error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)]]);
    }
    return new Map([...found, ...reader.counted()]);
  });
}

async function served(dist: string, act: (origin: string) => Promise<void>): Promise<void> {
  const server = siteServer({ dist });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await act(`http://localhost:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
