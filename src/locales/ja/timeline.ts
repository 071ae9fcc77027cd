import { numberWord } from './forms.ts';
import type { Moment } from '../../model/evidence.ts';

/** What a capture says of a lookup that nobody answered. */
export const REFUSED_ANSWER = '応答なし';

/** What happened, where no message of its own says it. */
export const timelineTitles = {
  file: 'ファイルの最終更新',
  unreachable: (cause: string | null): string => (cause === null ? '到達できない' : `到達できない (${cause})`),
  connection: (cause: string): string => `接続に失敗 (${cause})`,
  lookup: (cause: string): string => `名前解決に失敗 (${cause})`,
} as const;

export const TIMELINE = {
  title: '時系列',
  example: '架空のファイル 3 つを、このサイトの診断に読み込ませた結果',
  label: '時系列の表',
  intro:
    'すべてのファイルのメッセージ、失敗した確認、失敗した接続、ファイルの更新日時を、1 つの時刻に揃えて並べました。',
  time: '日時',
  severity: '程度',
  what: 'できごと',
  place: '場所',
  times: (count: number): string => `${numberWord(count)} 回`,
  line: (line: number): string => `${numberWord(line)} 行目`,
  started: '実行の開始',
  zone: 'タイム ゾーンの記載がないファイルの時刻',
  zoneOf: (count: number): string =>
    `${numberWord(count)} 個のファイルには、時刻のタイム ゾーンの記載がありません。どちらの時刻かを選びます。`,
  utc: 'UTC',
  local: (zone: string): string => `この端末の時刻 (${zone})`,
  unsaid: 'タイム ゾーンの記載なし',
  around: '障害の日時の前後',
  whole: 'すべて',
  within: (seconds: number): string =>
    seconds < 3600
      ? `前後 ${seconds / 60} 分`
      : seconds < 86_400
        ? `前後 ${seconds / 3600} 時間`
        : `前後 ${seconds / 86_400} 日`,
  needsTime: '「障害の日時」を入力すると、その前後に絞り込めます。',
  file: 'ファイル',
  everyFile: 'すべてのファイル',
  severities: {
    ng: { kind: 'ng', sign: '✕', word: '失敗' },
    un: { kind: 'un', sign: '?', word: '判断できない' },
    info: { kind: 'no', sign: '-', word: '参考' },
  } satisfies Readonly<
    Record<Moment['severity'], { readonly kind: string; readonly sign: string; readonly word: string }>
  >,
  shown: (shown: number, all: number): string =>
    shown === all ? `${numberWord(all)} 件` : `${numberWord(all)} 件のうち ${numberWord(shown)} 件`,
  none: '当てはまるできごとはありません。',
  copy: 'Markdown でコピー',
  copied: 'コピーしました。',
  notCopied: 'コピーできませんでした。ブラウザーの許可を確認してください。',
  open: (place: string): string => `${place} を開く`,
  more: (count: number): string => `ほか ${numberWord(count)} 件`,
} as const;
