import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FILL } from '../../../scripts/fill.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** What the tests of tools need of the project. */
const COPIED = ['src', 'content', 'scripts', 'tests/support', 'tests/unit/tools', 'package.json', 'tsconfig.json'];
const MINUTES = 60_000;

let copy = '';
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'project-'));
  for (const name of COPIED) cpSync(join(root, name), join(copy, name), { recursive: true });
  mkdirSync(join(copy, 'tests/unit/tooling'));
  cpSync(join(root, 'tests/unit/tooling/unfilled.test.ts'), join(copy, 'tests/unit/tooling/unfilled.test.ts'));
  cpSync(join(root, 'vitest.config.ts'), join(copy, 'vitest.config.ts'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => {
  rmSync(copy, { recursive: true });
});

function run(...args: readonly string[]): { status: number | null; said: string } {
  const env = { ...process.env, PROJECT_DIR: copy, SIGNATURES_DIR: join(copy, 'content/signatures') };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, env, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

function newTool(...args: readonly string[]): { status: number | null; said: string } {
  return run(join(root, 'scripts/new-tool.mjs'), ...args);
}

/** The tests that a new tool has to pass, beside its own. */
function tests(): { status: number | null; said: string } {
  return run(
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    'tests/unit/tools/knock.test.ts',
    'tests/unit/tools/one-test-for-each.test.ts',
    'tests/unit/tools/only-in-its-folder.test.ts',
    'tests/unit/tooling/unfilled.test.ts',
  );
}

test('refuses what is no id, what is taken, and no id at all', () => {
  expect(newTool('Knock!')).toMatchObject({ status: 1, said: expect.stringContaining('no id') });
  expect(newTool('wget')).toMatchObject({ status: 1, said: expect.stringContaining('taken') });
  expect(newTool()).toMatchObject({ status: 1, said: expect.stringContaining('usage') });
});

test(
  'what it makes fails the tests until it is filled in, and passes then without an edit elsewhere',
  () => {
    expect(newTool('knock', '--word', 'knock').status).toBe(0);
    const list = readFileSync(join(copy, 'src/tools/index.ts'), 'utf8');
    expect(list).toContain("import { knock } from './knock/index.ts';");
    expect(list).toMatch(/TOOLS: readonly Tool\[\] = \[[^\]]*\bknock\]/u);
    const before = tests();
    expect(before.status).toBe(1);
    expect(before.said).toContain('the sample reaches its destination');
    expect(before.said).toContain(FILL);
    fillIn();
    const after = tests();
    expect(after.said).not.toContain('FAIL');
    expect(after.status).toBe(0);
  },
  5 * MINUTES,
);

/** Writes what a person would: the reader, a message with its page, and the sample. */
function fillIn(): void {
  const folder = join(copy, 'src/tools/knock');
  const filled = readFileSync(join(folder, 'index.ts'), 'utf8').replaceAll(`${FILL}: `, '');
  writeFileSync(join(folder, 'index.ts'), filled.replace("proves: ['dns', 'tcp']", "proves: ['tcp']"));
  writeFileSync(
    join(folder, 'read.ts'),
    `import type { RawProbe } from '../../session/raw-probe.ts';
import { decidedBy, undecided, withVerdict, type Outcome, type ProbeContext } from '../outcome.ts';

/** A line of the destination proves the connection. */
export function read(probe: RawProbe, context: ProbeContext): Outcome {
  const [open] = withVerdict(probe, 'reachable');
  if (open === undefined) return { ...undecided(context), route: 'direct', layers: {} };
  return { ...decidedBy(open), route: 'direct', layers: { tcp: { status: 'ok', cause: null, line: open.line } } };
}
`,
  );
  const signature = join(copy, 'content/signatures/knock-open');
  mkdirSync(signature);
  writeFileSync(
    join(signature, 'signature.yaml'),
    `tool: knock
layer: tcp
verdict: reachable
cause: ok
role: conclusion
patterns: ["knock: {host} has opened its door"]
examples: ["knock: login.microsoftonline.com has opened its door"]
sources: [{ title: "knock(1)", url: "https://example.com/", seen: "2026-11" }]
`,
  );
  writeFileSync(join(signature, 'ja.mdx'), '---\ntitle: "knock: open"\nmeaning: "開いています。"\n---\n');
  writeFileSync(
    join(copy, 'tests/unit/tools/knock.log'),
    '$ knock login.microsoftonline.com\nknock: login.microsoftonline.com has opened its door\n',
  );
  const test = join(copy, 'tests/unit/tools/knock.test.ts');
  writeFileSync(test, readFileSync(test, 'utf8').replaceAll(`${FILL}: `, ''));
}
