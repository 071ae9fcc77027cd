import { describe, expect, test } from 'vitest';
import { ownersIn } from '../../support/runs.ts';

const TIMED_OUT = 'curl: (28) Connection timed out after 5000 milliseconds';
const TABLE = ['ComputerName RemotePort TcpTestSucceeded', '------------ ---------- ----------------'];
const GO = 'Get "https://a.example/": dial tcp 20.1.1.1:443: i/o timeout';

type Case = readonly [string, readonly string[], readonly string[], readonly number[], readonly string[]];

describe('a value alone', () => {
  test.each<Case>([
    [
      'of the command above it',
      ['PS C:\\> tnc a.example -Port 443 -InformationLevel Quiet', 'x', '', 'False'],
      ['1-4 tnc a.example:443: 4 tnc-failed'],
      [],
      [],
    ],
    [
      'a second one is nobody’s',
      ['PS C:\\> tnc a.example -Port 443 -InformationLevel Quiet', 'True', 'False'],
      ['1-3 tnc a.example:443: 2 tnc-succeeded'],
      [],
      [],
    ],
    [
      'of each command of a line',
      [
        'PS C:\\> (tnc a.example -Port 443).TcpTestSucceeded; (tnc b.example -Port 443).TcpTestSucceeded',
        'True',
        'False',
      ],
      ['2-2 tnc a.example:443: 2 tnc-succeeded', '3-3 tnc b.example:443: 3 tnc-failed'],
      [],
      [],
    ],
    [
      'of a cmdlet under the name of a tool',
      ['PS C:\\> (curl https://a.example).StatusCode', '200'],
      ['1-2 iwr a.example:443: 2 iwr-result-ok'],
      [],
      [],
    ],
    [
      'not of a program',
      ['PS C:\\> (curl.exe https://a.example).StatusCode', '200'],
      ['1-2 curl a.example:443'],
      [],
      [],
    ],
    [
      'not behind a message of the tool',
      ['PS C:\\> (curl https://a.example).StatusCode', TIMED_OUT, '200'],
      ['1-3 curl a.example:443: 2 curl-28-connect-timeout'],
      [],
      [],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});

describe('a table', () => {
  test.each<Case>([
    [
      'of the command above it',
      ['PS C:\\> tnc a.example -Port 443 | ft', '', ...TABLE, 'a.example           443             True'],
      ['1-5 tnc a.example:443: 5 tnc-computer-name, 5 tnc-computer-name, 5 tnc-succeeded'],
      [3, 4],
      [],
    ],
    [
      'of another host',
      ['PS C:\\> tnc a.example -Port 443 | ft', '', ...TABLE, 'b.example           443             True'],
      ['1-1 tnc a.example:443', '5-5 tnc ?: 5 tnc-computer-name, 5 tnc-computer-name, 5 tnc-succeeded'],
      [3, 4],
      [],
    ],
    [
      'with a row more',
      [
        'PS C:\\> tnc a.example -Port 443 | ft',
        '',
        ...TABLE,
        'a.example           443             True',
        'a.example           443             True',
      ],
      [
        '1-5 tnc a.example:443: 5 tnc-computer-name, 5 tnc-computer-name, 5 tnc-succeeded',
        '6-6 tnc a.example:443: 6 tnc-computer-name, 6 tnc-computer-name, 6 tnc-succeeded',
      ],
      [3, 4],
      [],
    ],
    [
      'whose command is lost',
      [...TABLE, 'a.example           443             True', 'b.example           443            False', '', 'x'],
      [
        '3-3 tnc ?: 3 tnc-computer-name, 3 tnc-computer-name, 3 tnc-succeeded',
        '4-6 tnc ?: 4 tnc-computer-name, 4 tnc-computer-name, 4 tnc-failed',
      ],
      [1, 2],
      [],
    ],
    [
      'behind a command that is not read',
      ['PS C:\\> ls', ...TABLE, 'a.example           443             True'],
      ['4-4 tnc ?: 4 tnc-computer-name, 4 tnc-computer-name, 4 tnc-succeeded'],
      [1, 2, 3],
      [],
    ],
    [
      'while another tool runs',
      ['$ nc -vz a.example 443', ...TABLE, 'b.example           443             True'],
      ['1-4 nc a.example:443'],
      [],
      [],
    ],
    [
      'while several of another tool run',
      ['$ nc -vz a.example 443; nc -vz b.example 443', ...TABLE, 'b.example           443             True'],
      ['1-1 nc a.example:443', '1-1 nc b.example:443'],
      [2, 3, 4],
      [],
    ],
    [
      'in the output of what shows settings',
      ['C:\\>netsh winhttp show proxy', 'True', ...TABLE, 'b.example           443             True'],
      [],
      [1, 2, 3, 4, 5],
      ['1-5 netsh'],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});

describe('a list in one line', () => {
  test.each<Case>([
    [
      'behind its command',
      [
        'PS C:\\> tnc a.example -Port 443  ComputerName : a.example RemoteAddress : 20.1.1.1 RemotePort : 443 TcpTestSucceeded : True',
      ],
      ['1-1 tnc a.example:443: 1 tnc-computer-name, 1 tnc-remote-address, 1 tnc-computer-name, 1 tnc-succeeded'],
      [],
      [],
    ],
    [
      'below its command',
      [
        'PS C:\\> tnc a.example -Port 443',
        'ComputerName : a.example RemoteAddress : 20.1.1.1 RemotePort : 443 TcpTestSucceeded : True',
      ],
      ['1-2 tnc a.example:443: 2 tnc-computer-name, 2 tnc-remote-address, 2 tnc-computer-name, 2 tnc-succeeded'],
      [],
      [],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});

describe('a line that says itself who was asked', () => {
  test.each<Case>([
    ['alone', [GO], ['1-1 client-error ?: 1 go-dial-timeout'], [], []],
    ['while a tool runs', ['$ curl https://b.example', GO], ['1-2 curl b.example:443'], [], []],
    [
      'while several run',
      ['$ nc -vz a.example 443; nc -vz b.example 443', GO],
      ['1-1 nc a.example:443', '1-1 nc b.example:443'],
      [2],
      [],
    ],
    ['of a program that is not read', ['$ ./agent check', GO], ['2-2 client-error ?: 2 go-dial-timeout'], [1], []],
    [
      'behind other lines of one',
      ['PS C:\\> azcmagent check', 'x', GO],
      ['3-3 client-error ?: 3 go-dial-timeout'],
      [1, 2],
      [],
    ],
    [
      'of a command that names nobody itself',
      [
        '$ iscsiadm -m node --login',
        'Login to [iface: default, target: iqn.x, portal: 10.0.0.5,3260] successful.',
        'Login to [iface: default, target: iqn.x, portal: 10.0.0.6,3260] successful.',
      ],
      ['2-2 iscsiadm ?: 2 iscsiadm-login-ok', '3-3 iscsiadm ?: 3 iscsiadm-login-ok'],
      [1],
      [],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});
