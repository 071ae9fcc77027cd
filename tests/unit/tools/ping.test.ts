import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { lookups } from '../../support/lookups.ts';
import { probeOf, shown } from '../../support/probes.ts';

const SAMPLE = readFileSync(new URL('ping.log', import.meta.url), 'utf8');

test('the sample: names and addresses, and nothing of a port', () => {
  expect(lookups(SAMPLE)).toEqual([
    'a.example:443 resolved ok 20.60.1.1 → not_run',
    'b.example:443 resolved ok 20.60.1.2 → not_run',
    'c.example:443 failed dns → unreachable',
    'd.example:443 resolved ok 10.1.0.4 private → not_run',
    'e.example:443 failed dns → unreachable',
    'f.example:443 resolved ok 20.60.1.6 → not_run',
  ]);
});

test('that it decides nothing is said beside its first line', () => {
  const { annotations } = diagnose(SAMPLE);
  const notes = annotations.filter(({ signature }) => signature === 'ping-echo');
  expect(notes.map(({ line, verdict, decides }) => [line, verdict, decides])).toEqual([
    [2, 'informational', false],
    [10, 'informational', false],
    [21, 'informational', false],
    [32, 'informational', false],
  ]);
});

const HEAD = 'PING a.example (20.60.1.1) 56(84) bytes of data.';

test.each<[string, readonly string[], string]>([
  ['its head', ['$ ping a.example', HEAD], 'direct: dns ok 2'],
  ['macOS', ['$ ping a.example', 'PING front.example (20.60.1.1): 56 data bytes'], 'direct: dns ok 2'],
  [
    'IPv6',
    ['$ ping a.example', 'PING a.example(2603:1046:2000::8 (2603:1046:2000::8)) 56 data bytes'],
    'direct: dns ok 2',
  ],
  ['BusyBox does not know the name', ['$ ping a.example', "ping: bad address 'a.example'"], 'direct: dns failed dns 2'],
  [
    'Windows does not',
    ['C:\\>ping a.example', 'Ping request could not find host a.example. Please check the name and try again.'],
    'direct: dns failed dns 2',
  ],
  ['losses only', ['$ ping a.example', '3 packets transmitted, 0 received, 100% packet loss, time 2032ms'], 'direct: '],
  ['a firewall on the way', ['$ ping a.example', HEAD, 'From 10.0.0.1 icmp_seq=1 Packet filtered'], 'direct: dns ok 2'],
])('%s', (_, lines, layers) => {
  expect(shown(probeOf(`${lines.join('\n')}\n`))).toBe(layers);
});

test.each<[string, string, readonly string[]]>([
  ['options before the host', '$ ping -c 4 -W 1.5 -I eth0 a.example\n', ['a.example:443']],
  ['options behind it', 'C:\\>ping a.example -n 4 -w 500\n', ['a.example:443']],
  ['an address', '$ ping 20.60.1.1\nPING 20.60.1.1 (20.60.1.1) 56(84) bytes of data.\n', []],
  ['no host', '$ ping -V\n', []],
  ['prose', 'ping a.example は成功します。\nPing は通りません。\n', []],
])('%s', (_, text, endpoints) => {
  expect(diagnose(text).endpoints.map(({ host, port }) => `${host}:${port}`)).toEqual(endpoints);
});

test('a firewall that forbids it is pointed at, and decides nothing either', () => {
  const { annotations, endpoints } = diagnose(`$ ping a.example\n${HEAD}\nFrom 10.0.0.1 icmp_seq=1 Packet filtered\n`);
  expect(annotations.filter(({ line }) => line === 3)).toMatchObject([
    { signature: 'ping-prohibited', verdict: 'informational', decides: false },
  ]);
  expect(endpoints.map(({ verdict }) => verdict)).toEqual(['not_run']);
});

test('an answer makes nothing reachable that only its connection could show', () => {
  const text = `$ nc -vz a.example 443\nNcat: TIMEOUT.\n$ ping a.example\n${HEAD}\n64 bytes from a.example (20.60.1.1): icmp_seq=1 ttl=63 time=0.024 ms\n`;
  expect(diagnose(text).endpoints.map(({ tcp, verdict }) => [tcp.cause, verdict])).toEqual([
    ['timeout', 'unreachable'],
  ]);
});
