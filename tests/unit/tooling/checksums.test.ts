import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CHECKSUMS, checksums } from '../../../src/site/checksums.mjs';

test('the list has every file but itself, sorted, as sha256sum writes it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sums-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  writeFileSync(join(folder, 'z.txt'), 'abc');
  writeFileSync(join(folder, 'a/b/empty'), '');
  writeFileSync(join(folder, CHECKSUMS), 'of an earlier build');
  // the digests are the published test vectors of FIPS 180-4
  expect(checksums(folder)).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a/b/empty\n' +
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  z.txt\n',
  );
});
