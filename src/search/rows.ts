import type { Entry, Row } from './entry.ts';

/** An entry that may become a row. */
export interface Candidate {
  readonly entry: Entry;
  /** 0 to 1. */
  readonly score: number;
  readonly certain: boolean;
  readonly similar?: boolean;
}

/** The rows of a list: each page once, by its first candidate; a chapter is its page. */
export function listOf(candidates: readonly Candidate[], most: number): Row[] {
  const rows: Row[] = [];
  const pages = new Set<string>();
  let ceiling = 1;
  for (const { entry, score, certain, similar = false } of candidates) {
    const page = entry.url.split('#', 1)[0] ?? entry.url;
    if (pages.has(page)) continue;
    pages.add(page);
    // what stands further down is never worth more
    ceiling = Math.min(ceiling, score);
    const { kind, url, title, badge, snippet, verdict } = entry;
    rows.push({
      kind,
      url,
      title,
      badge,
      snippet,
      verdict,
      score: Math.round(ceiling * 1000) / 1000,
      certain,
      similar,
    });
    if (rows.length >= most) break;
  }
  return rows;
}
