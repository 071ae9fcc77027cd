/** npm run test:soak: very many mutations of logs, captures and bundles; not a part of npm test. */
import { attempt, env, install, NODE } from './setup.mjs';

install();
process.exitCode = attempt(NODE, ['tests/soak/run.ts', ...process.argv.slice(2)], { env });
