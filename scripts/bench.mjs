/** npm run bench: the budgets, measured; builds the site when there is none. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { browser } from './browser.mjs';
import { attempt, env, install, NODE, ROOT, run } from './setup.mjs';

install();
const chromium = browser();
if (!existsSync(join(ROOT, 'dist', 'index.html'))) run('astro', ['build']);
process.exitCode = attempt(NODE, ['tests/bench/run.ts', ...process.argv.slice(2)], {
  env: { ...env, CHROMIUM_PATH: chromium },
});
