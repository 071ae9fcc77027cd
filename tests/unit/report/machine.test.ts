import { expect, test } from 'vitest';
import type { LogReport } from '../../../src/model/report.ts';
import { machineWord, runTime } from '../../../src/report/machine.ts';
import { diagnose } from '../../support/analyzer.ts';

const EMPTY = diagnose('');
const of = (hostname: string | null, startedAt: string | null): LogReport => ({
  ...EMPTY,
  machine: { ...EMPTY.machine, hostname, startedAt },
});

test.each([
  ['Fri Nov 20 21:05:16 UTC 2026'],
  ['2026年 11月 20日 金曜日 21:05:16 JST'],
  ['Fri 20 Nov 2026 09:05:16 PM JST'],
  ['Fri Nov 20 21:05:16 +08 2026'],
  ['2026-11-20T21:05:16Z'],
  ['2026-11-20T21:05:16.123+09:00'],
])('%s tells its zone', (time) => {
  expect(runTime(of(null, time))).toBe(time);
});

test.each([['2024-06-11 10:15:02'], ['11/20/2026 9:05:16 PM'], ['Fri Nov 20 21:05:16 2026']])(
  '%s tells no zone, and the reader is told so',
  (time) => {
    expect(runTime(of(null, time))).toBe(`${time} (タイム ゾーンの記載なし)`);
  },
);

test('what a log does not tell is not made up', () => {
  expect(runTime(EMPTY)).toBeNull();
  expect(machineWord(EMPTY)).toBeNull();
});

test('of several logs the machines are named once each, and the rest counted', () => {
  const parts = ['vm1', 'vm2', 'vm2', null, 'vm3', 'vm4', 'vm5'].map((name, at) => of(name, `12:00:0${at} UTC`));
  const fleet = { ...of('vm1', '12:00:00 UTC'), parts };
  expect(machineWord(fleet)).toBe('vm1、vm2、vm3 ほか 2 台');
  expect(runTime(fleet)).toBe('12:00:00 UTC ほか 6 回');
  expect(machineWord({ ...fleet, parts: parts.slice(0, 3) })).toBe('vm1、vm2');
});
