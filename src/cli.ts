/** The command line from its sources, as `npm run diagnose`, `explain` and `search` start it where no compiled one is fresh. */
import { isMainThread } from 'node:worker_threads';
import { fromFiles } from './cli/from-files.ts';
import { main } from './cli/main.ts';
import { serveThread } from './cli/threads.ts';

if (isMainThread) {
  const entry = new URL(import.meta.url);
  process.exitCode = await main(process.argv.slice(2), fromFiles(new URL('../', entry)), entry);
} else serveThread();
