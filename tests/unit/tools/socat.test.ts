import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';

test('the sample: silence proves nothing', () => {
  const { endpoints } = diagnose(readFileSync(new URL('socat.log', import.meta.url), 'utf8'));
  expect(endpoints.map(({ host, verdict, tcp, dns }) => `${host} ${verdict} ${tcp.cause ?? dns.cause ?? ''}`)).toEqual([
    'a.example reachable ok',
    'b.example unreachable refused',
    'c.example unreachable timeout',
    'd.example unreachable dns_timeout',
    'e.example indeterminate other',
  ]);
});

const LINE = '2026/11/29 20:41:49 socat[9716]';

test.each<[string, readonly string[], string]>([
  ['that both ends are open', [`${LINE} N starting data transfer loop with FDs [0,1] and [6,6]`], 'direct: tcp ok 2'],
  ['its local address', [`${LINE} N successfully connected from local address AF=2 10.0.0.4:5000`], 'direct: tcp ok 2'],
  ['that it tries', [`${LINE} N opening connection to AF=2 20.60.1.1:443`], 'direct: '],
  ['an error that nobody knows', [`${LINE} E connect(6, AF=2 20.60.1.1:443, 16): x`], 'direct: tcp failed other 2'],
])('%s', (_, lines, layers) => {
  expect(shown(probeOf(`$ socat -d -d - TCP:a.example:443\n${lines.join('\n')}\n`))).toBe(layers);
});

test.each([
  'socat - PROXY:proxy.example:a.example:443,proxyport=8080',
  'socat TCP-LISTEN:443,fork -',
  'socat - UDP:a.example:53',
])('%s connects to no port by itself', (command) => {
  expect(
    diagnose(`$ ${command}\n${LINE} N starting data transfer loop with FDs [0,1] and [6,6]\n$ `).endpoints,
  ).toEqual([]);
});
