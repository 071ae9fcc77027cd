import { expect, test } from 'vitest';
import { httpDate } from '../../../src/text/http-date.ts';

test.each([
  ['Mon, 30 Nov 2026 08:20:01 GMT', '2026-11-30T08:20:01.000Z'],
  [' Sun, 06 Jan 1994 23:59:59 GMT ', '1994-01-06T23:59:59.000Z'],
])('%s', (text, expected) => {
  expect(new Date(httpDate(text) ?? 0).toISOString()).toBe(expected);
});

test.each([
  '',
  'Mon, 30 Nov 2026 08:20:01 +0900',
  'Mon, 30 Foo 2026 08:20:01 GMT',
  'Sunday, 06-Nov-94 08:49:37 GMT',
  '2026-11-30T08:20:01Z',
])('no such date: %s', (text) => {
  expect(httpDate(text)).toBe(null);
});
