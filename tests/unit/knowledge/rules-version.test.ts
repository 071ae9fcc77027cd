import { cpSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { rulesVersion } from '../../../src/knowledge/rules-version.ts';
import { knowledge } from '../../support/analyzer.ts';

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

/** A project with a signature, a judging file and one that judges nothing. */
function project(change: (folder: string) => void = () => undefined): URL {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  made.push(folder);
  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('content/signatures/a/signature.yaml', 'tool: nc\nverdict: reachable\n');
  write('src/judge/tone.ts', 'export const a = 1;\n');
  write('src/ui/view.ts', 'export const b = 1;\n');
  change(folder);
  return pathToFileURL(`${folder}/content/`);
}

test('the same rules have the same version wherever the project stands, and whatever ends its lines', () => {
  const here = project();
  const there = project((folder) => {
    writeFileSync(join(folder, 'src/judge/tone.ts'), 'export const a = 1;\r\n');
  });
  expect(rulesVersion(here)).toBe(rulesVersion(there));
  expect(rulesVersion(here)).toMatch(/^[0-9a-f]{12}$/u);
});

test.each([
  ['content changes', 'content/signatures/a/signature.yaml'],
  ['judging code changes', 'src/judge/tone.ts'],
  ['a rule is added', 'src/judge/diagnosis/new.ts'],
])('another version when %s', (_, path) => {
  const changed = project((folder) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), 'changed\n');
  });
  expect(rulesVersion(changed)).not.toBe(rulesVersion(project()));
});

test('a rule that moves to another name is another rule', () => {
  const moved = project((folder) => {
    cpSync(join(folder, 'content/signatures/a'), join(folder, 'content/signatures/b'), { recursive: true });
    rmSync(join(folder, 'content/signatures/a'), { recursive: true });
  });
  expect(rulesVersion(moved)).not.toBe(rulesVersion(project()));
});

test('what shows a report is no rule', () => {
  const shown = project((folder) => {
    writeFileSync(join(folder, 'src/ui/view.ts'), 'export const b = 2;\n');
  });
  expect(rulesVersion(shown)).toBe(rulesVersion(project()));
});

test('every report bears it', () => {
  expect(knowledge.rules).toBe(rulesVersion(new URL('../../../content/', import.meta.url)));
});
