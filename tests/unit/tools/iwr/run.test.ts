import { describe, expect, test } from 'vitest';
import { readLog } from '../../../support/read-log.ts';
import { linesOfRuns } from '../../../support/runs.ts';

const FAILED = 'Unable to connect to the remote server';
const RECORD = `iwr : ${FAILED}`;
const QUOTED = '+ iwr https://a.example';
const OK = 'StatusCode        : 200';
const NOT_FOUND = 'iwr : The remote server returned an error: (404) Not Found.';
const REDIRECTS = 'iwr : Too many automatic redirections were attempted.';

describe('which lines of Invoke-WebRequest belong to one run', () => {
  test.each<[string, readonly string[], string]>([
    ['a record repeats its message', [RECORD, QUOTED, FAILED], '1-3'],
    ['another record behind a quoted command', [RECORD, QUOTED, RECORD, QUOTED], '1-2 3-4'],
    [
      'another record, by the name of the cmdlet, which quotes no command',
      [RECORD, QUOTED, `Invoke-WebRequest : ${FAILED}`],
      '1-2',
    ],
    ['a message behind other words begins none', [RECORD, QUOTED, `x y : ${FAILED}`], '1-3'],
    ['two records that quote none', [RECORD, RECORD], '1-1 2-2'],
    ['two answers', [OK, OK], '1-1 2-2'],
    ['an answer behind a record that names nothing', [RECORD, NOT_FOUND], '2-2'],
    ['a record that names nothing behind an answer', [NOT_FOUND, RECORD], '1-1'],
    ['what tells neither behind a failure', [RECORD, REDIRECTS], '1-1 2-2'],
    ['what tells neither behind an answer', [NOT_FOUND, REDIRECTS], '1-1'],
    ['what tells nothing at all', [OK, 'FullyQualifiedErrorId : WebCmdletWebResponseException'], '1-2'],
  ])('%s', (_, lines, expected) => {
    expect(linesOfRuns(...lines)).toBe(expected);
  });

  test('a command has its record', () => {
    expect(linesOfRuns('PS C:\\> iwr https://a.example', RECORD, QUOTED, FAILED)).toBe('1-4');
  });
});

describe('Invoke-RestMethod prints what it got in a form of its own', () => {
  const scanOf = (command: string, ...lines: readonly string[]) =>
    readLog(`PS C:\\> ${command}\n${lines.join('\n')}\n`, 'terminal').scan;
  test.each([
    'irm https://a.example',
    'Invoke-RestMethod https://a.example',
    '(irm https://a.example).x',
    '$r = irm https://a.example',
  ])('it cannot be read: %s', (command) => {
    const { probes, unread } = scanOf(command, 'x');
    expect([probes, unread]).toEqual([[], [{ command, tool: 'invoke-restmethod', lines: [1, 2] }]]);
  });

  test.each([
    ['irm https://a.example', RECORD],
    ['iwr https://a.example', 'x'],
    ['iwr https://a.example/irm -UserAgent x', 'x'],
  ])('its failures can, and what Invoke-WebRequest prints: %s', (command, line) => {
    const { probes, unread } = scanOf(command, line);
    expect([probes.map(({ tool, last }) => [tool, last]), unread]).toEqual([[['iwr', 2]], []]);
  });
});
