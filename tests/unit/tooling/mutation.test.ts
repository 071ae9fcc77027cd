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
