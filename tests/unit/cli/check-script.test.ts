import { afterEach, expect, test, vi } from 'vitest';
import { checkScriptCommand } from '../../../src/cli/check-script.ts';
import { fromFiles } from '../../../src/cli/from-files.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const PROJECT = new URL('../../../', import.meta.url);

/** What the command writes, and how it ends. */
function run(...args: readonly string[]): { readonly out: string; readonly error: string; readonly code: number } {
  let out = '';
  let error = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    error += String(text);
    return true;
  });
  const code = checkScriptCommand(args, fromFiles(PROJECT));
  vi.restoreAllMocks();
  return { out, error, code };
}

const CHOICE = ['--region', 'japaneast', '--workload', 'mars'];

test('the script of each system, as its file holds it', () => {
  const linux = run('--os', 'linux', ...CHOICE);
  expect([linux.code, linux.error]).toEqual([0, '']);
  expect(linux.out).toMatch(/^#!\/usr\/bin\/env bash\n/u);
  expect(linux.out).not.toContain('\r');
  const windows = run('--os', 'windows', ...CHOICE);
  expect([windows.code, windows.error]).toEqual([0, '']);
  expect(windows.out).toMatch(/^\uFEFF# [^\r\n]{1,80}mars japaneast\r\n/u);
  expect(windows.out).toContain("\r\nAdd-Target 'backup' '443' 'pod01-prot1.jpe.backup.windowsazure.com' '/'\r\n");
  expect(windows.out.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
});

test.each([['Windows'], ['macos'], ['']])('no script for "%s": the systems are named', (os) => {
  const { out, error, code } = run('--os', os, ...CHOICE);
  expect([out, code]).toEqual(['', 2]);
  expect(error).toContain('linux windows');
});
