/** The search page keeps its query in the address, so that it can be sent to somebody. */
const PAGE = /\/search\/$/u;

/** The query of an address: `?q=` for what was typed, `#q=` for what was pasted. */
export function queryOf({
  pathname,
  search,
  hash,
}: Location): { readonly text: string; readonly pasted: boolean } | null {
  if (!PAGE.test(pathname)) return null;
  const inFragment = new URLSearchParams(hash.slice(1)).get('q');
  if (inFragment !== null) return { text: inFragment, pasted: true };
  const typed = new URLSearchParams(search).get('q');
  return typed === null ? null : { text: typed, pasted: false };
}

/** The query from which the reader opened a row, as the entry of the history keeps it: Back leads to its list. */
export interface LeftQuery {
  /** Without secrets. */
  readonly text: string;
  readonly pasted: boolean;
  /** Address of the row. */
  readonly row: string;
}

/** Keeps the query in the present entry of the history, nowhere else. */
export function keepLeft(left: LeftQuery): void {
  history.replaceState({ ...stateOf(), search: left }, '');
}

/** The query that the present entry of the history keeps. */
export function leftQuery(): LeftQuery | null {
  return stateOf().search ?? null;
}

/** The reader closed the list. */
export function forgetLeft(): void {
  const { search, ...rest } = stateOf();
  if (search !== undefined) history.replaceState(rest, '');
}

function stateOf(): { readonly search?: LeftQuery } {
  return (history.state ?? {}) as { readonly search?: LeftQuery };
}

/** A pasted text stays behind the `#`, which a browser never sends to a server. */
export function keepQuery(text: string, pasted: boolean): void {
  if (!PAGE.test(location.pathname)) return;
  const query = new URLSearchParams({ q: text.slice(0, 2000) }).toString();
  history.replaceState(history.state, '', pasted ? `${location.pathname}#${query}` : `${location.pathname}?${query}`);
}
