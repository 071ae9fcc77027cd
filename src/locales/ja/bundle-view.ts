import { numberWord } from './forms.ts';

/** What the view of a bundle says beside what was found in it. */
export const DROP = {
  label: '送る前の zip、tar.gz、フォルダーを確認します',
  choose: 'ファイルを選ぶ',
  hint: 'ここに落としても確認できます',
  promise: 'ファイルはブラウザーの外に出ません。必要なログのほかは展開しません。',
  files: (count: number): string => `${count} 個のファイル`,
  done: (conclusion: string): string => `確認が終わりました。${conclusion}`,
  failed: '読み取れませんでした。ファイルを選び直して、もう一度試してください。',
} as const;

/** A bundle beside a list. */
export const COMPARED = {
  list: '比べる一覧',
  guessed: (scenario: string): string =>
    `ファイルの名前から「${scenario}」の情報と判断しました。違う場合は、比べる一覧を変えます。`,
  looksLike: (scenario: string): string => `ファイルの名前は「${scenario}」の情報に近いものです。`,
  openList: '採取する情報の一覧とコマンドを開く',
  table: '一覧との比較',
  item: '情報',
  result: '結果',
  file: 'ファイル',
  optional: '(任意)',
  files: (count: number): string => `${numberWord(count)} 個`,
  newest: (time: number): string => new Date(time).toLocaleString('ja-JP'),
} as const;

/** Folded lists of files. */
export const FILE_LISTS = {
  sensitive: '含めてよいかを確認するファイル',
  refused: '受け付けなかったファイル',
  encrypted: '暗号化されたファイル (名前だけを確認しました)',
  superfluous: '一覧にないファイル',
} as const;
