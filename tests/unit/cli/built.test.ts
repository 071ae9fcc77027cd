import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compiledFrom, fromCompiled } from '../../../src/cli/knowledge.ts';
import { fromFiles } from '../../../src/cli/from-files.ts';

const PROJECT = new URL('../../../', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'cli-'));
const built = join(folder, 'package', 'cli', 'sotsu-karte.mjs');
const LOG = fileURLToPath(new URL('tests/corpus/logs-linux/all-dropped.log', PROJECT));

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

const run = (file: string, args: readonly string[], input = ''): Ended =>
  spawnSync(process.execPath, [file, ...args], { cwd: folder, encoding: 'utf8', input });
const sotsuKarte = (args: readonly string[], input = ''): Ended => run(built, args, input);
const fromSources = (args: readonly string[], input = ''): Ended =>
  run(fileURLToPath(new URL('src/cli.ts', PROJECT)), args, input);

beforeAll(() => {
  const packed = spawnSync('npm', ['pack', '--pack-destination', folder, '--json'], {
    cwd: fileURLToPath(PROJECT),
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  expect(packed.status, packed.stderr).toBe(0);
  spawnSync('tar', ['-xzf', 'sotsu-karte-0.1.0.tgz'], { cwd: folder });
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the package', () => {
  test('names the file as its command, and holds nothing of the project but what it runs', () => {
    const { bin, dependencies } = JSON.parse(readFileSync(join(folder, 'package', 'package.json'), 'utf8')) as {
      bin: Record<string, string>;
      dependencies?: unknown;
    };
    expect(bin).toEqual({ 'sotsu-karte': 'cli/sotsu-karte.mjs' });
    expect(dependencies).toBeUndefined();
    const names = spawnSync('tar', ['-tzf', 'sotsu-karte-0.1.0.tgz'], { cwd: folder, encoding: 'utf8' }).stdout.trim();
    expect(names.split('\n').sort()).toEqual([
      'package/LICENSE',
      'package/README.md',
      'package/cli/sotsu-karte.mjs',
      'package/package.json',
    ]);
  });

  test.each([
    ['a log as JSON', ['diagnose', '--json', LOG]],
    ['a log without its names', ['diagnose', '--mask', LOG]],
    ['a file that is not there', ['diagnose', 'no-such.log']],
    ['a message that begins like an option', ['explain', '--json', '-bash: curl: command not found']],
    ['words', ['search', '--json', 'プロキシ 認証']],
  ])('says of %s what the sources say', (_, args) => {
    const own = sotsuKarte(args);
    const { stdout, stderr, status } = fromSources(args);
    expect({ stdout: own.stdout, stderr: own.stderr, status: own.status }).toEqual({ stdout, stderr, status });
    expect(stdout + stderr).not.toBe('');
  });

  test('reads standard input where the file is -', () => {
    const piped = sotsuKarte(['diagnose', '--json', '-'], readFileSync(LOG, 'utf8'));
    const [own] = JSON.parse(piped.stdout) as [{ source: { name: string }; diagnosis: readonly { id: string }[] }];
    const [report] = JSON.parse(sotsuKarte(['diagnose', '--json', LOG]).stdout) as [typeof own];
    expect(own.source.name).toBe('標準入力');
    expect(own.diagnosis).toEqual(report.diagnosis);
    expect(piped.status).toBe(1);
  });

  test('tells how it is used, and its version with that of the rules', () => {
    for (const args of [['--help'], ['diagnose', '--help'], ['explain', '--help']]) {
      const { stdout, status } = sotsuKarte(args);
      expect(status).toBe(0);
      expect(stdout).toContain('sotsu-karte diagnose');
    }
    const { rules } = fromFiles(PROJECT).knowledge();
    expect(sotsuKarte(['--version']).stdout).toBe(`sotsu-karte 0.1.0 (規則 ${rules})\n`);
  });

  test('says what is wrong with how it is called', () => {
    const { stdout, stderr, status } = sotsuKarte(['diagnose', '--colour', LOG]);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain("'--colour'");
    expect(sotsuKarte([]).status).toBe(2);
  });
});

test('what is compiled in is what the files say', () => {
  const source = fromFiles(PROJECT);
  const compiled = fromCompiled(compiledFrom(source));
  for (const part of ['knowledge', 'peers', 'evidence', 'nameRules', 'search', 'passages', 'version'] as const)
    expect(JSON.stringify(compiled[part]()), part).toBe(JSON.stringify(source[part]()));
});
