/** The tables of a log's settings, in an article and in a report. */

/** Columns of the proxy of each account. */
export const PROXY_TABLE = {
  label: 'アカウントごとのプロキシ設定',
  account: 'アカウント',
  state: '状態',
  server: 'サーバー',
  bypass: '除外',
} as const;

/** Columns of the protocols, for the machine as a client and as a server. */
export const TLS_TABLE = {
  label: 'TLS の設定',
  protocol: 'プロトコル',
  client: 'クライアント',
  clientWhole: 'クライアント (Azure への接続)',
  server: 'サーバー',
} as const;
