import type { SearchKnowledge } from '../knowledge/types.ts';
import { append } from '../text/lists.ts';
import { trimmed } from '../text/trim.ts';
import { wildcard } from '../text/wildcard.ts';
import type { Entry, Kind } from './entry.ts';

/** Kinds of things that have a name of their own, the most telling first. */
const NAMED: readonly Kind[] = ['tag', 'certificate', 'region', 'zone', 'term', 'message'];
const LONGEST = 300;

/** A thing that a query names. */
export interface Named {
  readonly entry: Entry;
  /** With the case that the name has; commands and files have any. */
  readonly exact: boolean;
}

/** Knows commands, files, certificates, service tags, regions and terms by their names. */
export class Names {
  readonly #names = new Map<string, { readonly name: string; readonly entry: Entry }[]>();
  readonly #articles: readonly { readonly fits: (text: string) => boolean; readonly entry: Entry }[];
  readonly #files: readonly { readonly fits: (path: string) => boolean; readonly entry: Entry }[];

  readonly #regions: ReadonlySet<string>;

  /** @param entries the catalogue. */
  constructor({ articles, lists }: Pick<SearchKnowledge, 'articles' | 'lists'>, entries: readonly Entry[]) {
    for (const kind of NAMED)
      for (const entry of entries)
        if (entry.kind === kind)
          for (const name of namesOf(entry)) if (name !== '') append(this.#names, keyOf(name), { name, entry });
    const pages = new Map(entries.filter(({ kind }) => kind === 'article').map((entry) => [entry.url, entry]));
    this.#articles = articles.flatMap(({ path, finds }) => {
      const entry = pages.get(path);
      return entry === undefined ? [] : finds.map((pattern) => ({ fits: wildcard(pattern.toLowerCase()), entry }));
    });
    const evidence = entries.filter(({ kind }) => kind === 'evidence');
    let at = 0;
    this.#files = lists.flatMap(({ signs, items }) => {
      const own = evidence.slice(at, at + items.length);
      at += items.length;
      // what only a bundle for this list has, then what its items are
      const all = [signs, ...items.map(({ match }) => match)].map(
        (match, index) => [match, own[Math.max(0, index - 1)]] as const,
      );
      return all.flatMap(([match, entry]) =>
        entry === undefined ? [] : match.map((source) => ({ fits: testOf(source), entry })),
      );
    });
    this.#regions = new Set(entries.filter(({ kind }) => kind === 'region').flatMap(({ names }) => names.map(keyOf)));
  }

  /** What a query is that is nothing but a name. */
  find(query: string): Named[] {
    const own = trimmed(query.trim(), `"'\`<([\u300C`, `"'\`>)]\u300D`).trim();
    if (own === '' || own.length > LONGEST || own.includes('\n')) return [];
    const lower = own.toLowerCase();
    const articles = this.#articles.filter(({ fits }) => fits(lower)).map(({ entry }) => ({ entry, exact: true }));
    const files = isFile(own)
      ? this.#files.filter(({ fits }) => fits(lower.replaceAll('\\', '/'))).map(({ entry }) => ({ entry, exact: true }))
      : [];
    const names = (this.#names.get(keyOf(own)) ?? []).map(({ name, entry }) => ({ entry, exact: name === own }));
    names.push(...this.#regionalTags(own));
    return [...names.filter(({ exact }) => exact), ...articles, ...files, ...names.filter(({ exact }) => !exact)];
  }

  /** The service tag of one region (`Storage.JapanEast`). */
  #regionalTags(text: string): Named[] {
    const [, tag = '', region = ''] = /^([A-Za-z]{4,40})\.([A-Za-z0-9]{4,40})$/u.exec(text) ?? [];
    if (!this.#regions.has(keyOf(region))) return [];
    const known = this.#names.get(keyOf(tag)) ?? [];
    return known.filter(({ entry }) => entry.kind === 'tag').map(({ name, entry }) => ({ entry, exact: name === tag }));
  }
}

/** The names by which an entry is known for certain. */
function namesOf({ kind, title, names }: Entry): readonly string[] {
  if (kind === 'region') return names;
  return [title, ...names];
}

/** Thumbprints are written with blanks and colons. */
function keyOf(name: string): string {
  const plain = name.toLowerCase().replaceAll(/\s+/gu, ' ');
  const digits = plain.replaceAll(/[\s:]/gu, '');
  return /^[\da-f]{40}$/u.test(digits) ? digits : plain;
}

function testOf(source: string): (path: string) => boolean {
  const pattern = new RegExp(source, 'u');
  return (path) => pattern.test(path);
}

/** The name of a file, or a path: with blanks only where folders divide it. */
function isFile(text: string): boolean {
  if (!/^(?:[a-z]:)?[^\s:'"<>|]+(?: [^\s:'"<>|]+){0,6}$/iu.test(text)) return false;
  return /[\\/]/u.test(text) || /^[^\s]{1,100}\.[a-z\d]{2,8}$/iu.test(text);
}
