/** Words for the sources of a page. */

export const SOURCES = '出典';

/** What the month beside a source means. */
export const SEEN = '年月は、内容を確認した資料の日付です。日付のない資料では、確認した月です。';

/** The month of a copy, `2026-08`, as readers write it. */
export function seenWord(seen: string): string {
  const [year, month] = seen.split('-');
  return `${year} 年 ${Number(month)} 月時点`;
}

/** What stands behind the title of a source: what of it is meant, and the month. */
export function sourceRemark({ part, seen }: { readonly part?: string | undefined; readonly seen: string }): string {
  return part === undefined ? ` (${seenWord(seen)})` : ` (${part}、${seenWord(seen)})`;
}
