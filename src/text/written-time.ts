/** A time as a log writes it. */
export interface WrittenTime {
  /** Seconds since the epoch: of UTC, or of the log's own clock where it states no zone. */
  readonly time: number;
  readonly zoned: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Minutes by which zones are ahead of UTC. Other abbreviations stand for several zones, so that they tell nothing. */
const ZONES: Readonly<Record<string, number>> = { Z: 0, UTC: 0, GMT: 0, JST: 540 };

/** 21:05:16, 9:05 PM, the same in Japanese, with what follows. */
const CLOCK = /(?:^|\D)(\d{1,2})(?::|\u6642)(\d{2})(?:(?::|\u5206)(\d{2}))?(?:[.,]\d{1,9})?\u79d2?(.{0,40})/u;
const HALF = /^ ?([AP])M\b/iu;
const ZONE = /^ ?(?:[AP]M)? ?\(?(Z|[A-Z]{3}|(?:UTC|GMT)?([+-])(\d\d):?(\d\d))(?![A-Za-z\d])/u;
const NUMBERS = /(\d{4})[-/](\d{1,2})[-/](\d{1,2})/u;
const JAPANESE = /(\d{4})\u5e74 ?(\d{1,2})\u6708 ?(\d{1,2})\u65e5/u;
const AMERICAN = /(?:^|\s)(\d{1,2})\/(\d{1,2})\/(\d{4})/u;
/** Nov 20, 20 Nov, and the year somewhere. */
const MONTH_FIRST = /([A-Z][a-z]{2})[a-z]{0,6} {1,2}(\d{1,2})(?!\d|:)/u;
const DAY_FIRST = /(\d{1,2}) ([A-Z][a-z]{2})[a-z]{0,6}/u;
const YEAR = /(?:^|\D)((?:19|20)\d\d)(?:\D|$)/u;
const LONGEST = 80;

/**
 * A date with its time as programs write it: ISO 8601, `date` in English and Japanese, Windows in both.
 * @returns null where it is none, or the year is missing
 */
export function writtenTime(written: string): WrittenTime | null {
  const text = written.slice(0, LONGEST);
  const day = dayOf(text);
  const clock = CLOCK.exec(text);
  if (day === null || clock === null) return null;
  const [, hours = '', minutes = '', seconds = '0', rest = ''] = clock;
  const half = HALF.exec(rest)?.[1]?.toUpperCase();
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === 'P' ? 12 : 0);
  const [year, month, date] = day;
  if (month < 1 || month > 12 || date < 1 || date > 31 || hour > 23 || Number(minutes) > 59) return null;
  const time = Date.UTC(year, month - 1, date, hour, Number(minutes), Number(seconds)) / 1000;
  const offset = offsetOf(rest);
  return offset === null ? { time, zoned: false } : { time: time - offset * 60, zoned: true };
}

function dayOf(text: string): readonly [number, number, number] | null {
  const numbers = NUMBERS.exec(text) ?? JAPANESE.exec(text);
  if (numbers !== null) return [Number(numbers[1]), Number(numbers[2]), Number(numbers[3])];
  const american = AMERICAN.exec(text);
  if (american !== null) return [Number(american[3]), Number(american[1]), Number(american[2])];
  const year = Number(YEAR.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(year)) return null;
  const first = MONTH_FIRST.exec(text);
  const month = MONTHS.indexOf(first?.[1]?.toLowerCase() ?? '');
  if (first !== null && month >= 0) return [year, month + 1, Number(first[2])];
  const second = DAY_FIRST.exec(text);
  const other = MONTHS.indexOf(second?.[2]?.toLowerCase() ?? '');
  return second !== null && other >= 0 ? [year, other + 1, Number(second[1])] : null;
}

/** Minutes ahead of UTC, null where none are stated. */
function offsetOf(rest: string): number | null {
  const found = ZONE.exec(rest);
  if (found === null) return null;
  const [, name = '', sign, hours, minutes] = found;
  if (sign === undefined) return ZONES[name] ?? null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
