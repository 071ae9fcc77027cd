import { listed, numberWord } from './forms.ts';

/** What stands at the head of everything that leaves the page, and the sentences of the short form for a chat. */

/** The maker of a copy, as its last line says it. */
export const MADE_BY = '疎通カルテ (Microsoft の製品ではありません) で作成しました。';

export const SUMMARY = {
  title: (source: string): string => `疎通カルテの診断結果: ${source}`,
  machine: 'マシン',
  unknownMachine: 'ホスト名の記録なし',
  machines: (names: readonly string[], more: number): string => `${listed(names)}${more > 0 ? ` ほか ${more} 台` : ''}`,
  started: '実行日時',
  times: (first: string, more: number): string => `${first}${more > 0 ? ` ほか ${more} 回` : ''}`,
  captured: 'キャプチャの期間',
  unknownTime: '記録なし',
  noTime: '日時の記録なし',
  conclusion: '結論',
  caution: '注意',
  endpoints: 'エンドポイント',
  count: (count: number): string => `${numberWord(count)} 件`,
  more: (count: number): string => `ほか ${numberWord(count)} 件`,
  affected: '影響を受けるバックアップ',
  proof: (line: number): string => `根拠 (${numberWord(line)} 行目)`,
  next: '次の手順',
} as const;

/** A time of which the log does not say the zone. */
export function withoutZone(time: string): string {
  return `${time} (タイム ゾーンの記載なし)`;
}

/** A time that the page writes in UTC, and how long it went on from there. */
export function captureTime(start: string, seconds: number): string {
  return `${start} から ${seconds.toFixed(1)} 秒間`;
}
