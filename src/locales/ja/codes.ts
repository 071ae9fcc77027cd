/** What a code is called where it is found. */
export function codeTitle(forms: readonly string[], symbols: readonly string[]): string {
  return `${forms.join('・')} (${symbols.join('、')})`;
}
