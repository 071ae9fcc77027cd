/** npm run test:unit: the quick unit tests, without a browser and without a build; part of what npm test runs. */
import { attempt, env, install } from './setup.mjs';

install();
process.exitCode = attempt('vitest', ['run', '--config', 'vitest.quick.config.ts', ...process.argv.slice(2)], { env });
