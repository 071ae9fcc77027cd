import { describe, expect, test } from 'vitest';
import { linesOfRuns, runsIn } from '../../../support/runs.ts';

const SERVER = ['Server:\t\t10.0.0.4', 'Address:\t10.0.0.4#53'];
const name = (host: string, ip = '20.1.1.1') => [`Name:\t${host}`, `Address: ${ip}`];
const missing = (host: string) => `** server can't find ${host}: NXDOMAIN`;
const TIMEOUT = ';; communications error to 10.0.0.4#53: timed out';
const NO_SERVERS = ';; no servers could be reached';

describe('which lines of nslookup belong to one run', () => {
  test.each<[string, readonly string[], string]>([
    ['a server and its answer', [...SERVER, ...name('a.example')], '1-4'],
    ['two servers, two runs', [...SERVER, ...name('a.example'), ...SERVER, ...name('b.example')], '1-4 5-8'],
    ['several answers of one server', [...SERVER, ...name('a.example'), ...name('a.example', '2603::1')], '1-6'],
    ['a failure of the same name behind its answer', [...SERVER, ...name('a.example'), missing('a.example')], '1-5'],
    ['in other letters', [...SERVER, ...name('a.example'), missing('A.EXAMPLE')], '1-5'],
    ['a failure of another name behind an answer', [...SERVER, ...name('a.example'), missing('b.example')], '1-4 5-5'],
    [
      'a failure of a canonical name',
      [...SERVER, 'a.example\tcanonical name = B.example.', ...name('b.example'), missing('b.example')],
      '1-6',
    ],
    [
      'of one that was named nowhere else',
      [...SERVER, 'a.example\tcanonical name = c.example.', ...name('a.example'), missing('c.example')],
      '1-6',
    ],
    ['a failure without a name behind an answer', [...SERVER, ...name('a.example'), NO_SERVERS], '1-4 5-5'],
    ['a server that failed, and the one that answered', [TIMEOUT, ...SERVER, ...name('a.example')], '1-5'],
    ['it gave up: what follows is another one', [NO_SERVERS, ...SERVER, ...name('a.example')], '1-1 2-5'],
    [
      'so it is where it said more than that a server failed',
      [missing('a.example'), ...SERVER, missing('b.example')],
      '1-1 2-4',
    ],
    ['two failures before any answer', [missing('a.example'), missing('b.example')], '1-2'],
  ])('%s', (_, lines, expected) => {
    expect(linesOfRuns(...lines)).toBe(expected);
  });

  const COMMAND = '$ nslookup a.example';
  test.each<[string, readonly string[], string]>([
    ['an answer', [...SERVER, ...name('a.example')], '1-5'],
    ['a server that is asked once more', [missing('a.example'), ...SERVER, ...name('a.example')], '1-6'],
    ['a failure without a name behind an answer', [...SERVER, ...name('a.example'), NO_SERVERS], '1-6'],
    [
      'a failure of its name, which the answer did not name',
      [...SERVER, ...name('b.example'), missing('a.example')],
      '1-6',
    ],
    [
      'a failure of another name, which lost its command',
      [...SERVER, ...name('a.example'), missing('b.example')],
      '1-5 6-6',
    ],
    [
      'another answer, whose command is lost',
      [...SERVER, ...name('a.example'), ...SERVER, ...name('b.example')],
      '1-5 6-9',
    ],
  ])('behind a command: %s', (_, lines, expected) => {
    expect(linesOfRuns(COMMAND, ...lines)).toBe(expected);
  });

  test('an answer without its command names its host, also among commands', () => {
    expect(runsIn('$ ls', ...SERVER, ...name('a.example'))).toHaveLength(1);
    expect(runsIn('$ ls', ...SERVER, missing('a.example'))).toHaveLength(1);
    expect(runsIn('$ ls', ...SERVER)).toEqual([]);
  });
});
