import { fileURLToPath } from 'node:url';
import { readdirSync } from 'node:fs';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { FLOORS, forbiddenTo } from '../../../eslint/floors.js';
import { importsOf, ringsOf } from '../../support/imports.ts';

const eslint = new ESLint({ cwd: fileURLToPath(new URL('../../../', import.meta.url)) });

async function rules(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

const RESTRICTED = '@typescript-eslint/no-restricted-imports';

test.each([
  ['src/model/x.ts', '../text/lines.ts'],
  ['src/model/x.ts', '../knowledge/types.ts'],
  ['src/knowledge/x.ts', '../text/lines.ts'],
  ['src/text/x.ts', '../judge/merge.ts'],
  ['src/signatures/x.ts', '../search/catalogue.ts'],
  ['src/capture/x.ts', '../evidence/check.ts'],
  ['src/session/x.ts', '../tools/tool.ts'],
  ['src/tools/curl/x.ts', '../../log/findings.ts'],
  ['src/log/x.ts', '../tools/tool.ts'],
  ['src/log/settings/x.ts', '../../judge/endpoints.ts'],
  ['src/journal/x.ts', '../judge/endpoints.ts'],
  ['src/judge/x.ts', '../report/markdown.ts'],
  ['src/judge/diagnosis/x.ts', '../../ui/report/Verdict.tsx'],
  ['src/report/x.ts', '../ui/report/Verdict.tsx'],
  ['src/report/x.ts', '../analyze/log.ts'],
  ['src/analyze/x.ts', '../ui/report/Verdict.tsx'],
  ['src/site/x.ts', '../ui/report/Verdict.tsx'],
  ['src/ui/x.ts', '../pages/knowledge.json.ts'],
])('%s must not import %s, types included', async (file, target) => {
  expect(await rules(file, `import { x } from '${target}';\n\nexport const y = x;\n`)).toContain(RESTRICTED);
  expect(await rules(file, `import type { X } from '${target}';\n\nexport type Y = X;\n`)).toContain(RESTRICTED);
});

test.each([
  ['src/model/x.ts', './probe.ts'],
  ['src/text/x.ts', '../model/probe.ts'],
  ['src/search/x.ts', '../signatures/matcher.ts'],
  ['src/tools/curl/x.ts', '../../session/run.ts'],
  ['src/judge/x.ts', '../tools/tool.ts'],
  ['src/report/x.ts', '../judge/merge.ts'],
  ['src/analyze/x.ts', '../report/json.ts'],
  ['src/ui/report/x.ts', '../../analyze/log.ts'],
  ['src/pages/x.ts', '../ui/report/Verdict.tsx'],
])('%s may import %s', async (file, target) => {
  expect(await rules(file, `import { x } from '${target}';\n\nexport const y = x;\n`)).toEqual([]);
});

test('the model takes nothing from packages either', async () => {
  expect(await rules('src/model/x.ts', "import type { X } from 'preact';\n\nexport type Y = X;\n")).toContain(
    RESTRICTED,
  );
});

const SOURCES = new URL('../../../src/', import.meta.url);
const imports = importsOf(SOURCES);
const roomOf = (path: string): string => path.split('/', 1)[0] ?? '';

test('every folder of the code has its floor', () => {
  const rooms = readdirSync(SOURCES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'styles')
    .map(({ name }) => name);
  expect(rooms.filter((room) => !FLOORS.flat().includes(room))).toEqual([]);
});

test('no import goes upward or sideways, on demand included', () => {
  expect(imports.length).toBeGreaterThan(500);
  const wrong = imports.filter(({ from, to }) => from.includes('/') && forbiddenTo(roomOf(from)).includes(roomOf(to)));
  expect(wrong).toEqual([]);
});

test('no files import each other in a ring, types included', () => {
  // what is imported on demand loads when the rest has
  expect(ringsOf(imports.filter(({ onDemand }) => !onDemand))).toEqual([]);
});

test('rings are found', () => {
  const ring = (...pairs: [string, string][]): string[][] =>
    ringsOf(pairs.map(([from, to]) => ({ from, to, onDemand: false })));
  expect(ring(['a', 'b'], ['b', 'c'], ['a', 'c'])).toEqual([]);
  expect(ring(['a', 'b'], ['b', 'a'])).toEqual([['a', 'b']]);
  expect(ring(['a', 'b'], ['b', 'c'], ['c', 'b'], ['c', 'd'], ['d', 'd'])).toEqual([['d'], ['b', 'c']]);
});

test.each(['node:fs', 'astro', 'astro:content', 'preact', 'preact/hooks', 'zod', 'yaml'])(
  'the core must not import %s',
  async (name) => {
    for (const file of ['src/text/x.ts', 'src/judge/diagnosis/x.ts', 'src/analyze/log.ts'])
      expect(await rules(file, `import { x } from '${name}';\n\nexport const y = x;\n`)).toContain(
        'no-restricted-imports',
      );
  },
);

test('only the command line writes to the console', async () => {
  expect(await rules('src/judge/x.ts', 'console.log(1);\n')).toEqual(['no-console']);
  expect(await rules('src/cli.ts', 'console.log(1);\n')).toEqual([]);
  expect(await rules('scripts/x.mjs', 'console.log(1);\n')).toEqual([]);
});
