import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { EventLogReading } from '../../src/journal/evtx/reading.ts';
import { eventData, eventLog, text } from '../support/event-logs.ts';

/** Bytes that a reading may hold, whatever it has read: its chunk, the templates and names of it. */
const BUDGET = 4e6;
const PIECES = 2000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function held(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

test('a reading of 130 MB holds no more than a chunk', () => {
  const log = eventLog(Array.from({ length: 80 }, (_, n) => ({ payload: [eventData({ a: text(`service ${n}`) })] })));
  let events = 0;
  const reading = new EventLogReading(() => (events += 1));
  reading.push(log);
  const before = held();
  for (let n = 0; n < PIECES; n += 1) reading.push(log.subarray(4096));
  expect(held() - before).toBeLessThan(BUDGET);
  expect(events).toBe(80 * (PIECES + 1));
});
