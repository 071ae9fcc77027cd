import { expect, test } from 'vitest';
import { timeText } from '../../../src/text/time.ts';

const NOON = Date.UTC(2026, 10, 20, 12, 0, 59) / 1000;

test.each([
  [null, '2026-11-20 12:00:59 UTC'],
  [540, '2026-11-20 21:00:59 (UTC+09:00)'],
  [345, '2026-11-20 17:45:59 (UTC+05:45)'],
  [-210, '2026-11-20 08:30:59 (UTC-03:30)'],
  [0, '2026-11-20 12:00:59 (UTC+00:00)'],
  [780, '2026-11-21 01:00:59 (UTC+13:00)'],
])('with an offset of %j minutes the time is %s', (offset, text) => {
  expect(timeText(NOON + 0.9, offset)).toBe(text);
});

test('a time that no calendar has is told as it is', () => {
  expect(timeText(1e15, null)).toBe('1000000000000000');
  expect(timeText(1e15, 540)).toBe('1000000000000000');
});
