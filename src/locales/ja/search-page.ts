/** The page that opens the search. */
export const SEARCH_PAGE = {
  title: '検索',
  description: 'エラー文字列と記事を検索します。',
  lead: 'エラー文字列をそのまま貼り付けるか、調べたい言葉を入力します。',
  open: '検索を開く',
  noScript: '検索には JavaScript が必要です。[エラー一覧](/errors/)からも探せます。',
} as const;
