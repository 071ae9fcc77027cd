import { describe, expect, test } from 'vitest';
import { ownersIn } from '../../support/runs.ts';

const CONNECTED = 'Ncat: Connected to 20.1.1.1:443.';
const REFUSED = 'Ncat: Connection refused.';
const BANNER = 'Ncat: Version 7.93 ( https://nmap.org/ncat )';
/** Several machines run it. */
const ALL = '$ ansible all -m shell -a "nc -vz a.example 443"';

type Case = readonly [string, readonly string[], readonly string[], readonly number[], readonly string[]];

describe('a command that Ansible runs on several machines', () => {
  test.each<Case>([
    [
      'has an output for each',
      [ALL, 'vm01 | CHANGED | rc=0 >>', BANNER, CONNECTED, 'VM-02.local | FAILED | rc=1 >>', BANNER, REFUSED],
      [
        '2-4 nc a.example:443: 3 nc-banner, 4 nc-connected @vm01',
        '5-7 nc a.example:443: 6 nc-banner, 7 nc-refused @vm-02.local',
      ],
      [],
      [],
    ],
    ['may have one', [ALL, 'vm01 | SUCCESS => x', CONNECTED], ['2-3 nc a.example:443: 3 nc-connected @vm01'], [], []],
    [
      'may not reach one',
      [ALL, 'vm01 | UNREACHABLE! => {', 'x', 'vm02 | CHANGED | rc=255 >>', CONNECTED],
      ['2-3 nc a.example:443 @vm01', '4-5 nc a.example:443: 5 nc-connected @vm02'],
      [],
      [],
    ],
    [
      'may write something before',
      [ALL, '[WARNING]: x', 'vm01 | CHANGED | rc=0 >>', CONNECTED],
      ['1-2 nc a.example:443', '3-4 nc a.example:443: 4 nc-connected @vm01'],
      [],
      [],
    ],
    ['is not known', ['vm01 | CHANGED | rc=0 >>', CONNECTED], ['2-2 nc ?: 2 nc-connected'], [1], []],
    [
      'is lost',
      [CONNECTED, 'vm01 | CHANGED | rc=0 >>', REFUSED],
      ['1-2 nc ?: 1 nc-connected', '3-3 nc ?: 3 nc-refused'],
      [],
      [],
    ],
    [
      'not by another word',
      ['$ nc -vz a.example 443', 'vm01 | DONE | rc=0 >>', CONNECTED],
      ['1-3 nc a.example:443: 3 nc-connected'],
      [],
      [],
    ],
    [
      'not within a line',
      ['$ nc -vz a.example 443', 'x vm01 | CHANGED | rc=0 >>', CONNECTED],
      ['1-3 nc a.example:443: 3 nc-connected'],
      [],
      [],
    ],
    [
      'not without its sign',
      ['$ nc -vz a.example 443', 'vm01 | CHANGED | rc=0', CONNECTED],
      ['1-3 nc a.example:443: 3 nc-connected'],
      [],
      [],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});

describe('the machine of a command', () => {
  test.each<Case>([
    [
      'is that to which it is sent',
      [
        'PS C:\\> Invoke-Command -ComputerName web02 -ScriptBlock { tnc a.example -Port 443 }',
        'TcpTestSucceeded : True',
        'tnc b.example -Port 443',
        'TcpTestSucceeded : True',
      ],
      ['1-2 tnc a.example:443: 2 tnc-succeeded @web02', '3-4 tnc b.example:443: 4 tnc-succeeded'],
      [],
      [],
    ],
    [
      'is none with the next prompt',
      ['PS C:\\> icm web02 { tnc a.example -Port 443 }', 'TcpTestSucceeded : True', 'PS C:\\> tnc b.example -Port 443'],
      ['1-2 tnc a.example:443: 2 tnc-succeeded @web02', '3-3 tnc b.example:443'],
      [],
      [],
    ],
    [
      'stays without a prompt',
      ['me@vm01:~$ nc -vz a.example 443', CONNECTED, 'nc -vz b.example 443', CONNECTED],
      ['1-2 nc a.example:443: 2 nc-connected @vm01', '3-4 nc b.example:443: 4 nc-connected @vm01'],
      [],
      [],
    ],
  ])('%s', (_, lines, runs, others, unread) => {
    expect(ownersIn(...lines)).toEqual({ runs, others, unread });
  });
});
