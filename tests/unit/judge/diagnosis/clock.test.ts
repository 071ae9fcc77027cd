import { expect, test } from 'vitest';
import { clockOf } from '../../../../src/judge/diagnosis/clock.ts';

/** The order in which times were said, wherever the reader is. */
function orderIn(zone: string, times: readonly string[]): string[] {
  const before = process.env['TZ'];
  try {
    process.env['TZ'] = zone;
    const clock = clockOf(times);
    return times.toSorted((a, b) => clock(a) - clock(b));
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
}

test.each(['UTC', 'Asia/Tokyo', 'Pacific/Chatham', 'America/Los_Angeles'])(
  'times with and without a zone are in the order of the clock that wrote them, read in %s',
  (zone) => {
    const written = ['2026-11-20T01:10:42+09:00', '2026-11-20T01:10:41', '2026-11-20T01:10:41.5'];
    expect(orderIn(zone, written)).toEqual([written[1], written[2], written[0]]);
  },
);

test('times that all state their zone are compared by it', () => {
  const written = ['2026-11-20T09:00:00+09:00', '2026-11-19T23:59:59Z', '2026-11-20T00:00:01Z'];
  expect(orderIn('Asia/Tokyo', written)).toEqual([written[1], written[0], written[2]]);
});

test('what is no time has no place', () => {
  const clock = clockOf([null, '2026-11-20T01:10:41']);
  expect(clock(null)).toBeNaN();
  expect(clock('yesterday')).toBeNaN();
  expect(clock('2026-11-20T01:10:41')).toBe(Date.UTC(2026, 10, 20, 1, 10, 41));
});

test('a zone may be written without a colon', () => {
  const [later, earlier] = ['2026-11-20T01:10:42+0900', '2026-11-20T01:10:41'];
  const clock = clockOf([later, earlier]);
  expect(clock(later) - clock(earlier)).toBe(1000);
});

test('what has no time does not keep the others from being compared by their zones', () => {
  const clock = clockOf([null, '2026-11-20T09:00:00+09:00', '2026-11-20T00:00:01Z']);
  expect(clock('2026-11-20T09:00:00+09:00')).toBeLessThan(clock('2026-11-20T00:00:01Z'));
});
