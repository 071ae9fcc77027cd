import { expect, test } from 'vitest';
import type { Command } from '../../../../src/session/command-facts.ts';
import { recastTestConnection } from '../../../../src/tools/test-connection/recast.ts';
import { recastInShort } from '../../../support/recasts.ts';

const CALL = 'Test-Connection a.example -TcpPort 443';
const recast = (lines: readonly string[], text = CALL, port: number | null = 443): string =>
  recastInShort(recastTestConnection, lines, { command: { host: 'a.example', port } as Command, text });

test.each<[string, string]>([
  ['True', '1 lines; 0: Connected : True'],
  ['  False  ', '1 lines; 0: Connected : False'],
  ['Trueish', '-'],
  ['Not True', '-'],
  ['', '-'],
])('%j', (line, expected) => {
  expect(recast([line])).toBe(expected);
});

test.each([
  `-not (${CALL})`,
  `$x -and (${CALL})`,
  `!(${CALL})`,
  `!  (${CALL})`,
  `! $r; ${CALL}`,
  `if (${CALL}) { $true }`,
  `if  (${CALL}) { $true }`,
  ...'eq ieq ne ine and or xor'.split(' ').map((operator) => `(${CALL}) -${operator} $false`),
])('%s prints something else', (text) => {
  expect(recast(['True'], text)).toBe('1 lines');
});

test('without a port it is that of pings', () => {
  expect(recast(['True'], 'Test-Connection a.example -Quiet', null)).toBe('1 lines');
});

const HEAD = [
  'Target            Address           Port Latency(ms) Connected Status',
  '------            -------           ---- ----------- --------- ------',
];
const row = (port: number, connected: string): string =>
  `a.example         20.1.1.1      ${String(port).padStart(8)}           3 ${connected.padEnd(9)} Success`;

test('the table of -Detailed: rows of the port that was asked for', () => {
  expect(recast([...HEAD, row(443, 'True')])).toBe('3 lines; 2: Connected : True');
  expect(recast([...HEAD, row(443, 'False'), row(443, 'True')])).toBe(
    '4 lines; 2: Connected : False; 3: Connected : True',
  );
  expect(recast([...HEAD, row(80, 'True'), row(443, 'False')])).toBe('4 lines; 3: Connected : False');
  expect(recast([...HEAD, row(443, 'Maybe')])).toBe('3 lines');
  expect(recast([...HEAD, row(443, 'True')], CALL, null)).toBe('-');
  expect(recast(['Name Port', '---- ----', 'a     443'])).toBe('-');
  expect(recast(['Connected'])).toBe('-');
});

test('without a command nothing is its own', () => {
  expect(recastInShort(recastTestConnection, ['True'], { text: CALL })).toBe('-');
});
