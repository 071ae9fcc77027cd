import { numberWord } from './forms.ts';

/** What the view of a capture says of the whole file. */

export const FILE = {
  packets: (count: number): string => `${numberWord(count)} パケット`,
  caution: '注意',
  offset: (byte: number): string => `${numberWord(byte)} バイト目`,
} as const;

/** While a capture is read. */
export const READING = {
  begun: 'キャプチャを読み取っています。',
  label: '読み取り中',
  stop: '中止する',
  stopped: '読み取りを中止しました。',
  done: (conclusion: string): string => `読み取りが終わりました。${conclusion}`,
  failed: '読み取れませんでした。ファイルを選び直して、もう一度試してください。',
} as const;

export const OVERVIEW = {
  title: 'キャプチャの概要',
  period: '期間',
  span: (from: string, seconds: number): string => `${from} から ${seconds.toFixed(1)} 秒間`,
  roundTrip: '往復時間 (中央値)',
  notMeasured: '測れません',
  median: (milliseconds: number, connections: number): string =>
    `${milliseconds.toFixed(1)} ms (${connections} 回の接続)`,
  again: '再送',
  noTcp: 'TCP がありません',
  repeated: (repeated: number, segments: number): string =>
    `${repeated} / ${numberWord(segments)} セグメント (${((repeated / segments) * 100).toFixed(2)} %)`,
  cut: '切り詰め',
  cutPackets: (count: number): string => `${numberWord(count)} 個のパケットは、一部だけが記録されています`,
  own: 'VM 自身のアドレス (違う場合は選び直します)',
} as const;

/** Names that nothing resolved. */
export const LOOKUPS = {
  title: '失敗した名前解決',
  count: (count: number): string => `${count} 件`,
  table: '失敗した名前解決の表',
  name: '名前',
  answer: '応答',
  noAnswer: '応答なし',
  asked: '問い合わせ',
  times: (count: number): string => `${count} 回`,
  server: 'DNS サーバー',
} as const;
