/** The command line from its sources, as `npm run diagnose`, `explain` and `search` start it where no compiled one is fresh. */
import { fromFiles } from './cli/from-files.ts';
import { main } from './cli/main.ts';

process.exitCode = await main(process.argv.slice(2), fromFiles(new URL('../', import.meta.url)));
