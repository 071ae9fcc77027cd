/** A number as a reader sees it. */
export function numberWord(value: number): string {
  return value.toLocaleString('ja-JP');
}

/** Between the things of a list. */
export const COMMA = '、';
/** Between things that stand side by side. */
export const DOT = '・';

/** Things in a row. */
export function listed(things: readonly string[]): string {
  return things.join(COMMA);
}

/** Things side by side. */
export function besides(things: readonly (string | number)[]): string {
  return things.join(DOT);
}

/** The order in which a reader looks for words. */
export function byWord(one: string, other: string): number {
  return one.localeCompare(other, 'ja');
}
