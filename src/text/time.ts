/**
 * Seconds since the epoch as date and time, to the second, with the zone in which they are:
 * `2026-11-20 21:05:16 UTC`, `2026-11-21 06:05:16 (UTC+09:00)`. A time beyond any calendar stays a number.
 * @param offset minutes by which the zone is ahead of UTC; null: UTC itself
 */
export function timeText(seconds: number, offset: number | null): string {
  const time = new Date((seconds + (offset ?? 0) * 60) * 1000);
  if (Number.isNaN(time.getTime())) return String(seconds);
  const written = time
    .toISOString()
    .replace(/\.\d{3}Z$/u, '')
    .replace('T', ' ');
  return offset === null ? `${written} UTC` : `${written} (UTC${offsetText(offset)})`;
}

function offsetText(minutes: number): string {
  const whole = Math.abs(Math.round(minutes));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(whole / 60))}:${two(whole % 60)}`;
}
