import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { JAPANESE } from '../../../eslint/no-japanese.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

test('Japanese stands in the locales alone', () => {
  const found = readdirSync(`${ROOT}src`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(ROOT.length).replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('src/locales/') && JAPANESE.test(readFileSync(ROOT + path, 'utf8')));
  expect(found).toEqual([]);
});

const eslint = new ESLint({ cwd: ROOT });

async function rules(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

test.each([
  ['kanji', "export const x = '接続';\n"],
  ['hiragana', 'export const x = `の${1}`;\n'],
  ['katakana in a comment', '/** プロキシ */\nexport const x = 1;\n'],
  ['a prolonged sound alone', "export const x = 'ー';\n"],
  ['a comma between things', "export const x = '、';\n"],
  ['full-width letters', "export const x = 'Ａ';\n"],
  ['a regular expression', 'export const x = /[ぁ-ん]/u;\n'],
])('%s is refused in the code and allowed in the locales', async (_, code) => {
  expect(await rules('src/judge/x.ts', code)).toEqual(['house/no-japanese']);
  expect(await rules('src/locales/ja/x.ts', code)).toEqual([]);
});

test('a page and a style are no exception', async () => {
  expect(await rules('src/pages/x.astro', '<p>接続</p>\n')).toEqual(['house/no-japanese']);
});

test('what recognises a letter by its number is allowed', async () => {
  expect(await rules('src/judge/x.ts', "export const x = ['\\u3042', '\\u3001', '…'];\n")).toEqual([]);
});
