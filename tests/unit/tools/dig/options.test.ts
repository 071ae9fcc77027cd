import { describe, expect, test } from 'vitest';
import { dig } from '../../../../src/tools/dig/index.ts';
import { asksAddress } from '../../../../src/tools/dig/options.ts';
import { destinationsOf, settingsOf } from '../../../support/commands.ts';

describe('the names that dig is asked for', () => {
  test.each<[string, string]>([
    ['a.example', 'a.example'],
    ['A.Example.', 'a.example'],
    ['a.example b.example', 'a.example b.example'],
    ['a.example a.example', 'a.example'],
    ['a.example A', 'a.example'],
    ['a.example IN AAAA', 'a.example'],
    ['ANY a.example', 'a.example'],
    ['-q a.example', 'a.example'],
    ['-q a.example b.example', 'b.example a.example'],
    ['@10.0.0.4 a.example +short', 'a.example'],
    ['@dns.example a.example +noall +answer', 'a.example'],
    ['a.example -t CNAME', 'a.example'],
    ['a.example -t AAAA', 'a.example'],
    ['-tAAAA a.example', 'a.example'],
    // records of no destination
    ['a.example MX', 'none'],
    ['a.example -t ns', 'none'],
    ['-t a a.example txt', 'none'],
    ['a.example A SOA', 'none'],
    // no name is told
    ['-x 20.1.1.1', 'none'],
    ['20.1.1.1', 'none'],
    // a word is none of its own: prose
    ['deeper', '-'],
    ['a.example deeper', '-'],
    ['a.example (b)', '-'],
    ['', '-'],
  ])('dig %s', (given, expected) => {
    expect(destinationsOf(dig, `${given}`)).toBe(expected);
  });

  test.each([...'bcfkpty'])('the word behind -%s is no name', (letter) => {
    const value = letter === 't' ? 'aaaa' : 'x.example';
    expect(destinationsOf(dig, `-${letter} ${value} a.example`)).toBe('a.example');
    expect(destinationsOf(dig, `-4${letter}${value} a.example`)).toBe('a.example');
  });

  test.each(['in', 'ch', 'hs', 'any', 'a', 'aaaa', 'cname', 'https'])('%s is no name', (word) => {
    for (const written of [word, word.toUpperCase()])
      expect(destinationsOf(dig, `a.example ${written}`)).toBe('a.example');
  });

  test.each(
    'afsdb axfr caa dname dnskey ds hinfo ixfr loc mx naptr ns nsec ptr rrsig soa spf srv sshfp svcb tlsa txt uri'.split(
      ' ',
    ),
  )('%s is the record of no destination', (word) => {
    for (const written of [word, word.toUpperCase()]) expect(destinationsOf(dig, `a.example ${written}`)).toBe('none');
  });
});

test.each<[string, boolean]>([
  ['a.example', false],
  ['@10.0.0.4 a.example', true],
  ['a.example @dns.example', true],
  ['a.example +trace', true],
  ['-p 5353 a.example', true],
])('dig %s asks a server that is named: %s', (given, asksServer) => {
  expect(settingsOf(dig, `${given}`)).toEqual({ asksServer });
});

test.each<[string, boolean]>([
  ['dig +short a.example', true],
  ['dig +short a.example A', true],
  ['dig +short a.example in aaaa', true],
  ['dig +short -t A a.example', true],
  ['dig +short -tA a.example', true],
  ['dig +short -tAAAA a.example', true],
  ['dig +short a.example MX', false],
  ['dig +short -t txt a.example', false],
  ['dig +short -tNS a.example', false],
  ['dig +short a.example A ns', false],
  ['dig +short a.example cname', false],
  ['dig +short x-tns a.example', true],
])('%s asks for addresses: %s', (line, expected) => {
  expect(asksAddress(line.split(' '))).toBe(expected);
});
