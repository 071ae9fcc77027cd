import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import {
  ARRAY,
  ChunkWriter,
  eventData,
  fileTime,
  logOf,
  NOTHING,
  raw,
  text,
  texts,
  xmlValue,
  type MadeEvent,
  type Value,
  type Xml,
} from '../support/event-logs.ts';
import { readLog } from '../support/read-events.ts';

const HEADER = 4096;
const TIME = Date.UTC(2026, 10, 30);
/** Processor time that no log of this size may take; one that does not end takes all there is. */
const PATIENCE = 5000;

const INNER = xmlValue((chunk) => {
  chunk.instance({ name: 'Outer', attributes: { n: text('7') }, children: [{ name: 'Inner', children: [text('x')] }] });
  chunk.put('00');
});
const EVENTS: readonly MadeEvent[] = [
  { payload: [eventData({ a: text('service'), b: raw(8, '01000000'), c: fileTime(TIME), d: NOTHING })] },
  {
    source: 'Made',
    qualifiers: 49_152,
    payload: [{ name: 'EventData', children: [{ name: 'Data', children: [texts('a', 'b')] }] }],
  },
  {
    payload: [
      eventData({
        sid: raw(19, '010100000000000512000000'),
        ansi: raw(2, '83898343'),
        list: raw(21 | ARRAY, '00'.repeat(32)),
      }),
    ],
  },
  { payload: [{ name: 'UserData', children: [INNER] }] },
  { payload: [eventData({ a: text('again'), b: raw(8, '02000000'), c: fileTime(TIME), d: text('') })] },
  {
    payload: [
      { name: 'UserData', children: [{ name: 'Made', children: [{ entity: 'amp' }, 'fixed', { name: 'Leaf' }] }] },
    ],
  },
];

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** The bytes between others that no log has: a text of these would show that something read past the end. */
const BEYOND = '\uA5A5';
function amid(bytes: Uint8Array): Uint8Array {
  const all = new Uint8Array(bytes.length + 4096).fill(0xa5);
  all.set(bytes, 2048);
  return all.subarray(2048, 2048 + bytes.length);
}

test('20,000 mutations of a log neither throw nor read past the end', () => {
  const next = random(20_261_130);
  const pick = (n: number): number => Math.floor(next() * n);
  const chunk = new ChunkWriter();
  for (const event of [...EVENTS, ...EVENTS]) expect(chunk.event(event)).toBe(true);
  const end = chunk.at;
  const log = logOf([chunk.done()]).subarray(0, HEADER + end);
  const records = EVENTS.length * 2;
  expect(readLog(log).events).toHaveLength(records);
  for (let round = 0; round < 20_000; round += 1) {
    const bytes = log.slice(0, pick(4) === 0 ? HEADER + pick(end) : log.length);
    for (let edits = 1 + pick(6); edits > 0; edits -= 1) {
      // places and sizes are what leads astray: most changes are small numbers, and most behind the header
      const at = pick(8) === 0 ? pick(bytes.length) : HEADER + 512 + pick(bytes.length - HEADER - 512);
      bytes[at] = pick(2) === 0 ? pick(256) : pick(8);
    }
    const { events, summary } = readLog(amid(bytes), 1 + pick(3) * 5000);
    expect(summary.bytes).toBe(bytes.length);
    expect(events.length).toBeLessThanOrEqual(records);
    for (const { values, provider } of events)
      expect(`${provider}${values.map((value) => `${value.name}${value.text}`).join('')}`).not.toContain(BEYOND);
  }
});

test('nothing of one chunk is seen in the next', () => {
  const first = new ChunkWriter();
  first.event({ payload: [eventData({ a: text('left over') })] });
  const second = new ChunkWriter(2);
  second.event({});
  const bytes = second.done();
  // the second one names a template that only the first one has
  const place = bytes.indexOf(Buffer.from('0c01', 'hex'));
  bytes.writeUInt32LE(first.done().indexOf(Buffer.from('0c01', 'hex')) + 10, place + 6);
  bytes.fill(0, place + 10);
  expect(readLog(logOf([first.done(), bytes])).events).toHaveLength(1);
});

/** A chunk with one record, and what became of it. */
function lone(write: (chunk: ChunkWriter) => void): { events: number; lost: number; ms: number } {
  const chunk = new ChunkWriter();
  expect(
    chunk.record(TIME, () => {
      write(chunk);
    }),
  ).toBe(true);
  chunk.event({});
  const start = process.cpuUsage();
  const { events, summary } = readLog(logOf([chunk.done()]));
  const { user, system } = process.cpuUsage(start);
  return { events: events.length, lost: summary.damagedRecords, ms: (user + system) / 1000 };
}

const SYSTEM: Xml = { name: 'System', children: [{ name: 'EventID', children: [raw(6, '0100')] }] };

test('a template within itself ends', () => {
  const { events, lost } = lone((chunk) => {
    chunk.put('0f010100');
    const place = chunk.at + 10;
    const u32 = (value: number): string => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(value);
      return bytes.toString('hex');
    };
    chunk.put(`0c01${u32(1)}${u32(place)}`);
    // its definition: a fragment with an instance of the same place
    chunk.put(`${u32(0)}${u32(1)}${'00'.repeat(12)}${u32(19)}0f0101000c01${u32(1)}${u32(place)}${u32(0)}00`);
    chunk.put(u32(0));
  });
  expect([events, lost]).toEqual([1, 1]);
});

/** XML in XML: each level holds the next one, in this many places. */
const nested = (levels: number, places = 1): Value =>
  xmlValue((chunk) => {
    const inner = levels === 0 ? text('x') : nested(levels - 1, places);
    chunk.instance({ name: 'L', children: [inner, ...Array<Xml>(places - 1).fill({ slot: 0 })] });
    chunk.put('00');
  });
const holding = (value: Value): Xml => ({
  name: 'Event',
  children: [SYSTEM, { name: 'UserData', children: [value] }],
});

test('values that are XML go so deep and no deeper', () => {
  const at = (levels: number): number => lone((chunk) => chunk.instance(holding(nested(levels)))).events;
  expect(at(10)).toBe(2);
  expect(at(60)).toBe(1);
});

test('values that double at each level end soon', () => {
  expect(lone((chunk) => chunk.instance(holding(nested(6, 2)))).events).toBe(2);
  const { events, lost, ms } = lone((chunk) => chunk.instance(holding(nested(14, 2))));
  expect([events, lost]).toEqual([1, 1]);
  expect(ms).toBeLessThan(PATIENCE);
});

test('elements within each other by the thousand end', () => {
  const { events, lost } = lone((chunk) => {
    chunk.put('0f010100');
    let xml: Xml = { name: 'e', children: ['x'] };
    for (let depth = 0; depth < 2000; depth += 1) xml = { name: 'e', children: [xml] };
    chunk.xml(xml, []);
    chunk.put('00');
  });
  expect([events, lost]).toEqual([1, 1]);
});

test('one large value in a thousand places is not written out a thousand times, and costs no other record', () => {
  const places = [text('y'.repeat(15_000)), ...Array<Xml>(900).fill({ slot: 1 })];
  const { events, lost, ms } = lone((chunk) => {
    chunk.instance({ name: 'Event', children: [SYSTEM, { name: 'EventData', children: places }] });
  });
  expect([events, lost]).toEqual([1, 1]);
  expect(ms).toBeLessThan(PATIENCE);
});

test('a file of nothing but marks takes no time', () => {
  const marks = Buffer.alloc(20 * 65_536);
  for (let at = 0; at < marks.length; at += 64) marks.write(at % 4096 === 0 ? 'ElfChnk\0' : '**\0\0', at, 'latin1');
  const start = process.cpuUsage();
  const { events } = readLog(logOf([marks]));
  const { user, system } = process.cpuUsage(start);
  expect(events).toEqual([]);
  expect((user + system) / 1000).toBeLessThan(PATIENCE);
});
