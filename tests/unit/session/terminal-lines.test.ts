import { describe, expect, test } from 'vitest';
import { ownersIn } from '../../support/runs.ts';

const CONNECTED = 'Ncat: Connected to 20.1.1.1:443.';
const REFUSED = 'Ncat: Connection refused.';
const TIMED_OUT = 'curl: (28) Connection timed out after 5000 milliseconds';
const NOT_FOUND = 'HTTP/1.1 404 Not Found';
const METER = '  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0';
const PROXY = 'https_proxy=http://p.example:8080';

type Case = readonly [string, readonly string[], readonly string[], readonly number[], readonly string[]];

describe('lines that say nothing', () => {
  test.each<Case>([
    [
      'a progress meter before the answer',
      ['$ curl https://a.example', METER, NOT_FOUND],
      ['1-3 curl a.example:443: 3 curl-http-404'],
      [],
      [],
    ],
    ['a progress meter where nothing runs', ['x', METER, NOT_FOUND], ['3-3 curl ?: 3 curl-http-404'], [1, 2], []],
    [
      'a progress meter of another tool',
      ['$ nc -vz a.example 443', METER, CONNECTED],
      ['1-3 nc a.example:443: 3 nc-connected'],
      [],
      [],
    ],
    [
      'the rule of a tool',
      ['$ nslookup -debug a.example', '------------', "** server can't find a.example: NXDOMAIN"],
      ['1-3 nslookup a.example: 3 nslookup-nxdomain'],
      [],
      [],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});

describe('messages of others', () => {
  test.each<Case>([
    [
      'a tool made of the same parts',
      ['$ dig a.example', "** server can't find a.example: NXDOMAIN"],
      ['1-2 dig a.example: 2 nslookup-nxdomain'],
      [],
      [],
    ],
    [
      'a message of any tool',
      ['$ nc -vz a.example 443', 'bash: nc: command not found'],
      ['1-2 nc a.example:443: 2 nc-missing'],
      [],
      [],
    ],
    [
      'a message of any tool where nothing runs',
      ['x', 'bash: nc: command not found'],
      ['2-2 nc ?: 2 nc-missing'],
      [1],
      [],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});

describe('a message of any tool that names a host', () => {
  const libc = (host: string) => ownersIn('$ curl https://a.example', `${host}: Name or service not known`, 'x');

  test('is of the run that asks for it', () => {
    expect(libc('A.example')).toEqual({
      runs: ['1-3 curl a.example:443: 2 glibc-resolution'],
      others: [],
      unread: [],
    });
  });

  test('and of no other', () => {
    expect(libc('b.example')).toEqual({ runs: ['1-3 curl a.example:443'], others: [2], unread: [] });
  });
});

describe('what shows settings', () => {
  test.each<Case>([
    ['variables', ['$ printenv', PROXY, 'True', 'x'], [], [1, 2, 3, 4], []],
    [
      'variables, until the next command',
      ['me@vm01:~$ env', 'LANG=C', PROXY, 'me@vm01:~$ nc -vz a.example 443', CONNECTED],
      ['4-5 nc a.example:443: 5 nc-connected @vm01'],
      [1, 2, 3],
      [],
    ],
    ['none', ['me@vm01:~$ env', 'me@vm01:~$ ls'], [], [1, 2], []],
    [
      'other tools write no line of it',
      ['C:\\>netsh winhttp show proxy', CONNECTED, 'C:\\>ls'],
      [],
      [1, 2, 3],
      ['1-2 netsh'],
    ],
    [
      'a program that is not known writes a variable',
      ['$ ./check', 'export https_proxy=http://p.example:8080', 'x'],
      [],
      [1, 2, 3],
      [],
    ],
    ['… in capitals', ['$ ./check', 'HTTPS_PROXY=HTTP://P.EXAMPLE:8080', 'x'], [], [1, 2, 3], []],
    ['… of HTTP', ['$ ./check', 'http_proxy=http://p.example:8080', 'x'], [], [1, 2, 3], []],
    ['not within a line', ['$ ./check', 'x https_proxy=http://p.example:8080', 'x'], [], [1, 2, 3], ['1-3 ?']],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});

describe('a sign that may be a prompt', () => {
  test.each<Case>([
    [
      'is one behind which a command stood',
      ['vm01> nc -vz a.example 443', CONNECTED, 'vm01> ls', REFUSED],
      ['1-2 nc a.example:443: 2 nc-connected'],
      [3, 4],
      ['3-4 ?'],
    ],
    [
      'is none where no command stood',
      ['vm01> nothing at all', 'nc -vz a.example 443', CONNECTED, 'vm01> ls', REFUSED],
      ['2-4 nc a.example:443: 3 nc-connected'],
      [1, 5],
      [],
    ],
    [
      'blanks are none',
      ['  nc -vz a.example 443', CONNECTED, '  ls', REFUSED],
      ['1-3 nc a.example:443: 2 nc-connected'],
      [4],
      [],
    ],
    [
      'nor is that of another machine',
      ['vm01> nc -vz a.example 443', CONNECTED, 'vm02> ls', REFUSED],
      ['1-3 nc a.example:443: 2 nc-connected'],
      [4],
      [],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});

describe('header lines', () => {
  test.each<Case>([
    [
      'are no answer of a lookup',
      ['$ curl -I https://a.example', NOT_FOUND, 'Name: b.example', 'Server: x', 'Alias: y', 'x'],
      ['1-6 curl a.example:443: 2 curl-http-404'],
      [],
      [],
    ],
    ['are none behind another line', ['$ ls', NOT_FOUND, 'x', 'Name: b.example'], [], [1, 2, 3, 4], ['1-4 ?']],
    [
      'an error begins another run',
      ['x', NOT_FOUND, 'Server: x', TIMED_OUT, 'Server: y'],
      ['2-3 curl ?: 2 curl-http-404', '4-4 curl ?: 4 curl-28-connect-timeout', '5-5 nslookup ?: 5 nslookup-server'],
      [1],
      [],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});
