import type { WindowsEvent } from '../../model/event.ts';
import { BinXml } from './binxml.ts';
import { FIRST_RECORD, u64, type Chunk } from './chunk.ts';
import { Damage } from './damage.ts';
import { EventBuilder } from './event.ts';
import { fill } from './fill.ts';
import { fileTime } from '../../text/moment.ts';

/** "**" and two zeros. */
const MAGIC = 0x2a2a;
/** Mark, size, number, time; the size again behind the XML. */
const HEADER = 24;
const TRAILER = 4;
const LEAST = HEADER + TRAILER;

export interface RecordSink {
  event(event: WindowsEvent): void;
  /** So many records cannot be read. */
  lost(count: number): void;
}

/**
 * Reads the records of a chunk up to `end`. They end where its header says; those of a log in use go on behind, as long as
 * their numbers do. Where one is overwritten, the next one that has a number of this chunk is looked for.
 */
export function readRecords(chunk: Chunk, end: number, sink: RecordSink): void {
  const header = chunk.header();
  const free = Math.min(header.free, end);
  const inRange = (number: number, before: number): boolean =>
    number > before && (!header.intact || (number >= header.first && number <= header.last));
  let at = FIRST_RECORD;
  let before = -1;
  while (at < free) {
    const size = sizeAt(chunk, at, end);
    if (size > 0) {
      before = u64(chunk.view, at + 8);
      read(chunk, at, size, sink);
      at += size;
      continue;
    }
    const next = nextRecord(chunk, at + 1, free, (number) => inRange(number, before));
    // where no chunk begins and no record stands, nothing says that there was one
    if (!header.intact && next >= free) break;
    const following = next < free ? u64(chunk.view, next + 8) - 1 : header.intact ? header.last : before;
    sink.lost(missing(before, following, next - at));
    at = next;
  }
  for (let size = sizeAt(chunk, at, end); size > 0; size = sizeAt(chunk, at, end)) {
    if (u64(chunk.view, at + 8) !== before + 1) break;
    before += 1;
    read(chunk, at, size, sink);
    at += size;
  }
}

/** The size of the record at `at`; 0 where none stands. */
function sizeAt({ view }: Chunk, at: number, end: number): number {
  if (at + LEAST > end || view.getUint32(at, true) !== MAGIC) return 0;
  const size = view.getUint32(at + 4, true);
  if (size < LEAST || size > end - at) return 0;
  return view.getUint32(at + size - TRAILER, true) === size ? size : 0;
}

function nextRecord(chunk: Chunk, from: number, end: number, isWanted: (number: number) => boolean): number {
  for (let at = chunk.bytes.indexOf(0x2a, from); at >= 0 && at < end; at = chunk.bytes.indexOf(0x2a, at + 1))
    if (sizeAt(chunk, at, end) > 0 && isWanted(u64(chunk.view, at + 8))) return at;
  return end;
}

/** Records between two numbers, as far as they fit into the bytes; at least one, as something stood there. */
function missing(before: number, last: number, bytes: number): number {
  const most = Math.ceil(bytes / LEAST);
  return before < 0 ? 1 : Math.max(1, Math.min(last - before, most));
}

function read(chunk: Chunk, at: number, size: number, sink: RecordSink): void {
  const builder = new EventBuilder();
  chunk.begin();
  try {
    fill(chunk, new BinXml(chunk, at + HEADER, at + size - TRAILER, true).read(), builder);
  } catch (damage) {
    if (!(damage instanceof Damage)) throw damage;
    sink.lost(1);
    return;
  }
  const event = builder.event(u64(chunk.view, at + 8), fileTime(chunk.view, at + 16));
  if (event === null) sink.lost(1);
  else sink.event(event);
}
