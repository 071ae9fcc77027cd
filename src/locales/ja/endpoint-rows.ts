/** A table of the destinations that something needs. */
export const ENDPOINT_ROWS = {
  host: 'FQDN',
  port: 'ポート',
  tag: 'サービス タグ',
  tagShort: 'タグ',
  use: '用途',
  optional: '(任意)',
} as const;
