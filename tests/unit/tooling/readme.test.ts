import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const readme = read('README.md');

test('the README says of each dependency why it is there', () => {
  const all = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(all.filter((name) => !new RegExp(`^\\| \`${name}\` +\\| \\S`, 'mu').test(readme))).toEqual([]);
});

test('each dependency has an exact version', () => {
  const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
});

test('the README names each command, and only commands that exist', () => {
  expect(
    Object.keys(manifest.scripts).filter((name) => !new RegExp(`npm (?:run (?:-s )?)?${name}\\b`, 'u').test(readme)),
  ).toEqual([]);
  const named = [...readme.matchAll(/npm run (?:-s )?([a-z:-]*[a-z])/gu)].map(([, name]) => name ?? '');
  expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
});
