/** A row of dashes, equals signs or stars, or the script's line of its end. */
export function isRule(text: string, first: number): boolean {
  if (first !== 45 && first !== 61 && first !== 42) return false;
  if (text.startsWith('-----Script')) return true;
  if (text.length < 10) return false;
  for (let i = 1; i < text.length; i += 1) if (text.charCodeAt(i) !== first && text.charCodeAt(i) !== 32) return false;
  return true;
}

/** A header line of an HTTP answer. curl's own messages may stand between them, as they come from standard error. */
export function isHeader(text: string, first: number): boolean {
  return first !== 99 && first !== 72
    ? text.indexOf(': ') > 0
    : !text.startsWith('curl') && !text.startsWith('HTTP/') && text.includes(': ');
}

/** A line of curl's progress meter with nothing else in it. */
export function isPureMeter(text: string, first: number): boolean {
  if (text.length < 70 || text.length > 90 || (first !== 32 && !(first >= 48 && first <= 57))) return false;
  const last = text.charCodeAt(text.length - 1);
  return ((last >= 48 && last <= 57) || last === 45 || last === 107 || last === 77) && !text.includes('curl');
}
