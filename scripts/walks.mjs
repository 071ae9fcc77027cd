/** npm run walks: four readers on their way to an answer, measured; not a part of npm test. */
import { browser } from './browser.mjs';
import { attempt, env, install, NODE, run } from './setup.mjs';

const args = process.argv.slice(2);
install();
const CHROMIUM_PATH = browser();
if (!args.some((arg) => /^--(?:dist|origin)\b/u.test(arg)))
  run('astro', ['build'], { stdio: ['ignore', 'ignore', 'inherit'] });
process.exitCode = attempt(NODE, ['tests/walks/run.ts', ...args], { env: { ...env, CHROMIUM_PATH } });
