/** npm test: installs what is missing, then checks everything; the last line counts the tests. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { browser, env, install, ROOT } from './setup.mjs';

const CACHE = join(ROOT, '.cache');
install();
mkdirSync(CACHE, { recursive: true });
const testEnv = { ...env, CHROMIUM_PATH: browser() };

const STEPS = [
  ['types', 'astro', ['check']],
  ['lint', 'eslint', ['.']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['prose', 'textlint', ['content/**/*.mdx']],
  [
    'unit and corpus',
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(CACHE, 'vitest.json')}`],
  ],
  ['build', 'astro', ['build']],
  ['links', 'node', ['scripts/check-links.mjs']],
  ['browser', 'playwright', ['test']],
];

for (const [name, command, args] of STEPS) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { cwd: ROOT, env: testEnv, stdio: 'inherit' });
  if (status === 0) continue;
  console.error(`\nnpm test stopped at: ${name}`);
  process.exit(status ?? 1);
}

const vitest = JSON.parse(readFileSync(join(CACHE, 'vitest.json'), 'utf8'));
const e2e = JSON.parse(readFileSync(join(CACHE, 'playwright.json'), 'utf8')).stats;
console.log(`\nall steps passed: ${STEPS.map(([name]) => name).join(', ')}`);
console.log(`${vitest.numPassedTests + e2e.expected} passed, ${vitest.numFailedTests + e2e.unexpected} failed`);
