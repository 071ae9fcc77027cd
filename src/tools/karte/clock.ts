import { httpDate } from '../../text/http-date.ts';
import type { Fields } from './fields.ts';

const AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u;

/**
 * Seconds by which the machine's clock is ahead of that of the destination, when its answer came. Only for an answer that is the
 * destination's: a proxy's own answer tells of the proxy's clock. The last date counts, because that of a tunnel stands before it; one
 * that a cache has kept for a while (Age) tells nothing.
 */
export function clockAhead(fields: Fields): number | null {
  const now = AT.exec(fields.first('at')?.value ?? '')?.[0];
  let date: string | null = null;
  for (const { value } of fields.all('header')) {
    const colon = value.indexOf(':');
    const name = value.slice(0, Math.max(colon, 0)).toLowerCase();
    if (name === 'age') return null;
    if (name === 'date') date = value.slice(colon + 1);
  }
  const then = date === null ? null : httpDate(date);
  if (now === undefined || then === null) return null;
  const seconds = Math.round((Date.parse(now) - then) / 1000);
  return Number.isNaN(seconds) ? null : seconds;
}
