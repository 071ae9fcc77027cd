import { EventLogReading } from '../../src/journal/evtx/reading.ts';
import type { EventLogSummary, WindowsEvent } from '../../src/model/event.ts';

export interface ReadLog {
  readonly events: readonly WindowsEvent[];
  readonly summary: EventLogSummary;
}

/** All events of a log that arrives in pieces of this size. */
export function readLog(bytes: Uint8Array, piece = bytes.length): ReadLog {
  const events: WindowsEvent[] = [];
  const reading = new EventLogReading((event) => events.push(event));
  for (let at = 0; at < bytes.length; at += Math.max(1, piece))
    reading.push(bytes.subarray(at, at + Math.max(1, piece)));
  reading.end();
  return { events, summary: reading.summary };
}
