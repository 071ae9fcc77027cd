import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inputOf } from '../../../src/cli/input.ts';

const folder = mkdtempSync(join(tmpdir(), 'input-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fileOf(length: number): { readonly file: string; readonly bytes: Uint8Array } {
  const bytes = Uint8Array.from({ length }, (_, at) => (at * 31 + (at >>> 12)) & 255);
  const file = join(folder, `${length}.bin`);
  writeFileSync(file, bytes);
  return { file, bytes };
}

describe('the pieces of a file', () => {
  test.each([0, 1, 4 * 1024 * 1024, 9 * 1024 * 1024 + 7])('are all of it, in order: %i bytes', async (length) => {
    const { file, bytes } = fileOf(length);
    const { pieces } = await inputOf(file);
    const read: Uint8Array[] = [];
    // a piece stands until the next one
    for await (const piece of pieces()) read.push(piece.slice());
    expect(Buffer.concat(read).equals(bytes)).toBe(true);
  });

  test('may be left before the end, and begin anew', async () => {
    const { file, bytes } = fileOf(9 * 1024 * 1024);
    const { pieces } = await inputOf(file);
    for (let round = 0; round < 2; round += 1) {
      for await (const piece of pieces()) {
        expect(piece.subarray(0, 1000)).toEqual(bytes.subarray(0, 1000));
        break;
      }
    }
  });

  test('of a file that is gone by then are an error', async () => {
    const { file } = fileOf(5);
    const { pieces } = await inputOf(file);
    rmSync(file);
    await expect(pieces()[Symbol.asyncIterator]().next()).rejects.toThrow('ENOENT');
  });
});
