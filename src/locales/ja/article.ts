/** What stands around an article. */
export const ARTICLE = {
  here: '現在の場所',
  contents: '目次',
  updated: (day: string): string => `更新日: ${day}`,
  pager: '前後の記事',
} as const;

/** What kind of page it is, as the search shows it. */
export const KINDS = { guide: 'ガイド', reference: 'リファレンス', cause: '根本原因', error: 'エラー' } as const;

/** What a message or a root cause is filed under. */
export const BADGES = { label: '分類', stage: (name: string): string => `段階 ${name}` } as const;
