import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { STDIN_NAME } from '#locale/cli.ts';

/** What was given: a file, or standard input where it is `-`. */
export interface Input {
  readonly name: string;
  /** Read from the disk piece by piece: a capture may be larger than the memory. */
  readonly blob: Blob;
}

/** @throws {Error} when there is no such file, or it cannot be read. */
export async function inputOf(file: string): Promise<Input> {
  if (file === '-') return { name: STDIN_NAME, blob: new Blob([new Uint8Array(await buffer(process.stdin))]) };
  return { name: basename(file), blob: await openAsBlob(file) };
}
