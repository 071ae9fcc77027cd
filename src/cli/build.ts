/** Builds the command line as one file with what it knows compiled in. */
import { statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { tooOld } from '#locale/cli.ts';
import { fromFiles } from './from-files.ts';
import { compiledFrom } from './knowledge.ts';
import { BUILT, stampOf, STAMP } from './fresh.mjs';

const PROJECT = new URL('../../', import.meta.url);
/** The oldest Node that runs it: sets and maps have what the analysis uses from here on. */
const OLDEST = 22;

/** The entry: each part of what is known is a text that is parsed when a command asks for it. */
const entry: Plugin = {
  name: 'cli-entry',
  resolveId: (id) => (id === 'sotsu-karte' ? '\0sotsu-karte' : null),
  load: (id) =>
    id === '\0sotsu-karte'
      ? [
          `import { main } from ${JSON.stringify(fileURLToPath(new URL('main.ts', import.meta.url)))};`,
          `import { serveThread } from ${JSON.stringify(fileURLToPath(new URL('threads.ts', import.meta.url)))};`,
          `import { isMainThread } from 'node:worker_threads';`,
          `import { fromCompiled } from ${JSON.stringify(fileURLToPath(new URL('knowledge.ts', import.meta.url)))};`,
          `const compiled = ${JSON.stringify(compiledFrom(fromFiles(PROJECT)))};`,
          `const isTooOld = Number(process.versions.node.split('.')[0]) < ${OLDEST};`,
          `if (isTooOld) process.stderr.write(${JSON.stringify(tooOld(OLDEST))});`,
          'if (isMainThread)',
          '  process.exitCode = isTooOld',
          '    ? 2',
          '    : await main(process.argv.slice(2), fromCompiled(compiled), new URL(import.meta.url));',
          'else serveThread();',
        ].join('\n')
      : null,
};

const stamp = stampOf(PROJECT);
await build({
  configFile: false,
  root: fileURLToPath(PROJECT),
  publicDir: false,
  logLevel: 'warn',
  plugins: [entry],
  build: {
    ssr: true,
    target: `node${OLDEST}`,
    minify: true,
    outDir: fileURLToPath(new URL('./', BUILT)),
    emptyOutDir: true,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: { 'sotsu-karte': 'sotsu-karte' },
      output: { format: 'es', entryFileNames: '[name].mjs', banner: '#!/usr/bin/env node', codeSplitting: false },
    },
  },
  ssr: { noExternal: true, target: 'node' },
});
writeFileSync(STAMP, stamp);
process.stdout.write(`${fileURLToPath(BUILT)}: ${statSync(BUILT).size} bytes\n`);
