import { describe, expect, test } from 'vitest';
import type { ProbeContext } from '../../../../src/tools/outcome.ts';
import { inShort, outcomeOf } from '../../../support/outcomes.ts';

const HOST = 'a.example';
const SERVER = ['Server:\t\t10.0.0.4', 'Address:\t10.0.0.4#53', ''];
const WINDOWS = ['サーバー:  dns.contoso.example', 'Address:  10.0.0.4', ''];
const nslookup = (lines: readonly string[], context: Partial<ProbeContext> = {}, end = '\n') =>
  inShort(outcomeOf(`##TRY!! nslookup ${HOST} ##\n${lines.join('\n')}${end}`, context));

describe('what nslookup says', () => {
  test.each<[string, readonly string[], string]>([
    [
      'an address',
      [...SERVER, `Name:\t${HOST}`, 'Address: 20.1.1.1'],
      'reachable ok 6 direct addresses=20.1.1.1 server=10.0.0.4 answered=true: dns ok 6',
    ],
    [
      'several: the last line shows it',
      [...SERVER, `Name:\t${HOST}`, 'Address: 20.1.1.1', `Name:\t${HOST}`, 'Address: 2603::1'],
      'reachable ok 8 direct addresses=20.1.1.1,2603::1 server=10.0.0.4 answered=true: dns ok 8',
    ],
    [
      'no address of the server is one of the host',
      ['Server:\t\t10.0.0.4', 'Address: 10.0.0.4'],
      'indeterminate other - direct server=10.0.0.4 answered=true:',
    ],
    [
      'canonical names',
      [
        ...SERVER,
        `${HOST}\tcanonical name = B.Example.`,
        'b.example\tcanonical name = c.example.',
        'Name:\tc.example',
        'Address: 20.1.1.1',
      ],
      'reachable ok 8 direct addresses=20.1.1.1 cnames=b.example,c.example server=10.0.0.4 answered=true: dns ok 8',
    ],
    [
      'a canonical name that a mail program broke off',
      [...SERVER, `${HOST}.contoso.example canonical name =`, 'b.example.', 'Name:\tb.example', 'Address: 20.1.1.1'],
      'reachable ok 8 direct addresses=20.1.1.1 cnames=b.example server=10.0.0.4 answered=true: dns ok 8',
    ],
    [
      'a list of Windows, with what stands below its first entry',
      [
        ...WINDOWS,
        '権限のない回答:',
        '名前:    c.example',
        'Addresses:  2603::1',
        '\t  20.1.1.1',
        '          20.1.1.2',
        'Aliases:  B.Example',
        '          d.example.',
      ],
      'reachable ok 7 direct addresses=2603::1,20.1.1.1,20.1.1.2 cnames=b.example,d.example server=10.0.0.4: dns ok 7',
    ],
    [
      'a list ends with a line that is not indented',
      [...WINDOWS, '名前:    c.example', 'Addresses:  20.1.1.1', '20.1.1.2'],
      'reachable ok 6 direct addresses=20.1.1.1 server=10.0.0.4: dns ok 6',
    ],
    [
      'or with one of several words, or a blank one',
      [...WINDOWS, '名前:    c.example', 'Addresses:  20.1.1.1', '  20.1.1.2 x', '  20.1.1.3'],
      'reachable ok 6 direct addresses=20.1.1.1 server=10.0.0.4: dns ok 6',
    ],
    [
      'what is no address is none',
      [...WINDOWS, '名前:    c.example', 'Addresses:  20.1.1.1', '  x.example', '  20.1.1.2'],
      'reachable ok 6 direct addresses=20.1.1.1,20.1.1.2 server=10.0.0.4: dns ok 6',
    ],
    [
      'of BusyBox',
      ['Server:    10.0.0.4', 'Address 1: 10.0.0.4', '', `Name:      ${HOST}`, 'Address 1: 20.1.1.1'],
      'reachable ok 6 direct addresses=20.1.1.1 server=10.0.0.4 answered=true: dns ok 6',
    ],
    [
      'no such name',
      [...SERVER, `** server can't find ${HOST}: NXDOMAIN`],
      'unreachable dns_nxdomain 5 direct server=10.0.0.4 answered=true: dns failed dns_nxdomain 5',
    ],
    [
      'a failure of AAAA behind an answer to A',
      [...SERVER, `Name:\t${HOST}`, 'Address: 20.1.1.1', `** server can't find ${HOST}: SERVFAIL`],
      'reachable ok 6 direct addresses=20.1.1.1 server=10.0.0.4 answered=true: dns ok 6',
    ],
    [
      'no server answered',
      [';; connection timed out; no servers could be reached'],
      'unreachable dns_timeout 2 direct: dns failed dns_timeout 2',
    ],
    [
      'the server that did not answer',
      [';; communications error to 10.0.0.4#53: timed out'],
      'unreachable dns_timeout 2 direct server=10.0.0.4: dns failed dns_timeout 2',
    ],
    [
      'another server, which answered',
      [
        ';; communications error to 10.0.0.4#53: timed out',
        'Server:\t\t10.0.0.5',
        'Address:\t10.0.0.5#53',
        `Name:\t${HOST}`,
        'Address: 20.1.1.1',
      ],
      'reachable ok 6 direct addresses=20.1.1.1 server=10.0.0.5 answered=true: dns ok 6',
    ],
    [
      'the server of Windows, by its name alone',
      ['サーバー:  UnKnown', "*** UnKnown can't find a.example: Non-existent domain"],
      'unreachable dns_nxdomain 3 direct: dns failed dns_nxdomain 3',
    ],
    ['it did not run', ['nslookup: command not found'], 'not_run tool_missing 2 direct:'],
    ['nothing', ['x'], 'indeterminate other - direct:'],
    [
      'the address of a page of a filter',
      [...SERVER, `Name:\t${HOST}`, 'Address: 146.112.61.104'],
      'reachable ok 6 direct addresses=146.112.61.104 server=10.0.0.4 answered=true gateway=filter: dns ok 6',
    ],
  ])('%s', (_, lines, expected) => {
    expect(nslookup(lines)).toBe(expected);
  });
});

describe('a text that ends early', () => {
  const answer = [...SERVER, `Name:\t${HOST}`, 'Address: 20.1.1.1'];
  const failure = ';; communications error to 10.0.0.4#53: timed out';
  test.each<[string, readonly string[], string, string]>([
    [
      'inside an address, which may be half',
      answer,
      '',
      'incomplete interrupted - direct server=10.0.0.4 answered=true:',
    ],
    [
      'inside the last one of a list: the others are whole',
      [...WINDOWS, '名前:    c.example', 'Addresses:  20.1.1.1', '  20.1.1.2', '  20.1.1.3'],
      '',
      'incomplete interrupted - direct addresses=20.1.1.1,20.1.1.2 server=10.0.0.4:',
    ],
    [
      'behind an address',
      answer,
      '\n',
      'reachable ok 6 direct addresses=20.1.1.1 server=10.0.0.4 answered=true: dns ok 6',
    ],
    [
      'inside a line behind it',
      [...answer, 'x'],
      '',
      'reachable ok 6 direct addresses=20.1.1.1 server=10.0.0.4 answered=true: dns ok 6',
    ],
    [
      'behind the failure of a server: the next one may have answered',
      [failure],
      '\n',
      'incomplete interrupted - direct server=10.0.0.4:',
    ],
    ['with nothing', ['x'], '\n', 'incomplete interrupted - direct:'],
  ])('%s', (_, lines, end, expected) => {
    expect(nslookup(lines, { cutOff: true }, end)).toBe(expected);
  });

  test('a whole text has no half address', () => {
    expect(nslookup(answer, {}, '')).toBe(
      'reachable ok 6 direct addresses=20.1.1.1 server=10.0.0.4 answered=true: dns ok 6',
    );
  });
});
