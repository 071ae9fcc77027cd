/** What header, menus, side navigation, home and the list of articles call the pages and their groups. */

/** The main pages. */
export const PAGES = {
  home: '診断する',
  guide: 'ガイド',
  errors: 'エラー一覧',
  diagnoses: '根本原因',
  endpoints: 'エンドポイント',
  evidence: '採取する情報',
} as const;

/** What a reader is about, and what the articles of that kind do. */
export const PURPOSES = {
  examine: { title: '調べる', note: 'ログと通信から、止まった場所を読み取ります。' },
  fix: { title: '直す', note: '構成ごとに、必要な設定と、失敗したときの直し方をまとめています。' },
  collect: { title: '集める', note: 'ログと通信を採取し、サポートへ送ります。' },
} as const;

/** Groups of the side navigation that are no articles, and their pages. */
export const SIDE = {
  label: 'ガイドの一覧',
  reference: 'リファレンス',
  site: 'このサイト',
  endpoints: 'エンドポイント一覧',
  check: '自分の環境に合わせた確認スクリプト',
  peers: '通信の相手の一覧',
  errors: 'エラー一覧',
  codes: 'エラー コードの一覧',
  diagnoses: '根本原因の一覧',
  glossary: '用語',
  privacy: 'ログの扱い',
} as const;

/** The page that lists the articles. */
export const GUIDES = {
  title: 'ガイド',
  description: '疎通確認ログの読み方、構成ごとの直し方、サポートへ送る情報の集め方をまとめています。',
  endpoints: '必要な FQDN、ポート、サービス タグの一覧です。',
  check: 'ワークロードとリージョンを選ぶと、必要な宛先だけを 1 分ほどで確認するスクリプトができます。',
  glossary: 'このサイトで使う言葉と、その意味です。',
  privacy: '貼り付けたログがどう処理されるかと、その確かめ方です。',
} as const;
