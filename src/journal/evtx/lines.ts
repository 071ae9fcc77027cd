import type { EventLogSummary, WindowsEvent } from '../../model/event.ts';
import { momentText } from '../../text/moment.ts';
import { EventLogReading } from './reading.ts';

/** Bytes that are read before their lines are handed over. */
const PIECE = 1024 * 1024;
/** What would end a line, or a field of it. */
// eslint-disable-next-line no-control-regex -- these are the characters that are meant
const BREAKS = /[\u0000-\u001F\u007F\u2028\u2029]+/gu;
/** Characters of an event's values that are shown. */
const LONGEST = 4000;

/**
 * An event log as text, an event in each line, as Event Viewer saves it: level, time in UTC, provider, id, computer and, in
 * place of the message, which stands in a file of the machine that wrote the log, the values that go into it.
 * @param done gets what was read of the log, and what was not
 */
export function* eventLogText(bytes: Uint8Array, done: (summary: EventLogSummary) => void): Generator<string> {
  let lines: string[] = [];
  const reading = new EventLogReading((event) => lines.push(lineOf(event)));
  for (let at = 0; at < bytes.length; at += PIECE) {
    reading.push(bytes.subarray(at, at + PIECE));
    if (lines.length > 0) yield lines.join('');
    lines = [];
  }
  reading.end();
  yield lines.join('');
  done(reading.summary);
}

function lineOf({ level, time, provider, id, computer, values }: WindowsEvent): string {
  const said = values.map(({ name, text }) => (name === '' ? text : `${name}=${text}`)).join('; ');
  const fields = [String(level), momentText(time), provider, String(id), computer, said.slice(0, LONGEST)];
  return `${fields.map((field) => field.replaceAll(BREAKS, ' ').trim() || '-').join('\t')}\n`;
}
