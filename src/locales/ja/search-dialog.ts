/** What the search dialog says. */
export const DIALOG = {
  name: '検索',
  field: 'エラー文字列・記事を検索',
  placeholder: 'エラー文字列を貼り付けるか、言葉を入力します',
  close: '閉じる',
  results: '検索結果',
  examples: '例: curl: (28) Connection timed out、名前解決 失敗、プロキシ 認証',
  keys: [
    ['↑ ↓', '選ぶ'],
    ['Enter', '開く'],
    ['Esc', '閉じる'],
  ],
  groups: {
    pasted: '貼り付けた内容',
    certain: 'この文字列の意味',
    pages: '見つかったページ',
    further: '関連するページ',
    similar: '似ているメッセージ (似ているだけです)',
    elsewhere: '見つからない場合',
  },
  diagnose: {
    title: 'このログを診断する',
    badge: '診断',
    snippet: '貼り付けた内容を、ログとして読み取ります。',
  },
  report: {
    title: '伏せ字にしてコピーする',
    badge: '報告',
    snippet: 'この文字列の説明がないことを報告するときに使います。ホスト名、IP アドレス、ID、ユーザー名を伏せます。',
    source: '検索した文字列',
    copied: 'コピーしました。内容を確認してから報告してください。',
    context: (format: string, rules: string): string => `(形式: ${format}、ルール: ${rules})`,
  },
  guides: [
    {
      url: '/errors/',
      title: 'エラー一覧',
      badge: '一覧',
      snippet: 'メッセージを、文字列、コマンド、段階で絞り込めます。',
    },
    { url: '/guide/', title: 'ガイド', badge: '一覧', snippet: '疎通確認の方法と、結果の読み方です。' },
  ],
  all: (count: number): string => `すべて見る (${count} 件)`,
  count: (count: number): string => `${count} 件`,
  nothing:
    '見つかりませんでした。コマンドの名前 (curl など) を含む 1 行をそのまま貼り付けるか、短い言葉に変えてください。',
  picture: '画像の文字は読み取れません。文字として貼り付けてください。',
  noMessages: 'エラー文字列の照合を読み込めませんでした。記事の検索だけを表示します。',
} as const;
