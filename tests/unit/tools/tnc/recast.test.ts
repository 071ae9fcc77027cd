import { describe, expect, test } from 'vitest';
import type { Command } from '../../../../src/session/command-facts.ts';
import type { Asked } from '../../../../src/session/tool-table.ts';
import { recastTnc } from '../../../../src/tools/tnc/recast.ts';
import { recastInShort } from '../../../support/recasts.ts';

const recast = (lines: readonly string[], asked: Partial<Asked> = {}): string => recastInShort(recastTnc, lines, asked);
const TNC = { text: '(tnc a.example -Port 443).TcpTestSucceeded', targets: ['a.example'], ports: [443] };
const LOOP = { text: '$hosts | % { "$_ : $((tnc $_ -Port 443).TcpTestSucceeded)" }', ports: [443] };
const A = 'ComputerName : a.example';
const TRUE = 'TcpTestSucceeded : True';
const FALSE = 'TcpTestSucceeded : False';
const PORT = 'RemotePort : 443';

describe('a value alone', () => {
  test.each<[string, string]>([
    ['True', `1 lines; 0: ${TRUE}`],
    ['true', `1 lines; 0: ${TRUE}`],
    ['  False  ', `1 lines; 0: ${FALSE}`],
    ['FALSE', `1 lines; 0: ${FALSE}`],
    ['Trueish', '-'],
    ['Untrue', '-'],
    ['', '-'],
  ])('%j', (line, expected) => {
    expect(recast([line], TNC)).toBe(expected);
  });

  test('without a port it is that of a ping', () => {
    expect(recast(['True'], { ...TNC, ports: [null] })).toBe('1 lines; 0: PingSucceeded : True');
    expect(recast(['False'], { ...TNC, ports: [443, null] })).toBe('1 lines; 0: PingSucceeded : False');
  });

  test.each([
    'tnc a.example -Port 443 -InformationLevel Quiet',
    'tnc a.example -Port 443 -InformationLevel   Quiet',
    'tnc a.example -Port 443 -InformationLevel:Quiet',
    'tnc a.example -Port 443 -InformationLevel "Quiet"',
    "tnc a.example -Port 443 -inf 'quiet'",
    'tnc a.example -Port 443 | select -ExpandProperty tcptestsucceeded',
    '(tnc a.example -Port 443).TcpTestSucceeded # is-it',
  ])('%s prints the result', (text) => {
    expect(recast(['True'], { ...TNC, text })).toBe(`1 lines; 0: ${TRUE}`);
  });

  test.each([
    '',
    'tnc a.example -Port 443',
    'tnc a.example -Port 443 -InformationLevel Detailed',
    'tnc a.example -Port 443 -InformationLevel Quietly',
    '-not (tnc a.example -Port 443).TcpTestSucceeded',
    '!(tnc a.example -Port 443).TcpTestSucceeded',
    '! $r.TcpTestSucceeded',
    '!  $r.TcpTestSucceeded',
    'if ($r.TcpTestSucceeded) { "True" }',
    'if  ($r.TcpTestSucceeded) { "True" }',
    '$r.TcpTestSucceeded ? "False" : "True"',
    ...'eq ieq ne ine and or xor like ilike match imatch replace ireplace is in contains'
      .split(' ')
      .map((operator) => `$r.TcpTestSucceeded -${operator} $false`),
  ])('%j prints something else', (text) => {
    expect(recast(['True'], { ...TNC, text })).toBe('-');
  });
});

describe('the list in one line', () => {
  test.each<[string, string]>([
    [
      'ComputerName : a.example RemoteAddress : 20.1.1.1 RemotePort : 443 InterfaceAlias : Ethernet 2 TcpTestSucceeded : True',
      `1 lines; own 0: ${A}, RemoteAddress : 20.1.1.1, ${PORT}, InterfaceAlias : Ethernet, ${TRUE}`,
    ],
    [
      'ComputerName : a.example TcpTestSucceeded : True ComputerName : b.example TcpTestSucceeded : False',
      `1 lines; own 0: ${A}, ${TRUE}; own 0: ComputerName : b.example, ${FALSE}`,
    ],
    [
      'ComputerName     :a.example RemotePort       :443 TcpTestSucceeded :True',
      `1 lines; own 0: ${A}, ${PORT}, ${TRUE}`,
    ],
    [
      'ComputerName : a.example RemotePort : 443x SourceAddress : TcpTestSucceeded : True',
      `1 lines; own 0: ${A}, ${TRUE}`,
    ],
    ['ComputerName : a.example RemotePort : 443 TcpTestSucceeded : Maybe', `1 lines; own 0: ${A}, ${PORT}`],
    [
      'ComputerName : a.example NameResolutionResults : 20.1.1.1 MatchingIPsecRules : x NetworkIsolationContext : Internet IsAdmin : True NetRoute (NextHop) : 10.0.0.1 PingSucceeded : False PingReplyDetails (RTT) : 0 TcpTestSucceeded : False',
      `1 lines; own 0: ${A}, NameResolutionResults : 20.1.1.1, MatchingIPsecRules : x, NetworkIsolationContext : Internet, IsAdmin : True, NetRoute (NextHop) : 10.0.0.1, PingSucceeded : False, PingReplyDetails (RTT) : 0, ${FALSE}`,
    ],
    // the name alone, and what does not begin with it
    ['ComputerName : a.example MyTcpTestSucceeded : True', '-'],
    ['RemotePort : 443 TcpTestSucceeded : True ComputerName : a.example', '-'],
    ['RemotePort : 443 TcpTestSucceeded : True', '-'],
  ])('%s', (line, expected) => {
    expect(recast([line], { text: 'tnc a.example -Port 443' })).toBe(expected);
  });

  test('the longest line that is read', () => {
    const list = `${A} ${TRUE} `;
    expect(recast([list.padEnd(4096, 'x')])).toBe(`1 lines; own 0: ${A}, ${TRUE}`);
    expect(recast([list.padEnd(4097, 'x')])).toBe('-');
  });
});

describe('rows', () => {
  const table = (host: string, port = 'RemotePort'): string[] => {
    const names = [host, port, 'TcpTestSucceeded'];
    const width = (at: number): number => Math.max(12, names[at]?.length ?? 0);
    const row = (values: readonly string[]): string => values.map((value, at) => value.padEnd(width(at))).join(' ');
    return [row(names), row(names.map((name) => '-'.repeat(name.length))), row(['a.example', '443', 'True'])];
  };

  test.each('ComputerName HostName Host Target Server FQDN Endpoint Destination URL Name'.split(' '))(
    'of the host in %s',
    (name) => {
      expect(recast(table(name), { text: 'x' })).toBe(`3 lines; own 2: ${A}, ${PORT}, ${TRUE}`);
    },
  );

  test.each(['RemotePort', 'Port', 'TcpPort'])('with the port in %s', (name) => {
    expect(recast(table('Host', name), { text: 'x' })).toBe(`3 lines; own 2: ${A}, ${PORT}, ${TRUE}`);
  });

  test.each<[string, readonly string[], Partial<Asked>, string]>([
    [
      'an export',
      ['"ComputerName","RemotePort","TcpTestSucceeded"', '"a.example","443","False"'],
      {},
      `2 lines; own 1: ${A}, ${PORT}, ${FALSE}`,
    ],
    [
      'its address',
      ['ComputerName,RemoteAddress,RemotePort,TcpTestSucceeded', 'a.example,20.1.1.1,443,True'],
      {},
      `2 lines; own 1: ${A}, RemoteAddress : 20.1.1.1, ${PORT}, ${TRUE}`,
    ],
    [
      'no address',
      ['ComputerName,RemoteAddress,RemotePort,TcpTestSucceeded', 'a.example,none,443,True'],
      {},
      `2 lines; own 1: ${A}, ${PORT}, ${TRUE}`,
    ],
    [
      'a URL',
      ['URL,Port,TcpTestSucceeded', 'https://A.Example/x,443,True'],
      {},
      `2 lines; own 1: ${A}, ${PORT}, ${TRUE}`,
    ],
    [
      'a URL with its port',
      ['URL,Port,TcpTestSucceeded', 'https://a.example:443,443,True'],
      {},
      `2 lines; own 1: ${A}, ${PORT}, ${TRUE}`,
    ],
    [
      'the first name that is told',
      ['ComputerName,Name,Port,TcpTestSucceeded', ',a.example,443,True'],
      {},
      `2 lines; own 1: ${A}, ${PORT}, ${TRUE}`,
    ],
    [
      'the port of the command',
      ['Host,TcpTestSucceeded', 'a.example,True'],
      { ports: [443] },
      `2 lines; own 1: ${A}, ${PORT}, ${TRUE}`,
    ],
    ['several ports', ['Host,TcpTestSucceeded', 'a.example,True'], { ports: [443, 3260] }, `2 lines; own 1: ${A}`],
    [
      'a port that is not known',
      ['Host,TcpTestSucceeded', 'a.example,True'],
      { ports: [null] },
      `2 lines; own 1: ${A}`,
    ],
    ['no port', ['Host,TcpTestSucceeded', 'a.example,False'], {}, `2 lines; own 1: ${A}`],
    [
      'a port that is none',
      ['Host,Port,TcpTestSucceeded', 'a.example,0,True'],
      { ports: [443] },
      `2 lines; own 1: ${A}`,
    ],
    ['one beyond all', ['Host,Port,TcpTestSucceeded', 'a.example,65536,True'], {}, `2 lines; own 1: ${A}`],
    [
      'the last one',
      ['Host,Port,TcpTestSucceeded', 'a.example,65535,True'],
      {},
      `2 lines; own 1: ${A}, RemotePort : 65535, ${TRUE}`,
    ],
    [
      'the first one',
      ['Host,Port,TcpTestSucceeded', 'a.example,1,True'],
      {},
      `2 lines; own 1: ${A}, RemotePort : 1, ${TRUE}`,
    ],
    ['a value that is none', ['Host,Port,TcpTestSucceeded', 'a.example,443,x'], {}, `2 lines; own 1: ${A}, ${PORT}`],
    ['no value', ['Host,Port,TcpTestSucceeded', 'a.example,443,'], {}, `2 lines; own 1: ${A}, ${PORT}`],
    [
      'a host that is none',
      ['Host,Port,TcpTestSucceeded', '(x),443,True', 'a.example,443,True'],
      {},
      `3 lines; own 2: ${A}, ${PORT}, ${TRUE}`,
    ],
    [
      'the only row is that of the command',
      ['Port,TcpTestSucceeded', '443,True'],
      { command: { host: 'a.example' } as Command },
      `2 lines; own 1: ${A}, ${PORT}, ${TRUE}`,
    ],
    [
      'a command without a host',
      ['Port,TcpTestSucceeded', '443,True'],
      { command: { host: null } as Command },
      '2 lines',
    ],
    ['no command', ['Port,TcpTestSucceeded', '443,True'], {}, '2 lines'],
    [
      'several rows without names are nobody’s',
      ['Port,TcpTestSucceeded', '443,True', '3260,True'],
      { command: { host: 'a.example' } as Command },
      '3 lines',
    ],
    ['no row', ['Host,Port,TcpTestSucceeded', ''], {}, '-'],
    ['no table', ['TcpTestSucceeded'], {}, '-'],
    // a name that the table has cut
    [
      'a cut name, one of those that were asked for',
      ['Host,Port,TcpTestSucceeded', 'a.ex...,443,True'],
      { targets: ['a.example', 'b.example'] },
      `2 lines; own 1: ${A}, ${PORT}, ${TRUE}`,
    ],
    [
      'with the sign of PowerShell 7',
      ['Host,Port,TcpTestSucceeded', 'A.Ex…,443,True'],
      { targets: ['a.example'] },
      `2 lines; own 1: ${A}, ${PORT}, ${TRUE}`,
    ],
    [
      'one of those before',
      ['Host,Port,TcpTestSucceeded', 'a.ex…,443,True'],
      { hosts: new Set(['a.example']) },
      `2 lines; own 1: ${A}, ${PORT}, ${TRUE}`,
    ],
    [
      'those of its own command first',
      ['Host,Port,TcpTestSucceeded', 'a.ex…,443,True'],
      { targets: ['b.example'], hosts: new Set(['a.example']) },
      '2 lines',
    ],
    [
      'two begin so',
      ['Host,Port,TcpTestSucceeded', 'a.ex…,443,True'],
      { targets: ['a.example', 'a.exit.example'] },
      '2 lines',
    ],
    ['none begins so', ['Host,Port,TcpTestSucceeded', 'c.ex…,443,True'], { targets: ['a.example'] }, '2 lines'],
  ])('%s', (_, lines, asked, expected) => {
    expect(recast(lines, { text: 'x', ...asked })).toBe(expected);
  });

  test.each<[string, string]>([
    ["tnc $_ -Port 443 | select ComputerName, @{n='Open'; e={ $_.TcpTestSucceeded }}", 'Open'],
    ["tnc $_ -Port 443 | select ComputerName, @{ Name = 'Open' ; Expression = { $_.TcpTestSucceeded } }", 'Open'],
    ['tnc $_ | select ComputerName, @{label="Open";expression={[string]$_.TcpTestSucceeded}}', 'Open'],
    ['tnc $_ | select ComputerName, @{  l  =  "Open"  ;  e  =  {$_.TcpTestSucceeded}}', 'Open'],
    ['[pscustomobject]@{ Host = $_; Open = (tnc $_ -Port 443).TcpTestSucceeded }', 'Open'],
    ['[pscustomobject]@{Host=$_;Open=(tnc $_ -Port 443).TcpTestSucceeded}', 'Open'],
    ['[pscustomobject]@{Host=$_;"Open"  =  (tnc $_ -Port 443).TcpTestSucceeded}', 'Open'],
    ["[pscustomobject]@{'Reached'=$r.tcptestsucceeded; Host=$_}", 'Reached'],
  ])('%s calls the result %s', (text, name) => {
    expect(recast([`Host,${name}`, 'a.example,True'], { text, ports: [443] })).toBe(
      `2 lines; own 1: ${A}, ${PORT}, ${TRUE}`,
    );
    expect(recast(['Host,Other', 'a.example,True'], { text, ports: [443] })).toBe('-');
  });

  test.each([
    '[pscustomobject]@{ Host = $_; Open = -not (tnc $_ -Port 443).TcpTestSucceeded }',
    '[pscustomobject]@{ Host = $_; Open = $x; Closed = (tnc $_ -Port 443).TcpTestSucceeded }',
    '[pscustomobject]@{ Host = $_; Open = (tnc $_ -Port 443).PingSucceeded }',
    '[pscustomobject]@{ Host = $_; Open = (tnc $_ -Port 443).TcpTestSucceededAlso }',
    '',
  ])('%j does not say that Open is the result', (text) => {
    expect(recast(['Host,Open', 'a.example,True'], { text, ports: [443] })).toBe('-');
  });
});

describe('a line of a loop', () => {
  test.each<[string, string]>([
    ['a.example : True', `${PORT}, ${TRUE}`],
    ['a.example: False', `${PORT}, ${FALSE}`],
    ['A.Example : true', `${PORT}, ${TRUE}`],
    ['  a.example : True  ', `${PORT}, ${TRUE}`],
    ['a.example True', `${PORT}, ${TRUE}`],
    ['a.example = True', `${PORT}, ${TRUE}`],
    ['a.example -> True', `${PORT}, ${TRUE}`],
    ['a.example => True', `${PORT}, ${TRUE}`],
    ['a.example→True', `${PORT}, ${TRUE}`],
    ['a.example    ->    True', `${PORT}, ${TRUE}`],
    ['a.example;True', `${PORT}, ${TRUE}`],
    ['a.example | True', `${PORT}, ${TRUE}`],
    ['"a.example" : "True"', `${PORT}, ${TRUE}`],
    ["'a.example' : 'True'", `${PORT}, ${TRUE}`],
    ['[a.example] True', `${PORT}, ${TRUE}`],
    ['(a.example) True', `${PORT}, ${TRUE}`],
    ['https://a.example/ : True', `${PORT}, ${TRUE}`],
    ['http://a.example : True', `${PORT}, ${TRUE}`],
    ['a.example:3260 : True', `RemotePort : 3260, ${TRUE}`],
    ['a.example:3260 True', `RemotePort : 3260, ${TRUE}`],
    ['a.example,3260,False', `RemotePort : 3260, ${FALSE}`],
    ['a.example;3260;False', `RemotePort : 3260, ${FALSE}`],
    ['a.example | 3260 | False', `RemotePort : 3260, ${FALSE}`],
    ['a.example/3260 -> False', `RemotePort : 3260, ${FALSE}`],
    ['a.example 3260 True', `RemotePort : 3260, ${TRUE}`],
    ['a.example  :  3260  True', `RemotePort : 3260, ${TRUE}`],
    ['[a.example:3260] True', `RemotePort : 3260, ${TRUE}`],
    ['(a.example:3260) True', `RemotePort : 3260, ${TRUE}`],
    ['a.example port 3260 : True', `RemotePort : 3260, ${TRUE}`],
    ['a.example, port: 3260 = True', `RemotePort : 3260, ${TRUE}`],
    ['a.example,  Port  =  3260  ->  True', `RemotePort : 3260, ${TRUE}`],
    ['a.example -> TcpTestSucceeded=True', `${PORT}, ${TRUE}`],
    ['a.example -> TcpTestSucceeded : True', `${PORT}, ${TRUE}`],
    ['a.example TcpTestSucceeded True', `${PORT}, ${TRUE}`],
    ['a.example:3260 -> TcpTestSucceeded  =  False', `RemotePort : 3260, ${FALSE}`],
  ])('%s', (line, said) => {
    expect(recast([line], { ...LOOP, targets: ['a.example'] })).toBe(`1 lines; own 0: ${A}, ${said}`);
    expect(recast([line], LOOP)).toBe(`1 lines; own 0: ${A}, ${said}`);
  });

  test.each([
    'b.example : True',
    'a.example : Trueish',
    'a.example : Maybe',
    'a.example : not True',
    'a.example : True again',
    'to a.example : True',
    'vm01 : True',
    'a.example:0 True',
    'a.example:65536 True',
    'a.example:443443 True',
    'a.example : True; b.example : False or so',
    '',
  ])('%j tells nothing of a.example', (line) => {
    expect(recast([line], { ...LOOP, targets: ['a.example'] })).toBe('-');
  });

  test('whose command prints something else', () => {
    expect(recast(['a.example : True'], { text: 'tnc a.example -Port 443', ports: [443] })).toBe('-');
    expect(recast(['a.example : True'])).toBe('-');
    expect(recast(['a.example : True'], { text: LOOP.text, ports: [443, 3260] })).toBe('-');
  });

  test('a long name', () => {
    const name = `${'a'.repeat(244)}.example`;
    expect(recast([`${name} : True`], LOOP)).toBe(`1 lines; own 0: ComputerName : ${name}, ${PORT}, ${TRUE}`);
    expect(recast([`${'a'.repeat(400)}.example : True`], LOOP)).toBe('-');
  });
});
