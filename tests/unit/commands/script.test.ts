import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fillScript } from '../../../src/commands/script.ts';
import { collectionScript } from '../../../src/evidence/collect.ts';
import { CONTENT, loadEvidence } from '../../../src/knowledge/load-files.ts';
import { powershellTree } from '../../support/shells.ts';

const FOLDER = new URL('scripts/', CONTENT);
const evidence = loadEvidence();

/** Every script as it is written, and as each evidence list fills it. */
const scripts = [
  ...readdirSync(FOLDER).map((name) => ({ name, text: readFileSync(new URL(name, FOLDER), 'utf8') })),
  ...evidence.scenarios.flatMap((scenario) =>
    (['linux', 'windows'] as const).flatMap((system) => {
      const text = collectionScript(scenario, evidence, system);
      return text === null ? [] : [{ name: `${scenario.id}${system === 'linux' ? '.sh' : '.ps1'}`, text }];
    }),
  ),
];
const ofBash = scripts.filter(({ name }) => name.endsWith('.sh'));
const ofPowerShell = scripts.filter(({ name }) => name.endsWith('.ps1'));

test('there are scripts for both systems', () => {
  expect(ofBash.length).toBeGreaterThan(3);
  expect(ofPowerShell.length).toBeGreaterThan(3);
  expect(ofBash.length + ofPowerShell.length).toBe(scripts.length);
});

test.each(ofBash)('bash reads $name', ({ text }) => {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

const hasShellCheck = spawnSync('shellcheck', ['--version']).status === 0;
test.skipIf(!hasShellCheck).each(ofBash)('ShellCheck finds nothing in $name (the shellcheck package)', ({ text }) => {
  const { status, stdout } = spawnSync('shellcheck', ['--shell=bash', '-'], { input: text, encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});

test.each(ofPowerShell)('the grammar of PowerShell reads $name', ({ text }) => {
  expect(powershellTree(text).hasError).toBe(false);
});

test('the grammar of PowerShell does not read a script that is cut', () => {
  for (const { text } of ofPowerShell)
    expect(() => powershellTree(text.slice(0, text.indexOf('foreach') + 30))).toThrow();
});

describe('places of a script', () => {
  const fill = (script: string, words = {}, lines = {}): string => fillScript(script, { words, lines });

  test('take words within a line and lines in place of a comment', () => {
    expect(fill('# {{title}} ({{id}})\n  # {{steps}}\nend', { title: 'T', id: 'i' }, { steps: ['a', '  b'] })).toBe(
      '# T (i)\na\n  b\nend',
    );
  });

  test('what is filled in makes no other place', () => {
    expect(fill('{{a}}\n# {{b}}', { a: '{{b}}$&' }, { b: ['{{a}}', '# {{end b}}'] })).toBe(
      '{{b}}$&\n{{a}}\n# {{end b}}',
    );
  });

  test('a block without lines is left out', () => {
    const script = 'a\n# {{begin x}}\nhead\n# {{x}}\n# {{end x}}\nb';
    expect(fill(script, {}, { x: [] })).toBe('a\nb');
    expect(fill(script, {}, { x: ['one'] })).toBe('a\nhead\none\nb');
  });

  test('a place that nothing fills is a mistake', () => {
    expect(() => fill('{{other}}')).toThrow(RangeError);
    expect(() => fill('# {{other}}')).toThrow(RangeError);
    expect(() => fill('# {{begin other}}\n# {{end other}}')).toThrow(RangeError);
  });
});
