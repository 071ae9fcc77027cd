import { href } from '../../site/href.ts';

/** A passage of an article that fits a query. */
export interface ArticleHit {
  readonly url: string;
  readonly title: string;
  readonly kind: string;
  readonly excerpt: string;
}

/** The part of Pagefind's interface that is used here (https://pagefind.app/docs/api/). */
interface Pagefind {
  options(options: { readonly baseUrl: string; readonly noWorker: boolean }): Promise<void>;
  search(query: string): Promise<{ readonly results: readonly { data(): Promise<Fragment> }[] }>;
}
interface Fragment {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly sub_results: readonly { readonly url: string; readonly title: string; readonly excerpt: string }[];
}

let loading: Promise<Pagefind> | null = null;

function load(): Promise<Pagefind> {
  return (loading ??= (async () => {
    const url = href('/pagefind/pagefind.js');
    const pagefind = (await import(/* @vite-ignore */ url)) as Pagefind;
    // its worker would be loaded from a URL, which a policy in `<meta>` does not bind
    await pagefind.options({ baseUrl: href('/'), noWorker: true });
    return pagefind;
  })());
}

/**
 * Pages whose text fits a query, the best first: the second way, where what our own search needs does not come. Its
 * index comes in pieces, so that a part of it may be there when a large file is not.
 */
export async function searchArticles(query: string, most: number): Promise<ArticleHit[]> {
  const words = query.slice(0, 200);
  if (words.trim() === '') return [];
  const pagefind = await load();
  const { results } = await pagefind.search(words);
  const fragments = await Promise.all(results.slice(0, most).map((result) => result.data()));
  return fragments
    .map(({ url, meta, excerpt, filters, sub_results: [chapter] }) => ({
      url: chapter?.url ?? url,
      title: meta['title'] ?? url,
      kind: filters['kind']?.[0] ?? '',
      excerpt: chapter?.excerpt ?? excerpt,
    }))
    .filter(({ excerpt }) => isMeant(words, excerpt))
    .map((hit) => ({ ...hit, excerpt: plain(hit.excerpt) }));
}

/** An excerpt without its markup. */
function plain(excerpt: string): string {
  return excerpt
    .replaceAll(/<\/?mark>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/**
 * Pagefind shortens a word that it does not know until something begins alike, a single letter in the end.
 * A Latin query must be found by at least half of one of its words; Japanese words are cut otherwise.
 */
function isMeant(query: string, excerpt: string): boolean {
  if (/[^\p{ASCII}]/u.test(query)) return true;
  const marked = excerpt
    .split(/<\/?mark>/u)
    .filter((_, index) => index % 2 === 1)
    .join(' ')
    .toLowerCase();
  const words = query.toLowerCase().match(/[a-z\d]+/gu) ?? [];
  return words.some((word) => marked.includes(word.slice(0, Math.ceil(word.length / 2))));
}
