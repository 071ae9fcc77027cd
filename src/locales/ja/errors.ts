/** The page that lists all messages. */
export const ERRORS = {
  title: 'エラー一覧',
  description:
    '疎通確認ログ、Azure Backup、Site Recovery に出るメッセージの一覧です。文字列、コマンド、段階、判定、バックアップの種類で絞り込めます。',
  lead: '疎通確認ログ、Azure Backup、Site Recovery に出るメッセージと、その意味です。1 行を検索に貼り付けると、直接見つかります。コマンドの出力をまとめて貼り付けるときは、 [読み取れるコマンド](/guide/run-the-check/#スクリプトを使わずに確認する) を確認します。番号だけが分かるときは、[エラー コードの一覧](/errors/codes/)を見ます。',
  text: '文字列',
  tool: 'コマンド',
  layer: '段階',
  verdict: '判定',
  workload: 'バックアップの種類',
  all: 'すべて',
  reset: '絞り込みを解除',
} as const;

/** How many of the messages or codes fit. */
export const FITTING = {
  count: (count: number): string => `${count} 件`,
  none: '条件に合うものはありません',
} as const;
