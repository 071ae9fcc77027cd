import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadReference, loadSignatures } from '../../../src/knowledge/load-files.ts';
import { finder, search } from '../../support/finder.ts';

const signatures = loadSignatures();
/** How many of the results count. */
const FIRST = 3;

/** A text broken over two lines, near its middle. */
function overTwoLines(text: string): string {
  const middle = Math.floor(text.length / 2);
  const blank = text.lastIndexOf(' ', middle);
  const at = blank > text.length / 4 ? blank : middle;
  return `${text.slice(0, at).trimEnd()}\n${text.slice(at).trimStart()}`;
}

/** The rank at which a query finds a message, and whether it is certain of the first. */
function rankOf(query: string, id: string): { readonly rank: number; readonly certain: boolean } {
  const rows = finder.search(query);
  const rank = rows.findIndex(({ url }) => url === `/signatures/${id}/`);
  return { rank, certain: rows[rank]?.certain === true };
}

describe('each message is found by', () => {
  test('its title', () => {
    const missed = signatures.filter(({ id, title }) => !isNear(rankOf(title, id).rank)).map(({ id }) => id);
    // `curl -v: connect to … failed` names no more than it has in common with others
    expect(missed.length).toBeLessThanOrEqual(2);
  });

  test('its id', () => {
    expect(signatures.filter(({ id }) => rankOf(id, id).rank !== 0).map(({ id }) => id)).toEqual([]);
  });

  test.each<[string, (example: string) => string]>([
    ['its examples', (example) => example],
    ['its examples in JSON', (example) => JSON.stringify({ level: 'error', message: example })],
    ['its examples quoted by a mail', (example) => `> > ${example}`],
    ['its examples over two lines', (example) => overTwoLines(example.trim())],
  ])('%s, for certain', (_, change) => {
    const texts = signatures.flatMap(({ id, examples: [first = '', ...others] }) =>
      (change('') === '' ? [first, ...others] : [first]).map((example) => ({ id, text: change(example) })),
    );
    const found = texts.map(({ id, text }) => ({ text, ...rankOf(text, id) }));
    expect(found.filter(({ rank, certain }) => !isNear(rank) || !certain)).toEqual([]);
    expect(found.filter(({ rank }) => rank === 0).length / found.length).toBeGreaterThanOrEqual(0.99);
  });

  test('the first 60 % of an example, where no other message begins so', () => {
    const all = signatures.flatMap(({ id, examples }) => examples.map((example) => ({ id, text: example.trim() })));
    const cuts = all
      .filter(({ text }) => text.length >= 30)
      .map(({ id, text }) => ({ id, cut: text.slice(0, Math.ceil(text.length * 0.6)) }))
      .filter(({ id, cut }) => all.every((other) => other.id === id || !other.text.includes(cut)));
    const near = cuts.filter(({ id, cut }) => isNear(rankOf(cut, id).rank));
    expect(cuts.length).toBeGreaterThan(1000);
    // of the others nothing but a host or a banner is left
    expect(near.length / cuts.length).toBeGreaterThanOrEqual(0.85);
  });
});

function isNear(rank: number): boolean {
  return rank >= 0 && rank < FIRST;
}

test.each(search.articles.map(({ title, path }) => [title, path] as const))(
  'the words of an article’s title find it, in any order: %s',
  (title, path) => {
    const words = title.split(/[\s、。のを]+/u).filter((word) => word !== '');
    for (const query of [title, words.toReversed().join(' '), words.join(' ')])
      expect(
        finder
          .search(query)
          .slice(0, FIRST)
          .map(({ url }) => url.split('#', 1)[0]),
        query,
      ).toContain(path);
  },
);

test('each endpoint is found by its host for certain, with a scheme, a port and a path', () => {
  const hosts = loadReference()
    .endpoints.map(({ pattern }) => pattern)
    .filter((pattern) => /^[\w*.-]+$/u.test(pattern))
    .map((pattern) => pattern.replaceAll('*', 'abc01'));
  const missed = hosts
    .flatMap((host) => [host, `https://${host}/a?b=c`, `${host}:443`])
    .filter((text) => {
      const rows = finder.search(text);
      return (
        rows[0]?.certain !== true || rows.slice(0, FIRST).every(({ url }) => !url.startsWith('/reference/endpoints/'))
      );
    });
  expect(hosts.length).toBeGreaterThan(100);
  expect(missed).toEqual([]);
});

test('each code stands in its row, each certificate, region and service tag is one by its name', () => {
  const missed = [
    ...search.certificates.names.map(({ name }) => [name, search.certificates.page]),
    ...search.certificates.names.map(({ thumbprint }) => [thumbprint, search.certificates.page]),
    ...search.regions.map(({ code }) => [code, '/reference/endpoints/#regions']),
    ...search.regions.map(({ region }) => [region, '/reference/endpoints/#regions']),
  ].filter(([name = '', url]) => {
    const [first] = finder.search(name);
    return first?.url !== url || !first?.certain;
  });
  expect(missed).toEqual([]);
});

test('of texts about other things hardly any is called known', () => {
  const file = new URL('../../corpus/error-strings/nothing.json', import.meta.url);
  const texts = JSON.parse(readFileSync(file, 'utf8')) as string[];
  // a host and a private address are known for what they are
  const messages = texts.filter((text) =>
    finder.search(text).some(({ certain, kind }) => certain && kind === 'message'),
  );
  expect(messages.length).toBeLessThanOrEqual(2);
});
