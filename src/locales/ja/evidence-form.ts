/** The list of what to gather, with what the reader has done of it. */
export const CHOOSER = {
  nothing: '一覧がありません。',
  scenario: '何が失敗したか',
  folder: '採取するフォルダー',
  minimumHint: '「必須」の一式が難しい場合は、「最小限の一式」をすべて集めます。',
  gathered: (done: number, all: number): string => `集めたもの (${done} / ${all})`,
  minimumPaths: '全体が難しい場合の最小限のパス',
  download: '入手先:',
  environment: '環境の情報',
  copyPlain: '問い合わせ文をコピー',
  copyMarkdown: 'Markdown でコピー',
  copied: (removed: string): string => `コピーしました。${removed}`,
  notCopied: 'コピーできませんでした。ブラウザーの許可を確認してください。',
  clear: '入力した内容を消す',
  clearAsk: 'チェックと入力をすべて消します。',
  cleared: '入力した内容を消しました。',
  kept: 'チェックと入力は、このブラウザーの中だけに残ります。',
  makeZip: '1 つの zip にまとめる',
  checkFiles: '集めたファイルを確認する',
  checkCertificates: '証明書を確認する',
} as const;

/** Scripts that gather the files of a list. */
export const SCRIPTS = {
  title: 'まとめて集めるスクリプト',
  hint: 'ファイルをコピーして 1 つにまとめるだけで、設定は変更しません。中身を読んでから使ってください。',
  save: (name: string): string => `${name} を保存`,
} as const;

/** Every list, for those who choose none. */
export const LISTS = { all: 'すべての一覧を見る', optional: '(任意)' } as const;

/** Whether an item is asked for. */
export const SCOPES = {
  full: '必須',
  minimum: '最小限の一式',
  extra: '任意',
  manual: 'ツールを使えない場合',
} as const;
