/** The example of an article, and the ways to change it. */
export const EXAMPLE = {
  label: (name: string): string => `ログの例 ${name}`,
  edit: 'この例を書き換えて試す',
  own: '自分のログで見る',
  reset: '元の例に戻す',
  ownHint: '自分のログを貼り付けると、この記事のすべての例が、自分のログの同じ部分に替わります。ログは送信されません。',
  chooseFile: 'ファイルを選ぶ',
} as const;

/** What the example of an article says when the reader changes it or puts a log of their own in its place. */
export const EDITOR = {
  label: '例を書き換えると、注釈がすぐに変わります。',
  name: '例',
  nothing: '判定できる行はありません。',
  count: (count: number): string => `${count} 件`,
  noResult: (tool: string): string => `このログには ${tool} の結果がありません。`,
  otherLog: (title: string): string => `貼り付けたログは「${title}」ではありません。`,
} as const;

/** The name of the reader's own log. */
export const OWN_LOG_NAME = '貼り付けたログ';
