/** Seconds since the epoch as date and time in UTC, to the second: `2026-11-20 21:05:16 UTC`; a time beyond any calendar as it is. */
export function utcText(seconds: number): string {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? String(seconds) : `${time.toISOString().slice(0, -5).replace('T', ' ')} UTC`;
}
