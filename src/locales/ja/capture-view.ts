import { numberWord } from './forms.ts';
import type { FilterFault } from '../../model/capture-filter.ts';

/** What the view of a capture says. */

export const ANSWERS = {
  failing: 'つながらない接続',
  failingCount: (count: number): string => `${numberWord(count)} 件`,
  noneFailing: 'つながらない接続は見つかりませんでした。',
  nothingTested: 'この VM から始めた接続は見つかりませんでした。',
  furtherFailing: (count: number): string => `ほか ${numberWord(count)} 件`,
  sent: '送信',
  sentTop: (count: number): string => `上位 ${count}`,
  nothingSent: '送信はありません。',
  toPeers: '相手をすべて見る',
  toEndpoints: '宛先をすべて見る',
  share: '割合',
} as const;

export const CAPTURE_CHAPTERS = {
  cause: '次にすること',
  causes: 'ほかの原因の候補',
  machine: '概要',
  filter: '絞り込みと保存',
  graph: '相手',
  time: '時間の推移',
  conversations: '会話',
  endpoints: '宛先',
  outbound: '送信の課金',
  dns: '名前解決の失敗',
} as const;

export const FILTER = {
  title: '絞り込みと保存',
  label: '絞り込み',
  placeholder: 'host:blob または tcp.port == 443 and not ip.addr == 10.0.0.5',
  everything: '下の図と表が、すべてこの条件に従います。',
  matched: (rows: number, all: number): string => `${numberWord(rows)} / ${numberWord(all)} 件の会話`,
  clear: '条件を消す',
  clearSpan: '時間の範囲を消す',
  span: (from: string, to: string): string => `時間の範囲: ${from} から ${to} まで`,
  help: '絞り込みの書き方',
  wireshark:
    'Wireshark の表示フィルターのうち、次の項目が使えます。会話のどれかのパケットが当てはまれば、その会話を表示します。',
  operators: '比較は == と != です。名前には contains (含む) も使えます。大文字と小文字は区別しません。',
  logic: '条件は and、or、not と括弧でつなぎます。空白で並べた条件は and と同じです。',
  short: '短い書き方もあります。',
  icmp: 'ICMP のエラーは、元の通信とは別の会話です。',
  wholeBytes: '時間の範囲と条件の両方があるときの通信量は、範囲に重なる会話の全体の量です。',
  examples: [
    ['ip.addr == 20.150.1.2', 'アドレス (20.150.0.0/16 のような範囲も可)。IPv6 は ipv6.addr'],
    ['tcp.port == 443', 'TCP のポート。UDP は udp.port'],
    ['tcp.flags.reset == 1', 'RST がある会話'],
    ['tls.handshake.extensions_server_name contains "blob"', 'TLS で求めた名前 (SNI)'],
    ['dns.qry.name contains "microsoft"', 'DNS で問い合わせた名前'],
  ],
  shortForms: [
    ['host:blob', '相手の名前か IP アドレスの一部'],
    ['blob', '相手の名前、IP アドレス、説明、DNS で問い合わせた名前の一部'],
    ['port:443', 'TCP または UDP のポート'],
    ['class:azure', '相手の種類 (internet、azure、private、platform、local)'],
  ],
} as const;

/** Why a text is no filter. */
export const FILTER_FAULTS: Readonly<Record<FilterFault['code'], (text: string) => string>> = {
  'too-long': (most) => `条件が長すぎます。${most} 文字までにしてください。`,
  'too-many': (most) => `条件が多すぎます。${most} 個までにしてください。`,
  'too-deep': (most) => `括弧が深すぎます。${most} 段までにしてください。`,
  'unknown-field': (field) => `「${field}」という項目は使えません。使える項目は「絞り込みの書き方」にあります。`,
  'no-operator': (sign) => `「${sign}」は使えません。==、!=、contains のどれかにしてください。`,
  'no-value': (before) => `「${before}」の後に、値がありません。`,
  'no-term': (near) => `「${near}」の前か後に、条件がありません。`,
  'no-contains': (field) => `${field} には contains を使えません。== か != にしてください。`,
  'open-parenthesis': () => '括弧が閉じていません。',
  'closed-parenthesis': () => '閉じ括弧が多すぎます。',
  'open-quote': () => '引用符が閉じていません。',
  'no-address': (text) => `「${text}」は、この項目のアドレスではありません。IPv4 は ip.addr、IPv6 は ipv6.addr です。`,
  'no-port': (text) => `「${text}」は、ポート番号 (0 から 65535) ではありません。`,
  'no-flag': (text) => `「${text}」は使えません。1 か 0 にしてください。`,
};

export const SAVE = {
  packets: 'パケットを保存 (pcapng)',
  headersOnly: 'ヘッダーだけにする',
  headersHint: 'TCP・UDP のヘッダーより後ろを切り捨てます。TLS や DNS の中身は残りません。',
  saving: (percent: number): string => `ファイルを読み直しています (${percent} %)。`,
  saved: (packets: number): string => `${numberWord(packets)} 個のパケットを保存しました。`,
  nothing: '条件に合うパケットがありません。',
  failed: '保存できませんでした。ファイルが移動または変更されていないか確認してください。',
  unlistedToo: (count: number): string => `一覧にない会話 (${numberWord(count)} 件) も、同じ条件で探して保存します。`,
  listedOnly: (count: number): string =>
    `伏せている間は、一覧にない会話 (${numberWord(count)} 件) を条件で探せません。保存に含まれません。`,
  byAddress: (packets: number): string =>
    `多すぎて区別できない会話の ${numberWord(packets)} 個のパケットは、アドレスとプロトコルだけで選びます。ポートと名前の条件には合いません。`,
  unmasked: '保存するパケットのアドレスと中身は、伏せられません。',
  rounded: '時刻はマイクロ秒までです。',
  csv: '表を保存 (CSV)',
  name: (base: string): string => `${base}-selected.pcapng`,
} as const;

export const GRAPH = {
  title: '通信の相手',
  count: (count: number): string => `${numberWord(count)} 件`,
  picture: 'VM から種類、相手への通信量の図。数値は表と同じです。',
  machine: 'VM',
  out: '送信',
  in: '受信',
  failing: 'つながらない',
  legend: '帯の太さは通信量です。図の名前を選ぶと、全体を絞り込みます。',
  chooseAll: 'VM: 絞り込みを消す',
  further: (count: number): string => `ほか ${numberWord(count)} 件`,
  table: '通信の相手の表',
  peer: '相手',
  kind: '種類',
  state: '状態',
  conversations: '会話',
  none: '条件に合う相手はありません。',
  unlisted: '登録のない相手',
  known: (title: string): string => `${title} とは`,
  blocked: '止めた場合:',
} as const;

export const TIME = {
  title: '時間の推移',
  picture: '送信と受信の推移の図。左右の矢印キーで値を読み、Shift を押しながら動かすと範囲を選びます。',
  hint: '図をドラッグするか、矢印キー (Shift で範囲、Esc で解除) を使うと、時間の範囲で絞り込めます。',
  out: '送信',
  in: '受信',
  perSecond: (bytes: string): string => `${bytes}/秒`,
  at: (time: string): string => `${time} の値`,
  value: (time: string, out: string, back: string): string => `${time}: 送信 ${out}、受信 ${back}`,
  marks: { unanswered: '応答のない SYN', resets: 'RST', repeats: '再送' },
  markCount: (name: string, count: number): string => `${name} ${numberWord(count)} 個`,
  wholeMarks: '印はキャプチャ全体のものです。絞り込んでも変わりません。',
  someSeries: (shown: number): string => `受信の推移は、通信量の多い ${numberWord(shown)} 件の相手の合計です。`,
  byFilter: '条件に合う相手の、すべての通信の推移です。',
  zone: (start: string): string => `始まりは ${start} です。`,
  from: '始まり',
  to: '終わり',
  whole: '全体に戻す',
  table: '表で見る',
  values: '時間の推移の表',
  elapsed: '時刻',
  noTimes: 'このキャプチャには時刻がありません。',
} as const;

export const FLOWS = {
  title: '会話',
  table: '会話の表',
  number: '番号',
  peer: '相手',
  name: '名前 (SNI・DNS)',
  state: '状態',
  port: 'ポート',
  out: '送信',
  in: '受信',
  again: '再送',
  trip: '往復時間',
  start: (zone: string): string => `開始 (${zone})`,
  startAt: '開始',
  frame: '最初のフレーム',
  open: (flow: number): string => `会話 ${flow} を開く`,
  none: '条件に合う会話はありません。',
  far: '表の外に出た行は作りません。ブラウザーの検索ではなく、上の絞り込みを使ってください。',
  chosen: (flow: number): string => `会話 ${flow}`,
  close: '閉じる',
  filter: 'Wireshark の表示フィルター',
  copy: 'コピー',
  copied: 'コピー済み',
  missing: (flow: number): string => `会話 ${flow} は、一覧にありません。`,
  frameOf: (frame: number): string => `フレーム ${numberWord(frame)}`,
  ms: (value: string): string => `${value} ms`,
} as const;

/** In place of the number of segments that were sent again, where it cannot be counted. */
export const AGAIN_UNKNOWN = '数えられません (同じパケットが 2 回以上記録されています)';

/** Shows a report as it is, while it is being masked. */
export const UNMASK = '伏せずに表示する';
