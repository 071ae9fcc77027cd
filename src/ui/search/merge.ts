/** Something that two searches may both have found. */
interface Located {
  readonly url: string;
}

/** How fast a rank loses weight: the first places of each list matter most. */
const DAMPING = 2;

/** Puts the results of several searches into one order: what stands high in any of them, and higher in several, leads. */
export function merge<T extends Located>(lists: readonly (readonly T[])[]): T[] {
  const scores = new Map<string, { item: T; score: number }>();
  for (const list of lists) {
    for (const [rank, item] of list.entries()) {
      // a chapter of a page is the same place as the page
      const key = item.url.split('#', 1)[0] ?? item.url;
      const known = scores.get(key);
      const score = 1 / (DAMPING + rank) + (known?.score ?? 0);
      scores.set(key, { item: known?.item.url.includes('#') === true ? known.item : item, score });
    }
  }
  return [...scores.values()].sort((a, b) => b.score - a.score).map(({ item }) => item);
}
