import { besides, listed } from './forms.ts';

/** What a code is called where it is found. */
export function codeTitle(forms: readonly string[], symbols: readonly string[]): string {
  return `${besides(forms)} (${listed(symbols)})`;
}

/** What the page of the table says around it. */
export const CODES = {
  text: '番号、文字列',
  facility: '部品',
  layer: '段階',
  all: 'すべて',
  reset: '絞り込みを解除',
  more: 'メッセージの説明',
  count: (n: number): string => `${n} 件`,
} as const;
