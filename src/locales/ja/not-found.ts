/** The page in place of one that is not there. */
export const NOT_FOUND = {
  title: 'ページが見つかりません',
  description: '指定されたページはありません。',
  lead: 'アドレスが変わったか、入力に誤りがあります。',
  diagnose: 'ログを診断する',
  errors: 'エラー一覧から探す',
  guide: 'ガイドを読む',
} as const;
