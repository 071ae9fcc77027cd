import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';

test('the sample', () => {
  const { endpoints } = diagnose(readFileSync(new URL('portqry.log', import.meta.url), 'utf8'));
  expect(
    endpoints.map(({ host, port, dns, tcp, verdict }) => [`${host}:${port}`, dns.status, tcp.cause, verdict]),
  ).toEqual([
    ['a.example:443', 'resolved', 'ok', 'reachable'],
    ['b.example:443', 'resolved', 'refused', 'unreachable'],
    ['c.example:3260', 'resolved', 'timeout', 'unreachable'],
    ['d.example:443', 'failed', 'dns', 'unreachable'],
  ]);
});

const RESOLVED = 'Name resolved to 20.60.1.1';

test.each<[string, string, readonly string[], string]>([
  [
    'listening',
    '-n a.example -e 443',
    [RESOLVED, 'TCP port 443 (https service): LISTENING'],
    'direct: dns ok 2, tcp ok 3',
  ],
  ['another port', '-n a.example -e 443', ['TCP port 80 (http service): LISTENING'], 'direct: '],
  ['another port fails', '-n a.example -e 443', ['TCP port 80 (http service): FILTERED'], 'direct: '],
  [
    'both protocols',
    '-n a.example -e 443 -p BOTH',
    ['TCP port 443 (https service): FILTERED', 'UDP port 443 (https service): LISTENING or FILTERED'],
    'direct: tcp failed timeout 2',
  ],
  ['UDP', '-n a.example -e 443 -p UDP', ['UDP port 443 (https service): LISTENING'], 'direct: '],
  ['a cut line', '-n a.example -e 443', [RESOLVED, 'TCP port 443 (https service): '], 'direct: dns ok 2'],
])('%s', (_, given, lines, layers) => {
  expect(shown(probeOf(`C:\\>portqry ${given}\n${lines.join('\n')}\n\nC:\\>`))).toBe(layers);
});
