/** What stands around every page. */
export const SITE = {
  name: '疎通カルテ',
  homeTitle: '疎通カルテ - Azure Backup の疎通確認ログを読む',
  title: (page: string): string => `${page} | 疎通カルテ`,
  skip: '本文へ移動',
} as const;

export const HEADER = {
  pages: '主なページ',
  find: 'エラー文字列・記事を検索',
  theme: '配色',
  themes: { auto: '自動', light: 'ライト', dark: 'ダーク' },
  menu: 'メニュー',
  search: '検索',
  close: '閉じる',
} as const;

export const FOOTER = {
  disclaimer:
    '**疎通カルテは Microsoft の製品ではありません。**判定は参考情報です。正式な調査は Azure サポートに依頼してください。',
  rules: (version: string, month: string): string => `規則のバージョン ${version} (${month} の公開情報まで)`,
} as const;
