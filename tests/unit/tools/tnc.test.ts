import { describe, expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';

const HOST = 'contosostor01.blob.core.windows.net';

test.each([
  [
    `PS C:\\> tnc ${HOST} -Port 443\n\nComputerName     : ${HOST}\nRemoteAddress    : 20.1.1.1\nRemotePort       : 443\nTcpTestSucceeded : True\n`,
    'direct: dns ok 4, tcp ok 6',
  ],
  [
    `PS C:\\> tnc ${HOST} -Port 443\nWARNING: TCP connect to (20.1.1.1 : 443) failed\n`,
    'direct: dns ok 2, tcp failed timeout 2',
  ],
])('%j', (text, layers) => {
  expect(shown(probeOf(text))).toBe(layers);
});

/** What is said of each endpoint: `a.example:443 reachable`. */
function told(lines: readonly string[]): string[] {
  return diagnose(`${lines.join('\n')}\n`).endpoints.map(({ host, port, verdict }) => `${host}:${port} ${verdict}`);
}

type Case = readonly [string, readonly string[], readonly string[]];

const HEAD = ['ComputerName  RemotePort TcpTestSucceeded', '------------  ---------- ----------------'];
const LIST = ['ComputerName     : a.example', 'RemoteAddress    : 20.1.1.1', 'RemotePort       : 443'];

describe('a value alone is that of the command above it', () => {
  test.each<Case>([
    [
      'Quiet, also shortened',
      [
        'PS C:\\> tnc a.example -Port 443 -InformationLevel Quiet',
        'True',
        'PS C:\\> tnc b.example -Port 443 -inf quiet',
        '警告: TCP connect to (20.1.1.1 : 443) failed',
        'False',
      ],
      ['a.example:443 reachable', 'b.example:443 unreachable'],
    ],
    [
      'the property of an expression',
      ['PS C:\\> (tnc a.example -Port 443).TcpTestSucceeded', 'True'],
      ['a.example:443 reachable'],
    ],
    [
      'the property of a pipe',
      ['PS C:\\> tnc a.example -Port 443 | select -ExpandProperty TcpTestSucceeded', 'False'],
      ['a.example:443 unreachable'],
    ],
    [
      'padded to the width of the console',
      [`PS C:\\> tnc a.example -Port 443 -InformationLevel Quiet${' '.repeat(60)}`, `True${' '.repeat(100)}`],
      ['a.example:443 reachable'],
    ],
    [
      'an option that the console broke',
      [
        'PS C:\\Users\\azureuser> Test-NetConnection login.microsoftonline.com -Port 443 -I',
        'nformationLevel Quiet',
        'True',
      ],
      ['login.microsoftonline.com:443 reachable'],
    ],
    [
      'two commands of a line',
      [
        'PS C:\\> tnc a.example -Port 443 -InformationLevel Quiet; tnc b.example -Port 445 -InformationLevel Quiet',
        'True',
        'False',
      ],
      ['a.example:443 reachable', 'b.example:445 unreachable'],
    ],
    [
      'of two commands one value is nobody’s',
      [
        'PS C:\\> tnc a.example -Port 443 -InformationLevel Quiet; tnc b.example -Port 445 -InformationLevel Quiet',
        'True',
      ],
      ['a.example:443 indeterminate', 'b.example:445 indeterminate'],
    ],
    [
      'a variable',
      [
        'PS C:\\> $r = tnc a.example -Port 443',
        'PS C:\\> $r.TcpTestSucceeded',
        'True',
        'PS C:\\> $r = tnc b.example -Port 443',
        'WARNING: TCP connect to (20.1.1.1 : 443) failed',
        'PS C:\\> $r.TcpTestSucceeded',
        'False',
      ],
      ['a.example:443 reachable', 'b.example:443 unreachable'],
    ],
    [
      'a variable that something else was put into',
      [
        'PS C:\\> $r = tnc a.example -Port 443',
        'PS C:\\> $r = Get-Content C:\\old.json | ConvertFrom-Json',
        'PS C:\\> $r.TcpTestSucceeded',
        'True',
      ],
      ['a.example:443 indeterminate'],
    ],
    [
      'without a port it is a ping',
      ['PS C:\\> tnc a.example -InformationLevel Quiet', 'True'],
      ['a.example:443 indeterminate'],
    ],
    [
      'a port that is not shown',
      ['PS C:\\> tnc a.example -Port $p -InformationLevel Quiet', 'True'],
      ['a.example:443 indeterminate'],
    ],
    [
      'the contrary',
      ['PS C:\\> -not (tnc a.example -Port 443).TcpTestSucceeded', 'True'],
      ['a.example:443 indeterminate'],
    ],
    [
      'a comparison',
      ['PS C:\\> (tnc a.example -Port 443).TcpTestSucceeded -eq $false', 'True'],
      ['a.example:443 indeterminate'],
    ],
    ['a command that prints a list', ['PS C:\\> tnc a.example -Port 443', 'True'], ['a.example:443 indeterminate']],
    [
      'another command',
      ['PS C:\\> tnc a.example -Port 443 -InformationLevel Quiet', 'PS C:\\> Test-Path C:\\x', 'True'],
      ['a.example:443 indeterminate'],
    ],
    [
      'a second value',
      ['PS C:\\> tnc a.example -Port 443 -InformationLevel Quiet', 'False', 'True'],
      ['a.example:443 unreachable'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(told(lines)).toEqual(expected);
  });
});

describe('loops', () => {
  const QUIET = "PS C:\\> foreach ($h in 'a.example','b.example') { tnc $h -Port 443 -InformationLevel Quiet }";
  test.each<Case>([
    ['as many values as hosts', [QUIET, 'True', 'False'], ['a.example:443 reachable', 'b.example:443 unreachable']],
    ['a value is lost', [QUIET, 'True'], ['a.example:443 indeterminate', 'b.example:443 indeterminate']],
    [
      'all at once: nothing tells whose value it is',
      ["PS C:\\> 'a.example','b.example' | % -Parallel { tnc $_ -Port 443 -InformationLevel Quiet }", 'True', 'False'],
      ['a.example:443 indeterminate', 'b.example:443 indeterminate'],
    ],
    [
      'a list for each',
      [
        "PS C:\\> 'a.example','b.example' | % { tnc $_ -Port 443 }",
        ...LIST,
        'TcpTestSucceeded : True',
        'WARNING: TCP connect to (20.1.1.2 : 443) failed',
      ],
      ['a.example:443 reachable', 'b.example:443 unreachable'],
    ],
    [
      'hosts that only the output names',
      [
        'PS C:\\> foreach ($h in (gc hosts.txt)) { "$h : $((tnc $h -Port 443).TcpTestSucceeded)" }',
        'a.example : True',
        'b.example : False',
      ],
      ['a.example:443 reachable', 'b.example:443 unreachable'],
    ],
    [
      'host, port and value',
      [
        'PS C:\\> gc hosts.txt | % { "$_,443,$((tnc $_ -Port 443).TcpTestSucceeded)" }',
        'a.example,443,True',
        'b.example,443,False',
      ],
      ['a.example:443 reachable', 'b.example:443 unreachable'],
    ],
    [
      'a block in several lines',
      [
        'PS C:\\> $hosts = @(',
        ">> 'a.example',",
        ">> 'b.example'",
        '>> )',
        'PS C:\\> foreach ($h in $hosts) {',
        '>>   $r = Test-NetConnection -ComputerName $h -Port 443',
        '>>   "$h -> $($r.TcpTestSucceeded)"',
        '>> }',
        '>>',
        'a.example -> True',
        'b.example -> False',
      ],
      ['a.example:443 reachable', 'b.example:443 unreachable'],
    ],
    [
      'a host that the loop does not have',
      [
        "PS C:\\> foreach ($h in 'a.example','b.example') { \"$h : $((tnc $h -Port 443).TcpTestSucceeded)\" }",
        'c.example : True',
      ],
      ['a.example:443 indeterminate', 'b.example:443 indeterminate'],
    ],
    [
      'a ping in a loop',
      [
        "PS C:\\> foreach ($h in 'a.example','b.example') { \"$h : $(tnc $h -InformationLevel Quiet)\" }",
        'a.example : True',
      ],
      ['a.example:443 indeterminate', 'b.example:443 indeterminate'],
    ],
    [
      'a port that is not shown',
      ['PS C:\\> gc hosts.txt | % { "$_ $((tnc $_ -Port $port).TcpTestSucceeded)" }', 'a.example True'],
      [],
    ],
    ['lines without their command', ['a.example : True', 'b.example : False'], []],
  ])('%s', (_, lines, expected) => {
    expect(told(lines)).toEqual(expected);
  });
});

describe('tables', () => {
  const TWO = "PS C:\\> 'pod01.a.example','pod02.b.example' | % { tnc $_ -Port 443 } | ft";
  const CUT = ['ComputerName RemotePort TcpTestSucceeded', '------------ ---------- ----------------'];
  test.each<Case>([
    [
      'by the dashes',
      [...HEAD, 'a.example            443             True', 'b.example            443            False'],
      ['a.example:443 reachable', 'b.example:443 unreachable'],
    ],
    [
      'a value with blanks, and one that is missing',
      [
        'ComputerName RemoteAddress RemotePort InterfaceAlias          TcpTestSucceeded',
        '------------ ------------- ---------- --------------          ----------------',
        'a.example    20.1.1.1             443 vEthernet (Default Sw)              True',
        'b.example                         443                                    False',
      ],
      ['a.example:443 reachable', 'b.example:443 unreachable'],
    ],
    [
      'Japanese characters take two columns',
      [
        'ComputerName RemotePort InterfaceAlias TcpTestSucceeded',
        '------------ ---------- -------------- ----------------',
        'a.example           443 イーサネット               True',
      ],
      ['a.example:443 reachable'],
    ],
    [
      'blanks are lost',
      [...CUT, 'a.example 443 True', 'b.example 443 False'],
      ['a.example:443 reachable', 'b.example:443 unreachable'],
    ],
    [
      'without the port, that of the command',
      [
        'PS C:\\> tnc a.example -Port 443 | select ComputerName, TcpTestSucceeded',
        '',
        'ComputerName TcpTestSucceeded',
        '------------ ----------------',
        'a.example                True',
      ],
      ['a.example:443 reachable'],
    ],
    [
      'a name that is cut, completed by the command',
      [TWO, ...CUT, 'pod01.a....         443             True', 'pod02.b.…           443            False'],
      ['pod01.a.example:443 reachable', 'pod02.b.example:443 unreachable'],
    ],
    [
      'a name that is cut and fits two',
      [TWO, ...CUT, 'pod0...             443             True'],
      ['pod01.a.example:443 indeterminate', 'pod02.b.example:443 indeterminate'],
    ],
    ['a name that is cut, without a command', [...CUT, 'pod01.a....         443             True'], []],
    [
      'another port than asked for',
      ['PS C:\\> tnc a.example -Port 443 | ft', ...HEAD, 'a.example            445             True'],
      ['a.example:443 indeterminate'],
    ],
    [
      'a ping: the port is 0, and the property False',
      [
        'PS C:\\> tnc a.example | ft ComputerName, RemotePort, TcpTestSucceeded',
        ...HEAD,
        'a.example              0            False',
      ],
      ['a.example:443 indeterminate'],
    ],
    [
      'columns with names of their own',
      [
        "PS C:\\> foreach ($h in 'a.example','b.example') { [pscustomobject]@{Host=$h;Port=443;Open=(tnc $h -Port 443).TcpTestSucceeded} }",
        'Host      Port  Open',
        '----      ----  ----',
        'a.example  443  True',
        'b.example  443 False',
      ],
      ['a.example:443 reachable', 'b.example:443 unreachable'],
    ],
    [
      'a table of another tool has no such column',
      ['Host      Port  Open', '----      ----  ----', 'a.example  443  True'],
      [],
    ],
  ])('%s', (_, lines, expected) => {
    expect(told(lines)).toEqual(expected);
  });
});

describe('exports, and lists in one line', () => {
  test.each<Case>([
    [
      'with its type',
      [
        '#TYPE Selected.TestNetConnectionResult',
        '"ComputerName","RemoteAddress","RemotePort","TcpTestSucceeded"',
        '"a.example","20.1.1.1","443","True"',
        '"b.example",,"443","False"',
      ],
      ['a.example:443 reachable', 'b.example:443 unreachable'],
    ],
    [
      'another delimiter, no quotes',
      ['ComputerName;RemotePort;TcpTestSucceeded', 'a.example;443;True', 'b.example;443;False'],
      ['a.example:443 reachable', 'b.example:443 unreachable'],
    ],
    [
      'a row that is cut',
      [
        'PS C:\\> gc r.csv',
        '"ComputerName","RemotePort","TcpTestSucceeded"',
        '"b.example","443","False"',
        '"a.example","443","Tr',
      ],
      ['b.example:443 unreachable', 'a.example:443 indeterminate'],
    ],
    [
      'prose behind it is no row',
      ['ComputerName,RemotePort,TcpTestSucceeded', 'a.example,443,False', 'b.example, c.example'],
      ['a.example:443 unreachable'],
    ],
    [
      'two lists',
      [
        `${LIST.join(' ')} TcpTestSucceeded : True ComputerName : b.example RemoteAddress : 20.1.1.2 RemotePort : 443 TcpTestSucceeded : False`,
      ],
      ['a.example:443 reachable', 'b.example:443 unreachable'],
    ],
    [
      'behind its command',
      [`PS C:\\> tnc a.example -Port 443 ${LIST.join(' ')} TcpTestSucceeded : True`],
      ['a.example:443 reachable'],
    ],
    [
      'a list that is cut',
      [`PS C:\\> tnc a.example -Port 443 ${LIST.join(' ')} TcpTestSucceeded :`],
      ['a.example:443 indeterminate'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(told(lines)).toEqual(expected);
  });
});

describe('what is no test of a port', () => {
  test.each<Case>([
    [
      'all properties of a ping',
      [
        'PS C:\\> tnc a.example | fl *',
        'ComputerName     : a.example',
        'RemoteAddress    : 20.1.1.1',
        'PingSucceeded    : True',
        'TcpTestSucceeded : False',
        'RemotePort       : 0',
      ],
      ['a.example:443 indeterminate'],
    ],
    [
      'a trace of the route',
      ['PS C:\\> tnc a.example -TraceRoute', ...LIST.slice(0, 2), 'PingSucceeded : True', 'TraceRoute : 10.0.0.1'],
      ['a.example:443 indeterminate'],
    ],
    [
      'a list without a port',
      [
        'PS C:\\> tnc a.example -Port $p | fl ComputerName, TcpTestSucceeded',
        ...LIST.slice(0, 1),
        'TcpTestSucceeded : True',
      ],
      ['a.example:443 indeterminate'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(told(lines)).toEqual(expected);
  });
});

test('an older warning names the host', () => {
  expect(told(['PS C:\\> tnc a.example -Port 443', 'WARNING: TCP connect to a.example:443 failed'])).toEqual([
    'a.example:443 unreachable',
  ]);
});
