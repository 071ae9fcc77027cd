import { describe, expect, test } from 'vitest';
import { iscsiadm } from '../../../../src/tools/iscsiadm/index.ts';
import { portalOf } from '../../../../src/tools/iscsiadm/portal.ts';
import { destinationsOf, settingsOf } from '../../../support/commands.ts';
import { readOptions } from '../../../support/options.ts';

const read = (line: string): string => readOptions(iscsiadm.options, `${line} x`);

describe('options of iscsiadm, as its manual has them', () => {
  test.each(
    Object.entries({
      m: 'mode',
      p: 'portal',
      T: 'targetname',
      I: 'interface',
      o: 'op',
      t: 'type',
      n: 'name',
      v: 'value',
      H: 'host',
      r: 'sid',
      P: 'print',
      L: 'loginall',
      U: 'logoutall',
      k: 'killiscsid',
      d: 'debug',
      C: 'submode',
      a: 'ip',
      b: 'packetsize',
      c: 'count',
      i: 'interval',
      x: 'index',
      A: 'portal_type',
    }),
  )('-%s takes a word: --%s', (letter, name) => {
    for (const option of [`-${letter} one`, `-${letter}one`, `--${name} one`, `--${name}=one`])
      expect(read(option)).toBe(`${name}=one | x`);
  });

  test.each(Object.entries({ D: 'discover', l: 'login' }))('-%s takes none: --%s', (letter, name) => {
    for (const option of [`-${letter}`, `--${name}`]) expect(read(option)).toBe(`${name} | x`);
  });

  test.each(['rescan', 'discover', 'stats', 'show', 'version', 'help', 'no_wait'])('--%s may be shortened', (name) => {
    for (const option of [`--${name}`, `--${name.slice(0, -1)}`]) expect(read(option)).toBe(`${name} | x`);
  });

  test('what begins another name is its own', () => {
    expect(read('--logout')).toBe('logout | x');
    expect(read('--login')).toBe('login | x');
  });
});

test.each<[string, string]>([
  ['-m discovery -t st -p a.example', 'a.example:3260'],
  ['-m discovery -t sendtargets -p a.example:13260', 'a.example:13260'],
  ['--mode discovery --type st --portal a.example:13260,1', 'a.example:13260'],
  ['-m discovery --login -p a.example', 'a.example:3260'],
  ['-m discovery --discover -p a.example', 'a.example:3260'],
  ['-m discoverydb -t st -p a.example --discover', 'a.example:3260'],
  ['-m discoverydb -t st -p a.example -D', 'a.example:3260'],
  ['-m node -T iqn.2016-01.a:b -p 20.60.1.1:3260 --login', '20.60.1.1:3260'],
  ['-m node -T iqn.2016-01.a:b -p [fd00::5]:13260 -l', 'fd00::5:13260'],
  ['-m node -T iqn.2016-01.a:b -p fd00::5 -l', 'fd00::5:3260'],
  ['-m node -l -p 20.60.1.1', '20.60.1.1:3260'],
  // none is named
  ['-m node --login', '-'],
  ['-m discovery -t st', '-'],
  ['-m discovery -t st -p ,', '-'],
  // nothing is connected
  ['-m discovery -p a.example', '-'],
  ['-m discoverydb -t st -p a.example', '-'],
  ['-m discoverydb -t st -p a.example --login', '-'],
  ['-m node -p a.example', '-'],
  ['-m node -p a.example --discover', '-'],
  ['-m node -t st -p a.example', '-'],
  ['-m node -p a.example --logout', '-'],
  ['-p a.example', '-'],
])('iscsiadm %s', (given, expected) => {
  expect(destinationsOf(iscsiadm, `${given}`)).toBe(expected);
});

test.each<[string, boolean]>([
  ['-m discovery -t st -p a.example', false],
  ['-m node --loginall=all', true],
  ['-m node -l', false],
  ['-m session', true],
  ['', true],
])('iscsiadm %s shows no connection: %s', (given, elsewhere) => {
  expect(settingsOf(iscsiadm, `${given}`)).toEqual({ elsewhere });
});

test.each<[string, string, string | null]>([
  ['10.0.0.5', '10.0.0.5', null],
  ['10.0.0.5:3260', '10.0.0.5', '3260'],
  ['10.0.0.5:3260,1', '10.0.0.5', '3260'],
  ['10.0.0.5:3260,-1', '10.0.0.5', '3260'],
  ['10.0.0.5:3260,1028', '10.0.0.5', '3260'],
  ['10.0.0.5,1', '10.0.0.5', null],
  ['a.example', 'a.example', null],
  ['a.example:13260', 'a.example', '13260'],
  ['[fe80::1]:3260', 'fe80::1', '3260'],
  ['[fe80::1]:3260,1', 'fe80::1', '3260'],
  ['[fe80::1]', 'fe80::1', null],
  ['fe80::1', 'fe80::1', null],
  ['FE80::1', 'FE80::1', null],
  ['::1', '::1', null],
  ['fd00:1:2:3:4:5:6:7', 'fd00:1:2:3:4:5:6:7', null],
  ['fd00:1:2:3:4:5:6:3260', 'fd00:1:2:3:4:5:6:3260', null],
  ['', '', null],
  ['x a.example', '', null],
  ['a.example:3260,x', '', null],
  ['a.example:3260 x', '', null],
])('the portal %j', (written, host, port) => {
  expect(portalOf(written)).toEqual({ host, port });
});
