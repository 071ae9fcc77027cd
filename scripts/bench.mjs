/** npm run bench: measures the budgets in one run and prints them; exit 1 when one is missed. */
import { browser } from './browser.mjs';
import { attempt, env, install, NODE, run } from './setup.mjs';

install();
const CHROMIUM_PATH = browser();
run('astro', ['build'], { stdio: ['ignore', 'ignore', 'inherit'] });
process.exitCode = attempt(NODE, ['tests/bench/run.ts', ...process.argv.slice(2)], { env: { ...env, CHROMIUM_PATH } });
