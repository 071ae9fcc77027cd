/** What the portable file says in place of the site's pages. */
export const ELSEWHERE = {
  title: 'この持ち出し版にはないページです',
  text: '持ち出し版は通信をしません。ページは、次のアドレスにあります。',
  more: '次に確認することと出典は、サイトのページにあります。',
  close: '閉じる',
} as const;

/** What stands at the head and the foot of the portable file. */
export const PORTABLE = {
  title: '疎通カルテ 持ち出し版',
  heading: 'ログを貼ると、原因と次の手順が分かります',
  lead: 'ログ、パケット キャプチャ、zip を、このファイルだけで読み取ります。通信は一切しません。',
  limits: '疎通カルテは Microsoft の製品ではありません。判定は参考情報です。',
  version: '規則のバージョン',
  until: (month: string): string => `${month} の公開情報まで`,
} as const;

/** The box on the page that offers the file. */
export const DOWNLOAD = {
  page: '持ち出し版',
  name: 'sotsu-karte.html',
  button: 'ダウンロード',
  size: '大きさ',
  hash: 'SHA-256',
} as const;
