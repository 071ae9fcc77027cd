const HTTP_DATE = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/u;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Milliseconds of the date of an answer (RFC 9110, IMF-fixdate); null for any other text: of the older forms no server of today writes one. */
export function httpDate(text: string): number | null {
  const [, day, name = '', year, hour, minute, second] = HTTP_DATE.exec(text.trim()) ?? [];
  const month = MONTHS.indexOf(name);
  if (month < 0) return null;
  return Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
}
