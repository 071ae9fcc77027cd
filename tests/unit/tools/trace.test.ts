import { describe, expect, test } from 'vitest';
import { readArguments } from '../../../src/session/arguments.ts';
import { mtr } from '../../../src/tools/mtr/index.ts';
import { ping } from '../../../src/tools/ping/index.ts';
import { tellsHop, traceTarget } from '../../../src/tools/trace.ts';
import { destinationsOf } from '../../support/commands.ts';
import { inShort, outcomeOf } from '../../support/outcomes.ts';

const target = (line: string): string => {
  const given = readArguments(
    { values: new Set(), names: [], short: {}, aliases: {}, singleHyphen: false },
    line.split(' '),
  );
  const { host } = traceTarget(given);
  return host === null ? '-' : host === '' ? 'none' : host;
};

test.each<[string, string]>([
  ['a.example', 'a.example'],
  ['a.example 60', 'a.example'],
  ['a.example 1.5', 'a.example'],
  ['a.example 0.25', 'a.example'],
  ['b.example a.example', 'a.example'],
  ['a.example (x)', 'a.example'],
  ['a.example 1.5.', '1.5'],
  ['1x', '1x'],
  ['x1', 'x1'],
  ['vm01', 'vm01'],
  ['20.60.1.1', 'none'],
  ['60', '-'],
  ['(x)', '-'],
  ['to a.example', '-'],
  ['into a.example', 'a.example'],
  ['a.example へ', '-'],
])('the host of %j', (line, host) => {
  expect(target(line)).toBe(host);
});

test('the words behind the options of ping and mtr are no hosts', () => {
  expect(destinationsOf(ping, '-c 4 -W 1 a.example')).toBe('a.example');
  expect(destinationsOf(mtr, '-rwc 2 a.example')).toBe('a.example');
});

test.each<[string, boolean]>([
  [' 1  10.0.0.1 (10.0.0.1)  0.675 ms  0.885 ms  1.250 ms', true],
  [' 2  gw-c.contoso.example (192.0.2.133)  3.903 ms * *', true],
  ['12  gw.example [192.0.2.133]  3 ms', true],
  ['  3    2 ms    2 ms    2 ms  10.0.0.1', true],
  ['  3    <1 ms   <1 ms   <1 ms  gw.example [10.0.0.1]', true],
  [' 1:  10.0.0.1                     0.687ms ', true],
  [' 1?: 10.0.0.1                     0.687ms ', true],
  ['  1.|-- 10.0.0.1  0.0%     2    0.1   0.1   0.1   0.2   0.1', true],
  ['  1.|-- 10.0.0.1  100.0    12    0.0   0.0', true],
  ['255  fe80::1  1 ms', true],
  [' 3  * * *', false],
  [' 3  gw.example  0.5 ms', false],
  [' 3  10.0.0.1', false],
  [' 3  10.0.0.1 x', false],
  ['1234  10.0.0.1  1 ms', false],
  ['x 3  10.0.0.1  1 ms', false],
  ['3 10.0.0.1.5  1 ms', false],
  [`3  10.0.0.1  1 ms${'x'.repeat(400)}`, false],
  ['', false],
])('%j tells a device on the way: %s', (line, expected) => {
  expect(tellsHop(line)).toBe(expected);
});

const lastHop = (tool: string, ...rows: readonly string[]): unknown =>
  outcomeOf([`$ ${tool} a.example`, ...rows, '$ '].join('\n')).detail.lastHop;

describe('the last device that answered', () => {
  test.each<[string, readonly string[], string | undefined]>([
    ['the last row', [' 1  10.0.0.1  1 ms', ' 2  10.0.0.2  1 ms', ' 3  * * *'], '10.0.0.2'],
    ['a name without an address', [' 1  10.0.0.1  1 ms', ' 2  gw.example  1 ms'], 'gw.example'],
    ['a name and its address', [' 1  gw.example (10.0.0.2)  1 ms'], '10.0.0.2'],
    ['with other brackets', [' 1  gw.example [10.0.0.2]  1 ms'], '10.0.0.2'],
    ['brackets within a name', [' 1  gw(1).example  1 ms', ' 2  g]w.example  1 ms'], undefined],
    ['a row of words', [' 1  -gw.example  1 ms'], undefined],
    ['a row of numbers', [' 1  12  1 ms'], undefined],
    ['a row without a time', [' 1  10.0.0.1  1 ms', ' 2  10.0.0.2'], '10.0.0.1'],
    ['no row', [], undefined],
  ])('%s', (_, rows, expected) => {
    expect(lastHop('tracepath', ...rows)).toBe(expected);
    expect(lastHop('mtr', ...rows)).toBe(expected);
  });
});

describe('what echo requests show of the name', () => {
  const read = (...lines: readonly string[]): string => inShort(outcomeOf([...lines, '$ '].join('\n')));
  test.each<[string, readonly string[], string]>([
    [
      'its address',
      ['$ ping -c 1 a.example', 'PING a.example (20.60.1.1) 56(84) bytes of data.'],
      'reachable ok - direct addresses=20.60.1.1 at=2:16-25: dns ok 2',
    ],
    [
      'another name',
      ['$ ping -c 1 a.example', 'PING b.example (20.60.1.1) 56(84) bytes of data.'],
      'reachable ok - direct addresses=20.60.1.1 cnames=b.example at=2:16-25: dns ok 2',
    ],
    [
      'its command is lost',
      ['PING a.example (20.60.1.1) 56(84) bytes of data.'],
      'reachable ok - direct addresses=20.60.1.1 at=1:16-25: dns ok 1',
    ],
    [
      'that there is none',
      ['$ ping a.example', 'ping: a.example: Name or service not known'],
      'unreachable dns 2 direct: dns failed dns 2',
    ],
    ['nothing', ['$ ping a.example'], 'indeterminate other - direct:'],
    [
      'a way to it',
      [
        '$ traceroute a.example',
        'traceroute to a.example (20.60.1.1), 30 hops max, 60 byte packets',
        ' 1  10.0.0.1  1 ms',
      ],
      'reachable ok - direct addresses=20.60.1.1 lastHop=10.0.0.1 at=2:25-34: dns ok 2',
    ],
    [
      'the way alone shows that it was resolved',
      ['$ tracepath a.example', ' 1:  10.0.0.1         0.687ms   '],
      'reachable ok - direct lastHop=10.0.0.1 at=2:0-29: dns ok 2',
    ],
    ['a way that is none', ['$ tracepath a.example', ' 1:  no reply'], 'indeterminate other - direct:'],
    [
      'what stands on the way decides nothing',
      [
        '$ ping -c 1 a.example',
        'PING a.example (20.60.1.1) 56(84) bytes of data.',
        'From 10.0.0.1 icmp_seq=1 Packet filtered',
      ],
      'reachable ok - direct addresses=20.60.1.1 at=2:16-25: dns ok 2',
    ],
  ])('%s', (_, lines, expected) => {
    expect(read(...lines)).toBe(expected);
  });
});
