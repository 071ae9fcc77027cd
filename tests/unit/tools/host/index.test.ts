import { expect, test } from 'vitest';
import { host } from '../../../../src/tools/host/index.ts';
import { destinationsOf, settingsOf } from '../../../support/commands.ts';

test.each<[string, string]>([
  ['a.example', 'a.example'],
  ['A.Example.', 'a.example'],
  ['vm-01', 'vm-01'],
  ['vm1', 'vm1'],
  ['a.example 10.0.0.4', 'a.example'],
  ['-t A a.example', 'a.example'],
  ['-tAAAA a.example', 'a.example'],
  ['-v -4 a.example', 'a.example'],
  ['-t mx a.example', 'none'],
  ['20.1.1.1', 'none'],
  // prose
  ['a.example 10.0.0.4 again', '-'],
  ['unreachable', '-'],
  ['(a.example)', '-'],
  ['', '-'],
])('host %s', (given, expected) => {
  expect(destinationsOf(host, given)).toBe(expected);
});

test.each([...'cmNpRW'])('the word behind -%s is no name', (letter) => {
  expect(destinationsOf(host, `-${letter} x.example a.example`)).toBe('a.example');
});

test('a second name is that of the server', () => {
  expect(settingsOf(host, 'a.example')).toEqual({ asksServer: false });
  expect(settingsOf(host, 'a.example 10.0.0.4')).toEqual({ asksServer: true });
});
