import { listed, numberWord } from './forms.ts';

/** What the page of the firewall request says. */
export const REQUEST = {
  link: '許可の申請書',
  uses: '使い方',
  region: 'リージョン',
  second: 'もう 1 つのリージョン (任意)',
  none: 'なし',
  device: '許可する機器',
  optional: '任意の宛先も含める',
  group: 'リソース グループ',
  nsg: 'NSG の名前',
  firewall: 'Azure Firewall の名前',
  source: '送信元 (例: 10.1.0.0/24)',
  priority: '優先度の最初の値',
  purpose: '目的',
  period: '期間',
  table: '宛先の表',
  pattern: '宛先',
  port: 'ポート',
  tag: 'サービス タグ',
  use: '用途',
  commands: '設定コマンド',
  noCommands: 'この機器には、FQDN の一覧を渡します。',
  list: 'FQDN の一覧',
  text: '依頼文',
  copy: 'コピー',
  copied: 'コピー済み',
  notCopied: 'コピーできません',
  empty: '使い方を 1 つ以上選択します。',
  left: (patterns: readonly string[]): string =>
    `次の宛先は、上のコマンドでは許可できません。FQDN で許可できる機器を使います: ${listed(patterns)}`,
  own: (names: readonly string[]): string => `自分の環境の宛先も必要です: ${listed(names)}`,
  count: (count: number): string => `宛先 ${numberWord(count)} 件`,
  devices: {
    nsg: 'NSG',
    'azure-firewall': 'Azure Firewall',
    proxy: 'プロキシ',
    'on-premises': 'オンプレミスのファイアウォール',
    'windows-firewall': 'Windows のファイアウォール',
  },
} as const;

interface Letter {
  readonly uses: readonly string[];
  readonly device: string;
  readonly source: string;
  readonly purpose: string;
  readonly period: string;
  readonly lines: readonly string[];
  readonly own: readonly string[];
}

/** The text of a request to those who run the device. */
export function requestLetter({ uses, device, source, purpose, period, lines, own }: Letter): string {
  return [
    '件名: Azure Backup・Site Recovery の通信の許可について',
    '',
    'お疲れさまです。次の通信の許可をお願いします。',
    '',
    `1. 目的: ${purpose === '' ? `${listed(uses)} の通信` : purpose}`,
    `2. 対象の機器: ${device}`,
    `3. 送信元: ${source === '' ? '(記入)' : source}`,
    '4. 方向: 送信 (送信元から宛先へ)',
    `5. 期間: ${period === '' ? '(記入)' : period}`,
    '6. 宛先:',
    ...lines.map((line) => `   - ${line}`),
    ...(own.length > 0 ? [`   - 自分の環境の宛先: ${listed(own)}`] : []),
    '',
    '宛先は、Microsoft の公開情報に基づきます。',
    '',
  ].join('\n');
}

/** A destination in a line of the request. */
export function destinationLine(
  pattern: string,
  protocol: string,
  ports: readonly string[],
  { tag, optional }: { readonly tag: string; readonly optional: boolean },
): string {
  const details = [...(tag === '' ? [] : [`サービス タグ ${tag}`]), ...(optional ? ['任意'] : [])];
  return `${pattern}  ${protocol} ${ports.join(', ')}${details.length > 0 ? `  (${listed(details)})` : ''}`;
}

/** The text of a support request that a list makes. */
export const REQUEST_TEXT = {
  title: (list: string): string => `お問い合わせ: ${list}`,
  heading: (text: string): string => `■ ${text}`,
  line: (text: string): string => `・${text}`,
  unanswered: '(未入力)',
  attached: '添付する情報',
  done: '[済]',
  open: '[未]',
} as const;
