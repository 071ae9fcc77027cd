import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { unfilled } from '../../../scripts/fill.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The lines that a scaffold left to be written, in the files below a folder. */
function left(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.png'))
    .flatMap(({ parentPath, name }) =>
      unfilled(readFileSync(join(parentPath, name), 'utf8')).map((line: string) => `${name}: ${line.trim()}`),
    );
}

test.each(['content/signatures', 'src/tools', 'tests/unit/tools'])('nothing in %s is left to be written', (folder) => {
  expect(left(join(root, folder))).toEqual([]);
});

test('a new signature has sentences that are still to be written, in both files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'signatures-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const env = { ...process.env, SIGNATURES_DIR: folder };
  expect(spawnSync(process.execPath, [join(root, 'scripts/new-signature.mjs'), 'nc-made-up'], { env }).status).toBe(0);
  expect(new Set(left(folder).map((line) => line.split(':', 1)[0]))).toEqual(new Set(['ja.mdx', 'signature.yaml']));
});
