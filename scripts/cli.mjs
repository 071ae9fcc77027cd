/**
 * npm run diagnose, npm run explain, npm run search: the command line on the pinned Node; standard output holds its answer
 * only. The built one (`npm run build:cli`), where nothing has changed since, starts at once.
 */
import { isFresh } from '../src/cli/fresh.mjs';
import { attempt, install, NODE } from './setup.mjs';

if (isFresh()) await import('../cli/sotsu-karte.mjs');
else {
  install({ quiet: true });
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major >= 24) await import('../src/cli.ts');
  else process.exitCode = attempt(NODE, ['src/cli.ts', ...process.argv.slice(2)]);
}
