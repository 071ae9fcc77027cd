import { describe, expect, test } from 'vitest';
import { linesOfRuns } from '../../../support/runs.ts';

const result = (host: string, succeeded: string) =>
  `Result of tnc - 443 / from vm01/To URL ${host} IPaddress 20.1.1.1 / TcpTestSucceeded: ${succeeded}`;
const list = (host: string) => [
  `ComputerName     : ${host}`,
  'RemoteAddress    : 20.1.1.1',
  'RemotePort       : 443',
  'TcpTestSucceeded : True',
];
const WARNING = 'WARNING: TCP connect to (20.1.1.1 : 443) failed';

describe('which lines of Test-NetConnection belong to one run', () => {
  test.each<[string, readonly string[], string]>([
    ['a list', list('a.example'), '1-4'],
    ['two lists', [...list('a.example'), ...list('a.example')], '1-4 5-8'],
    ['two results', [result('a.example', 'True'), result('a.example', 'False')], '1-1 2-2'],
    ['a warning before its list', [WARNING, ...list('a.example')], '1-5'],
    ['a warning behind a list', [...list('a.example'), WARNING], '1-4 5-5'],
    ['two warnings: one for each address', [WARNING, WARNING, ...list('a.example')], '1-6'],
    ['another host before anything came of it', [list('a.example')[0] ?? '', ...list('b.example')], '1-1 2-5'],
    ['a ping behind a list', [...list('a.example'), 'PingSucceeded : True'], '1-5'],
  ])('%s', (_, lines, expected) => {
    expect(linesOfRuns(...lines)).toBe(expected);
  });
});
