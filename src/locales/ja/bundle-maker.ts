/** The form that writes one zip of what was gathered. */
export const MAKER = {
  choose: '入れるファイルを選ぶ',
  mask: 'テキストのログは、名前とアドレスを伏せる',
  make: 'zip を作る',
  hint: 'ここに落としても加えられます (フォルダーも可)',
  promise: 'zip は、このブラウザーの中で作ります。',
  making: '作成しています。',
  made: (secrets: string): string => `作成しました。${secrets}`,
  failed: '作成できませんでした。ファイルが大きすぎるか、読み取れません。',
} as const;
