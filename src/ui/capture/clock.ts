import { TIMES } from '#locale/capture.ts';
import { timeText } from '../../text/time.ts';

/** In which zone times are shown: that of the reader's own machine, or UTC. */
export type Zone = 'local' | 'utc';

/** How a view writes a time of a capture, in seconds since the epoch. */
export type Clock = (seconds: number | null) => string;

/** Writes times in a zone, which is said with each of them. */
export function clockOf(zone: Zone): Clock {
  return (seconds) => {
    if (seconds === null) return TIMES.none;
    // the offset is that of the time shown: it may change within a year
    return timeText(seconds, zone === 'utc' ? null : -new Date(seconds * 1000).getTimezoneOffset());
  };
}

/** The day of the month and the time alone, of a time as a clock writes it: for a column whose heading tells the rest. */
export function dayTimeOf(written: string): string {
  return /^\d{4}-(\d\d-\d\d \d\d:\d\d:\d\d) /u.exec(written)?.[1] ?? written;
}

/** The zones to choose from, the reader's own first and by its name. */
export function zoneChoices(): readonly (readonly [Zone, string])[] {
  return [
    ['local', TIMES.local(new Intl.DateTimeFormat().resolvedOptions().timeZone)],
    ['utc', TIMES.utc],
  ];
}
