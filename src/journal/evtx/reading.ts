import type { EventLogSummary, WindowsEvent } from '../../model/event.ts';
import { Chunk, CHUNK, CHUNK_HEADER, FIRST_RECORD, MAGIC as CHUNK_MAGIC } from './chunk.ts';
import { readRecords } from './records.ts';

/** "ElfFile" and a zero. */
const MAGIC = [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65, 0x00] as const;
/** The file header, and the bytes in front of the first chunk unless it says another number. */
const HEADER = 128;
const USUAL_BLOCK = 4096;
const FLAG = { dirty: 1, noChecksums: 4 } as const;
/** A chunk that begins nearer to the one before is not looked for: each byte is read a few times at most. */
const NEAREST = 4096;

/** True for the first bytes of a Windows event log (.evtx). */
export function isEventLog(head: Uint8Array): boolean {
  return MAGIC.every((byte, n) => head[n] === byte);
}

/**
 * Reads an event log (.evtx, since Windows Vista) that arrives in pieces of any size; holds one chunk of 64 KiB. Events come
 * in the order of the file: where a full log begins again, older ones follow the newest. Never throws: what is damaged is
 * passed over and counted. A wrong check sum takes nothing away, as the last chunk of a log in use often has one; where
 * bytes are missing, the chunk behind is looked for.
 */
export class EventLogReading {
  readonly #sink: (event: WindowsEvent) => void;
  readonly #chunk = new Chunk();
  #held = 0;
  /** Bytes in front of the first chunk that are still to come; null until the header was read. */
  #skip: number | null = null;
  readonly #head = new Uint8Array(HEADER);
  #bytes = 0;
  #header = false;
  #flags = 0;
  #events = 0;
  #chunks = 0;
  #damagedChunks = 0;
  #damagedRecords = 0;
  #wrongChecksums = 0;
  #cut = false;

  constructor(sink: (event: WindowsEvent) => void) {
    this.#sink = sink;
  }

  get summary(): EventLogSummary {
    return {
      bytes: this.#bytes,
      header: this.#header,
      dirty: (this.#flags & FLAG.dirty) !== 0,
      events: this.#events,
      chunks: this.#chunks,
      damagedChunks: this.#damagedChunks,
      damagedRecords: this.#damagedRecords,
      wrongChecksums: this.#wrongChecksums,
      cut: this.#cut,
    };
  }

  push(piece: Uint8Array): void {
    let at = this.#skip === null ? this.#readHeader(piece) : 0;
    this.#bytes += piece.length;
    if (this.#skip === null) return;
    const skipped = Math.min(this.#skip, piece.length - at);
    this.#skip -= skipped;
    at += skipped;
    while (at < piece.length) {
      const taken = piece.subarray(at, at + CHUNK - this.#held);
      this.#chunk.bytes.set(taken, this.#held);
      this.#held += taken.length;
      at += taken.length;
      if (this.#held === CHUNK) this.#readChunk();
    }
  }

  /** The end of the file. */
  end(): void {
    this.#cut = this.#bytes < HEADER || (this.#skip ?? 0) > 0 || this.#held > 0;
    while (this.#held > 0) {
      this.#chunk.bytes.fill(0, this.#held);
      this.#readChunk();
    }
  }

  /** Bytes of `piece` that belong to the header. */
  #readHeader(piece: Uint8Array): number {
    const head = piece.subarray(0, HEADER - this.#bytes);
    this.#head.set(head, this.#bytes);
    if (this.#bytes + head.length < HEADER) return head.length;
    this.#header = isEventLog(this.#head);
    const view = new DataView(this.#head.buffer);
    const block = this.#header ? view.getUint16(40, true) : 0;
    this.#flags = this.#header ? view.getUint32(120, true) : 0;
    this.#skip = (block >= HEADER ? block : USUAL_BLOCK) - HEADER;
    return head.length;
  }

  /** Reads the chunk that is held; keeps what belongs to the next one. */
  #readChunk(): void {
    const chunk = this.#chunk;
    const { bytes } = chunk;
    const held = this.#held;
    this.#held = 0;
    const { intact, free } = chunk.header();
    // room that the log has not used yet
    if (!intact && bytes.subarray(0, FIRST_RECORD).every((byte) => byte === 0)) return;
    chunk.renew();
    const isSound = intact && ((this.#flags & FLAG.noChecksums) !== 0 || chunk.isSound(free));
    if (intact && !isSound) this.#wrongChecksums += 1;
    const next = this.#nextChunk(isSound ? Math.max(free, NEAREST) : NEAREST, held);
    const before = this.#events;
    readRecords(chunk, next, {
      event: (event) => {
        this.#events += 1;
        this.#sink(event);
      },
      lost: (count) => {
        this.#damagedRecords += count;
      },
    });
    if (this.#events > before) this.#chunks += 1;
    if (!intact || next < held) this.#damagedChunks += 1;
    bytes.copyWithin(0, next, held);
    this.#held = held - next;
  }

  /** Where another chunk begins within the bytes that are held, from `start` on; their end where none does. */
  #nextChunk(start: number, held: number): number {
    const { bytes, view } = this.#chunk;
    const first = CHUNK_MAGIC[0];
    for (let at = bytes.indexOf(first, start); at >= 0 && at + CHUNK_HEADER <= held; at = bytes.indexOf(first, at + 1))
      if (CHUNK_MAGIC.every((byte, n) => bytes[at + n] === byte) && view.getUint32(at + 40, true) === CHUNK_HEADER)
        return at;
    return held;
  }
}

/** Events of a source of bytes in the order of the file; `done` gets the summary at its end. Throws only what the source throws. */
export async function* readEvents(
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  done?: (summary: EventLogSummary) => void,
): AsyncGenerator<WindowsEvent, void, void> {
  let ready: WindowsEvent[] = [];
  const reading = new EventLogReading((event) => ready.push(event));
  for await (const piece of source) {
    for (let at = 0; at < piece.length; at += CHUNK) {
      reading.push(piece.subarray(at, at + CHUNK));
      yield* ready;
      ready = [];
    }
  }
  reading.end();
  yield* ready;
  done?.(reading.summary);
}
