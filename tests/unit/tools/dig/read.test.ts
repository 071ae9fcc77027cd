import { describe, expect, test } from 'vitest';
import { inShort, outcomeOf } from '../../../support/outcomes.ts';
import { lookups } from '../../../support/lookups.ts';

const A = 'a.example. 60 IN A 20.1.1.1';
const HEADER = (status: string): string => `;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: 1`;

/** The lines of an answer. */
function answer(
  status: string,
  {
    name = 'a.example.',
    type = 'A',
    flags = 'qr rd ra',
    count = '0',
    records = [] as readonly string[],
    end = ';; Query time: 1 msec',
  } = {},
): string[] {
  return [
    ';; Got answer:',
    HEADER(status),
    `;; flags: ${flags}; QUERY: 1, ANSWER: ${count}, AUTHORITY: 0, ADDITIONAL: 1`,
    ';; QUESTION SECTION:',
    `;${name}\t\tIN\t${type}`,
    ';; ANSWER SECTION:',
    ...records,
    ...(end === '' ? [] : [end]),
  ];
}

const read = (given: string, ...lines: readonly string[]): string =>
  inShort(outcomeOf([`$ dig ${given}`, ...lines, '$ '].join('\n')));

const NOTHING = 'indeterminate other - direct:';
const FAILED = 'unreachable dns 3 direct: dns failed dns 3';

describe('an answer without an address', () => {
  test.each<[string, string[], string]>([
    ['it has no record', answer('NOERROR'), FAILED],
    ['its count is lost, and it is whole', answer('NOERROR', { count: '7' }), FAILED],
    ['its count is lost, and it is cut', answer('NOERROR', { count: '7', end: '' }), NOTHING],
    ['it has no record, and it is cut', answer('NOERROR', { end: '' }), FAILED],
    ['ten records, and it is cut', answer('NOERROR', { count: '10', end: '' }), NOTHING],
    ['a server of the zone', answer('NOERROR', { flags: 'qr aa rd' }), FAILED],
    ['a server that looks nothing up', answer('NOERROR', { flags: 'qr rd' }), NOTHING],
    ['whose flags begin otherwise', answer('NOERROR', { flags: 'qr rax' }), NOTHING],
    ['for AAAA there may be an A', answer('NOERROR', { type: 'AAAA' }), NOTHING],
    ['of mail', answer('NOERROR', { type: 'MX' }), NOTHING],
    ['to another question', answer('NOERROR', { name: 'b.example.' }), NOTHING],
    ['without its question', answer('NOERROR').filter((line) => !line.startsWith(';a.')), NOTHING],
    ...['Query time: 1 msec', 'SERVER: 10.0.0.4#53(10.0.0.4)', 'WHEN: Mon Nov 30', 'MSG SIZE  rcvd: 75'].map(
      (end): [string, string[], string] => [
        `it ends with ${end}`,
        answer('NOERROR', { count: '7', end: `;; ${end}` }),
        end.startsWith('SERVER') ? `unreachable dns 3 direct server=10.0.0.4 answered=true: dns failed dns 3` : FAILED,
      ],
    ),
    ['a line that quotes its end', answer('NOERROR', { count: '7', end: 'x ;; Query time: 1 msec' }), NOTHING],
  ])('%s', (_, lines, expected) => {
    expect(read('a.example', ...lines)).toBe(expected);
  });
});

describe('a failure', () => {
  const failed = (cause: string, line = 3): string =>
    `unreachable ${cause} ${line} direct: dns failed ${cause} ${line}`;
  test.each<[string, string[], string]>([
    ['NXDOMAIN', answer('NXDOMAIN'), failed('dns_nxdomain')],
    ['NXDOMAIN of any type', answer('NXDOMAIN', { type: 'MX' }), failed('dns_nxdomain')],
    ['SERVFAIL', answer('SERVFAIL'), failed('dns_servfail')],
    ['SERVFAIL of AAAA', answer('SERVFAIL', { type: 'AAAA' }), failed('dns_servfail')],
    ['SERVFAIL of mail', answer('SERVFAIL', { type: 'MX' }), NOTHING],
    [
      'SERVFAIL without its question',
      answer('SERVFAIL').filter((line) => !line.startsWith(';a.')),
      failed('dns_servfail'),
    ],
    ['of another name', answer('SERVFAIL', { name: 'b.example.' }), NOTHING],
    [
      'in a class of another name',
      answer('SERVFAIL').map((line) => line.replace('\tIN\t', '\tCLASS12\t')),
      failed('dns_servfail'),
    ],
    [
      'of mail, behind that of the name',
      [...answer('SERVFAIL'), ...answer('SERVFAIL', { type: 'MX' })],
      failed('dns_servfail'),
    ],
  ])('%s', (_, lines, expected) => {
    expect(read('a.example', ...lines)).toBe(expected);
  });

  test('a failure and an address: the address counts', () => {
    const lines = [...answer('SERVFAIL', { type: 'AAAA' }), ...answer('NOERROR', { count: '1', records: [A] })];
    expect(read('a.example', ...lines)).toMatch(/^reachable ok \d+ direct addresses=20\.1\.1\.1: dns ok/u);
  });
});

describe('records', () => {
  test.each<[string, string[], string]>([
    [
      'an address',
      answer('NOERROR', { count: '1', records: [A] }),
      'reachable ok 8 direct addresses=20.1.1.1: dns ok 8',
    ],
    ['of another question', answer('NOERROR', { name: 'b.example.', count: '1', records: [A] }), NOTHING],
    [
      'of another question beside the own one',
      [
        ...answer('NOERROR', { name: 'b.example.', count: '1', records: ['b.example. 60 IN A 20.1.1.9'] }),
        ...answer('NOERROR', { count: '1', records: [A] }),
      ],
      'reachable ok 16 direct addresses=20.1.1.1: dns ok 16',
    ],
    ['without a status', [A], 'reachable ok 2 direct addresses=20.1.1.1: dns ok 2'],
  ])('%s', (_, lines, expected) => {
    expect(read('a.example', ...lines)).toBe(expected);
  });

  test('of a zone or of mail, whose command is lost, belong to no destination', () => {
    expect(lookups(answer('SERVFAIL', { type: 'MX' }).join('\n'))).toEqual([]);
    expect(lookups(answer('NXDOMAIN', { type: 'NS' }).join('\n'))).toEqual([]);
    expect(lookups(answer('SERVFAIL').join('\n'))).toEqual(['a.example:443 failed dns_servfail → unreachable']);
    expect(lookups(answer('NXDOMAIN', { type: 'AAAA' }).join('\n'))).toEqual([
      'a.example:443 failed dns_nxdomain → unreachable',
    ]);
    expect(lookups(`$ dig a.example\n${answer('NXDOMAIN', { type: 'MX' }).join('\n')}`)).toEqual([
      'a.example:443 failed dns_nxdomain → unreachable',
    ]);
  });
});

describe('+short', () => {
  const SILENT = 'unreachable dns - direct: dns failed dns 1';
  test.each<[string, string, string[], string]>([
    ['an address', '+short a.example', ['20.1.1.1'], 'reachable ok - direct addresses=20.1.1.1 at=2:0-8: dns ok 2'],
    [
      'blanks between its words',
      'a.example   +short',
      ['20.1.1.1'],
      'reachable ok - direct addresses=20.1.1.1 at=2:0-8: dns ok 2',
    ],
    [
      'a chain of aliases',
      '+short a.example',
      ['b.example.', 'C.Example.', '20.1.1.1', '20.1.1.2'],
      'reachable ok - direct addresses=20.1.1.1,20.1.1.2 cnames=b.example,c.example at=5:0-8: dns ok 5',
    ],
    [
      'blanks around',
      '+short a.example',
      ['20.1.1.1  '],
      'reachable ok - direct addresses=20.1.1.1 at=2:0-8: dns ok 2',
    ],
    ['a name without its dot ends it', '+short a.example', ['b.example', '20.1.1.1'], NOTHING],
    [
      'so does a sentence',
      '+short a.example',
      ['20.1.1.1', 'as it was: 20.1.1.9', '20.1.1.2'],
      'reachable ok - direct addresses=20.1.1.1 at=2:0-8: dns ok 2',
    ],
    ['an alias alone', '+short a.example', ['b.example.'], 'indeterminate other - direct cnames=b.example:'],
    ['nothing', '+short a.example', [], SILENT],
    ['nothing of AAAA', '+short a.example AAAA', [], SILENT],
    ['nothing of mail', '+short a.example -t cname', [], NOTHING],
    ['nothing, and it was not asked so', '+noall a.example', [], NOTHING],
    ['the address of one that was not asked so', 'a.example', ['20.1.1.1'], NOTHING],
    [
      'a server that does not answer',
      '+short a.example',
      [';; communications error to 10.0.0.4#53: timed out', ';; no servers could be reached'],
      'unreachable dns_timeout 2 direct: dns failed dns_timeout 2',
    ],
    ['whole records', '+short a.example', [A, '20.1.1.9'], 'reachable ok 2 direct addresses=20.1.1.1: dns ok 2'],
  ])('%s', (_, given, lines, expected) => {
    expect(read(given, ...lines)).toBe(expected);
  });
});
