import { expect, test } from 'vitest';
import { portqry } from '../../../../src/tools/portqry/index.ts';
import { diagnose } from '../../../support/analyzer.ts';
import { destinationsOf, settingsOf } from '../../../support/commands.ts';

test.each<[string, string]>([
  ['-n a.example -e 443', 'a.example:443'],
  ['-N A.Example -E 443', 'a.example:443'],
  ['-n a.example', 'a.example'],
  ['-n a.example -p TCP -e 443', 'a.example:443'],
  ['-n a.example -r 1:1024', 'a.example'],
  ['-n a.example -o 80,443', 'a.example'],
  ['-e 443', '-'],
  ['-local', '-'],
  ['', '-'],
])('portqry %s', (given, expected) => {
  expect(destinationsOf(portqry, `${given}`)).toBe(expected);
});

test.each(['r', 'o', 'p', 'l', 'sp', 'cn', 'wport', 'wpid', 'wt'])('-%s takes the next word', (name) => {
  expect(destinationsOf(portqry, `-${name} -n -n a.example -e 443`)).toBe('a.example:443');
});

test.each(['nr', 'sl', 'q', 'i', 'y', 'v', 'local'])('-%s takes no word', (name) => {
  expect(destinationsOf(portqry, `-${name} -n a.example -e 443`)).toBe('a.example:443');
});

test.each<[string, boolean]>([
  ['', false],
  ['-p tcp', false],
  ['-p both', false],
  ['-p udp', true],
  ['-p UDP', true],
])('with %s it is no check of a connection: %s', (given, elsewhere) => {
  expect(settingsOf(portqry, `-n a.example -e 443 ${given}`)).toEqual({ elsewhere });
});

test('two outputs without commands are two checks', () => {
  const output = (host: string, ip: string, port: number, state: string): string =>
    `Querying target system called:\n\n ${host}\n\nAttempting to resolve name to IP address...\n\nName resolved to ${ip}\n\nquerying...\n\nTCP port ${port} (unknown service): ${state}\n\n`;
  const text = output('a.example', '20.60.1.1', 443, 'LISTENING') + output('b.example', '20.60.1.2', 3260, 'FILTERED');
  const { probes } = diagnose(text);
  expect(probes.map(({ host, port, status }) => `${host}:${port} ${status}`)).toEqual([
    'null:443 reachable',
    'null:3260 unreachable',
  ]);
});
