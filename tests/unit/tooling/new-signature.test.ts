import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { signatureFrontmatter, signatureSchema } from '../../../src/knowledge/schema.ts';

const SCRIPT = fileURLToPath(new URL('../../../scripts/new-signature.mjs', import.meta.url));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signatures-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function newSignature(...args: readonly string[]): { status: number | null; said: string } {
  const env = { ...process.env, SIGNATURES_DIR: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { env, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

test('makes both files in the form that the loader accepts', () => {
  expect(newSignature('nc-made-up', '--title', 'nc: "made" up').status).toBe(0);
  const signature = signatureSchema.parse(parse(readFileSync(join(folder, 'nc-made-up/signature.yaml'), 'utf8')));
  expect(signature.tool).toBe('nc');
  const page = readFileSync(join(folder, 'nc-made-up/ja.mdx'), 'utf8');
  expect(signatureFrontmatter.parse(parse(page.split('---\n')[1] ?? '')).title).toBe('nc: "made" up');
  expect([...page.matchAll(/^## (.+)$/gmu)].map(([, heading]) => heading)).toEqual([
    '意味',
    '判定',
    'よくある原因',
    '次に確認すること',
    '採取する情報',
  ]);
});

test('takes the tool that it is given', () => {
  expect(newSignature('made-up', '--tool', 'nslookup').status).toBe(0);
  expect(readFileSync(join(folder, 'made-up/signature.yaml'), 'utf8')).toMatch(/^tool: nslookup$/mu);
});

test('fails on a taken id and leaves its folder alone', () => {
  mkdirSync(join(folder, 'curl-taken'));
  const { status, said } = newSignature('curl-taken');
  expect(status).toBe(1);
  expect(said).toContain('taken');
  expect(readdirSync(join(folder, 'curl-taken'))).toEqual([]);
});

test('fails on a retired id', () => {
  writeFileSync(join(folder, 'retired.yaml'), '# gone\n- curl-gone # since 2027\n');
  const { status, said } = newSignature('curl-gone');
  expect(status).toBe(1);
  expect(said).toContain('retired');
});

test.each(['', 'Curl-7', '../escape', 'curl--7', '-curl', 'curl_7', 'カール', `curl-${'x'.repeat(60)}`])(
  'fails on the malformed id %j',
  (id) => {
    expect(newSignature(id).status).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  },
);

test('fails without an id, with two, and with an unknown option', () => {
  expect(newSignature().status).toBe(1);
  expect(newSignature('curl-one', 'curl-two').status).toBe(1);
  expect(newSignature('curl-one', '--layer', 'tcp').status).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});
