import { openAsBlob } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { STDIN_NAME } from '#locale/cli.ts';

/** What was given: a file, or standard input where it is `-`. */
export interface Input {
  readonly name: string;
  /** For what is looked at here and there. */
  readonly blob: Blob;
  /** All of it from start to end, in pieces that stand only until the next one is asked for: it may be larger than the memory. */
  pieces(): AsyncIterable<Uint8Array>;
}

/** Bytes read at a time. */
const PIECE = 4 * 1024 * 1024;

/** @throws {Error} when there is no such file, or it cannot be read. */
export async function inputOf(file: string): Promise<Input> {
  if (file !== '-') return { name: basename(file), blob: await openAsBlob(file), pieces: () => piecesOfFile(file) };
  const bytes = new Uint8Array(await buffer(process.stdin));
  return { name: STDIN_NAME, blob: new Blob([bytes]), pieces: () => piecesOfBytes(bytes) };
}

/**
 * The bytes of a file in pieces, each read while the one before it is worked on, into the same two places of memory. Pieces of a
 * Blob take new memory each and arrive one after the other: 1 GiB took 1.2 s of mere waiting.
 * @throws {Error} when it cannot be read.
 */
export async function* piecesOfFile(file: string): AsyncGenerator<Uint8Array, void> {
  const handle = await open(file);
  let [now, next] = [new Uint8Array(PIECE), new Uint8Array(PIECE)];
  let reading = handle.read(now, 0, PIECE, null);
  try {
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      reading = handle.read(next, 0, PIECE, null);
      yield now.subarray(0, bytesRead);
      [now, next] = [next, now];
    }
  } finally {
    // the one that nobody wants any more
    await reading.catch(() => null);
    await handle.close();
  }
}

async function* piecesOfBytes(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
