import { besides, listed, numberWord } from './forms.ts';
import type { CauseChange, Change, Outcome, SettingChange } from '../../model/comparison.ts';

/** What the view of several machines says. */
export const FLEET = {
  conclusion: '結果',
  tones: { ng: '問題あり', un: '判断できない', ok: '問題なし' },
  /** Above the table. */
  summary: (all: number, ng: number): string =>
    ng === 0
      ? `${numberWord(all)} 台に、問題は見つかっていません。`
      : `${numberWord(all)} 台中 ${numberWord(ng)} 台に問題があります。`,
  causes: '主な原因ごとのマシン',
  machines: (count: number): string => `${numberWord(count)} 台`,
  runs: (count: number): string => `${numberWord(count)} 回の記録があります。マシンごとに最後の記録で数えました。`,
  names: (names: readonly string[], more: number): string =>
    listed(names) + (more > 0 ? ` ほか ${numberWord(more)} 台` : ''),
  only: 'この原因だけを表示',
  all: 'すべて表示',
  filter: '絞り込み',
  filterHint: 'マシン、原因、ファイル',
  worst: '結果の悪い順',
  shown: (count: number, all: number): string => `${numberWord(count)} / ${numberWord(all)} 件`,
  none: '条件に合うマシンはありません。',
  markdown: 'Markdown をコピー',
  csv: 'CSV をコピー',
  json: 'JSON をコピー',
  copied: 'コピーしました。',
  notCopied: 'コピーできませんでした。ブラウザーの許可を確認してください。',
  cell: (machine: string, service: string, word: string, line: number): string =>
    `${machine} の ${service}: ${word}。${line} 行目を開く`,
} as const;

const CHANGES: Readonly<Record<Change, { readonly word: string; readonly kind: string }>> = {
  fixed: { word: '直った', kind: 'ok' },
  worse: { word: '悪くなった', kind: 'ng' },
  same: { word: '変わらない', kind: 'no' },
  unclear: { word: '確認できない', kind: 'un' },
};

const OUTCOMES: Readonly<Record<Outcome, { readonly title: string; readonly tone: 'ok' | 'ng' | 'un' }>> = {
  fixed: { title: '失敗していた宛先は、すべて直りました', tone: 'ok' },
  partly: { title: '直った宛先がありますが、問題が残っています', tone: 'ng' },
  worse: { title: '悪くなった宛先があります', tone: 'ng' },
  same: { title: '宛先の結果は変わっていません', tone: 'un' },
  unclear: { title: '直ったかどうかを判断できません', tone: 'un' },
};

const SETTINGS: Readonly<Record<SettingChange['setting'], string>> = {
  proxy: 'プロキシ (環境変数)',
  'proxy-account': 'プロキシ',
  tls12: 'TLS 1.2 (クライアント)',
  'default-route': '既定の経路',
  'dns-servers': 'DNS サーバー',
  addresses: 'マシンのアドレス',
};

const CAUSES: Readonly<Record<CauseChange['change'], { readonly word: string; readonly kind: string }>> = {
  gone: { word: '見られなくなった', kind: 'ok' },
  new: { word: '新しい', kind: 'ng' },
  stays: { word: '残っている', kind: 'no' },
};

/** What the comparison of two runs says. */
export const COMPARISON = {
  changes: CHANGES,
  outcomes: OUTCOMES,
  settings: SETTINGS,
  causes: CAUSES,
  compare: '比べる',
  title: '前後の比較',
  before: '前',
  after: '後',
  swap: '前後を入れ替える',
  close: '比較を閉じる',
  otherMachine: 'マシン名が異なります。同じマシンの記録かどうかを確認してください。',
  unknownMachine: 'マシン名が記録されていないログがあります。同じマシンの記録かどうかを確認してください。',
  counts: (counts: Readonly<Record<Change, number>>): string =>
    besides(
      (['fixed', 'worse', 'same', 'unclear'] as const)
        .filter((change) => counts[change] > 0)
        .map((change) => `${CHANGES[change].word} ${numberWord(counts[change])}`),
    ),
  endpoints: '宛先',
  endpoint: '宛先',
  change: '変化',
  otherReason: '到達できないまま、理由が変わった',
  unchanged: (count: number): string => `変わらない宛先 ${numberWord(count)} 件は省きました。`,
  stillFailing: 'まだ到達できない',
  absent: '記録なし',
  settingsTitle: '設定',
  setting: '設定',
  none: 'なし',
  values: { present: 'あり', absent: 'なし', enabled: '有効', disabled: '無効', default: '既定' } as Readonly<
    Record<string, string>
  >,
  causesTitle: '根本原因',
  line: (line: number): string => `${numberWord(line)} 行目`,
  open: (which: string): string => `${which}のログを開く: `,
  nothing: '変わったところはありません。',
  withRun: (name: string, time: string): string => `${name} (${time})`,
  noOther:
    '同じマシンの、もう 1 回の記録が必要です。修正の後に採取した記録を貼り付けるか、ファイルを選ぶと、変わったところだけを表示します。',
  choose: 'ファイルを選ぶ',
  cancel: 'やめる',
  pasted: '貼り付けたログ (2 回目)',
  hint: 'このまま Ctrl + V で貼り付けることもできます。',
} as const;
