import { describe, expect, test } from 'vitest';
import { isOfSocat } from '../../../../src/tools/socat/read.ts';
import { socat } from '../../../../src/tools/socat/index.ts';
import { destinationsOf } from '../../../support/commands.ts';
import { inShort, outcomeOf } from '../../../support/outcomes.ts';

const HEAD = '2026/11/29 20:41:50 socat[9745]';
const LOOP = 'starting data transfer loop with FDs [0,1] and [6,6]';

test.each<[string, boolean]>([
  [`${HEAD} E connect(6, AF=2 20.60.1.2:443, 16): Connection refused`, true],
  [`${HEAD} E getaddrinfo("a.example", NULL, {1,2,1,6}, {}): Name or service not known`, true],
  [`socat[9745] E exiting`, true],
  [`${HEAD} N opening connection to AF=2 20.60.1.2:443`, true],
  [`${HEAD} N opening connection to AF=10 [fd00::5]:443`, true],
  [`${HEAD} W connect(6, AF=2 20.60.1.2:3260, 16): Connection refused`, true],
  [`${HEAD} N ${LOOP}`, true],
  [`${HEAD} N starting data transfer loop with FDs [10,11] and [16,17]`, true],
  [`${HEAD} N reading from and writing to stdio`, false],
  [`${HEAD} N ${LOOP} again`, false],
  [`${HEAD} N not ${LOOP}`, false],
  [`${HEAD} N opening connection to AF=2 nowhere:443`, false],
  [`${HEAD} I connected to AF=2 20.60.1.2:443`, false],
  [`note: ${HEAD} E x`, false],
  [`${HEAD} E ${'x'.repeat(401)}`, false],
  [`${HEAD} E `, false],
  ['', false],
])('%j is a line of socat that tells something: %s', (line, expected) => {
  expect(isOfSocat(line)).toBe(expected);
});

const read = (...lines: readonly string[]): string =>
  inShort(outcomeOf(['$ socat -d -d - TCP:a.example:443', ...lines, '$ '].join('\n')));

describe('what the lines of socat show', () => {
  test.each<[string, readonly string[], string]>([
    ['both ends are open', [`${HEAD} N ${LOOP}`], 'tcp ok 2'],
    ['only a notice says so', [`${HEAD} W ${LOOP}`], ''],
    ['it is told of another time', [`${HEAD} N not ${LOOP}`], ''],
    [
      'the first of two lines counts',
      [`${HEAD} N successfully connected from local address AF=2 10.0.0.4:5000`, `${HEAD} N ${LOOP}`],
      'tcp ok 2',
    ],
    ['refused', [`${HEAD} E connect(6, AF=2 20.60.1.2:443, 16): Connection refused`], 'tcp failed refused 2'],
    ['timed out', [`${HEAD} E connect(6, AF=2 20.60.1.2:443, 16): Connection timed out`], 'tcp failed timeout 2'],
    ['what nobody knows', [`${HEAD} E connect(6, AF=2 20.60.1.2:443, 16): x`], 'tcp failed other 2'],
  ])('%s', (_, lines, layers) => {
    expect(
      read(...lines)
        .split(': ')
        .at(1) ?? '',
    ).toBe(layers);
  });

  test('the addresses that it tries', () => {
    const found = outcomeOf(
      [
        '$ socat -d -d - TCP:a.example:443',
        `${HEAD} N opening connection to AF=10 [fd00::5]:443`,
        `${HEAD} N opening connection to AF=2 20.60.1.2:443`,
        `${HEAD} N ${LOOP}`,
        '$ ',
      ].join('\n'),
    );
    expect(found.detail.addresses).toEqual(['fd00::5', '20.60.1.2']);
  });
});

test.each<[string, string]>([
  ['- TCP:a.example:443', 'a.example:443'],
  ['- tcp4:a.example:443', 'a.example:443'],
  ['- TCP6:a.example:443', 'a.example:443'],
  ['- TCP-CONNECT:a.example:443,connect-timeout=5', 'a.example:443'],
  ['- TCP4-CONNECT:a.example:443', 'a.example:443'],
  ['- OPENSSL:a.example:443,verify=0', 'a.example:443'],
  ['- OPENSSL-CONNECT:a.example:443', 'a.example:443'],
  ['- SSL:a.example:443', 'a.example:443'],
  ['TCP:a.example:443 -', 'a.example:443'],
  ['-T 5 -t 5 - TCP:a.example:443', 'a.example:443'],
  ['-d -d -v - TCP:a.example:443', 'a.example:443'],
  ['- TCP:a.example:443443', '-'],
  ['- TCP:a.example:https', '-'],
  ['- TCP-LISTEN:443', '-'],
  ['- UDP:a.example:53', '-'],
  ['- PROXY:p.example:a.example:443', '-'],
  ['- EXEC:tcp:a.example:443', '-'],
  ['- TCP:(x):443', '-'],
  ['', '-'],
])('socat %s', (given, expected) => {
  expect(destinationsOf(socat, given)).toBe(expected);
});

test.each([...'tTbLW'])('the word behind -%s is no address', (letter) => {
  expect(destinationsOf(socat, `-${letter} TCP:x.example:80 - TCP:a.example:443`)).toBe('a.example:443');
});
