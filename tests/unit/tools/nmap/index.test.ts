import { expect, test } from 'vitest';
import { nmap } from '../../../../src/tools/nmap/index.ts';
import { destinationsOf, settingsOf } from '../../../support/commands.ts';

const numbers = (most: number): string => Array.from({ length: most }, (_, at) => String(at + 1)).join(',');

test.each<[string, string]>([
  ['a.example', 'a.example'],
  ['-p 443 a.example', 'a.example:443'],
  ['-p443,3260 a.example', 'a.example:443 a.example:3260'],
  ['--ports=443 a.example b.example', 'a.example:443 b.example:443'],
  ['-p T:443 a.example', 'a.example:443'],
  ['-p 1 a.example', 'a.example:1'],
  ['-p 65535 a.example', 'a.example:65535'],
  ['-p 443 fd00::5', 'fd00::5:443'],
  // which ports are meant is not known
  ['-p 0 a.example', 'a.example'],
  ['-p 65536 a.example', 'a.example'],
  ['-p 443000 a.example', 'a.example'],
  ['-p 1-1024 a.example', 'a.example'],
  ['-p 443,1-1024 a.example', 'a.example'],
  ['-p U:53,T:443 a.example', 'a.example'],
  ['-p https a.example', 'a.example'],
  ['-p 443s a.example', 'a.example'],
  ['-p s443 a.example', 'a.example'],
  [`-p ${numbers(16)} a.example`, numbers(16).replaceAll(/\d+/gu, 'a.example:$&').replaceAll(',', ' ')],
  [`-p ${numbers(17)} a.example`, 'a.example'],
  // a network, a plain word and a file are no hosts
  ['-p 443 10.0.0.0/24', '-'],
  ['-p 443 localhost', '-'],
  ['-p 443 -oN out.txt a.example', 'a.example:443'],
  ['-p 443 -oX out.xml a.example', 'a.example:443'],
  ['-p 443 -oN out.log a.example', 'a.example:443'],
  ['-p 443 -oN out.nmap a.example', 'a.example:443'],
  ['-p 443 -oG out.gnmap a.example', 'a.example:443'],
  ['-p 443 a.txt.example', 'a.txt.example:443'],
  ['', '-'],
])('nmap %s', (given, expected) => {
  expect(destinationsOf(nmap, `${given}`)).toBe(expected);
});

test.each([...'egSD'])('the word behind -%s is no host', (letter) => {
  expect(destinationsOf(nmap, `-${letter} x.example -p 443 a.example`)).toBe('a.example:443');
});

test.each(
  `iface source-port source-ip exclude-ports top-ports exclude excludefile scan-delay max-retries host-timeout min-rate max-rate
min-parallelism max-parallelism min-rtt-timeout max-rtt-timeout initial-rtt-timeout dns-servers script script-args proxies
data-length ttl mtu list zombie decoy`.split(/\s/u),
)('the word behind --%s is no host', (name) => {
  expect(destinationsOf(nmap, `--${name} x.example -p 443 a.example`)).toBe('a.example:443');
});

test.each<[string, boolean]>([
  ['-p 443 a.example', false],
  ['-sT -p 443 a.example', false],
  ['-sU -p 443 a.example', true],
  ['--proxies http://p.example:8080 -p 443 a.example', true],
])('nmap %s shows another thing than a connection from here: %s', (given, elsewhere) => {
  expect(settingsOf(nmap, `${given}`)).toEqual({ elsewhere });
});
