import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';

/** What is said of each endpoint: `a.example:443 reachable`. */
function told(text: string): string[] {
  return diagnose(text).endpoints.map(({ host, port, verdict }) => `${host}:${port} ${verdict}`);
}

test('the sample: each port of each host for itself', () => {
  expect(told(readFileSync(new URL('nmap.log', import.meta.url), 'utf8'))).toEqual([
    'a.example:443 reachable',
    'b.example:443 unreachable',
    'c.example:443 unreachable',
    'c.example:3260 reachable',
    'd.example:443 not_run',
    'e.example:443 unreachable',
  ]);
});

const report = (host: string, ...rows: readonly string[]): string =>
  [
    `Nmap scan report for ${host}`,
    'Host is up.',
    '',
    'PORT    STATE SERVICE',
    ...rows,
    '',
    'Nmap done: 1 IP address (1 host up) scanned in 1 seconds',
    '',
  ].join('\n');

test.each<[string, string, string]>([
  ['open', report('a.example (20.60.1.1)', '443/tcp open  https'), 'direct: dns ok 6, tcp ok 6'],
  ['closed', report('a.example (20.60.1.1)', '443/tcp closed https'), 'direct: dns ok 6, tcp failed refused 6'],
  ['filtered', report('a.example (20.60.1.1)', '443/tcp filtered https'), 'direct: dns ok 6, tcp failed timeout 6'],
  ['nobody knows which', report('a.example (20.60.1.1)', '443/tcp open|filtered https'), 'direct: '],
  ['another port', report('a.example (20.60.1.1)', '80/tcp open http'), 'direct: dns ok 6'],
  [
    'a row of another report, whose head is lost',
    `${report('a.example (20.60.1.1)', '443/tcp filtered https')}443/tcp open  https\n`,
    'direct: dns ok 6, tcp failed timeout 6',
  ],
  ['UDP', report('a.example (20.60.1.1)', '443/udp open https'), 'direct: '],
])('%s', (_, output, layers) => {
  expect(shown(probeOf(`$ nmap -Pn -p 443 a.example\n${output}`))).toBe(layers);
});

test.each<[string, string, readonly string[]]>([
  [
    'an address, with the name behind it',
    `$ nmap -p 443 20.60.1.1\n${report('b.example (20.60.1.1)', '443/tcp open https')}`,
    ['20.60.1.1:443 reachable'],
  ],
  [
    'another host',
    `$ nmap -p 443 a.example\n${report('b.example (20.60.1.9)', '443/tcp open https')}`,
    ['a.example:443 indeterminate', 'b.example:443 reachable'],
  ],
  [
    'a glued port',
    `$ nmap -p443 a.example\n${report('a.example (20.60.1.1)', '443/tcp open https')}`,
    ['a.example:443 reachable'],
  ],
  [
    'no port named',
    `$ nmap a.example\n${report('a.example (20.60.1.1)', '80/tcp open http', '443/tcp closed https')}`,
    ['a.example:80 reachable', 'a.example:443 unreachable'],
  ],
  [
    'UDP was asked for',
    `$ nmap -sU -p 443 a.example\n${report('a.example (20.60.1.1)', '443/tcp open https')}`,
    ['a.example:443 indeterminate'],
  ],
  ['its command is lost', report('a.example (20.60.1.1)', '443/tcp open https'), ['a.example:443 reachable']],
  [
    'a row without its head that does not tell',
    '$ nmap -p 443 a.example\n443/tcp open|filtered https\n',
    ['a.example:443 indeterminate'],
  ],
  ['a whole network', '$ nmap -p 443 10.0.0.0/24\n', []],
  ['a file for its output', '$ nmap -p 443 -oN out.txt a.example\n', ['a.example:443 indeterminate']],
])('%s', (_, text, endpoints) => {
  expect(told(text)).toEqual(endpoints);
});
