/** npm run build:cli: the command line as one file with what it knows compiled in, as the package `sotsu-karte` holds it. */
import { attempt, install, NODE } from './setup.mjs';

install();
process.exitCode = attempt(NODE, ['src/cli/build.ts']);
