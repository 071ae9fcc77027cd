import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';

test('the sample: pings decide nothing', () => {
  const { endpoints } = diagnose(readFileSync(new URL('test-connection.log', import.meta.url), 'utf8'));
  expect(endpoints.map(({ host, dns, tcp, verdict }) => [host, dns.status, tcp.cause, verdict])).toEqual([
    ['a.example', 'resolved', 'ok', 'reachable'],
    ['b.example', 'not_run', 'timeout', 'unreachable'],
    ['c.example', 'resolved', 'ok', 'reachable'],
    ['d.example', 'resolved', 'timeout', 'unreachable'],
    ['e.example', 'resolved', 'other', 'indeterminate'],
    ['f.example', 'not_run', 'other', 'indeterminate'],
  ]);
});

const CALL = 'PS C:\\> Test-Connection a.example -TcpPort 443';

test.each<[string, string, readonly string[], string]>([
  ['a value', CALL, ['True'], 'direct: tcp ok 2'],
  ['a value that it does not print', `${CALL} -eq $false`, ['True'], 'direct: '],
  ['turned round', 'PS C:\\> !(Test-Connection a.example -TcpPort 443)', ['True'], 'direct: '],
  ['one connection of several', CALL, ['False', 'True'], 'direct: tcp ok 3'],
  [
    'the name, in PowerShell 7',
    CALL,
    ["Test-Connection: Testing connection to computer 'a.example' failed: Cannot resolve the target name."],
    'direct: dns failed dns 2',
  ],
  [
    'the name, in Windows PowerShell',
    'PS C:\\> Test-Connection a.example',
    ["Test-Connection : Testing connection to computer 'a.example' failed: No such host is known"],
    'direct: dns failed dns 2',
  ],
  [
    'a ping without an answer, in Windows PowerShell',
    'PS C:\\> Test-Connection a.example',
    ["Test-Connection : Testing connection to computer 'a.example' failed: Error due to lack of resources"],
    'direct: ',
  ],
  ['nothing', CALL, [], 'direct: '],
])('%s', (_, call, lines, layers) => {
  expect(shown(probeOf(`${[call, ...lines].join('\n')}\nPS C:\\> `))).toBe(layers);
});

test('several destinations are several', () => {
  const { endpoints } = diagnose('PS C:\\> Test-Connection a.example,b.example -TcpPort 443\nTrue\n');
  expect(endpoints.map(({ host, verdict }) => [host, verdict])).toEqual([
    ['a.example', 'indeterminate'],
    ['b.example', 'indeterminate'],
  ]);
});
