/** What the page of a report says. */
import { numberWord } from './forms.ts';
import type { Station, StationState } from '../../model/path.ts';

export const BAR = {
  label: 'このカルテ',
  lines: (count: number): string => `${numberWord(count)} 行`,
  why: 'なぜ',
  chosen: '選択した形式で読んでいます。',
  because: 'この形式と判断した理由です。',
  noMarks: 'スクリプトの目印がないため、コマンドの出力として読みました。',
  marks: 'この形式の見出しがあります:',
  records: 'この形式の記録があります:',
  asOther: '別の形式として読む',
  choose: '選択してください',
  another: '別のログ',
  anotherFile: '別のファイル',
  copy: 'コピー',
  summary: '短い要約',
  whole: '全部 (問い合わせ用)',
  table: '表 (Teams・メール)',
  json: 'JSON',
  saveJson: 'JSON を保存',
  evidence: '問い合わせの準備',
  print: '印刷',
  keys: 'キー操作',
  more: 'そのほか',
  copied: 'コピーしました。',
  notCopied: 'コピーできませんでした。ブラウザーの許可を確認してください。',
} as const;

export const KEEP = {
  label: 'このタブで保持する',
  hint: '入力したログをこのタブに残します。再読み込みしても消えません。タブを閉じると消えます。',
  kept: 'このタブに保持しています。',
  forget: '消す',
  forgotten: '保持したログを消しました。',
  tooLarge: '4 MB を超えるため、保持できません。再読み込みすると消えます。',
  refused: 'ブラウザーが保存を許可していないため、保持できません。',
  local: 'このログは、お使いのブラウザーの中だけで処理しました。どこにも送信していません。',
  how: '確かめ方',
} as const;

export const PASTE = {
  name: '貼り付けたログ',
  ask: '新しい入力があります',
  askText: '今の結果を置き換えますか。並べて表示することもできます。',
  askReplace: '今の結果を置き換えますか。',
  replace: '置き換える',
  beside: '並べて表示する',
  cancel: 'やめる',
  waiting: '診断しています。',
  stop: '中止する',
  lineWaits: (line: number): string =>
    `${line} 行目へのリンクです。ログは保存していないため、もう一度貼り付けてください。貼り付けると ${line} 行目を開きます。`,
  noReport: '結果は保存していません。もう一度貼り付けると表示できます。',
  empty: 'ログが空です。貼り付けるか、ファイルを選んでください。',
  keptHere: 'このタブに保持したログがあります。',
  open: '開く',
  forget: '消す',
} as const;

export const CHAPTERS = {
  label: 'カルテの内容',
  causes: 'ほかの原因の候補',
  impact: '影響',
  endpoints: '宛先',
  privateNames: 'DNS の一覧との比較',
  findings: 'メッセージ',
  settings: '設定',
  log: 'ログ',
  nextFailure: '次の失敗',
  failures: (count: number): string => `失敗 ${numberWord(count)} か所`,
} as const;

/** Ways to what proves something. */
export const PROOF = {
  flow: (flow: number): string => `会話 ${flow}`,
} as const;

export const NEXT = {
  title: '次にすること',
  more: 'この原因の説明',
  proof: '証拠 (ログの行)',
  moreProof: (count: number): string => `ほか ${numberWord(count)} 行`,
  meaning: (title: string): string => `${title} の意味`,
  line: (line: number): string => `${line} 行目`,
} as const;

/** Words beside a confidence: how many of the destinations fail. */
export function failing(count: number, all: number): string {
  return count === 0 ? `${all} 件の宛先` : `${count} / ${all} 件の宛先`;
}

export const CARD = {
  meaning: '意味',
  causes: '考えられる原因',
  next: '次に確認すること',
  whole: '1 行だけを読みました。全体のログを貼ると、影響するバックアップも分かります。',
} as const;

export const KEYS = {
  title: 'キー操作',
  close: '閉じる',
  list: [
    ['n', '次の失敗へ'],
    ['p', '前の失敗へ'],
    ['Ctrl V', '別のログを貼り付ける'],
    ['Ctrl K', '検索'],
    ['?', 'この一覧'],
  ],
} as const;

export const LOG = {
  title: '注釈つきログ',
  find: '折りたたんだ行は、ブラウザーの検索の対象外です。',
  findFar: '行数が多いため、ブラウザーの検索は表示中の付近だけが対象です。',
  openAll: 'すべて開く',
  fold: (from: number, to: number): string =>
    from === to ? `${from} 行目` : `${numberWord(from)} – ${numberWord(to)} 行目`,
  good: (count: number): string => `✓ ${count}`,
  whole: (length: number): string => `全体を見る (${numberWord(length)} 文字)`,
  aside: '参考',
} as const;

export const PATH = {
  label: '宛先までの経路',
  service: 'サービス',
  machine: 'VM',
  workloads: '使うバックアップ',
  affected: '影響あり',
  direct: '直接',
  proxy: 'プロキシ経由',
  proxies: 'アカウントごとのプロキシ',
} as const;

export const STATION_NAMES: Readonly<Record<Station, string>> = {
  dns: '名前解決',
  proxy: 'プロキシ',
  tcp: 'TCP',
  tls: 'TLS',
  http: '応答',
};

/** The state of a station; what is missing here says its cause. */
export const STATION_STATES: Readonly<Record<StationState, { readonly icon: string; readonly word: string }>> = {
  ok: { icon: '✓', word: '成功' },
  failed: { icon: '✕', word: '失敗' },
  open: { icon: '?', word: '判断できない' },
  beyond: { icon: '', word: '届かず' },
  unseen: { icon: '–', word: '未実施' },
  none: { icon: '–', word: 'なし' },
};

/** What the proxy does in place of the machine. */
export const BY_PROXY = 'プロキシが行う';

/** The title of the page while a report is open. */
export function pageTitle(machine: string, verdict: string): string {
  return `${machine}: ${verdict} | 疎通カルテ`;
}

export const IMPACT = {
  title: '影響',
  hint: 'どのバックアップに関わるか',
  table: 'シナリオとサービスの表',
  workload: 'シナリオ',
  result: '結果',
  needless: '不要',
  note: (name: string, note: string): string => `${name}: ${note}`,
} as const;

export const SETTINGS = {
  title: '設定',
  none: '記録なし',
  proxy: 'プロキシ',
  hostname: 'ホスト名',
  os: 'OS',
  addresses: 'IP アドレス',
  startedAt: '実行日時',
  script: 'スクリプト',
  complete: (seconds: number | null): string => `最後まで実行済み${seconds === null ? '' : ` (${seconds} 秒)`}`,
  cut: '途中で終了',
  file: 'ファイル',
  accounts: 'アカウントごとのプロキシ',
  tls: 'TLS (SCHANNEL)',
  noTls: 'このログには、TLS のレジストリの出力がありません。',
} as const;

export const HELP = {
  title: '読み取れるもの',
  formats: 'Azure Backup、Site Recovery、Azure Migrate の疎通確認スクリプトが書いたログ (Linux、Windows)',
  tools: '端末で実行したコマンドの出力 (1 行だけでも構いません)。読み取れるコマンドは、次のページにあります。',
  run: '疎通確認スクリプトの入手と実行',
  search: 'エラーの文字列だけが分かる場合は、検索 (Ctrl K) を使ってください。',
  similar: '似ているメッセージ',
} as const;

/** Beside a link, for those who do not see how it opens. */
export const NEW_TAB = '新しいタブ';

export const MACHINES = {
  title: 'マシンの一覧',
  count: (count: number): string => `${numberWord(count)} 件`,
  label: 'マシンとサービスの表',
  machine: 'マシン',
  cause: '主な原因',
  date: '実行日時',
  file: 'ファイル',
  unseen: '未確認',
  none: '–',
  far: '件数が多いため、ブラウザーの検索は表示中の付近だけが対象です。',
} as const;

export const BUNDLE = {
  title: '採取した情報の確認',
  name: (first: string, count: number): string => (count > 1 ? `${first} ほか ${count - 1} 件` : first),
} as const;
