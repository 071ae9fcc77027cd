import { numberWord } from './forms.ts';

/** What the table of endpoints says. */
export const ENDPOINT_TABLE = {
  title: 'エンドポイント',
  count: (count: number): string => `${numberWord(count)} 件`,
  host: '宛先',
  verdict: '判定',
  all: 'すべて',
  copy: '表をコピー',
  label: 'エンドポイントの表',
  none: '条件に合う宛先はありません。',
  far: '行数が多いため、ブラウザーの検索は表示中の付近だけが対象です。宛先の欄で絞り込めます。',
} as const;
