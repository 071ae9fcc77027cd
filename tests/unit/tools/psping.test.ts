import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';

test('the sample', () => {
  const { endpoints } = diagnose(readFileSync(new URL('psping.log', import.meta.url), 'utf8'));
  expect(endpoints.map(({ host, dns, tcp, verdict }) => [host, dns.status, tcp.cause, verdict])).toEqual([
    ['a.example', 'resolved', 'ok', 'reachable'],
    ['b.example', 'resolved', 'refused', 'unreachable'],
    ['c.example', 'resolved', 'timeout', 'unreachable'],
    // pings decide nothing
    ['d.example', 'resolved', 'other', 'indeterminate'],
  ]);
});

const HEAD = 'TCP connect to 20.60.1.1:443:';
const LOST = 'Connecting to 20.60.1.1:443: This operation returned because the timeout period expired.';
const CONNECTED = 'Connecting to 20.60.1.1:443: from 10.0.0.4:60650: 3.83ms';

test.each<[string, readonly string[], string]>([
  ['one of several', [HEAD, LOST, CONNECTED, LOST], 'direct: dns ok 2, tcp ok 4'],
  ['all are lost', [HEAD, LOST, LOST], 'direct: dns ok 2, tcp failed timeout 3'],
  [
    'no network',
    [HEAD, 'Connecting to 20.60.1.1:443: The network location cannot be reached.'],
    'direct: dns ok 2, tcp failed route 3',
  ],
  ['quiet, received', [HEAD, '  Sent = 4, Received = 3, Lost = 1 (25% loss),'], 'direct: dns ok 2, tcp ok 3'],
  ['quiet, lost', [HEAD, '  Sent = 4, Received = 0, Lost = 4 (100% loss),'], 'direct: dns ok 2'],
  ['an attempt without a result', [HEAD, 'Connecting to 20.60.1.1:443: from 10.0.0.4:60650: '], 'direct: dns ok 2'],
  [
    'another port',
    ['TCP connect to 20.60.1.1:80:', 'Connecting to 20.60.1.1:80: from 10.0.0.4:60650: 3.83ms'],
    'direct: dns ok 2',
  ],
  [
    'pings',
    ['Pinging 20.60.1.1 with 32 bytes of data:', '  Sent = 4, Received = 4, Lost = 0 (0% loss),'],
    'direct: dns ok 2',
  ],
])('%s', (_, lines, layers) => {
  expect(shown(probeOf(`C:\\>psping64 -4 -nobanner a.example:443\n${lines.join('\n')}\n\nC:\\>`))).toBe(layers);
});
