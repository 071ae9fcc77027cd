import { describe, expect, test } from 'vitest';
import { inShort, outcomeOf } from '../../../support/outcomes.ts';

const read = (...lines: readonly string[]): string =>
  inShort(outcomeOf(['PS C:\\> Resolve-DnsName a.example', ...lines, 'PS C:\\> '].join('\n')));
const HEAD = [
  'Name                           Type   TTL   Section    IPAddress',
  '----                           ----   ---   -------    ---------',
];
const NAMES = [
  'Name                           Type   TTL   Section    NameHost',
  '----                           ----   ---   -------    --------',
];

const record = (name: string, field: string, data: string, section = 'Answer'): string[] => [
  `Name       : ${name}`,
  'QueryType  : A',
  `Section    : ${section}`,
  `${field.padEnd(10)} : ${data}`,
  '',
];

describe('lists', () => {
  test.each<[string, readonly string[], RegExp]>([
    [
      'an address',
      record('a.example', 'IP4Address', '20.1.1.1'),
      /^reachable ok \S+ direct addresses=20\.1\.1\.1\b.*dns ok 5$/u,
    ],
    ['of version 6', record('a.example', 'IP6Address', '2603::1'), /^reachable ok .*addresses=2603::1/u],
    ['of a selection', record('A.Example.', 'IPAddress', '20.1.1.1'), /^reachable ok .*addresses=20\.1\.1\.1/u],
    [
      'an alias',
      [...record('a.example', 'NameHost', 'B.Example'), ...record('b.example', 'IP4Address', '20.1.1.1')],
      /^reachable ok .*addresses=20\.1\.1\.1 cnames=b\.example/u,
    ],
    ['of another name', record('b.example', 'IP4Address', '20.1.1.1'), /^indeterminate other - direct:/u],
    ['of the authority', record('a.example', 'IP4Address', '20.1.1.1', 'Authority'), /^indeterminate other - direct:/u],
    ['in small letters', record('a.example', 'IP4Address', '20.1.1.1', 'ANSWER'), /^reachable ok/u],
    [
      'the section is that of its own record',
      [...record('a.example', 'IP4Address', '20.1.1.1'), 'Name       : a.example', 'IP4Address : 20.1.1.2'],
      /^reachable ok .*addresses=20\.1\.1\.1[: ]/u,
    ],
    ['without its name', ['Section    : Answer', 'IP4Address : 20.1.1.1'], /^indeterminate other - direct:/u],
    [
      'a field with more words',
      [...record('a.example', 'IP4Address', '20.1.1.1 or so')],
      /^indeterminate other - direct:/u,
    ],
  ])('%s', (_, lines, expected) => {
    expect(read(...lines)).toMatch(expected);
  });
});

describe('tables', () => {
  test.each<[string, readonly string[], RegExp]>([
    [
      'an address',
      [...HEAD, 'a.example                      A      60    Answer     20.1.1.1'],
      /^reachable ok 4 direct addresses=20\.1\.1\.1: dns ok 4$/u,
    ],
    [
      'an alias',
      [
        ...NAMES,
        'a.example                      CNAME  60    Answer     b.example',
        '',
        ...record('b.example', 'IP4Address', '20.1.1.1'),
      ],
      /^reachable ok .*addresses=20\.1\.1\.1 cnames=b\.example/u,
    ],
    [
      'of another name',
      [...HEAD, 'b.example                      A      60    Answer     20.1.1.1'],
      /^indeterminate other - direct:/u,
    ],
  ])('%s', (_, lines, expected) => {
    expect(read(...lines)).toMatch(expected);
  });
});
