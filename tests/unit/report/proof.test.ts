import { expect, test } from 'vitest';
import { failingLines, lineOfProbe, proofOf } from '../../../src/report/proof.ts';
import { diagnose } from '../../support/analyzer.ts';

const ONE = 'contosostor01.blob.core.windows.net';
const OTHER = 'pod01-manag1.jpe.backup.windowsazure.com';
const FAILING = `$ nc -vz ${ONE} 443\nNcat: Version 7.92 ( https://nmap.org/ncat )\nNcat: Connection timed out.\n`;
const WORKING = `$ nc -vz ${OTHER} 443\nNcat: Connected to 20.60.1.1:443.\n`;

test('each line of evidence stands below its command', () => {
  expect(proofOf(diagnose(WORKING + FAILING), 6)).toEqual({
    lines: [
      { line: 3, kind: 'command', signature: null },
      { line: 5, kind: 'evidence', signature: 'nc-timeout' },
    ],
    more: 0,
  });
});

test('what is beyond the limit is counted, and no command stands without its evidence', () => {
  const text = ['a', 'b', 'c', 'd'].map((name) => FAILING.replace(ONE, `${name}.blob.core.windows.net`)).join('');
  const { lines, more } = proofOf(diagnose(text), 5);
  expect(lines.map(({ line, kind }) => `${kind} ${line}`)).toEqual([
    'command 1',
    'evidence 3',
    'command 4',
    'evidence 6',
  ]);
  expect(more).toBe(2);
});

test('a line without a command of its own', () => {
  expect(proofOf(diagnose('Ncat: Connection timed out.\n'), 6).lines).toEqual([
    { line: 1, kind: 'evidence', signature: 'nc-timeout' },
  ]);
});

test('where all is well the lines that show it', () => {
  expect(proofOf(diagnose(WORKING), 6).lines.map(({ line }) => line)).toEqual([1, 2]);
});

test('messages that decide no destination', () => {
  const { lines } = proofOf(diagnose('Error Code: ExtensionFailedVssWriterInBadState\n'), 6);
  expect(lines.map(({ line, signature }) => [line, signature])).toEqual([
    [1, 'vm-extension-failed-vss-writer-in-bad-state'],
  ]);
});

test('nothing proves nothing', () => {
  const report = diagnose('');
  expect(proofOf(report, 6)).toEqual({ lines: [], more: 0 });
  expect(lineOfProbe(report, null)).toBeNull();
  expect(lineOfProbe(report, 7)).toBeNull();
});

test('failing lines in their order, each once', () => {
  expect(failingLines(diagnose(FAILING + WORKING + FAILING.replace(ONE, OTHER)))).toEqual([3, 8]);
  expect(failingLines(diagnose(WORKING))).toEqual([]);
});
