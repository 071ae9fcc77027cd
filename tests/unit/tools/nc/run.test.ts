import { describe, expect, test } from 'vitest';
import { linesOfRuns } from '../../../support/runs.ts';

const BANNER = 'Ncat: Version 7.93 ( https://nmap.org/ncat )';
const CONNECTED = 'Ncat: Connected to 20.1.1.1:443.';
const REFUSED = 'Ncat: Connection refused.';
const succeeded = (host: string) => `Connection to ${host} 443 port [tcp/https] succeeded!`;
const failed = (host: string) => `nc: connect to ${host} port 443 (tcp) failed: Connection refused`;

describe('which lines of nc belong to one run', () => {
  test.each<[string, readonly string[], string]>([
    ['its version and what came of it', [BANNER, CONNECTED], '1-2'],
    ['another version begins another one', [BANNER, CONNECTED, BANNER, REFUSED], '1-2 3-4'],
    ['two versions before anything came of it', [BANNER, BANNER, CONNECTED], '1-3'],
    ['what tells nothing belongs to it', [CONNECTED, 'Ncat: 0 bytes sent, 0 bytes received in 0.02 seconds.'], '1-2'],
    ['two successes', [CONNECTED, CONNECTED], '1-1 2-2'],
    ['a failure behind a success', [succeeded('a.example'), failed('a.example')], '1-1 2-2'],
    ['a success behind a failure: another address', [failed('a.example'), succeeded('a.example')], '1-2'],
    ['two failures', [failed('a.example'), failed('a.example')], '1-1 2-2'],
    ['a success behind giving up', [REFUSED, CONNECTED], '1-1 2-2'],
    ['another host', [failed('a.example'), succeeded('b.example')], '1-1 2-2'],
    ['that it did not run, twice', ['nc: command not found', 'nc: command not found'], '1-1 2-2'],
  ])('%s', (_, lines, expected) => {
    expect(linesOfRuns(...lines)).toBe(expected);
  });
});
