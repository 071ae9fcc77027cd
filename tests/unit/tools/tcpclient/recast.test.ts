import { expect, test } from 'vitest';
import type { Command } from '../../../../src/session/command-facts.ts';
import { recastTcpClient } from '../../../../src/tools/tcpclient/recast.ts';
import { recastInShort } from '../../../support/recasts.ts';

const command = { host: 'a.example', port: 443 } as Command;
const recast = (line: string, text: string): string => recastInShort(recastTcpClient, [line], { command, text });
const CONNECTED = "$c.Connect('a.example', 443); $c.Connected";

test.each<[string, string]>([
  ['True', '1 lines; 0: Connected : True'],
  ['  False  ', '1 lines; 0: Connected : False'],
  ['Trueish', '-'],
  ['Not True', '-'],
  ['true', '-'],
  ['', '-'],
])('%j', (line, expected) => {
  expect(recast(line, CONNECTED)).toBe(expected);
});

test.each([
  CONNECTED,
  "$c.ConnectAsync('a.example', 443).Wait(3000)",
  "$c.Connect('a.example', 443); $c.connected # is-not-it",
])('%s prints whether it is connected', (text) => {
  expect(recast('True', text)).not.toBe('-');
  expect(recast('False', text)).not.toBe('-');
});

test.each([
  '',
  "$c.Connect('a.example', 443)",
  "$c.Connect('a.example', 443); $c.ConnectedAt",
  "$c.BeginConnect('a.example', 443, $null, $null).AsyncWaitHandle.WaitOne(3000)",
  `-not $c.Connected`,
  `$c -and $c.Connected`,
  `!$c.Connected`,
  `!  $c.Connected`,
  `! ($c.Connected)`,
  'if ($c.Connected) { $true }',
  'if  ($c.Connected) { $true }',
  ...'eq ieq ne ine and or xor'.split(' ').map((operator) => `$c.Connected -${operator} $false`),
])('%j prints something else', (text) => {
  expect(recast('True', text)).toBe('-');
});

test('where nobody waited the connection may still come', () => {
  for (const begun of [
    "$c.ConnectAsync('a.example', 443); $c.Connected",
    "$c.BeginConnect('a.example', 443, $null, $null); $c.Connected",
  ]) {
    expect(recast('True', begun)).not.toBe('-');
    expect(recast('False', begun)).toBe('-');
    for (const waited of ['Start-Sleep 3', 'sleep 3', '$h.WaitOne(3000)', '$t.Wait(3000)', '$c.EndConnect($r)'])
      expect(recast('False', begun.replace('; ', `; ${waited}; `))).not.toBe('-');
  }
});

test('without a command a value is nobody’s', () => {
  expect(recastInShort(recastTcpClient, ['True'], { text: CONNECTED })).toBe('-');
});
