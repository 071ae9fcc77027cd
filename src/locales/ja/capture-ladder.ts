import { listed, numberWord } from './forms.ts';

/** What the sequence of one conversation says. */

/** What the segments prove. */
export const LADDER = {
  proves: 'この図から分かること',
  opened: (frames: string): string => `${frames}: SYN、SYN/ACK、ACK がそろい、TCP の接続ができました。`,
  unanswered: (frames: string): string => `${frames}: SYN を送りましたが、キャプチャに応答がありません。`,
  refused: (frames: string): string => `${frames}: SYN に RST が返り、接続を拒否されました。`,
  reset: (frames: string): string => `${frames}: RST が接続を切りました。`,
  repeated: (frames: string): string => `${frames}: 同じデータを送り直しました。`,
  stalled: (frames: string): string => `${frames}: 受信側がウィンドウ 0 を告げ、送信を止めさせました。`,
  closed: (frames: string): string => `${frames}: FIN で接続を終えました。`,
  frames: (first: readonly number[], more: number): string =>
    `フレーム ${listed(first.map(numberWord))}${more > 0 ? ` ほか ${numberWord(more)} 個` : ''}`,
} as const;

export const SEQUENCE = {
  reading: 'ファイルを読み直しています。',
  failed: 'セグメントを読み取れませんでした。',
  count: (segments: number): string => `${segments} 個のセグメント`,
  cutCount: (segments: number): string => `${segments} 個のセグメント (最初の ${segments} 個まで)`,
  label: 'シーケンス図',
  picture: (a: string, b: string): string => `${a} と ${b} のシーケンス図。内容は下の表と同じです。`,
  openTable: '表で見る',
  table: 'セグメントの表',
  bytes: (count: number): string => `${count} バイト`,
  again: '再送',
  zeroWindow: 'ゼロ ウィンドウ',
} as const;

/** Columns of the table of segments. */
export const SEGMENT_COLUMNS = {
  frame: 'フレーム',
  elapsed: '経過 (秒)',
  from: '送信元',
  flags: 'フラグ',
  data: 'データ',
  window: 'ウィンドウ',
  remark: '備考',
} as const;
