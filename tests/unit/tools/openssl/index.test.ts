import { expect, test } from 'vitest';
import { openssl } from '../../../../src/tools/openssl/index.ts';
import { destinationsOf, settingsOf } from '../../../support/commands.ts';

test.each<[string, string]>([
  ['s_client -connect a.example:443', 'a.example:443'],
  ['s_client -connect a.example:https', 'a.example:443'],
  ['s_client -connect https://a.example:443', 'a.example:443'],
  ['s_client -connect http://a.example:443', 'a.example:443'],
  ['s_client -connect a.example', 'a.example:4433'],
  ['s_client -connect a.example -port 443', 'a.example:443'],
  ['s_client -connect a.example:8443 -port 443', 'a.example:8443'],
  ['s_client -connect a.example:443x', 'a.example:4433'],
  ['s_client -connect a:443b.example', 'a:4433'],
  ['s_client -host a.example -port 443', 'a.example:443'],
  ['s_client -host a.example', 'a.example:4433'],
  ['s_client a.example:443', 'a.example:443'],
  ['s_client -connect a.example:443 b.example:80', 'a.example:443'],
  ['s_client -host a.example b.example:443', 'b.example:443'],
  ['s_client -connect vm01:443', 'vm01:443'],
  ['s_client -connect [fd00::5]:443', 'fd00::5:443'],
  ['s_client -connect [fd00::5]', 'fd00::5:4433'],
  // none is named
  ['s_client', '-'],
  ['s_client -showcerts', '-'],
  ['s_client -connect (x:443', '-'],
  // the other commands connect to nothing
  ['x509 -connect a.example:443', '-'],
  ['version a.example:443', '-'],
  ['', '-'],
])('openssl %s', (given, expected) => {
  expect(destinationsOf(openssl, given)).toBe(expected);
});

test('an address of version 6 holds colons, and no port without brackets', () => {
  expect(destinationsOf(openssl, 's_client -connect fd00::5 -port 443')).toMatch(/:443$/u);
  expect(destinationsOf(openssl, 's_client -connect fd00:1::5:80 -port 443')).toMatch(/:443$/u);
});

const CONNECT = 's_client -connect a.example:443';

test('by itself it asks the host for its own certificate, and says whether that is good', () => {
  expect(settingsOf(openssl, CONNECT)).toEqual({ proxy: null, verifies: true, elsewhere: false });
  expect(settingsOf(openssl, `${CONNECT} -servername A.Example`)).toMatchObject({ elsewhere: false });
  expect(settingsOf(openssl, `${CONNECT} -proxy p.example:8080`)).toMatchObject({ proxy: 'p.example:8080' });
});

test.each(['CAfile x', 'CApath x', 'CAstore x', 'verifyCAfile x', 'verifyCApath x', 'verifyCAstore x'])(
  'with -%s other authorities count',
  (option) => {
    expect(settingsOf(openssl, `${CONNECT} -${option}`)).toMatchObject({ verifies: false });
  },
);

test.each(['unix x', 'dtls', 'dtls1', 'dtls1_2', 'sctp', 'servername b.example'])(
  'with -%s it asks another thing',
  (option) => {
    expect(settingsOf(openssl, `${CONNECT} -${option}`)).toMatchObject({ elsewhere: true });
  },
);
