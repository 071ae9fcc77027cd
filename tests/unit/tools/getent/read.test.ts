import { describe, expect, test } from 'vitest';
import { holdsAddress } from '../../../../src/tools/getent/read.ts';
import { inShort, outcomeOf } from '../../../support/outcomes.ts';

const read = (given: string, ...lines: readonly string[]): string =>
  inShort(outcomeOf([`$ getent ${given}`, ...lines, '$ '].join('\n')));

describe('what getent shows of a name', () => {
  test.each<[string, string, readonly string[], string]>([
    [
      'addresses with the kinds of sockets',
      'ahosts a.example',
      [
        '20.1.1.1        STREAM a.example',
        '20.1.1.1        DGRAM  ',
        '20.1.1.1        RAW    ',
        '20.1.1.2        STREAM ',
      ],
      'reachable ok - direct addresses=20.1.1.1,20.1.1.2 at=5:0-8: dns ok 5',
    ],
    [
      'another name leads there',
      'ahosts a.example',
      ['20.1.1.1        STREAM b.example', '20.1.1.2        STREAM c.example'],
      'reachable ok - direct addresses=20.1.1.1,20.1.1.2 cnames=b.example at=3:0-8: dns ok 3',
    ],
    [
      'another name below its own',
      'ahosts a.example',
      ['20.1.1.1        STREAM a.example', '20.1.1.2        STREAM c.example'],
      'reachable ok - direct addresses=20.1.1.1,20.1.1.2 at=3:0-8: dns ok 3',
    ],
    [
      'no name',
      'ahosts a.example',
      ['20.1.1.1        STREAM', '20.1.1.1        DGRAM'],
      'reachable ok - direct addresses=20.1.1.1 at=3:0-8: dns ok 3',
    ],
    [
      'a word that is no address',
      'ahosts a.example',
      ['20.1.1         STREAM b.example', '20.1.1.1        STREAM a.example'],
      'reachable ok - direct addresses=20.1.1.1 at=3:0-8: dns ok 3',
    ],
    [
      'in capital letters, with a dot',
      'ahosts a.example',
      ['20.1.1.1        STREAM A.Example.'],
      'reachable ok - direct addresses=20.1.1.1 at=2:0-8: dns ok 2',
    ],
    [
      'an address with its interface',
      'ahosts a.example',
      ['fe80::1%eth0    STREAM a.example'],
      'reachable ok - direct addresses=fe80::1 at=2:0-7: dns ok 2',
    ],
    [
      'a name, and the one that was asked for behind it',
      'hosts a.example',
      ['20.1.1.1        b.example   a.example'],
      'reachable ok - direct addresses=20.1.1.1 cnames=b.example at=2:0-8: dns ok 2',
    ],
    [
      'a name that a search list made longer',
      'hosts vm01',
      ['20.1.1.1        vm01.a.example'],
      'reachable ok - direct addresses=20.1.1.1 cnames=vm01.a.example at=2:0-8: dns ok 2',
    ],
    [
      'names that only begin so',
      'hosts a.example',
      ['20.1.1.1        a.examples b.example'],
      'indeterminate other - direct:',
    ],
    [
      'other lines',
      'ahosts a.example',
      ['# note', '999.1.1.1       STREAM a.example', '20.1.1.1        STREAM a.example'],
      'reachable ok - direct addresses=20.1.1.1 at=4:0-8: dns ok 4',
    ],
    ['nothing', 'hosts a.example', [], 'unreachable dns - direct: dns failed dns 1'],
  ])('%s', (_, given, lines, expected) => {
    expect(read(given, ...lines)).toBe(expected);
  });

  test('what stands above the command is not its own', () => {
    const text = '20.1.1.9        STREAM a.example\n$ getent ahosts a.example\n20.1.1.1        STREAM a.example\n$ ';
    expect(inShort(outcomeOf(text))).toContain('addresses=20.1.1.1 at=3');
  });
});

test.each<[string, boolean]>([
  ['20.1.1.1        STREAM a.example', true],
  ['20.1.1.1        DGRAM  ', true],
  ['20.1.1.1        RAW', true],
  ['fe80::1%eth0    STREAM a.example', true],
  ['2603:1036::1    a.example b.example', true],
  ['IP-P1        a.example', true],
  ['20.1.1.1        vm01', false],
  ['x 20.1.1.1        a.example', false],
  ['20.1.1        a.example', false],
  ['20.1.1.1', false],
  ['', false],
])('%j holds an address of a name: %s', (line, expected) => {
  expect(holdsAddress(line)).toBe(expected);
});
