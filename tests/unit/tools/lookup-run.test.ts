import { describe, expect, test } from 'vitest';
import { linesOfRuns, runsIn } from '../../support/runs.ts';

const found = (name: string, ip = '20.1.1.1'): string => `${name}. 60 IN A ${ip}`;
const alias = (name: string, other: string): string => `${name}. 60 IN CNAME ${other}.`;
const status = (code: string): string => `;; ->>HEADER<<- opcode: QUERY, status: ${code}, id: 1`;
const BANNER = '; <<>> DiG 9.16.1-Ubuntu <<>> a.example';
const TIMEOUT = ';; communications error to 10.0.0.4#53: timed out';
const GAVE_UP = ';; no servers could be reached';
const answer = (name: string, code = 'NOERROR'): string[] => [
  ';; Got answer:',
  status(code),
  ';; flags: qr rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1',
  ';; QUESTION SECTION:',
  `;${name}.\t\tIN\tA`,
];

describe('which lines of dig belong to one run, where its command is lost', () => {
  test.each<[string, readonly string[], string]>([
    ['records of one name', [found('a.example'), found('a.example', '20.1.1.2')], '1-2'],
    ['in other letters', [found('a.example'), found('A.Example', '20.1.1.2')], '1-2'],
    ['records of two names', [found('a.example'), found('b.example')], '1-1 2-2'],
    ['an alias and its address', [alias('a.example', 'c.example'), found('c.example')], '1-2'],
    [
      'a chain of aliases',
      [alias('a.example', 'b.example'), alias('b.example', 'c.example'), found('c.example')],
      '1-3',
    ],
    ['an alias in other letters', [alias('a.example', 'C.Example'), found('c.example')], '1-2'],
    ['blanks behind an alias', [`${alias('a.example', 'c.example')}  `, found('c.example')], '1-2'],
    ['two banners', [BANNER, found('a.example'), BANNER, found('a.example')], '1-2 3-4'],
    ['two statuses', [...answer('a.example'), ...answer('b.example')], '2-6 7-10'],
    ['a status, and records of several names', [...answer('a.example'), found('a.example'), found('b.example')], '2-7'],
    ['a server that failed, and the answer', [BANNER, TIMEOUT, ...answer('a.example'), found('a.example')], '1-8'],
    ['it gave up, and what follows', [BANNER, TIMEOUT, GAVE_UP, ...answer('a.example')], '1-4 5-8'],
    ['it gave up twice', [BANNER, GAVE_UP, GAVE_UP], '1-2 3-3'],
    ['it gave up behind an answer', [...answer('a.example'), GAVE_UP], '2-5 6-6'],
  ])('%s', (_, lines, expected) => {
    expect(linesOfRuns(...lines)).toBe(expected);
  });
});
describe('which lines of host belong to one run', () => {
  const address = (name: string, ip = '20.1.1.1'): string => `${name} has address ${ip}`;
  const missing = (name: string): string => `Host ${name} not found: 3(NXDOMAIN)`;
  const GONE = ';; connection timed out; no servers could be reached';
  test.each<[string, readonly string[], string]>([
    ['both families', [address('a.example'), 'a.example has IPv6 address 2603::1'], '1-2'],
    ['two names', [address('a.example'), address('b.example')], '1-1 2-2'],
    ['an alias', ['a.example is an alias for c.example.', address('c.example')], '1-2'],
    ['a failure of another name', [address('a.example'), missing('b.example')], '1-1 2-2'],
    ['a failure of the same name', [address('a.example'), missing('a.example')], '1-2'],
    ['of its alias', ['a.example is an alias for c.example.', address('c.example'), missing('c.example')], '1-3'],
    ['two failures', [missing('a.example'), missing('b.example')], '1-1 2-2'],
    ['a failure, and another name', [missing('a.example'), address('b.example')], '1-1 2-2'],
    ['no server behind an answer', [address('a.example'), GONE], '1-2'],
  ])('%s', (_, lines, expected) => {
    expect(linesOfRuns(...lines)).toBe(expected);
  });

  test('behind its command what names it, or begins so, is its own', () => {
    expect(linesOfRuns('$ host a.example', missing('b.example'), missing('a.example'))).toBe('1-3');
    expect(runsIn('$ host a.example', address('a.example'), address('b.example')).length).toBe(2);
    expect(linesOfRuns('$ host a.example', GONE, GONE)).toBe('1-3');
    expect(linesOfRuns('$ dig a.example', ...answer('a.example'), ...answer('a.example'))).toBe('1-11');
    expect(linesOfRuns('$ dig a.example', BANNER, found('a.example'), BANNER, found('a.example'))).toBe('1-3 4-5');
  });
});
