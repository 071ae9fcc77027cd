/** npm test: installs what is missing, checks everything, stops at the first failure; the last line counts the tests. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { browser } from './browser.mjs';
import { count } from './counts.mjs';
import { attemptBeside, env, install, ROOT } from './setup.mjs';

const CACHE = join(ROOT, '.cache');
const VITEST = join(CACHE, 'vitest.json');
const PLAYWRIGHT = join(CACHE, 'playwright.json');

/** One after another; the lanes of a stage run beside each other, as most of their steps use one core. */
const STAGES = [
  [
    // the linter needs the types that the check of types makes
    [
      ['types', 'astro', ['check']],
      ['lint', 'eslint', ['.']],
    ],
    [
      ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
      ['prose', 'textlint', ['content/**/*.mdx']],
      ['unused', 'knip', ['--no-progress']],
    ],
  ],
  [[['unit and corpus', 'vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${VITEST}`]]]],
  [[['build', 'astro', ['build']]]],
  [[['links', 'node', ['scripts/check-links.mjs']]], [['reproducible', 'node', ['scripts/reproduce.mjs']]]],
  [[['browser', 'playwright', ['test']]]],
];

install();
const testEnv = { ...env, CHROMIUM_PATH: browser(), STATES: '1' };
mkdirSync(CACHE, { recursive: true });
for (const file of [VITEST, PLAYWRIGHT]) rmSync(file, { force: true });

const summary = [];
let stopped = null;
for (const lanes of STAGES) {
  await Promise.all(lanes.map((steps) => runLane(steps, lanes.length > 1)));
  if (stopped !== null) break;
}

/** Runs steps until one fails. What they print beside other lanes is kept until they are through. */
async function runLane(steps, isHeld) {
  for (const [name, command, args] of steps) {
    if (!isHeld) console.log(`\n== ${name}`);
    const start = Date.now();
    const { status, printed } = await attemptBeside(command, args, { env: testEnv, isHeld });
    if (isHeld) process.stdout.write(`\n== ${name}\n${printed}`);
    const ok = status === 0;
    summary.push(`${ok ? '✓' : '✕'} ${name.padEnd(16)} ${((Date.now() - start) / 1000).toFixed(1).padStart(6)} s`);
    if (ok) continue;
    stopped ??= name;
    return;
  }
}

const { passed, failed, skipped, flaky, reasons } = count(read(VITEST), read(PLAYWRIGHT));
// a step without tests of its own that fails is a failure too
const failures = Math.max(failed, stopped === null ? 0 : 1);

console.log(`\n${summary.join('\n')}`);
if (stopped !== null) console.log(`npm test stopped at: ${stopped}`);
if (flaky > 0) console.log(`${flaky} of the browser tests needed a second try`);
for (const [reason, times] of reasons) console.log(`skipped ${times} ×: ${reason}`);
console.log(`${passed} passed, ${failures} failed, ${skipped} skipped`);
process.exitCode = failures === 0 ? 0 : 1;

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
