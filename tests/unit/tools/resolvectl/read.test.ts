import { expect, test } from 'vitest';
import { resolvectl } from '../../../../src/tools/resolvectl/index.ts';
import { destinationsOf } from '../../../support/commands.ts';
import { inShort, outcomeOf } from '../../../support/outcomes.ts';

test.each<[string, string]>([
  ['query a.example', 'a.example'],
  ['query a.example b.example', 'a.example b.example'],
  ['a.example b.example', 'a.example b.example'],
  ['query vm01', 'vm01'],
  ['-t AAAA query a.example', 'a.example'],
  ['--type=A query a.example', 'a.example'],
  ['--type=MX query a.example', 'none'],
  ['-t MX query a.example', 'none'],
  ['query 20.1.1.1', 'none'],
  ['query', '-'],
  ['status', '-'],
  ['flush-caches', '-'],
  ['', '-'],
])('resolvectl %s', (given, expected) => {
  expect(destinationsOf(resolvectl, given)).toBe(expected);
});

test.each([
  '-i',
  '-p',
  '-c',
  '--interface',
  '--protocol',
  '--class',
  '--set-dns',
  '--set-domain',
  '--set-llmnr',
  '--set-mdns',
])('the word behind %s is no name', (option) => {
  expect(destinationsOf(resolvectl, `${option} x.example a.example`)).toBe('a.example');
});

const CALL = '$ resolvectl query a.example';
const read = (...lines: readonly string[]): string => inShort(outcomeOf([...lines, '$ '].join('\n')));

test.each<[string, readonly string[], RegExp]>([
  [
    'an address',
    [CALL, 'a.example: 20.1.1.1        -- link: eth0'],
    /^reachable ok 2 direct addresses=20\.1\.1\.1: dns ok 2$/u,
  ],
  [
    'two',
    [CALL, 'a.example: 20.1.1.1', '           20.1.1.2     -- link: eth0'],
    /^reachable ok 3 direct addresses=20\.1\.1\.1,20\.1\.1\.2: dns ok 3$/u,
  ],
  ['with an interface', [CALL, 'a.example: fe80::1%2          -- link: eth0'], /^reachable ok .*addresses=fe80::1/u],
  ['another name', [CALL, 'a.example: 20.1.1.1', '           (B.Example)'], /addresses=20\.1\.1\.1 cnames=b\.example/u],
  ['an address without a name', [CALL, '           20.1.1.2'], /^indeterminate other - direct:$/u],
  ['an address of another name', [CALL, 'b.example: 20.1.1.2'], /^indeterminate other - direct:$/u],
  ['a word that is none', [CALL, 'a.example: abc'], /^indeterminate other - direct:$/u],
  ['an address with a word behind it', [CALL, 'a.example: 20.1.1.1x'], /^indeterminate other - direct:$/u],
])('%s', (_, lines, expected) => {
  expect(read(...lines)).toMatch(expected);
});
