import { expect, test } from 'vitest';
import { psping } from '../../../../src/tools/psping/index.ts';
import { diagnose } from '../../../support/analyzer.ts';
import { destinationsOf } from '../../../support/commands.ts';

test.each<[string, string]>([
  ['a.example:443', 'a.example:443'],
  ['A.Example:443', 'a.example:443'],
  ['a.example', 'a.example'],
  ['20.60.1.1:3260', '20.60.1.1:3260'],
  ['[fd00::5]:443', 'fd00::5:443'],
  ['fd00::5', 'fd00::5'],
  ['-accepteula -nobanner a.example:443', 'a.example:443'],
  ['a.example:443 -q -t -f -u -4 -6', 'a.example:443'],
  ['(x a.example:443', 'a.example:443'],
  ['-q', '-'],
  ['', '-'],
])('psping %s', (given, expected) => {
  expect(destinationsOf(psping, `${given}`)).toBe(expected);
});

test('an address of version 6 holds colons, and no port without brackets', () => {
  const targets = (word: string) => psping.targets({ positional: [word], options: new Map() });
  expect(targets('fd00::5')).toEqual([{ host: 'fd00::5', port: null, scheme: null }]);
  expect(targets('[fd00::5]:443')).toEqual([{ host: 'fd00::5', port: 443, scheme: null }]);
  expect(targets('x[fd00::5]:443')).toEqual([{ host: null, port: null, scheme: null }]);
});

test.each(['n', 'i', 'w', 'l', 'h', 's', 'b', 'r'])('the word behind -%s is no host', (name) => {
  for (const option of [`-${name} 10`, `-${name.toUpperCase()} 10`, `-${name} x.example:80`])
    expect(destinationsOf(psping, `${option} a.example:443`)).toBe('a.example:443');
});

test('without its command its lines are no check', () => {
  const text = ['1', '2']
    .map((end) => `TCP connect to 20.60.1.${end}:443:\nConnecting to 20.60.1.${end}:443: from 10.0.0.4:60650: 3.83ms\n`)
    .join('\n');
  expect(diagnose(text).probes.map(({ host, port, status }) => `${host}:${port} ${status}`)).toEqual([]);
});
