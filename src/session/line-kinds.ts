/** Shortest row that divides a log. */
const SHORTEST_RULE = 10;

/** A row of dashes, equals signs or stars. */
export function isRule(text: string): boolean {
  const first = text.charCodeAt(0);
  if ((first !== 45 && first !== 61 && first !== 42) || text.length < SHORTEST_RULE) return false;
  for (let i = 1; i < text.length; i += 1) if (text.charCodeAt(i) !== first && text.charCodeAt(i) !== 32) return false;
  return true;
}

/** A header line of an HTTP answer. */
export function isHeader(text: string): boolean {
  return text.indexOf(': ') > 0 && !text.startsWith('HTTP/');
}
