import { expect, test } from 'vitest';
import { writtenTime } from '../../../src/text/written-time.ts';

const AT = Date.UTC(2026, 10, 20, 21, 5, 16) / 1000;

test.each([
  ['2026-11-20T21:05:16Z', AT, true],
  ['2026-11-20T21:05:16.123Z', AT, true],
  ['2026-11-21T06:05:16+09:00', AT, true],
  ['2026-11-20 16:05:16 -0500', AT, true],
  ['Fri Nov 20 21:05:16 UTC 2026', AT, true],
  ['Sat Nov 21 06:05:16 JST 2026', AT, true],
  ['Fri 20 Nov 2026 09:05:16 PM UTC', AT, true],
  ['2026年 11月 21日 土曜日 06:05:16 JST', AT, true],
  ['2026年 11月 21日 土曜日 06時05分16秒 JST', AT, true],
  ['2026-11-20T21:05:16', AT, false],
  ['2026-11-20 21:05:16', AT, false],
  ['2026/11/20 21:05:16', AT, false],
  ['11/20/2026 9:05:16 PM', AT, false],
  ['11/20/2026 9:05 PM', AT - 16, false],
  // CST is the time of Chicago, of China and of Cuba
  ['Fri Nov 20 21:05:16 CST 2026', AT, false],
  ['12/1/2026 12:00:00 AM', Date.UTC(2026, 11, 1) / 1000, false],
])('%s', (text, time, zoned) => {
  expect(writtenTime(text)).toEqual({ time, zoned });
});

test.each(['', 'yesterday', '21:05:16', 'Nov 20 21:05:16', '2026-11-20', '2026-13-20 21:05:16', '2026-11-20 25:05:16'])(
  '%s is no time of a known day',
  (text) => {
    expect(writtenTime(text)).toBeNull();
  },
);
