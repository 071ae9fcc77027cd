/** The table of the codes of regions. */
export const REGIONS = {
  title: 'リージョン コードの一覧',
  hint: 'Azure Backup の FQDN に含まれるコードです。ARM のリージョン名や、よく使われる 3 文字の略称とは一致しません。略称から推測すると誤ります。 `aue` は Austria East、`ae` は Australia East です。表示名を確認できていないリージョンは、ARM のリージョン名で載せています。コードがあっても、そのリージョンを利用できるとは限りません。ファイルの回復では、生成されたパスワードかスクリプトの名前に、コードが含まれます。',
  search: 'リージョン コード',
  field: 'コードまたはリージョン',
  example: '例: jpe、東日本',
  table: 'リージョン コードの表',
  code: 'コード',
  region: 'リージョン',
  name: 'リージョン名 (ARM)',
} as const;

/** How many of the regions fit. */
export const FITTING_REGIONS = {
  count: (count: number): string => `${count} 件`,
  none: '一致するリージョンはありません',
} as const;
