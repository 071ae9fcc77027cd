/** What the page says while it reads the reader's own logs. */
export const DIAGNOSING = {
  empty: 'ファイルが空です。ログの採取が終わっているかを確認してください。',
  tooLarge: (name: string, megabytes: number): string =>
    `${name} は大きすぎます (上限 ${megabytes} MB)。疎通確認のログだけを選んでください。`,
  none: '読み取れるログがありません。',
  diagnosed: (conclusion: string): string => `診断が終わりました。${conclusion}`,
  allDiagnosed: (logs: number): string => `${logs} 件のログの診断が終わりました。`,
  readAgain: (format: string, conclusion: string): string => `「${format}」として読み直しました。${conclusion}`,
  stopped: '診断を中止しました。',
  failed:
    '診断できませんでした。ファイルが大きすぎるか、メモリが足りません。ログの一部を選んで、もう一度試してください。',
} as const;
