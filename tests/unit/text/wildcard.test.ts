import { describe, expect, test } from 'vitest';
import { anyWildcard, wildcard } from '../../../src/text/wildcard.ts';

const CASES: readonly (readonly [pattern: string, text: string, matches: boolean])[] = [
  ['a.example', 'a.example', true],
  ['a.example', 'b.a.example', false],
  ['a.example', 'A.example', false],
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['*', 'anything', true],
  ['**', 'anything', true],
  ['*.blob.core.windows.net', 'acct.blob.core.windows.net', true],
  ['*.blob.core.windows.net', 'a.b.blob.core.windows.net', true],
  ['*.blob.core.windows.net', '.blob.core.windows.net', true],
  ['*.blob.core.windows.net', 'blob.core.windows.net', false],
  ['*.blob.core.windows.net', 'acct.blob.core.windows.net.example', false],
  ['*.blob.core.windows.net', 'acctXblob.core.windows.net', false],
  ['10.*', '10.1.2.3', true],
  ['10.*', '110.1.2.3', false],
  ['pod*.backup.*', 'pod01-id1.jpe.backup.windowsazure.com', true],
  ['pod*.backup.*', 'pod01.backup', false],
  ['*siterecovery*', 'pod01-srs1.jpe.hypervrecoverymanager', false],
  ['*siterecovery*', 'jpe.siterecovery.example', true],
  // the parts stand behind each other and do not overlap
  ['ab*ba', 'aba', false],
  ['ab*ba', 'abba', true],
  ['a*b*c', 'acb', false],
  ['a*b*c', 'aXbXbc', true],
  // everything but the star is literal
  ['a.c', 'abc', false],
  ['[a]?', '[a]?', true],
];

describe('the star stands for any characters', () => {
  test.each(CASES)('%s and %s: %s', (pattern, text, matches) => {
    expect(wildcard(pattern)(text)).toBe(matches);
  });

  test.each(CASES)('one of many patterns decides as it does alone: %s and %s', (pattern, text, matches) => {
    expect(anyWildcard([pattern, 'other.example', '*.other.example', 'other.*.example'], 4)(text)).toBe(matches);
  });
});

test('no pattern matches nothing', () => {
  expect(anyWildcard([], 4)('')).toBe(false);
});

test('of patterns with a star inside only so many count', () => {
  const matches = anyWildcard(['a*1', 'a*2', 'name', '*.end'], 1);
  expect(['aX1', 'aX2', 'name', 'x.end'].map(matches)).toEqual([true, false, true, true]);
});
