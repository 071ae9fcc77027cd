import { describe, expect, test } from 'vitest';
import type { MatchedLine } from '../../../src/session/matched-line.ts';
import { follow, isOfDestination, isPlainRecord, lookupTarget, type DnsRecord } from '../../../src/tools/lookup.ts';
import { inShort, outcomeOf } from '../../support/outcomes.ts';

test.each<[string | null, boolean]>([
  [null, true],
  ['a', true],
  ['AAAA', true],
  ['A_AAAA', true],
  ['CNAME', true],
  ['any', true],
  ['ALL', true],
  ['HTTPS', true],
  ['MX', false],
  ['ns', false],
  ['', false],
])('a record of type %s tells of a destination: %s', (type, expected) => {
  expect(isOfDestination(type)).toBe(expected);
});

test.each<[string, string | null]>([
  ['a.example', 'a.example'],
  ['A.Example.', 'a.example'],
  ['20.1.1.1', ''],
  ['2603::1', ''],
  ['1.1.1.20.in-addr.arpa', ''],
  ['1.0.0.0.ip6.arpa', ''],
  ['a.in-addr.arpa.example', 'a.in-addr.arpa.example'],
  ['(x)', null],
])('a lookup of %s', (word, host) => {
  expect(lookupTarget(word).host).toBe(host);
});

describe('an answer is followed from the name that was asked for', () => {
  const alias = (owner: string, data: string): DnsRecord => ({ owner, type: 'alias', data, line: 1, matched: null });
  const address = (owner: string, data: string, line = 2): DnsRecord => ({
    owner,
    type: 'address',
    data,
    line,
    matched: null,
  });
  test.each<[string, readonly DnsRecord[], readonly string[], readonly string[], number | null]>([
    ['its address', [address('a', '20.1.1.1')], ['20.1.1.1'], [], 2],
    ['the last of several', [address('a', '20.1.1.1'), address('a', '20.1.1.2', 3)], ['20.1.1.1', '20.1.1.2'], [], 3],
    ['each once', [address('a', '20.1.1.1'), address('a', '20.1.1.1', 3)], ['20.1.1.1'], [], 3],
    ['a chain', [alias('a', 'b'), alias('b', 'c'), address('c', '20.1.1.1')], ['20.1.1.1'], ['b', 'c'], 2],
    ['the first alias of a name', [alias('a', 'b'), alias('a', 'c'), address('c', '20.1.1.1')], [], ['b'], null],
    ['a circle', [alias('a', 'b'), alias('b', 'a')], [], ['b'], null],
    ['another name', [address('b', '20.1.1.1')], [], [], null],
    ['an alias that looks like an address', [alias('a', '20.1.1.1')], [], ['20.1.1.1'], null],
    ['no address', [address('a', 'x')], [], [], null],
  ])('%s', (_, records, addresses, cnames, line) => {
    const found = follow(records, 'a');
    expect([found.addresses, found.cnames, found.last?.line ?? null]).toEqual([addresses, cnames, line]);
  });
});

test.each<[string | null, Record<string, string>, boolean]>([
  ['answer', { host: 'a.example', ip: '20.1.1.1' }, true],
  ['answer', { ip: '20.1.1.1' }, true],
  ['answer', { host: 'stay', ip: '20.1.1.1' }, false],
  ['answer', { host: 'a.example', ip: 'bed' }, false],
  ['answer', { host: 'a.example' }, false],
  ['name', { host: 'stay' }, true],
  [null, {}, true],
])('a line of role %s with %j is in its place: %s', (role, values, expected) => {
  expect(isPlainRecord({ match: { role, values } } as unknown as MatchedLine)).toBe(expected);
});

describe('what a lookup comes to', () => {
  const read = (text: string, cutOff = false): string => inShort(outcomeOf(text, { cutOff }));
  test('an address at the end of a cut text may be half', () => {
    const text = '$ getent ahosts a.example\n20.1.1.1        STREAM a.example\n20.1.1.2        STREAM';
    expect(read(text, true)).toMatch(/^incomplete \S+ - direct addresses=20\.1\.1\.1:$/u);
    expect(read(text)).toMatch(/addresses=20\.1\.1\.1,20\.1\.1\.2 /u);
    expect(read(`${text}\n`, true)).toMatch(/addresses=20\.1\.1\.1,20\.1\.1\.2 /u);
  });

  test('the address of a block page is that of a gateway', () => {
    expect(read('$ getent ahosts a.example\n146.112.61.104  STREAM a.example\n$ ')).toContain('gateway=filter');
    expect(read('$ getent ahosts a.example\n20.1.1.1  STREAM a.example\n$ ')).not.toContain('gateway');
  });

  test('a failure of another name is none of its own', () => {
    expect(read('$ host a.example\nHost b.example not found: 3(NXDOMAIN)\n$ ')).toMatch(/^indeterminate other/u);
    expect(read('$ host a.example\nHost A.Example not found: 3(NXDOMAIN)\n$ ')).toMatch(/^unreachable dns_nxdomain 2/u);
  });

  test.each(['| wc -l', '> x', '& date'])('silence says nothing where its output goes on: %s', (rest) => {
    expect(read(`$ getent hosts a.example ${rest}\n$ `)).toBe('indeterminate other - direct:');
  });
});
