/**
 * How logs write a time. A form is literal text with these parts: `YYYY` `MM` `DD` `hh` `mm` `ss` (two digits, or four),
 * `M` `D` `h` (one or two), `MON` (Jan … Dec), `DAY` (a word), `AP` (the half of the day, before or behind the hour), `f` (a
 * fraction with its point or comma, which may be missing), `Z` and `zone` (`Z`, `+09:00` or `+0900`). A blank stands for one or
 * more of them.
 */

/** A time as ISO 8601 has it, and where it ends in its line. */
export interface ReadTime {
  /** To the second; null where the log states no year. */
  readonly at: string | null;
  readonly end: number;
}

/** Words of the halves of a day, in small letters. */
export interface Halves {
  readonly am: readonly string[];
  readonly pm: readonly string[];
}

const PART = /YYYY|MON|DAY|zone|MM|DD|hh|mm|ss|AP|[MDhfZ]/gu;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

type Unit = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';
interface Digits {
  readonly unit: Unit;
  readonly least: number;
  readonly most: number;
}
const DIGITS: Readonly<Record<string, Digits>> = {
  YYYY: { unit: 'year', least: 4, most: 4 },
  MM: { unit: 'month', least: 2, most: 2 },
  DD: { unit: 'day', least: 2, most: 2 },
  hh: { unit: 'hour', least: 2, most: 2 },
  mm: { unit: 'minute', least: 2, most: 2 },
  ss: { unit: 'second', least: 2, most: 2 },
  M: { unit: 'month', least: 1, most: 2 },
  D: { unit: 'day', least: 1, most: 2 },
  h: { unit: 'hour', least: 1, most: 2 },
};
const LONGEST_DAY = 12;
const LONGEST_FRACTION = 9;

/** A time in the making. */
interface Stated {
  readonly units: Partial<Record<Unit, number>>;
  half: 'am' | 'pm' | null;
  zone: string;
}

/** One form of a time, compiled. Reads in one pass without going back. */
export class TimeForm {
  readonly #parts: readonly string[];
  readonly #zone: '' | 'Z';
  readonly #halves: Halves;
  /** Month before day: where the first number is no month, the two change places. */
  readonly #monthFirst: boolean;

  /** @param zone of times that state none: `Z`, or empty for that of the machine */
  constructor(form: string, zone: '' | 'Z', halves: Halves) {
    const parts: string[] = [];
    let at = 0;
    for (const { 0: part, index } of form.matchAll(PART)) {
      parts.push(...form.slice(at, index), part);
      at = index + part.length;
    }
    parts.push(...form.slice(at));
    this.#parts = parts;
    this.#zone = zone;
    this.#halves = halves;
    this.#monthFirst = parts.indexOf('M') === 0;
  }

  /** The time that begins at a place of a line; null where none does. */
  read(line: string, from: number): ReadTime | null {
    const stated: Stated = { units: {}, half: null, zone: this.#zone };
    let at = from;
    for (const part of this.#parts) {
      at = this.#take(part, line, at, stated);
      if (at < 0) return null;
    }
    // a number goes on behind its last digit
    if (isDigit(line.charCodeAt(at)) && isDigit(line.charCodeAt(at - 1))) return null;
    if (!this.#isTime(stated.units)) return null;
    return { at: isoOf(stated), end: at };
  }

  /** Where a part ends that begins at `at`; -1 where it does not stand there. */
  #take(part: string, line: string, at: number, stated: Stated): number {
    const digits = DIGITS[part];
    if (digits !== undefined) {
      const end = digitsEnd(line, at, digits.most);
      if (end - at < digits.least) return -1;
      stated.units[digits.unit] = Number(line.slice(at, end));
      return end;
    }
    switch (part) {
      case ' ':
        return blanksEnd(line, at);
      case 'f':
        return fractionEnd(line, at);
      case 'DAY': {
        const end = lettersEnd(line, at, LONGEST_DAY);
        return end > at ? end : -1;
      }
      case 'MON': {
        const month = MONTHS.indexOf(line.slice(at, at + 3).toLowerCase());
        stated.units.month = month + 1;
        return month < 0 ? -1 : at + 3;
      }
      case 'AP':
        return this.#takeHalf(line, at, stated);
      case 'Z':
      case 'zone':
        return takeZone(line, at, part === 'Z', stated);
      default:
        return line.startsWith(part, at) ? at + part.length : -1;
    }
  }

  #takeHalf(line: string, at: number, stated: Stated): number {
    for (const half of ['am', 'pm'] as const) {
      const word = this.#halves[half].find((one) => line.slice(at, at + one.length).toLowerCase() === one);
      if (word === undefined) continue;
      stated.half = half;
      return at + word.length;
    }
    return -1;
  }

  /** The numbers are those of a calendar and of a clock; a day that stands in the place of the month is put into its own. */
  #isTime(units: Stated['units']): boolean {
    const { month = 1, day = 1, hour = 0, minute = 0, second = 0 } = units;
    if (this.#monthFirst && month > 12 && day <= 12) [units.month, units.day] = [day, month];
    const [m, d] = [units.month ?? 1, units.day ?? 1];
    return m >= 1 && m <= 12 && d >= 1 && d <= 31 && hour <= 24 && minute < 60 && second <= 60;
  }
}

function isoOf({ units, half, zone }: Stated): string | null {
  const { year, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = units;
  if (year === undefined) return null;
  const hours = half === null ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
  return `${String(year)}-${two(month)}-${two(day)}T${two(hours)}:${two(minute)}:${two(second)}${zone}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** `Z`, or an offset with or without its colon. */
function takeZone(line: string, at: number, onlyUtc: boolean, stated: Stated): number {
  if (line.startsWith('Z', at)) {
    stated.zone = 'Z';
    return at + 1;
  }
  const sign = line.charAt(at);
  const hours = digitsEnd(line, at + 1, 2);
  const colon = line.startsWith(':', hours) ? hours + 1 : hours;
  const end = digitsEnd(line, colon, 2);
  if (onlyUtc || (sign !== '+' && sign !== '-') || hours - at !== 3 || end - colon !== 2) return -1;
  stated.zone = `${sign}${line.slice(at + 1, hours)}:${line.slice(colon, end)}`;
  return end;
}

/** Behind a fraction of a second; `at` where there is none. */
function fractionEnd(line: string, at: number): number {
  const sign = line.charCodeAt(at);
  if (sign !== 46 && sign !== 44) return at;
  const end = digitsEnd(line, at + 1, LONGEST_FRACTION);
  return end === at + 1 ? at : end;
}

function digitsEnd(line: string, from: number, most: number): number {
  let at = from;
  while (at - from < most && isDigit(line.charCodeAt(at))) at += 1;
  return at;
}

function lettersEnd(line: string, from: number, most: number): number {
  let at = from;
  while (at - from < most && /\p{L}/u.test(line.charAt(at))) at += 1;
  return at;
}

/** Behind one or more blanks; -1 where there is none. */
function blanksEnd(line: string, from: number): number {
  let at = from;
  while (line.charCodeAt(at) === 32 || line.charCodeAt(at) === 9) at += 1;
  return at > from ? at : -1;
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}
