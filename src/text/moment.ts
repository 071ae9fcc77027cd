import type { Moment } from '../model/event.ts';

/** 1601-01-01 to 1970-01-01, in milliseconds. */
const FILETIME_EPOCH = 11_644_473_600_000;

/** A FILETIME: units of 100 ns since 1601, exact although they exceed what a number holds exactly. */
export function fileTime(view: DataView, at: number): Moment {
  // 2^32 units are 429496 ms and 7296 units
  const high = view.getUint32(at + 4, true);
  const low = high * 7296 + view.getUint32(at, true);
  const ms = high * 429_496 + Math.floor(low / 10_000) - FILETIME_EPOCH;
  return { ms, ticks: low % 10_000 };
}

/** ISO 8601 with nine digits, as Windows writes times into an event's XML. */
export function momentText({ ms, ticks }: Moment): string {
  return `${new Date(ms).toISOString().slice(0, -1)}${String(ticks).padStart(4, '0')}00Z`;
}

/** The moment of a text as {@link momentText} writes it; also with fewer digits, as programs do. Null for any other text. */
export function momentOf(text: string): Moment | null {
  const dot = text.indexOf('.');
  const whole = dot < 0 ? text.replace('Z', '') : text.slice(0, dot);
  const digits = dot < 0 ? '' : text.slice(dot + 1).replace('Z', '');
  const seconds = Date.parse(`${whole}Z`);
  if (Number.isNaN(seconds)) return null;
  const units = Number(digits.slice(0, 7).padEnd(7, '0'));
  if (!Number.isInteger(units)) return null;
  return { ms: seconds + Math.floor(units / 10_000), ticks: units % 10_000 };
}
