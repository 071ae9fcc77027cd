import { Buffer } from 'node:buffer';
import { ChunkWriter, eventData, logOf, text, xmlValue, type Value } from '../support/event-logs.ts';
import { family, testGrowth } from '../support/growth.ts';
import { readLog } from '../support/read-events.ts';

function chunkOf(event: (n: number) => Value): Buffer {
  const chunk = new ChunkWriter();
  for (let n = 0; chunk.event({ payload: [eventData({ a: event(n) })] });) n += 1;
  return chunk.done();
}
const usual = chunkOf((n) => text(`service ${n}`));
/** All records overwritten at their start, so that each byte may be the next one. */
const marks = Buffer.from(usual);
for (let at = 512; at + 4 < marks.length; at += 4) marks.writeUInt32LE(0x2a2a, at);
/** Many chunks in one place. */
const crowded = Buffer.from(marks);
for (let at = 0; at < crowded.length; at += 4096) usual.copy(crowded, at, 0, 512);
/** XML in XML, each level in two places. */
const doubling = (levels: number): Value =>
  xmlValue((chunk) => {
    chunk.instance({ name: 'L', children: [levels === 0 ? text('x') : doubling(levels - 1), { slot: 0 }] });
  });
const twice = chunkOf(() => doubling(14));

const chunks = (chunk: Buffer) => (n: number) => logOf(Array<Buffer>(n).fill(chunk));
const few = { from: 4, most: 128 };

testGrowth([
  family('chunks of events', chunks(usual), (log: Uint8Array) => readLog(log).summary, few),
  family('chunks whose records are overwritten', chunks(marks), (log: Uint8Array) => readLog(log).summary, few),
  family('chunks within chunks', chunks(crowded), (log: Uint8Array) => readLog(log).summary, few),
  family('values that double', chunks(twice), (log: Uint8Array) => readLog(log).summary, few),
  family(
    'pieces of one byte',
    (n) => logOf([usual]).subarray(0, 4096 + n * 64),
    (log: Uint8Array) => readLog(log, 1).summary,
    { most: 128 },
  ),
]);
