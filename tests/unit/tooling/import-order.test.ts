import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const eslint = new ESLint({ cwd: fileURLToPath(new URL('../../../', import.meta.url)) });

async function rules(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

const RESTRICTED = '@typescript-eslint/no-restricted-imports';

test.each([
  ['src/text/x.ts', '../judge/merge.ts'],
  ['src/signatures/x.ts', '../log/scan/scan.ts'],
  ['src/log/x.ts', '../capture/flows.ts'],
  ['src/log/probes/x.ts', '../../judge/endpoints.ts'],
  ['src/judge/x.ts', '../report/markdown.ts'],
  ['src/judge/diagnosis/x.ts', '../../ui/report/Verdict.tsx'],
  ['src/report/x.ts', '../ui/report/Verdict.tsx'],
  ['src/report/x.ts', '../analyze/log.ts'],
  ['src/ui/x.ts', '../pages/knowledge.json.ts'],
])('%s must not import %s', async (file, target) => {
  expect(await rules(file, `import { x } from '${target}';\n\nexport const y = x;\n`)).toEqual([RESTRICTED]);
  // the report's types are the vocabulary of all floors
  expect(await rules(file, `import type { X } from '${target}';\n\nexport type Y = X;\n`)).toEqual([]);
});

test.each([
  ['src/judge/x.ts', '../signatures/matcher.ts'],
  ['src/report/x.ts', '../judge/merge.ts'],
  ['src/ui/report/x.ts', '../../analyze/log.ts'],
  ['src/pages/x.ts', '../ui/report/Verdict.tsx'],
])('%s may import %s', async (file, target) => {
  expect(await rules(file, `import { x } from '${target}';\n\nexport const y = x;\n`)).toEqual([]);
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
