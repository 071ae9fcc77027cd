import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TOOLS } from '../../../src/tools/index.ts';

const folders = readdirSync(new URL('../../../src/tools/', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test('each folder of a tool is in the list, under its name', () => {
  expect(TOOLS.map(({ id }) => id).sort()).toEqual(folders.sort());
});

test.each(TOOLS.map(({ id }) => id))('%s has a test file of its name', (id) => {
  expect(existsSync(new URL(`./${id}.test.ts`, import.meta.url))).toBe(true);
});

test('no two tools are run under one name', () => {
  const names = TOOLS.flatMap((tool) => tool.names);
  expect(new Set(names).size).toBe(names.length);
});
