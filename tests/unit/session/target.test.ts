import { describe, expect, test } from 'vitest';
import { hostName, NO_TARGET, portTarget, urlTarget, urlTargets } from '../../../src/session/target.ts';

const LONG = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.`;

describe('the destination of a URL', () => {
  test.each<[string, string, number, string | null]>([
    ['https://a.example', 'a.example', 443, 'https'],
    ['http://a.example', 'a.example', 80, 'http'],
    ['HTTPS://A.Example.', 'a.example', 443, 'https'],
    ['telnet://a.example', 'a.example', 23, null],
    ['a.example', 'a.example', 80, 'http'],
    ['a.example:8443', 'a.example', 8443, 'http'],
    ['https://a.example:8443/x', 'a.example', 8443, 'https'],
    ['https://a.example/x:1?y#z', 'a.example', 443, 'https'],
    ['https://a.example?x=/@b.example', 'a.example', 443, 'https'],
    ['https://a.example#@b.example', 'a.example', 443, 'https'],
    ['https://user:pass@a.example', 'a.example', 443, 'https'],
    ['https://user:p@ss@a.example:1', 'a.example', 1, 'https'],
    ['https://host', 'host', 443, 'https'],
    ['https://[2603::1]:8443/', '2603::1', 8443, 'https'],
    ['https://[2603::1]/', '2603::1', 443, 'https'],
    ['https://a.example:0', 'a.example', 443, 'https'],
    ['https://a.example:65535', 'a.example', 65_535, 'https'],
    ['https://a.example:65536', 'a.example', 443, 'https'],
    ['https://a.example:1.5', 'a.example', 443, 'https'],
    ['https://a.example:x', 'a.example', 443, 'https'],
  ])('%s', (word, host, port, scheme) => {
    expect(urlTarget(word)).toEqual({ host, port, scheme });
  });

  test.each([
    'ftp://a.example',
    'host',
    'host:443',
    '',
    '/x.y',
    'https://',
    'https://[2603::1',
    'https://-a.example',
    '-a.example',
    'a$.example',
  ])('none: %j', (word) => {
    expect(urlTarget(word)).toBeNull();
  });

  test('those of several words, and one without a host where no word has one', () => {
    expect(urlTargets(['host', 'a.example', 'https://b.example']).map(({ host }) => host)).toEqual([
      'a.example',
      'b.example',
    ]);
    expect(urlTargets(['host', 'x'])).toEqual([NO_TARGET]);
    expect(urlTargets([])).toEqual([{ host: null, port: null, scheme: null }]);
  });
});

describe('host and port as the last two words', () => {
  test.each<[readonly string[], boolean, string | null, number | null]>([
    [['a.example', '443'], false, 'a.example', 443],
    [['x', 'A.Example.', '443'], false, 'a.example', 443],
    [['host', '1'], false, 'host', 1],
    [['host', '65535'], false, 'host', 65_535],
    [['host', '0'], false, null, null],
    [['host', '65536'], false, null, null],
    [['host', '1.5'], false, null, null],
    [['host', 'https'], false, null, null],
    [['443'], false, null, null],
    [['$h', '443'], false, null, null],
    [[], false, null, null],
    [['host', ''], true, 'host', null],
    [['host', '70000'], true, 'host', null],
    [['host', '443'], true, 'host', 443],
    [['$h', '443'], true, null, null],
    [[], true, null, null],
  ])('%j %s', (words, optional, host, port) => {
    expect(portTarget(words, optional)).toEqual({ host, port, scheme: null });
  });

  test('the port is needed unless it is said to be optional', () => {
    expect(portTarget(['host', ''])).toEqual(NO_TARGET);
  });
});

describe('a host name', () => {
  test.each<[string, string | null]>([
    ['A.Example', 'a.example'],
    ['a.example.', 'a.example'],
    ['a.example..', 'a.example.'],
    ['fd00::1', 'fd00::1'],
    ['::1', '::1'],
    ['1_a-b.c', '1_a-b.c'],
    [LONG + 'e'.repeat(9), LONG + 'e'.repeat(9)],
    [LONG + 'e'.repeat(10), null],
    ['', null],
    ['.', null],
    ['-a', null],
    ['_a', null],
    ['.a', null],
    ['a b', null],
    ['a/b', null],
    ['あ.example', null],
  ])('%j', (word, name) => {
    expect(hostName(word)).toBe(name);
  });
});

test.each<[string, string | null]>([
  ['://a.example', null],
  [':443', null],
  ['http://:443', null],
  ['[]:443', null],
  ['https://[2603::1]', '2603::1'],
  ['https://[2603::1', null],
  ['https://]2603::1', null],
])('the host of %s: %s', (word, host) => {
  expect(urlTarget(word)?.host ?? null).toBe(host);
});
