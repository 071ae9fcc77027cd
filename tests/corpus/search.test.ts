import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { finder } from '../support/finder.ts';

interface Query {
  readonly group: string;
  readonly query: string;
  /** Pages of which one has to be found; a star at the end stands for any page that begins so. */
  readonly acceptable: readonly string[];
}

const queries = JSON.parse(readFileSync(new URL('search/queries.json', import.meta.url), 'utf8')) as Query[];

/** Groups in which Enter has to open a right page; in E nothing is right, and nothing may be called so. */
const GROUPS = ['A', 'B', 'C', 'D', 'J'];

function page(url: string): string {
  return url.replace(/[?#].*$/u, '');
}

function isAccepted({ acceptable }: Query, url: string | undefined): boolean {
  if (url === undefined) return false;
  return acceptable.some((own) => (own.endsWith('*') ? url.startsWith(own.slice(0, -1)) : page(own) === page(url)));
}

const judged = queries
  .filter(({ group, acceptable }) => acceptable.length > 0 || group === 'E')
  .map((query) => ({ query, rows: finder.search(query.query) }));

test.each(GROUPS)('%s: Enter opens a right page in at least nine of ten', (group) => {
  const own = judged.filter(({ query }) => query.group === group);
  const wrong = own.filter(({ query, rows }) => !isAccepted(query, rows[0]?.url));
  expect(own.length).toBeGreaterThanOrEqual(8);
  expect(
    1 - wrong.length / own.length,
    wrong.map(({ query, rows }) => `${query.query} → ${rows[0]?.url ?? ''}`).join('\n'),
  ).toBeGreaterThanOrEqual(0.9);
});

test('what has no page here is called none for certain, and no answer that is wrong is certain', () => {
  const confident = judged.filter(({ query, rows }) => rows[0]?.certain === true && !isAccepted(query, rows[0].url));
  expect(confident.map(({ query, rows }) => `${query.query} → ${rows[0]?.url ?? ''}`)).toEqual([]);
});

test.each(['A', 'J'])('%s: what is pasted is certain in at least eight of ten', (group) => {
  const own = judged.filter(({ query }) => query.group === group);
  const certain = own.filter(({ rows }) => rows[0]?.certain === true);
  expect(certain.length / own.length).toBeGreaterThanOrEqual(0.8);
});
