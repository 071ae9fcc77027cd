/** What the machine sent, by how it is charged. */
export const OUTBOUND = {
  title: '送信の通信量',
  table: '種類ごとの送信の表',
  kind: '種類',
  sent: '送信',
  share: '割合',
  charge: '課金の目安',
  saveCsv: 'CSV を保存',
} as const;

export const BILLING = {
  title: '課金の例外',
  free: 'インターネットへの送信は、毎月 100 GB まで無料です (Microsoft の 2024 年の発表)。',
  restore: 'Azure Backup の復元の送信は無料です。ExpressRoute の料金は別です。',
  expressRoute: 'ExpressRoute は、従量制なら 1 GB ごとの料金です。無制限と Local は、回線の料金に含まれます。',
  vpn: 'VPN ゲートウェイでのオンプレミスへの送信は、インターネットへの送信と同じ料金です。',
  more: '出典と、ほかの例外',
} as const;

/** What it would be in a month. */
export const MONTHLY = {
  title: '1 か月に換算する',
  hint: '選んだ時間帯の送信が、30 日間続いた場合の目安です。単価は契約とリージョンで変わります。',
  prices: '帯域幅の価格',
  askPrice: 'で確認した、1 GB あたりの単価を入力してください。',
  price: '1 GB あたりの単価',
  azureToo: '別のリージョンの Azure として数える',
  noTimes: '時刻がないため、換算できません。',
  result: (billed: string, seconds: string, month: string): string =>
    `課金の対象とみた送信は ${billed} (${seconds} 秒間)、1 か月では約 ${month} です。`,
  cost: (amount: number): string =>
    `入力した単価では約 ${amount.toLocaleString('ja-JP', { maximumFractionDigits: 2 })} です。`,
} as const;
