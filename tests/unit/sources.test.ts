import { readdirSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadEvidenceLists, loadGuides, loadPages, loadReference } from '../../src/knowledge/load-files.ts';
import { isRepositoryRoot, loadSources, monthsBetween } from '../../src/knowledge/load-sources.ts';
import { sourceSchema } from '../../src/knowledge/schema.ts';

const CONTENT = new URL('../../content/', import.meta.url);
const GOOD = { title: 'curl', url: 'https://curl.se/docs/manpage.html', seen: '2026-08' };
const all = loadSources();

function chapters(file: string): string[] {
  const page = readFileSync(new URL(file, CONTENT), 'utf8');
  return [...page.matchAll(/^## (.+)$/gmu)].map(([, heading]) => (heading ?? '').trim());
}

test.each([
  ['no title', { url: GOOD.url, seen: GOOD.seen }],
  ['an empty title', { ...GOOD, title: '' }],
  ['no date', { title: GOOD.title, url: GOOD.url }],
  ['a day for a month', { ...GOOD, seen: '2026-08-21' }],
  ['a thirteenth month', { ...GOOD, seen: '2026-13' }],
  ['no address', { title: GOOD.title, seen: GOOD.seen }],
  ['an address without https', { ...GOOD, url: 'http://curl.se/' }],
])('a source with %s is refused', (_, source) => {
  expect(sourceSchema.safeParse(GOOD).success).toBe(true);
  expect(sourceSchema.safeParse(source).success).toBe(false);
});

test('no source was seen in the future', () => {
  const today = new Date().toISOString().slice(0, 7);
  expect(all.length).toBeGreaterThan(400);
  expect(all.filter(({ seen }) => monthsBetween(seen, today) < 0)).toEqual([]);
});

test('one address has one title and one date', () => {
  const known = new Map<string, string>();
  const clashes = all.filter(({ title, url, seen }) => {
    const told = known.get(url) ?? `${title} ${seen}`;
    known.set(url, told);
    return told !== `${title} ${seen}`;
  });
  expect(clashes).toEqual([]);
});

test.each([
  ['https://github.com/nmap/nmap', true],
  ['https://github.com/nmap/nmap/', true],
  ['https://github.com/nmap/nmap/tree/master/ncat', true],
  ['https://gitlab.isc.org/isc-projects/bind9', true],
  ['https://sourceware.org/git/?p=glibc.git;a=summary', true],
  ['https://github.com/nmap/nmap/blob/master/ncat/ncat_connect.c#L290', false],
  ['https://github.com/curl/curl/issues/4078', false],
  ['https://jpabrs-scem.github.io/blog/AzureVMBackup/', false],
])('%s is a repository, not a page: %s', (url, expected) => {
  expect(isRepositoryRoot(url)).toBe(expected);
});

test('a claim is found at its source: no source is a repository as a whole, or the example of a new page', () => {
  expect(all.filter(({ url }) => url.includes('example.com'))).toEqual([]);
  expect(all.filter(({ url }) => isRepositoryRoot(url))).toEqual([]);
});

test('each row of a table of claims has a source', () => {
  const { endpoints, scenarios, workloads, peers, accounts } = loadReference();
  const rows = [...endpoints, ...scenarios, ...workloads, ...peers, ...accounts, ...loadEvidenceLists()];
  expect(rows.length).toBeGreaterThan(150);
  expect(rows.filter(({ sources }) => sources.length === 0)).toEqual([]);
});

describe.each(loadGuides())('article $id', ({ id, sources, ownChapters }) => {
  const own = chapters(`guide/${id}/ja.mdx`);

  test('each chapter has a source, or is about this site', () => {
    const sourced = new Set([...sources.flatMap(({ chapters }) => chapters), ...ownChapters]);
    expect(own.filter((chapter) => !sourced.has(chapter))).toEqual([]);
    expect(own.length).toBeGreaterThan(3);
  });

  test('sources stand for chapters that exist', () => {
    expect(
      [...sources.flatMap(({ chapters }) => chapters), ...ownChapters].filter((name) => !own.includes(name)),
    ).toEqual([]);
  });
});

test('each chapter of the endpoint page has a source', () => {
  const { sources = [] } = loadPages().find(({ id }) => id === 'reference/endpoints') ?? {};
  const sourced = sources.flatMap(({ chapters }) => chapters);
  expect(chapters('reference/endpoints.ja.mdx').filter((chapter) => !sourced.includes(chapter))).toEqual([]);
});

describe('endpoint tables', () => {
  const { endpoints, scenarios } = loadReference();

  test('a host name has one service, in whatever table it stands', () => {
    const services = new Map<string, Set<string>>();
    for (const { pattern, service } of endpoints)
      services.set(pattern, (services.get(pattern) ?? new Set()).add(service));
    expect([...services].filter(([, own]) => own.size > 1)).toEqual([]);
  });

  test('rows name scenarios that exist, once in each cloud', () => {
    const ids = new Set(scenarios.map(({ id }) => id));
    expect(endpoints.flatMap(({ scenarios: own }) => own).filter((id) => !ids.has(id))).toEqual([]);
    const keys = endpoints.flatMap(({ pattern, port, cloud, scenarios: own }) =>
      own.map((id) => `${cloud} ${id} ${pattern} ${port}`),
    );
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test('names of other clouds stand in their own tables', () => {
    const foreign = /\.(?:us|cn)$|usgovcloudapi|chinacloudapi/u;
    expect(endpoints.filter(({ pattern, cloud }) => foreign.test(pattern) && cloud === 'public')).toEqual([]);
  });
});

describe('npm run content:age', () => {
  const run = (...args: string[]): string =>
    execFileSync(process.execPath, ['scripts/content-age.mjs', ...args], {
      cwd: fileURLToPath(new URL('../../', import.meta.url)),
      encoding: 'utf8',
    });

  test('lists what is older than a year, oldest first', () => {
    const months = [...run('--today', '2026-11').matchAll(/^(\d{4}-\d{2}) {2}/gmu)].map(([, month]) => month ?? '');
    expect(months.length).toBeGreaterThan(0);
    expect(months).toEqual([...months].sort());
    expect(months.filter((month) => monthsBetween(month, '2026-11') <= 12)).toEqual([]);
  });

  test('a source becomes old after a year', () => {
    const count = (today: string): number => Number(/^(\d+) of \d+ sources/mu.exec(run('--today', today))?.[1]);
    expect(count('2030-01')).toBeGreaterThan(count('2026-11'));
  });
});

test('every page of the site has its place in the search', () => {
  const files = readdirSync(new URL('../../content/pages/', import.meta.url));
  const known = loadPages().map(({ id }) => `${id}.ja.mdx`);
  expect(known).toEqual(expect.arrayContaining(files.map((name) => `pages/${name}`)));
});
