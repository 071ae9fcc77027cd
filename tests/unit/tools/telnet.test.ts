import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';

/** What is said of each endpoint: `a.example:443 reachable`. */
function told(text: string): string[] {
  return diagnose(text).endpoints.map(({ host, port, verdict }) => `${host}:${port} ${verdict}`);
}

test('the sample', () => {
  expect(told(readFileSync(new URL('telnet.log', import.meta.url), 'utf8'))).toEqual([
    'a.example:443 reachable',
    'b.example:443 unreachable',
    'c.example:443 unreachable',
    'd.example:443 unreachable',
    'e.example:443 unreachable',
    'f.example:443 unreachable',
  ]);
});

const CALL = '$ telnet a.example 443';
const TRYING = 'Trying 20.60.1.1...';
const FAILED = 'telnet: connect to address 20.60.1.1: Connection timed out';

test.each<[string, readonly string[], string]>([
  ['connected', [CALL, TRYING, 'Connected to a.example.', "Escape character is '^]'."], 'direct: dns ok 2, tcp ok 3'],
  ['BusyBox', [CALL, 'Connected to a.example'], 'direct: tcp ok 2'],
  [
    'the second address',
    [CALL, TRYING, FAILED, 'Trying 20.60.1.2...', 'Connected to a.example.'],
    'direct: dns ok 2, tcp ok 5',
  ],
  ['a canonical name', [CALL, TRYING, 'Connected to front.example.net.'], 'direct: dns ok 2, tcp ok 3'],
  [
    'a canonical name behind an address that failed',
    [CALL, TRYING, FAILED, 'Trying 20.60.1.2...', 'Connected to front.example.net.'],
    'direct: dns ok 2, tcp ok 5',
  ],
  ['another name, and no address', [CALL, 'Connected to b.example.'], 'direct: '],
  [
    'another name behind an attempt without a result',
    [CALL, TRYING, 'Trying 20.60.1.2...', 'Connected to b.example.'],
    'direct: dns ok 2',
  ],
  [
    'refused',
    [CALL, TRYING, 'telnet: Unable to connect to remote host: Connection refused'],
    'direct: dns ok 2, tcp failed refused 3',
  ],
  [
    'what connected after it had ended is of another run',
    [
      CALL,
      TRYING,
      'telnet: Unable to connect to remote host: Connection refused',
      'Trying 20.60.1.2...',
      'Connected to b.example.',
    ],
    'direct: dns ok 2, tcp failed refused 3',
  ],
  [
    'a reason that nobody knows',
    [CALL, TRYING, 'telnet: Unable to connect to remote host: x'],
    'direct: dns ok 2, tcp failed other 3',
  ],
  [
    'BusyBox, refused',
    [CALL, "telnet: can't connect to remote host (20.60.1.1): Connection refused"],
    'direct: tcp failed refused 2',
  ],
  [
    'no such name',
    [CALL, 'telnet: could not resolve a.example/443: Name or service not known'],
    'direct: dns failed dns 2',
  ],
  [
    'no answer for the name',
    [CALL, 'telnet: could not resolve a.example/443: Temporary failure in name resolution'],
    'direct: dns failed dns_timeout 2',
  ],
  ['a name, in Japanese', [CALL, 'telnet: a.example: 名前またはサービスが不明です'], 'direct: dns failed dns 2'],
  ['it hangs', [CALL, TRYING, '$ '], 'direct: dns ok 2'],
  ['Windows shows nothing when it connected', ['C:\\>telnet a.example 443', 'C:\\>'], 'direct: '],
])('%s', (_, lines, layers) => {
  expect(shown(probeOf(`${lines.join('\n')}\n`))).toBe(layers);
});

test('the reason with the most to say decides', () => {
  const text = [CALL, 'Trying ::8...', 'telnet: connect to address ::8: Network is unreachable', TRYING, FAILED];
  expect(probeOf(`${text.join('\n')}\n`).cause).toBe('timeout');
});

test('the address of the connection is the first one', () => {
  const text = [CALL, TRYING, FAILED, 'Trying 20.60.1.2...', 'Connected to a.example.'].join('\n');
  expect(probeOf(`${text}\n`).detail.addresses).toEqual(['20.60.1.2', '20.60.1.1']);
});

test.each<[string, readonly string[], readonly string[]]>([
  [
    'a block page came over it',
    [CALL, TRYING, 'Connected to a.example.', '', '<title>FortiGuard Intrusion Prevention - Access Blocked</title>'],
    ['a.example:443 indeterminate'],
  ],
  [
    'an address of the machine itself',
    [CALL, 'Trying 127.0.0.1...', 'Connected to a.example.'],
    ['a.example:443 unreachable'],
  ],
  [
    'without a port it is that of telnet',
    ['$ telnet a.example', TRYING, 'Connected to a.example.'],
    ['a.example:23 reachable'],
  ],
  [
    'a proxy is a destination of its own',
    ['$ telnet proxy.example 8080', 'Connected to proxy.example.'],
    ['proxy.example:8080 reachable'],
  ],
  ['without its command no line tells the port', [TRYING, 'Connected to a.example.', "Escape character is '^]'."], []],
  ['nor does a failure', [FAILED], []],
  ['broken off', [CALL, TRYING, '^C', 'Connected to a.example.'], ['a.example:443 not_run']],
])('%s', (_, lines, endpoints) => {
  expect(told(`${lines.join('\n')}\n`)).toEqual(endpoints);
});
