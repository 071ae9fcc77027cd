import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';
import { equivalents } from '../../../src/tools/tcpclient/methods.ts';

/** What is said of each endpoint: `a.example:443 reachable`. */
function told(text: string): string[] {
  return diagnose(text).endpoints.map(({ host, port, verdict }) => `${host}:${port} ${verdict}`);
}

test('the sample', () => {
  expect(told(readFileSync(new URL('tcpclient.log', import.meta.url), 'utf8'))).toEqual([
    'a.example:443 indeterminate',
    'b.example:443 unreachable',
    'c.example:443 reachable',
    'd.example:3260 unreachable',
    'e.example:443 reachable',
  ]);
});

describe('calls that connect', () => {
  test.each<[string, readonly string[]]>([
    ["(New-Object Net.Sockets.TcpClient).Connect('a.example', 443)", ['tcpclient a.example 443']],
    ['$c.ConnectAsync("a.example",443).Wait(1000)', ['tcpclient a.example 443']],
    ["$c.BeginConnect('a.example', 443, $null, $null)", ['tcpclient a.example 443']],
    ["[System.Net.Sockets.TcpClient]::new('a.example', 443)", ['tcpclient a.example 443']],
    ['New-Object System.Net.Sockets.TcpClient a.example,443', ['tcpclient a.example 443']],
    ["New-Object System.Net.Sockets.TcpClient -ArgumentList 'a.example', 443", ['tcpclient a.example 443']],
    ["New-Object System.Net.Sockets.TcpClient('a.example', 443)", ['tcpclient a.example 443']],
    ['$c.Connect($h, 443)', []],
    ['New-Object System.Net.Sockets.TcpClient', []],
    ['Connect-AzAccount -Tenant a.example', []],
  ])('%s', (text, calls) => {
    expect(equivalents(text).map((words) => words.join(' '))).toEqual(calls);
  });
});

const CALL = "PS C:\\> (New-Object Net.Sockets.TcpClient).Connect('a.example', 443)";

test.each<[string, readonly string[], string]>([
  [
    'refused',
    [
      CALL,
      'Exception calling "Connect" with "2" argument(s): "No connection could be made because the target machine actively refused it 20.1.1.1:443"',
    ],
    'direct: tcp failed refused 2',
  ],
  [
    'no such name',
    [CALL, '"2" 個の引数を指定して "Connect" を呼び出し中に例外が発生しました: "そのようなホストは不明です。"'],
    'direct: dns failed dns 2',
  ],
  [
    'a time-out',
    [
      CALL,
      '"2" 個の引数を指定して "Connect" を呼び出し中に例外が発生しました: "接続済みの呼び出し先が一定の時間を過ぎても正しく応答しなかったため、接続できませんでした。"',
    ],
    'direct: tcp failed timeout 2',
  ],
  ['nothing is printed', [CALL], 'direct: '],
  ['a value that it does not print', [CALL, 'True'], 'direct: '],
  [
    'a failure outweighs a value',
    [
      CALL,
      'Connected : True',
      'Exception calling "Connect" with "2" argument(s): "A socket operation was attempted to an unreachable network"',
    ],
    'direct: tcp failed route 3',
  ],
  [
    'a handle that ended',
    ["PS C:\\> $c.BeginConnect('a.example', 443, $null, $null).AsyncWaitHandle.WaitOne(3000)", 'True'],
    'direct: ',
  ],
  ['nobody waited', ["PS C:\\> $t = $c.ConnectAsync('a.example', 443); $c.Connected", 'False'], 'direct: '],
  ['an answer with a status is none of its lines', [CALL, 'StatusCode : 200'], 'direct: '],
])('%s', (_, lines, layers) => {
  expect(shown(probeOf(`${lines.join('\n')}\n`))).toBe(layers);
});

test('an object keeps what came of its call', () => {
  expect(
    told(
      [
        "PS C:\\> $c.Connect('a.example', 443)",
        "PS C:\\> $d.Connect('b.example', 443)",
        'Exception calling "Connect" with "2" argument(s): "A socket operation was attempted to an unreachable network"',
        'PS C:\\> $c.Connected',
        'True',
        'PS C:\\> $d.Connected',
        'True',
        '',
      ].join('\n'),
    ),
  ).toEqual(['a.example:443 reachable', 'b.example:443 unreachable']);
});

test('records without their commands', () => {
  const record = (host: string, message: string): string[] => [
    `Exception calling "Connect" with "2" argument(s): "${message}"`,
    'At C:\\check.ps1:3 char:1',
    `+ $c.Connect('${host}', 443)`,
    '+ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~',
    '    + CategoryInfo          : NotSpecified: (:) [], MethodInvocationException',
  ];
  const text = [
    ...record('a.example', 'No such host is known'),
    ...record('b.example', 'No connection could be made because the target machine actively refused it 20.1.1.1:443'),
  ];
  expect(diagnose(`${text.join('\n')}\n`).endpoints.map(({ host, tcp }) => [host, tcp.cause])).toEqual([
    ['a.example', 'dns'],
    ['b.example', 'refused'],
  ]);
});

describe('a variable may hold what an earlier line left in it', () => {
  test.each([
    ["$c = [Net.Sockets.TcpClient]::new('a.example', 443); $c.Connected", 'indeterminate'],
    ["$c = New-Object Net.Sockets.TcpClient; $c.Connect('a.example', 443); $c.Connected", 'reachable'],
  ])('%s', (command, verdict) => {
    const lines = ["PS C:\\> $ErrorActionPreference = 'SilentlyContinue'", `PS C:\\> ${command}`, 'True', ''];
    expect(told(lines.join('\n'))).toEqual([`a.example:443 ${verdict}`]);
  });
});
