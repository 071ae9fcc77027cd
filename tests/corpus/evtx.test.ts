import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Moment, WindowsEvent } from '../../src/model/event.ts';
import { readLog } from '../support/read-events.ts';

/** Real logs, and what libevtx reads of them: `NAME.oracle.json` beside each. They are no part of the project; `EVENT_LOG_CORPUS` names another folder. */
const OTHER = process.env['EVENT_LOG_CORPUS'];
const FOLDER =
  OTHER === undefined ? new URL('../../../shared/corpus/evtx/', import.meta.url) : pathToFileURL(`${OTHER}/`);
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.evtx')) : [];

interface TrueEvent {
  readonly record: number;
  /** When the record was written. */
  readonly time: string;
  readonly id: number;
  readonly level: number;
  readonly source: string;
  readonly computer: string;
  /** What fills the places of the message, each up to 200 characters; none for events with `UserData`. */
  readonly strings: readonly (string | null)[];
}
interface Oracle {
  readonly corrupted: boolean;
  readonly events: readonly (TrueEvent | { readonly error: string })[];
}

const LONGEST = 200;
/** libevtx writes hexadecimal numbers with zeros in front; Windows does not. */
const plain = (text: string): string => text.slice(0, LONGEST).replace(/^0x0+(?=[0-9a-f])/u, '0x');
const timeText = ({ ms, ticks }: Moment): string =>
  `${new Date(ms).toISOString().slice(0, -1)}${String(Math.floor(ticks / 10)).padStart(3, '0')}Z`;

const asRead = (event: WindowsEvent, { strings }: TrueEvent): unknown => ({
  record: event.record,
  time: timeText(event.written).replace('.000000Z', 'Z'),
  id: event.id,
  level: event.level,
  source: event.source ?? event.provider,
  computer: event.computer,
  strings: strings.length === 0 ? [] : event.values.map(({ text }) => plain(text)),
});
const asTrue = (event: TrueEvent): unknown => ({ ...event, strings: event.strings.map((text) => plain(text ?? '')) });

test.skipIf(files.length === 0)('there are real logs to read', () => {
  expect(files.length).toBeGreaterThan(0);
});

describe.each(files)('%s', (name) => {
  const oracle = JSON.parse(readFileSync(new URL(`${name}.oracle.json`, FOLDER), 'utf8')) as Oracle;
  const bytes = readFileSync(new URL(name, FOLDER));
  const read = readLog(bytes, 1 << 20);
  const truth = oracle.events.filter((event) => 'record' in event);

  test('every event that libevtx reads is read alike', () => {
    const byRecord = new Map(read.events.map((event) => [event.record, event]));
    for (const event of truth) {
      const own = byRecord.get(event.record);
      expect(own === undefined ? { record: event.record } : asRead(own, event)).toEqual(asTrue(event));
    }
  });

  test('nothing else is read but what libevtx gives up', () => {
    const { damagedRecords, damagedChunks } = read.summary;
    // where records are overwritten libevtx leaves the chunk, and those behind are still there
    if (damagedRecords + damagedChunks === 0) expect(read.events).toHaveLength(oracle.events.length);
    else expect(read.events.length).toBeGreaterThanOrEqual(oracle.events.length);
    expect(new Set(read.events.map(({ record }) => record)).size).toBe(read.events.length);
  });

  test('it makes no difference in which pieces the log arrives', () => {
    expect(readLog(bytes, 4093)).toEqual(read);
  });

  test('a log that ends early has the events of its beginning', () => {
    for (const part of [0.2, 0.5, 0.9]) {
      const cut = readLog(bytes.subarray(0, Math.floor(bytes.length * part)));
      expect(read.events.slice(0, cut.events.length)).toEqual(cut.events);
    }
  });
});
