/**
 * npm run reproduce: builds the site again and compares it with dist/, byte for byte; exit 1 when they differ.
 * The second build has nothing of the first but its sources: another folder, no cache, another day, time zone and language.
 */
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { CHECKSUMS, checksums } from '../src/site/checksums.mjs';
import { attempt, env, install, ROOT } from './setup.mjs';

const DIST = join(ROOT, 'dist');
const COPY = join(ROOT, '.cache', 'second build');
const NOT_SOURCES = ['node_modules', 'dist', '.git', '.cache', '.astro', 'test-results', 'playwright-report', 'tests'];
const STATES = ['states', 'corpus/logs-linux'];
const MOST_TOLD = 20;
/** Sets the clock of the second build 400 days ahead; as an address, since NODE_OPTIONS splits a path at its blanks. */
const OTHER_DAY = `data:text/javascript,${encodeURIComponent(`
  const Now = Date;
  const now = () => Now.now() + 400 * 86_400_000;
  globalThis.Date = class extends Now {
    constructor(...given) {
      super(...(given.length === 0 ? [now()] : given));
    }
    static now() {
      return now();
    }
  };
`)}`;

install();
if (!existsSync(join(DIST, CHECKSUMS))) {
  console.error('There is no built site to compare with: run `npm run build` first.');
  process.exit(1);
}
rmSync(COPY, { recursive: true, force: true });
try {
  copySources();
  linkFolder(join(ROOT, 'node_modules'), join(COPY, 'node_modules'));
  build();
  process.exitCode = compare() ? 0 : 1;
} finally {
  rmSync(COPY, { recursive: true, force: true });
}

function copySources() {
  mkdirSync(COPY, { recursive: true });
  for (const name of readdirSync(ROOT).filter((entry) => !NOT_SOURCES.includes(entry)))
    cpSync(join(ROOT, name), join(COPY, name), { recursive: true });
  // of the tests only what the page of states is made of
  for (const name of STATES) cpSync(join(ROOT, 'tests', name), join(COPY, 'tests', name), { recursive: true });
}

/** The same packages at another place: hard links, since Node would follow a symbolic one back; caches stay behind. */
function linkFolder(from, to) {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (entry.isFile()) linkSync(source, target);
    else if (!['.astro', '.vite', '.cache'].includes(entry.name)) linkFolder(source, target);
  }
}

function build() {
  const bin = join(COPY, 'node_modules', '.bin');
  const locale = 'tr_TR.UTF-8';
  const elsewhere = {
    ...env,
    PATH: [bin, env.PATH].join(delimiter),
    TZ: 'Pacific/Chatham',
    LANG: locale,
    LC_ALL: locale,
    NODE_OPTIONS: `--import=${OTHER_DAY}`,
  };
  const quiet = { cwd: COPY, env: elsewhere, stdio: ['ignore', 'ignore', 'inherit'] };
  if (attempt('astro', ['build'], quiet) !== 0) throw new Error('the second build failed');
}

function compare() {
  const first = checksums(DIST);
  const changed = differing(first, readFileSync(join(DIST, CHECKSUMS), 'utf8'));
  const other = differing(first, readFileSync(join(COPY, 'dist', CHECKSUMS), 'utf8'));
  tell(`dist/ is not what its ${CHECKSUMS} says`, changed);
  tell('the second build differs', other);
  if (changed.length + other.length > 0) return false;
  console.log(`two builds of ${first.trimEnd().split('\n').length} files are equal, byte for byte`);
  return true;
}

/** Paths whose line is in one list only. */
function differing(...lists) {
  const [one, other] = lists.map((list) => new Set(list.trimEnd().split('\n')));
  const lines = [...[...one].filter((line) => !other.has(line)), ...[...other].filter((line) => !one.has(line))];
  return [...new Set(lines.map((line) => line.slice(line.indexOf('  ') + 2)))];
}

function tell(what, paths) {
  if (paths.length > 0) console.error([`${what}: ${paths.length} files`, ...paths.slice(0, MOST_TOLD)].join('\n  '));
}
