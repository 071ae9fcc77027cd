/** A line of curl's progress meter with nothing else in it. */
export function isMeter(text: string): boolean {
  const first = text.charCodeAt(0);
  if (text.length < 70 || text.length > 90 || (first !== 32 && !(first >= 48 && first <= 57))) return false;
  const last = text.charCodeAt(text.length - 1);
  return ((last >= 48 && last <= 57) || last === 45 || last === 107 || last === 77) && !text.includes('curl');
}
