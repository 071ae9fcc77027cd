/** npm run diagnose, npm run explain, npm run search: the command line on the pinned Node; standard output holds its answer only. */
import { attempt, install, NODE } from './setup.mjs';

install({ quiet: true });
const [major = 0] = process.versions.node.split('.').map(Number);
if (major >= 24) await import('../src/cli.ts');
else process.exitCode = attempt(NODE, ['src/cli.ts', ...process.argv.slice(2)]);
