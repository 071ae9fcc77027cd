/** Every internal link of the built site leads to a page and, with a fragment, to an element of it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const BASE = (process.env.BASE_PATH ?? '/').replace(/\/$/u, '');
/** The states of a report lead to lines of logs that are not on their pages. */
const pages = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.html') && !name.startsWith('dev/'),
);
const html = new Map(pages.map((name) => [name, readFileSync(join(DIST, name), 'utf8')]));
const ids = new Map(
  [...html].map(([name, text]) => [name, new Set([...text.matchAll(/\sid="([^"]+)"/gu)].map(([, id]) => id))]),
);
/** Fragments that carry a filter's state or a line of a log that is not there yet. */
const STATE = /^(?:text|tool|facility|verdict|layer|workload|q|scenario)=/u;

const broken = [];
let checked = 0;
for (const [name, text] of html) {
  for (const [, raw] of text.matchAll(/\s(?:href|src)="([^"]*)"/gu)) {
    const link = raw.replaceAll('&amp;', '&');
    if (!link.startsWith('/') && !link.startsWith('#')) continue;
    checked += 1;
    const [path = '', fragment = ''] = link.split('#', 2);
    const target = path === '' ? name : find(path.split('?', 1)[0]);
    if (target === null) broken.push(`${name}: ${link}`);
    else if (fragment !== '' && !STATE.test(fragment) && !ids.get(target)?.has(decodeURIComponent(fragment)))
      broken.push(`${name}: ${link} (no such element)`);
  }
}

function find(path) {
  if (BASE !== '' && !path.startsWith(`${BASE}/`)) return null;
  const file = decodeURIComponent(path.slice(BASE.length + 1));
  for (const candidate of [file, join(file, 'index.html')]) {
    if (statSync(join(DIST, candidate), { throwIfNoEntry: false })?.isFile()) return candidate;
  }
  return null;
}

console.log(`${checked} links on ${pages.length} pages, ${broken.length} broken`);
if (broken.length > 0) {
  console.error(broken.slice(0, 40).join('\n'));
  process.exit(1);
}
