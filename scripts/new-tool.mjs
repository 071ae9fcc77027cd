/**
 * npm run new:tool -- <id> [--word "…"]: makes the folder of a new tool, its sample and its test, and puts it into the
 * list. What is left to do bears a mark, and npm test fails as long as one is there.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FILL } from './fill.mjs';

const USAGE = 'usage: npm run new:tool -- <id> [--word "what readers call it"]';
const ROOT = process.env.PROJECT_DIR ?? fileURLToPath(new URL('..', import.meta.url));
const LIST = join(ROOT, 'src/tools/index.ts');
const ID = /^[a-z][a-z0-9]{0,30}$/u;

const [id, word] = readArguments();
if (!ID.test(id)) fail(`"${id}" is no id: small letters and digits, as the tool is run (nslookup)`);
const folder = join(ROOT, 'src/tools', id);
if (existsSync(folder)) fail(`the id ${id} is taken`);
const list = readFileSync(LIST, 'utf8');
const entered = withTool(list);

mkdirSync(folder);
const files = {
  [join(folder, 'index.ts')]: tool(),
  [join(folder, 'read.ts')]: reader(),
  [join(ROOT, 'tests/unit/tools', `${id}.log`)]: sample(),
  [join(ROOT, 'tests/unit/tools', `${id}.test.ts`)]: test(),
};
for (const [file, text] of Object.entries(files)) {
  writeFileSync(file, text, { flag: 'wx' });
  console.log(`made ${file}`);
}
writeFileSync(LIST, entered);
console.log(`put ${id} into ${LIST}`);
console.log(`Its messages are signatures: npm run new:signature -- ${id}-… --tool ${id}`);
console.log(`Fill in what is marked ${FILL}, then run npm test.`);

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { word: { type: 'string' } } });
    if (positionals.length !== 1) fail(USAGE);
    return [positionals[0], values.word ?? positionals[0]];
  } catch (error) {
    fail(`${error.message}\n${USAGE}`);
  }
}

/** The list of tools with this one behind the others. */
function withTool(source) {
  const imports = [...source.matchAll(/^import \{ [a-z0-9]+ \} from '\.\/[a-z0-9]+\/index\.ts';\n/gmu)];
  const last = imports.at(-1);
  const entries = /^(export const TOOLS: readonly Tool\[\] = \[)([^\]]*)\];$/mu;
  if (last === undefined || !entries.test(source)) fail(`${LIST} does not have the expected form`);
  const end = last.index + last[0].length;
  const imported = `${source.slice(0, end)}import { ${id} } from './${id}/index.ts';\n${source.slice(end)}`;
  return imported.replace(entries, (_, head, names) => `${head}${names.trim().replace(/,$/u, '')}, ${id}];`);
}

function tool() {
  return `import type { OptionTable } from '../../session/arguments.ts';
import { PlainRun } from '../../session/run.ts';
import { hostName, NO_TARGET } from '../../session/target.ts';
import type { Tool } from '../tool.ts';
import { read } from './read.ts';

/** ${FILL}: options with a value, by their long names, and the letters that stand for them, from the manual (URL, version). */
const OPTIONS: OptionTable = { values: new Set(), names: [], short: {}, aliases: {}, singleHyphen: false };

/** ${FILL}: what it does. */
export const ${id}: Tool = {
  id: '${id}',
  // ${FILL}: every name that it is run under
  names: ['${id}'],
  word: '${word.replaceAll("'", '’')}',
  platform: 'any',
  cmdlet: false,
  // ${FILL}: the layers of which its lines prove something, from the name up
  proves: ['dns', 'tcp'],
  options: OPTIONS,
  // ${FILL}: how a destination is read from its arguments (src/session/target.ts)
  targets: ({ positional }) => [{ ...NO_TARGET, host: hostName(positional[0] ?? '') }],
  // ${FILL}: a state of its own where a line can begin another run
  run: () => new PlainRun(),
  read,
};
`;
}

function reader() {
  return `import type { RawProbe } from '../../session/raw-probe.ts';
import { undecided, type Outcome, type ProbeContext } from '../outcome.ts';

/** ${FILL}: which line proves what, and what proves nothing. Signatures tell it by verdict, layer and role. */
export function read(_probe: RawProbe, context: ProbeContext): Outcome {
  return { ...undecided(context), route: 'direct', layers: {} };
}
`;
}

function sample() {
  return `$ ${id} login.microsoftonline.com
${FILL}: what it prints when it reaches its destination
`;
}

function test() {
  return `import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { probeOf, shown } from '../../support/probes.ts';

const SAMPLE = readFileSync(new URL('./${id}.log', import.meta.url), 'utf8');

test('the sample reaches its destination', () => {
  const probe = probeOf(SAMPLE);
  expect([probe.tool, probe.host, probe.status]).toEqual(['${id}', 'login.microsoftonline.com', 'reachable']);
});

// ${FILL}: each layer that it can prove, each way to fail, what proves nothing
test.each([[SAMPLE, 'direct: tcp ok 2']])('%j', (text, layers) => {
  expect(shown(probeOf(text))).toBe(layers);
});
`;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
