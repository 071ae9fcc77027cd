import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);
const FOLDERS = ['src/judge', 'src/tools', 'src/session'];
const config = JSON.parse(readFileSync(new URL('stryker.config.json', ROOT), 'utf8')) as Readonly<
  Record<string, unknown>
>;

test('every change of the three folders is tried', () => {
  expect(config['mutate']).toEqual(FOLDERS.map((folder) => `${folder}/**/*.ts`));
  expect(config['ignoreStatic']).toBe(false);
  expect(config).not.toHaveProperty('mutator');
  expect(config).not.toHaveProperty('ignorers');
});

test('no rule is kept from it', () => {
  const sources = readdirSync(new URL('src/', ROOT), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name}`)
    .filter((name) => name.endsWith('.ts') && FOLDERS.some((folder) => name.startsWith(`${folder}/`)));
  expect(sources.length).toBeGreaterThan(30);
  expect(sources.filter((name) => /Stryker\s+disable/u.test(readFileSync(new URL(name, ROOT), 'utf8')))).toEqual([]);
});

test('no test that notices changes needs anything to be done before or after it', () => {
  // the runner runs tests by themselves, and tries nothing at all where one has such hooks
  const tests = FOLDERS.map((folder) => folder.replace('src/', 'tests/unit/')).flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `${folder}/${name}`),
  );
  expect(tests.length).toBeGreaterThan(100);
  const hooks = /\b(?:before|after)(?:Each|All)\b/u;
  expect(tests.filter((name) => hooks.test(readFileSync(new URL(name, ROOT), 'utf8')))).toEqual([]);
});
