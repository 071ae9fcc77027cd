import { describe, expect, test } from 'vitest';
import { ownersIn } from '../../support/runs.ts';

const CONNECTED = 'Ncat: Connected to 20.1.1.1:443.';
const REFUSED = 'Ncat: Connection refused.';
const BANNER = 'Ncat: Version 7.93 ( https://nmap.org/ncat )';
/** Its values alone. */
const QUIET = "PS C:\\> foreach ($h in 'a.example','b.example') { tnc $h -Port 443 -InformationLevel Quiet }";
/** Its values behind their hosts. */
const NAMED = "PS C:\\> foreach ($h in 'a.example','b.example') { \"$h : $((tnc $h -Port 443).TcpTestSucceeded)\" }";
/** Hosts that only its output names. */
const FROM = 'PS C:\\> gc hosts.txt | % { "$_ : $((tnc $_ -Port 443).TcpTestSucceeded)" }';
const TABLE = ['ComputerName RemotePort TcpTestSucceeded', '------------ ---------- ----------------'];

type Case = readonly [string, readonly string[], readonly string[], readonly number[], readonly string[]];

describe('a loop of a shell over several lines', () => {
  test.each<Case>([
    [
      'for',
      ['$ for h in a.example b.example', '> do', '>   nc -vz $h 443', '> done', BANNER, CONNECTED, BANNER, REFUSED],
      ['5-6 nc a.example:443: 5 nc-banner, 6 nc-connected', '7-8 nc b.example:443: 7 nc-banner, 8 nc-refused'],
      [],
      [],
    ],
    [
      'without the signs of the shell',
      ['$ for h in a.example b.example; do', '  nc -vz $h 443', 'done', BANNER, CONNECTED, BANNER, REFUSED],
      ['4-5 nc a.example:443: 4 nc-banner, 5 nc-connected', '6-7 nc b.example:443: 6 nc-banner, 7 nc-refused'],
      [],
      [],
    ],
    [
      'of one value',
      ['$ for h in a.example; do', '> nc -vz $h 443', '> done', CONNECTED],
      ['1-4 nc a.example:443: 4 nc-connected'],
      [],
      [],
    ],
    [
      'while',
      ['$ while true; do', '> nc -vz a.example 443', '> done > log', CONNECTED],
      ['1-4 nc a.example:443: 4 nc-connected'],
      [],
      [],
    ],
    [
      'until',
      ['$ until nc -vz a.example 443; do', '> sleep 1', '> done; date', CONNECTED],
      ['1-4 nc a.example:443: 4 nc-connected'],
      [],
      [],
    ],
    [
      'with a comment',
      ['$ for h in a.example; do', '> # nc', '> nc -vz $h 443', '> done', CONNECTED],
      ['1-5 nc a.example:443: 5 nc-connected'],
      [],
      [],
    ],
    [
      'behind another command',
      ['$ date;for h in a.example; do', '> nc -vz $h 443', '> done | tee x', CONNECTED],
      ['1-4 nc a.example:443: 4 nc-connected'],
      [],
      [],
    ],
    [
      'that does not end',
      ['$ for h in a.example; do', '> nc -vz $h 443', CONNECTED, 'x'],
      [],
      [1, 2, 3, 4],
      ['2-4 nc'],
    ],
    [
      'of twelve lines',
      ['$ for h in a.example; do', '> nc -vz $h 443', ...Array.from({ length: 10 }, () => '> x'), '> done', CONNECTED],
      ['1-14 nc a.example:443: 14 nc-connected'],
      [],
      [],
    ],
    [
      'no more than twelve',
      ['$ for h in a.example; do', '> nc -vz $h 443', ...Array.from({ length: 11 }, () => '> x'), '> done', CONNECTED],
      [],
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
      ['2-15 nc'],
    ],
    [
      'that ends on its line',
      ['$ for h in a.example; do nc -vz $h 443; done', '> nc -vz b.example 443', '> done', CONNECTED],
      ['1-1 nc a.example:443', '2-2 nc b.example:443'],
      [3, 4],
      ['3-4 ?'],
    ],
    ['at the end of the text', ['$ for h in a.example; do', 'nc -vz $h 443', 'done'], ['1-1 nc a.example:443'], [], []],
    [
      'words that only begin or end so',
      ['$ for h in a.example; do', '> echo undone', '> echo donex > y', '> nc -vz $h 443', '>done', CONNECTED],
      ['1-6 nc a.example:443: 6 nc-connected'],
      [],
      [],
    ],
    [
      'a comment is none',
      ['# for h in a.example; do', 'nc -vz a.example 443', 'done', CONNECTED],
      ['2-4 nc a.example:443: 4 nc-connected'],
      [1],
      [],
    ],
    [
      'nor is a program of such a name',
      ['$ xfor h in a.example; do', 'nc -vz a.example 443', 'done', CONNECTED],
      ['2-4 nc a.example:443: 4 nc-connected'],
      [1],
      [],
    ],
    [
      'nor a path',
      ['$ ./forx h', 'nc -vz a.example 443', 'done', CONNECTED],
      ['2-4 nc a.example:443: 4 nc-connected'],
      [1],
      [],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});

describe('a loop of PowerShell', () => {
  test.each<Case>([
    [
      'as many values as hosts',
      [QUIET, 'True', 'False'],
      ['2-2 tnc a.example:443: 2 tnc-succeeded', '3-3 tnc b.example:443: 3 tnc-failed'],
      [],
      [],
    ],
    ['a value is lost', [QUIET, 'True'], ['1-1 tnc a.example:443', '1-1 tnc b.example:443'], [2], []],
    [
      'a value too many',
      [QUIET, 'True', 'False', 'True'],
      ['1-1 tnc a.example:443', '1-1 tnc b.example:443'],
      [2, 3, 4],
      [],
    ],
    [
      'all at once: nothing tells whose value it is',
      ["PS C:\\> 'a.example','b.example' | % -Parallel { tnc $_ -Port 443 -InformationLevel Quiet }", 'True', 'False'],
      ['1-1 tnc a.example:443', '1-1 tnc b.example:443'],
      [2, 3],
      [],
    ],
    [
      'values behind their hosts',
      [NAMED, 'b.example : False', 'a.example : True'],
      [
        '3-3 tnc a.example:443: 3 tnc-computer-name, 3 tnc-computer-name, 3 tnc-succeeded',
        '2-2 tnc b.example:443: 2 tnc-computer-name, 2 tnc-computer-name, 2 tnc-failed',
      ],
      [],
      [],
    ],
    [
      'a host that it does not have',
      [NAMED, 'c.example : True'],
      ['1-1 tnc a.example:443', '1-1 tnc b.example:443'],
      [2],
      [],
    ],
    [
      'hosts that only its output names',
      [FROM, 'a.example : True', 'B.example : False', '', 'x'],
      [
        '2-2 tnc ?: 2 tnc-computer-name, 2 tnc-computer-name, 2 tnc-succeeded',
        '3-5 tnc ?: 3 tnc-computer-name, 3 tnc-computer-name, 3 tnc-failed',
      ],
      [1],
      [],
    ],
    ['another command ends it', [FROM, 'PS C:\\> ls', 'a.example : True'], [], [1, 2, 3], ['1-1 tnc', '2-3 ?']],
    [
      'a port that is not shown',
      ['PS C:\\> gc hosts.txt | % { "$_ : $((tnc $_ -Port $p).TcpTestSucceeded)" }', 'a.example : True'],
      [],
      [1, 2],
      ['1-2 tnc'],
    ],
    [
      'a value of another tool',
      ['PS C:\\> gc hosts.txt | % { "$_ : $((iwr https://$_).StatusCode)" }', 'a.example : True', 'b.example : 200'],
      ['3-3 iwr b.example:443: 3 iwr-result-ok'],
      [1, 2],
      [],
    ],
    [
      'a variable that may hold an older value',
      ['PS C:\\> gc hosts.txt | % { $r = iwr https://$_ -ea 0; "$_ : $($r.StatusCode)" }', 'a.example : 200'],
      ['2-2 iwr a.example:443: 2 iwr-result-ok (elsewhere)'],
      [1],
      [],
    ],
    [
      'a list that a variable holds',
      [
        "PS C:\\> $hosts = 'a.example','b.example'",
        'PS C:\\> foreach ($h in $hosts) { tnc $h -Port 443 -InformationLevel Quiet }',
        'True',
        'False',
      ],
      ['3-3 tnc a.example:443: 3 tnc-succeeded', '4-4 tnc b.example:443: 4 tnc-failed'],
      [1],
      [],
    ],
    [
      'over several lines',
      [
        'PS C:\\> $hosts = @(',
        ">> 'a.example',",
        ">> 'b.example'",
        '>> )',
        'PS C:\\> foreach ($h in $hosts) {',
        '>>   $r = tnc $h -Port 443',
        '>>   "$h -> $($r.TcpTestSucceeded)"',
        '>>}',
        '>>',
        'a.example -> True',
        'b.example -> False',
      ],
      [
        '10-10 tnc a.example:443: 10 tnc-computer-name, 10 tnc-computer-name, 10 tnc-succeeded',
        '11-11 tnc b.example:443: 11 tnc-computer-name, 11 tnc-computer-name, 11 tnc-failed',
      ],
      [1],
      [],
    ],
    [
      'with a comment',
      [
        'PS C:\\> foreach ($h in "a.example") {',
        '>> # tnc',
        '>> tnc $h -Port 443 -InformationLevel Quiet',
        '>> }',
        'True',
      ],
      ['1-5 tnc a.example:443: 5 tnc-succeeded'],
      [],
      [],
    ],
    [
      'of 64 lines',
      [
        'PS C:\\> foreach ($h in "a.example") {',
        ...Array.from({ length: 62 }, () => '>>   Get-Date'),
        '>> tnc $h -Port 443 -InformationLevel Quiet }',
        'True',
      ],
      ['1-65 tnc a.example:443: 65 tnc-succeeded'],
      [],
      [],
    ],
    [
      'no more than 64 lines',
      [
        'PS C:\\> foreach ($h in "a.example") {',
        ...Array.from({ length: 63 }, () => '>>   Get-Date'),
        '>> tnc $h -Port 443 -InformationLevel Quiet }',
        'True',
      ],
      [],
      [1, 65, 66],
      ['1-66 ?'],
    ],
    [
      'a command without a prompt has no such lines',
      ['tnc a.example -Port 443', '>> x', 'TcpTestSucceeded : True'],
      ['1-3 tnc a.example:443: 3 tnc-succeeded'],
      [],
      [],
    ],
    [
      'one that checks nothing',
      ['PS C:\\> foreach ($x in $y) { Get-Date }', 'a.example : True'],
      [],
      [1, 2],
      ['1-2 ?'],
    ],
    [
      'one that asks for the same each time',
      ['PS C:\\> foreach ($x in $y) { tnc a.example -Port 443 -InformationLevel Quiet }', 'True'],
      ['1-2 tnc a.example:443: 2 tnc-succeeded'],
      [],
      [],
    ],
    [
      'a list for each',
      [
        "PS C:\\> 'a.example','b.example' | % { tnc $_ -Port 443 }",
        'ComputerName     : a.example',
        'TcpTestSucceeded : True',
        'ComputerName     : b.example',
        'TcpTestSucceeded : False',
      ],
      [
        '2-3 tnc a.example:443: 2 tnc-computer-name, 3 tnc-succeeded',
        '4-5 tnc b.example:443: 4 tnc-computer-name, 5 tnc-failed',
      ],
      [],
      [],
    ],
    [
      'a table',
      [
        "PS C:\\> 'a.example','b.example' | % { tnc $_ -Port 443 } | ft",
        '',
        ...TABLE,
        'a.example           443             True',
        'b.example           443            False',
        '',
      ],
      [
        '5-5 tnc a.example:443: 5 tnc-computer-name, 5 tnc-computer-name, 5 tnc-succeeded',
        '6-6 tnc b.example:443: 6 tnc-computer-name, 6 tnc-computer-name, 6 tnc-failed',
      ],
      [3, 4],
      [],
    ],
    [
      'a table with names that are cut',
      [
        "PS C:\\> 'pod01.a.example','pod02.b.example' | % { tnc $_ -Port 443 } | ft",
        ...TABLE,
        'pod01.a....         443             True',
        'pod02.b.…           443            False',
      ],
      [
        '4-4 tnc pod01.a.example:443: 4 tnc-computer-name, 4 tnc-computer-name, 4 tnc-succeeded',
        '5-5 tnc pod02.b.example:443: 5 tnc-computer-name, 5 tnc-computer-name, 5 tnc-failed',
      ],
      [2, 3],
      [],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});
