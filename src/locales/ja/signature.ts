/** Words of a message's page. */
export const SIGNATURE = {
  examples: 'ログの例',
  /** The name of an example while it is read. */
  exampleName: '例',
  example: (number: number): string => `例 ${number}`,
  moreExamples: (count: number): string => `ほかの例 ${count} 件`,
  patterns: (count: number): string => `照合する文字列 ${count} 件`,
  patternsHint: '{ } の部分には、ホスト名や数字など、そのつど変わる値が入ります。',
  related: '関連するメッセージ',
  official: '公式ページ',
} as const;

/** Where the Japanese wordings of a service come from. */
export const JAPANESE_WORDINGS =
  '日本語の文言は、出典の資料に載っていたものです。Azure portal や製品に表示される文言は、その後変わっている可能性があります。';
