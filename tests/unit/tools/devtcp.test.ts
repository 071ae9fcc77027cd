import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { equivalents, printedBy } from '../../../src/tools/devtcp/path.ts';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';

test('the sample: silence proves nothing', () => {
  const { endpoints } = diagnose(readFileSync(new URL('devtcp.log', import.meta.url), 'utf8'));
  expect(endpoints.map(({ host, verdict, tcp, dns }) => `${host} ${verdict} ${tcp.cause ?? dns.cause ?? ''}`)).toEqual([
    'a.example reachable ok',
    'b.example unreachable other',
    'c.example unreachable refused',
    'd.example unreachable timeout',
    'e.example unreachable dns',
    'f.example indeterminate other',
  ]);
});

test.each<[string, readonly string[]]>([
  ["timeout 5 bash -c '</dev/tcp/a.example/443'", ['devtcp a.example 443']],
  ['exec 3<>/dev/tcp/10.0.0.4/3260', ['devtcp 10.0.0.4 3260']],
  ['(</dev/tcp/a.example/443); (</dev/tcp/b.example/80)', ['devtcp a.example 443', 'devtcp b.example 80']],
  ['exec 3<>/dev/tcp/$h/443', []],
  ['exec 3<>/dev/udp/a.example/53', []],
  ['cat /dev/tcp/a.example/https', []],
  ['[12:08:04] bash: line 1: /dev/tcp/a.example/443: Connection refused', []],
  ['ls -l', []],
])('%s', (text, calls) => {
  expect(equivalents(text).map((words) => words.join(' '))).toEqual(calls);
});

describe('what a line prints of its connection', () => {
  const PATH = '/dev/tcp/a.example/443';
  test.each<[string, string | null, string | null]>([
    [`bash -c '<${PATH}' && echo ok`, 'ok', null],
    [`(echo > ${PATH}) >/dev/null 2>&1 && echo "port open" || echo closed`, 'port open', 'closed'],
    [`(: <> ${PATH}) &>/dev/null && echo -n yes || { echo no; }`, 'yes', 'no'],
    [`if (exec 3<>${PATH}) 2>/dev/null; then echo open; else echo closed; fi`, 'open', 'closed'],
    [`bash -c '<${PATH}' || echo closed`, null, 'closed'],
    // turned round, or of another command
    [`! bash -c '<${PATH}' && echo closed`, null, null],
    [`if ! (exec 3<>${PATH}); then echo closed; fi`, null, null],
    [`false || bash -c '<${PATH}' && echo ok`, null, null],
    [`bash -c '<${PATH}' | true && echo ok`, null, null],
    [`bash -c '<${PATH}; true' && echo ok`, null, null],
    [`bash -c '<${PATH}'; echo ok`, null, null],
    [`bash -c '<${PATH}' & echo ok`, null, null],
    [`bash -c '<${PATH}' && echo $h`, null, null],
    ['ls && echo ok', null, null],
  ])('%s', (text, open, closed) => {
    expect(printedBy(text)).toMatchObject({ open, closed });
  });
});

const CALL = '$ exec 3<>/dev/tcp/a.example/443';
const QUIET = "$ bash -c '</dev/tcp/a.example/443' 2>/dev/null";

test.each<[string, readonly string[], string]>([
  ['its exit code', [`${QUIET}; echo $?`, '0'], 'direct: tcp ok 2'],
  ['another exit code', [`${QUIET}; echo $?`, '1'], 'direct: tcp failed other 2'],
  ['124 without timeout', [`${QUIET}; echo $?`, '124'], 'direct: tcp failed other 2'],
  ['the exit code by the next command', [CALL, '$ echo $?', '0'], 'direct: tcp ok 3'],
  ['that of a pipe is not its own', [`${QUIET} | cat`, '$ echo $?', '0'], 'direct: '],
  ['that of a later command is not either', [CALL, '$ ls', '$ echo $?', '0'], 'direct: '],
  ['a number without the question', [CALL, '0'], 'direct: '],
  ['the word of both', [`${QUIET} && echo x || echo x`, 'x'], 'direct: '],
  ['the word of another line', [`${QUIET} && echo ok`, 'okay'], 'direct: '],
  [
    'a failure outweighs a word',
    ["$ bash -c '</dev/tcp/a.example/443' && echo ok", 'bash: /dev/tcp/a.example/443: Connection refused', 'ok'],
    'direct: tcp failed refused 2',
  ],
  [
    'a shell that has no such path',
    [CALL, 'sh: 1: cannot create /dev/tcp/a.example/443: Directory nonexistent'],
    'direct: ',
  ],
  ['no way', [CALL, 'bash: /dev/tcp/a.example/443: No route to host'], 'direct: tcp failed host_unreachable 2'],
  [
    'broken off',
    [CALL, '^Cbash: connect: Interrupted system call', 'bash: /dev/tcp/a.example/443: Interrupted system call'],
    'direct: ',
  ],
])('%s', (_, lines, layers) => {
  expect(shown(probeOf(`${lines.join('\n')}\n`))).toBe(layers);
});

test('an interruption is no failure, also where its command is lost', () => {
  const { endpoints } = diagnose(
    `$ date\nbash: /dev/tcp/a.example/443: Interrupted system call\n${CALL.replace('a.', 'b.')}\n`,
  );
  expect(endpoints.map(({ host, verdict }) => [host, verdict])).toEqual([
    ['a.example', 'not_run'],
    ['b.example', 'indeterminate'],
  ]);
});
