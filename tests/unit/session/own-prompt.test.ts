import { describe, expect, test } from 'vitest';
import { ownersIn } from '../../support/runs.ts';

const SERVER = ['Server:\t\t10.0.0.4', 'Address:\t10.0.0.4#53', ''];
const MISSING = "** server can't find a.example: NXDOMAIN";

type Case = readonly [string, readonly string[], readonly string[], readonly number[], readonly string[]];

describe('the prompt of nslookup', () => {
  test.each<Case>([
    [
      'a name',
      ['$ nslookup', '> a.example', ...SERVER, 'Name:\ta.example', 'Address: 20.1.1.1', '> exit'],
      ['2-7 nslookup a.example: 3 nslookup-server, 4 nslookup-server-address, 6 nslookup-name, 7 nslookup-address'],
      [1, 8],
      [],
    ],
    [
      'right behind the sign',
      ['$ nslookup', '>a.example', ...SERVER, MISSING, '>'],
      ['2-6 nslookup a.example: 3 nslookup-server, 4 nslookup-server-address, 6 nslookup-nxdomain'],
      [1, 7],
      [],
    ],
    [
      'behind another command of its own',
      ['$ nslookup', '> set debug', '> a.example  ', MISSING],
      ['3-4 nslookup a.example: 4 nslookup-nxdomain'],
      [1, 2],
      ['1-1 nslookup'],
    ],
    [
      'until a command of the shell',
      [
        '$ nslookup',
        '> a.example',
        MISSING,
        '> b.example',
        "** server can't find b.example: NXDOMAIN",
        '$ cat x',
        '> c.example',
        MISSING,
      ],
      [
        '2-3 nslookup a.example: 3 nslookup-nxdomain',
        '4-5 nslookup b.example: 5 nslookup-nxdomain',
        '8-8 nslookup ?: 8 nslookup-nxdomain',
      ],
      [1, 6, 7],
      ['6-7 ?'],
    ],
    [
      'of Windows',
      [
        'C:\\>nslookup',
        'Default Server:  dns.local',
        'Address:  10.0.0.4',
        '',
        '> a.example',
        'Server:  dns.local',
        'Address:  10.0.0.4',
        '',
        'Name:    a.example',
        'Address:  20.1.1.1',
      ],
      ['5-10 nslookup a.example: 6 nslookup-server, 7 nslookup-address, 9 nslookup-name, 10 nslookup-address'],
      [1, 2, 3],
      [],
    ],
    [
      'where only its banner is left',
      [
        'Default Server:  dns.local',
        'Address:  10.0.0.4',
        '',
        '> a.example',
        "*** dns.local can't find a.example: Non-existent domain",
      ],
      ['4-5 nslookup a.example: 5 nslookup-win-nonexistent'],
      [1, 2],
      [],
    ],
    [
      'with the server that is asked',
      ['$ nslookup', '> a.example 8.8.8.8', MISSING],
      ['2-3 nslookup a.example: 3 nslookup-nxdomain'],
      [1],
      [],
    ],
    [
      'what is no name',
      ['$ nslookup', '> !', '> a.example', MISSING],
      ['3-4 nslookup a.example: 4 nslookup-nxdomain'],
      [1, 2],
      ['1-1 nslookup'],
    ],
    [
      'a very long line is none',
      ['$ nslookup', `> ${'a'.repeat(401)}`, MISSING],
      ['3-3 nslookup ?: 3 nslookup-nxdomain'],
      [1, 2],
      ['1-2 nslookup'],
    ],
    [
      'the sign within a line is none',
      ['$ nslookup', 'x > a.example', MISSING],
      ['3-3 nslookup ?: 3 nslookup-nxdomain'],
      [1, 2],
      ['1-2 nslookup'],
    ],
    [
      'not where nslookup was given a name',
      ['$ nslookup b.example', '> a.example', MISSING],
      ['1-3 nslookup b.example: 3 nslookup-nxdomain'],
      [],
      [],
    ],
    [
      'not of another program',
      ['$ cat', '> a.example', MISSING],
      ['3-3 nslookup ?: 3 nslookup-nxdomain'],
      [1, 2],
      ['1-2 ?'],
    ],
    [
      'not of another network tool',
      ['$ fping', '> a.example', MISSING],
      ['3-3 nslookup ?: 3 nslookup-nxdomain'],
      [1, 2],
      ['1-2 fping'],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});
