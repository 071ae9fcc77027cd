import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { byPurpose } from '../../../src/site/guides.ts';

function guide(id: string, purpose: 'examine' | 'fix' | 'collect', order: number) {
  return { id, data: { purpose, order } };
}

test('articles stand under what a reader is about, each group by its order', () => {
  const groups = byPurpose([
    guide('evidence', 'collect', 7),
    guide('mars', 'fix', 15),
    guide('paths', 'examine', 10),
    guide('private-endpoint', 'fix', 4),
    guide('linux-check', 'examine', 1),
  ]);
  expect(groups.map(({ purpose, guides }) => [purpose, ...guides.map(({ id }) => id)])).toEqual([
    ['examine', 'linux-check', 'paths'],
    ['fix', 'private-endpoint', 'mars'],
    ['collect', 'evidence'],
  ]);
});

test('a group without articles is not shown', () => {
  expect(byPurpose([guide('mars', 'fix', 15)]).map(({ purpose }) => purpose)).toEqual(['fix']);
});

test('no two articles claim the same place', () => {
  const folder = new URL('../../../content/guide/', import.meta.url);
  const orders = readdirSync(folder).map(
    (name) => /^order: (\d+)$/mu.exec(readFileSync(new URL(`${name}/ja.mdx`, folder), 'utf8'))?.[1],
  );
  expect(orders).not.toContain(undefined);
  expect(new Set(orders).size).toBe(orders.length);
});
