import { listed } from './forms.ts';

/** The check of a certificate store: the agent's certificates, and the published roots. */
export const CERTIFICATES = {
  label: '証明書の出力',
  or: '、または',
  paste: 'の出力を貼り付けます。',
  unread: '証明書の出力として読み取れませんでした。',
  until: (time: number): string => `(${new Date(time).toLocaleDateString('ja-JP')} まで)`,
  missing: 'ありません',
  ownStore: '個人のストアの証明書:',
  sayMissing: '。ないことを、問い合わせに書いてください。',
  roots: '公開されているルート証明書',
  rootsOf: (seen: string): string => `、${seen}) との比較です。`,
  others: (count: number): string => `一覧にない証明書が、ほかに ${count} 個あります。この確認には関係しません。`,
  removed: (names: readonly string[]): string => `一覧から外れた証明書が残っています: ${listed(names)}`,
} as const;

/** Names of the agent's own certificates, with places in them. */
export const AGENT_NAMES = {
  'vault-credentials': 'CB_<コンテナー名>-…-vaultcredentials',
  agent: 'CB_<ホスト名>._ と 18 桁の数字',
} as const;

/** Whether a certificate of the agent still counts. */
export const AGENT_STATES = {
  valid: '有効',
  soon: '30 日以内に期限切れ',
  expired: '期限切れ',
  unknown: '期限が分かりません',
} as const;

/** Whether a published root is there. */
export const ROOT_STATES = {
  present: 'あります',
  missing: 'ありません',
  different: '同じ名前で、拇印が違います',
} as const;

/** What follows from a certificate that has expired or soon will. */
export const EXPIRED = {
  newer: '。同じ種類の有効な証明書があるため、影響しません。',
  agent:
    '。この証明書が切れると、エージェントが起動しないことがあります。MARS エージェントを入れ直すと、新しく作られます。',
  'vault-credentials': '。登録し直すときは、コンテナーの資格情報ファイルを新しくダウンロードします。',
} as const;
