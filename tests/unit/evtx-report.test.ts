import { expect, test } from 'vitest';
import { analyzer } from '../support/analyzer.ts';
import { eventData, eventLog, text, type MadeEvent } from '../support/event-logs.ts';

const TIME = Date.UTC(2026, 10, 30, 2, 0, 30, 125);
const said = (values: Readonly<Record<string, string>>): NonNullable<MadeEvent['payload']> => [
  eventData(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)]))),
];
const ALERT: MadeEvent = {
  provider: 'Schannel',
  id: 36_887,
  level: 2,
  computer: 'vm01.example.local',
  time: TIME,
  payload: said({ AlertDesc: '40' }),
};
const QUIET: MadeEvent = {
  provider: 'Made',
  id: 1,
  level: 4,
  time: TIME + 1000,
  payload: said({ a: 'one\ntwo\tthree' }),
};

test('an .evtx file is read as the event log that it is: what it says, when, and where', () => {
  const { report, lines } = analyzer.analyze({ name: 'System.evtx', bytes: eventLog([QUIET, ALERT]) });
  expect(report.format).toBe('windows-event');
  expect(lines.at(2)).toBe('2\t2026-11-30T02:00:30.125000000Z\tSchannel\t36887\tvm01.example.local\tAlertDesc=40');
  expect(report.findings.map(({ signature, line, firstAt }) => [signature, line, firstAt])).toEqual([
    ['schannel-36887', 2, '2026-11-30T02:00:30Z'],
  ]);
  expect(report.journal).toMatchObject({ records: 2, errors: 1, warnings: 0, explained: 1 });
  expect(report.source.bytes).toBeGreaterThan(65_536);
  expect(report.leftOut).toBeUndefined();
});

test('what an event holds stays in its line', () => {
  const { lines } = analyzer.analyze({ name: 'a.evtx', bytes: eventLog([QUIET]) });
  expect(lines.count).toBe(1);
  expect(lines.at(1).endsWith('\ta=one two three')).toBe(true);
});

test('services of others are no finding', () => {
  const stopped = (name: string): MadeEvent => ({
    provider: 'Service Control Manager',
    id: 7031,
    level: 2,
    payload: said({ param1: name, param2: '1' }),
  });
  const found = (event: MadeEvent): string[] =>
    analyzer.analyze({ name: 'a.evtx', bytes: eventLog([event]) }).report.findings.map(({ signature }) => signature);
  expect(found(stopped('RdAgent'))).toEqual(['scm-7031']);
  expect(found(stopped('Print Spooler'))).toEqual([]);
});

test('events that are damaged are told, and a log without any known event says so', () => {
  const bytes = eventLog(Array.from({ length: 20 }, () => QUIET));
  const whole = analyzer.analyze({ name: 'a.evtx', bytes }).report;
  expect([whole.diagnosis[0]?.id, whole.tone]).toEqual(['nothing-tested', 'un']);
  bytes.fill(0xff, 4096 + 512 + 200, 4096 + 512 + 1200);
  const { leftOut = [], complete, tone } = analyzer.analyze({ name: 'a.evtx', bytes }).report;
  expect(leftOut.map(({ what }) => what)).toEqual(['events']);
  expect(leftOut[0]?.kept).toBeLessThan(20);
  expect([complete, tone]).toEqual([false, 'un']);
});

test('a file that only begins as one is not known, and does no harm', () => {
  for (const length of [8, 128, 4096, 70_000]) {
    const bytes = eventLog([ALERT]).subarray(0, length);
    expect(analyzer.analyze({ name: 'a.evtx', bytes }).report.tone).not.toBe('ok');
  }
});
