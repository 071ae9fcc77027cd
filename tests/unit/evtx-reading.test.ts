import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { isEventLog, readEvents } from '../../src/journal/evtx/reading.ts';
import type { EventLogSummary, WindowsEvent } from '../../src/model/event.ts';
import {
  ChunkWriter,
  eventData,
  eventLog,
  logHeader,
  logOf,
  raw,
  text,
  type MadeEvent,
} from '../support/event-logs.ts';
import { readLog } from '../support/read-events.ts';

const HEADER = 4096;
const CHUNK = 65_536;
const TIME = Date.UTC(2026, 10, 30, 2, 0, 30, 125);

const numbered = (count: number): MadeEvent[] =>
  Array.from({ length: count }, (_, n) => ({
    id: 7000 + (n % 9),
    payload: [eventData({ param1: text(`service ${n}`) })],
  }));
/** Chunks with events of these numbers. */
const chunkOf = (first: number, count: number): ChunkWriter => {
  const writer = new ChunkWriter(first);
  for (const event of numbered(count)) expect(writer.event(event)).toBe(true);
  return writer;
};
const numbers = (events: readonly WindowsEvent[]): number[] => events.map(({ record }) => record);
const from = (first: number, count: number): number[] => Array.from({ length: count }, (_, n) => first + n);
/** Where the records of a chunk begin. */
function recordsOf(chunk: Buffer): number[] {
  const places: number[] = [];
  for (let at = 512; chunk.readUInt32LE(at) === 0x2a2a; at += chunk.readUInt32LE(at + 4)) places.push(at);
  return places;
}

test('an event has what its log says of it', () => {
  const { events, summary } = readLog(
    eventLog([
      {
        provider: 'Microsoft-Windows-Security-SPP',
        source: 'Software Protection Platform Service',
        id: 16_394,
        qualifiers: 49_152,
        level: 2,
        computer: 'vm01.example.local',
        channel: 'Application',
        time: TIME,
        ticks: 4321,
        payload: [eventData({ param1: text('a') })],
      },
    ]),
  );
  expect(events).toEqual([
    {
      record: 1,
      time: { ms: TIME, ticks: 4321 },
      written: { ms: TIME, ticks: 0 },
      id: 16_394,
      qualifiers: 49_152,
      level: 2,
      provider: 'Microsoft-Windows-Security-SPP',
      source: 'Software Protection Platform Service',
      computer: 'vm01.example.local',
      channel: 'Application',
      values: [{ name: 'param1', text: 'a' }],
    },
  ]);
  expect(summary).toEqual({
    bytes: HEADER + CHUNK,
    header: true,
    dirty: false,
    events: 1,
    chunks: 1,
    damagedChunks: 0,
    damagedRecords: 0,
    wrongChecksums: 0,
    cut: false,
  });
});

test('what an event leaves out is empty, and its time that of its record', () => {
  const chunk = new ChunkWriter();
  chunk.record(TIME, () => {
    chunk.instance({
      name: 'Event',
      children: [{ name: 'System', children: [{ name: 'EventID', children: [raw(6, '0100')] }] }],
    });
  });
  const { events } = readLog(logOf([chunk.done()]));
  const moment = { ms: TIME, ticks: 0 };
  const empty = { qualifiers: null, level: 0, provider: '', source: null, computer: '', channel: '', values: [] };
  expect(events).toEqual([{ record: 1, id: 1, time: moment, written: moment, ...empty }]);
});

test('events of several chunks come in their order, in pieces of any size', async () => {
  const log = eventLog(numbered(1000));
  expect(log.length).toBeGreaterThan(HEADER + CHUNK);
  const whole = readLog(log);
  expect(numbers(whole.events)).toEqual(from(1, 1000));
  expect(whole.events.map(({ values }) => values[0]?.text)).toEqual(from(0, 1000).map((n) => `service ${n}`));
  for (const piece of [1000, 4096, 65_537]) expect(readLog(log, piece)).toEqual(whole);
  const streamed: WindowsEvent[] = [];
  let summary: EventLogSummary | null = null;
  for await (const event of readEvents([log.subarray(0, 70_000), log.subarray(70_000)], (done) => (summary = done)))
    streamed.push(event);
  expect({ events: streamed, summary }).toEqual(whole);
});

describe('what is damaged is passed over and counted', () => {
  test('a record whose XML is none: the others are read', () => {
    const chunk = chunkOf(1, 9).done();
    const place = recordsOf(chunk)[4] ?? 0;
    chunk.fill(0xee, place + 24, place + 60);
    const { events, summary } = readLog(logOf([chunk]));
    expect(numbers(events)).toEqual([1, 2, 3, 4, 6, 7, 8, 9]);
    expect(summary).toMatchObject({ damagedRecords: 1, wrongChecksums: 1, damagedChunks: 0 });
  });

  test('records that are overwritten: those behind are found, and as many counted as are missing', () => {
    const chunk = chunkOf(101, 30).done();
    const places = recordsOf(chunk);
    // not from the start of a record to the start of another, and with the start of an older one in it
    chunk.fill(0, (places[9] ?? 0) + 40, (places[13] ?? 0) + 30);
    const { events, summary } = readLog(logOf([chunk]));
    expect(numbers(events)).toEqual([...from(101, 9), ...from(115, 16)]);
    expect(summary).toMatchObject({ damagedRecords: 5, chunks: 1 });
  });

  test('an older record in the middle of a chunk is no record of it', () => {
    const chunk = chunkOf(101, 30).done();
    const places = recordsOf(chunk);
    const [start = 0, next = 0] = places.slice(9);
    chunk.writeUInt32LE(0, start);
    chunk.writeBigUInt64LE(7n, next + 8);
    expect(numbers(readLog(logOf([chunk])).events)).not.toContain(7);
  });

  test('a chunk without its mark is read all the same', () => {
    const chunks = [chunkOf(1, 20), chunkOf(21, 20), chunkOf(41, 20)].map((chunk) => chunk.done());
    chunks[1]?.write('ElfChxx', 'latin1');
    const { events, summary } = readLog(logOf(chunks));
    expect(numbers(events)).toEqual(from(1, 60));
    expect(summary).toMatchObject({ chunks: 3, damagedChunks: 1, damagedRecords: 0 });
  });

  test('a chunk of noise loses nothing but itself', () => {
    const noise = Buffer.alloc(CHUNK, 'noise');
    const { events, summary } = readLog(logOf([chunkOf(1, 20).done(), noise, chunkOf(41, 20).done()]));
    expect(numbers(events)).toEqual([...from(1, 20), ...from(41, 20)]);
    expect(summary).toMatchObject({ chunks: 2, damagedChunks: 1 });
  });

  test('bytes that are missing within the file: the chunk behind is found', () => {
    const log = logOf([chunkOf(1, 200).done(), chunkOf(201, 200).done(), chunkOf(401, 200).done()]);
    const at = HEADER + CHUNK + 30_000;
    const { events, summary } = readLog(Buffer.concat([log.subarray(0, at), log.subarray(at + 5000)]));
    expect(numbers(events).filter((n) => n <= 200 || n > 400)).toEqual([...from(1, 200), ...from(401, 200)]);
    expect(events.length).toBeGreaterThan(480);
    expect(summary).toMatchObject({ cut: false, damagedChunks: 1 });
  });

  test('a file that ends within a chunk: the records in front are read', () => {
    const log = logOf([chunkOf(1, 60).done()]);
    const { events, summary } = readLog(log.subarray(0, HEADER + 20_000));
    expect(numbers(events)).toEqual(from(1, events.length));
    expect(events.length).toBeGreaterThan(20);
    expect(summary.cut).toBe(true);
    expect(summary.damagedRecords).toBe(60 - events.length);
  });

  test('a template that another one has overwritten makes no event of its values', () => {
    const chunk = chunkOf(1, 3).done();
    // the id of the template, in the record that holds it
    chunk.writeUInt32LE(0x1234, 512 + 24 + 4 + 2 + 4 + 4 + 4);
    const { events, summary } = readLog(logOf([chunk]));
    expect([events, summary.damagedRecords]).toEqual([[], 3]);
  });
});

describe('a log that was in use', () => {
  test('records behind the end that its header states are read as long as their numbers go on', () => {
    const writer = chunkOf(1, 12);
    const chunk = writer.done();
    chunk.writeUInt32LE(recordsOf(chunk)[8] ?? 0, 48);
    const { events, summary } = readLog(logOf([chunk], 1));
    expect(numbers(events)).toEqual(from(1, 12));
    expect(summary).toMatchObject({ dirty: true, wrongChecksums: 1, damagedRecords: 0 });
  });

  test('older records behind the end are none of it', () => {
    const chunk = chunkOf(101, 12).done();
    const place = recordsOf(chunk)[8] ?? 0;
    chunk.writeUInt32LE(place, 48);
    chunk.writeBigUInt64LE(55n, place + 8);
    expect(numbers(readLog(logOf([chunk], 1)).events)).toEqual(from(101, 8));
  });

  test('chunks behind the number that the file header states are read, and room that is not used is none', () => {
    const log = logOf([chunkOf(1, 20).done(), Buffer.alloc(CHUNK), chunkOf(21, 20).done()], 1);
    log.writeUInt16LE(1, 42);
    const { events, summary } = readLog(log);
    expect(numbers(events)).toEqual(from(1, 40));
    expect(summary).toMatchObject({ chunks: 2, damagedChunks: 0, cut: false });
  });
});

test('a wrong check sum is counted, and takes nothing away', () => {
  for (const at of [52, 124]) {
    const chunk = chunkOf(1, 20).done();
    chunk.writeUInt32LE(1, at);
    const { events, summary } = readLog(logOf([chunk]));
    expect(numbers(events)).toEqual(from(1, 20));
    expect(summary).toMatchObject({ wrongChecksums: 1, damagedChunks: 0, damagedRecords: 0 });
  }
});

test('where a log says that it has no check sums, none is wrong', () => {
  const chunk = chunkOf(1, 20).done();
  chunk.writeUInt32LE(0, 52);
  chunk.writeUInt32LE(0, 124);
  expect(readLog(logOf([chunk], 4)).summary).toMatchObject({ events: 20, wrongChecksums: 0 });
});

test('a file with another header is read where chunks usually begin', () => {
  const log = logOf([chunkOf(1, 20).done()]);
  expect(isEventLog(log)).toBe(true);
  log.fill(0xff, 0, 128);
  expect(isEventLog(log)).toBe(false);
  expect(readLog(log).summary).toMatchObject({ header: false, events: 20 });
});

test.each([
  ['nothing', Buffer.alloc(0), true],
  ['half a header', logHeader(1).subarray(0, 50), true],
  ['a header alone', logHeader(0), false],
])('%s has no events', (_, log, cut) => {
  expect(readLog(log, 7)).toMatchObject({ events: [], summary: { events: 0, chunks: 0, cut } });
});
