import { describe, expect, test } from 'vitest';
import type { RawProbe } from '../../../../src/session/raw-probe.ts';
import { CleanLines } from '../../../../src/text/clean.ts';
import { Lines } from '../../../../src/text/lines.ts';
import { commonName, namesOwner, readHandshake, type Handshake } from '../../../../src/tools/openssl/handshake.ts';

const COMMAND = '$ openssl s_client -connect a.example:443';

/** What the lines below a command say; `command` false: it is lost. */
function read(lines: readonly string[], command = true): Handshake {
  const all = command ? [COMMAND, ...lines] : lines;
  const probe = { command: command ? {} : null, first: 1, last: all.length } as unknown as RawProbe;
  return readHandshake(probe, new CleanLines(new Lines([...all, 'CONNECTED(00000009)'].join('\n'))));
}

const NOTHING: Handshake = {
  connected: null,
  cipher: null,
  version: null,
  subject: null,
  issuer: null,
  bare: false,
  errors: [],
  verified: false,
};

test('nothing but its command', () => {
  expect(read([])).toEqual(NOTHING);
});

test('the lines of a run whose command is lost begin with the first one', () => {
  expect(read(['CONNECTED(00000003)'], false)).toEqual({ ...NOTHING, connected: 1 });
});

test.each<[string, Partial<Handshake>]>([
  ['CONNECTED(00000003)', { connected: 2 }],
  ['CONNECTED(000001A8)', { connected: 2 }],
  ['CONNECTED(00000000000001A8)', { connected: 2 }],
  ['$ CONNECTED(00000003)', { connected: 2 }],
  ['CONNECTION ESTABLISHED', { connected: 2 }],
  ['DISCONNECTED(00000003)', {}],
  ['CONNECTED(3)', {}],
  [
    'New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384',
    { version: 'TLSv1.3', cipher: { value: 'TLS_AES_256_GCM_SHA384', line: 2 } },
  ],
  ['Reused, TLSv1.2, Cipher is AES128-SHA', { version: 'TLSv1.2', cipher: { value: 'AES128-SHA', line: 2 } }],
  ['Say New, TLSv1.2, Cipher is AES128-SHA and more', { version: 'TLSv1.2', cipher: { value: 'AES128-SHA', line: 2 } }],
  ['New, (NONE), Cipher is (NONE)', {}],
  ['New, TLSv1.2, Cipher is (NONE)', { version: 'TLSv1.2' }],
  ['Old, TLSv1.2, Cipher is AES128-SHA', {}],
  [', Cipher is AES128-SHA', {}],
  ['Ciphersuite: TLS_AES_256_GCM_SHA384', { cipher: { value: 'TLS_AES_256_GCM_SHA384', line: 2 } }],
  ['and Ciphersuite: AES128-SHA x', { cipher: { value: 'AES128-SHA', line: 2 } }],
  ['noCiphersuite: AES128-SHA', {}],
  ['Protocol version: TLSv1.3', { version: 'TLSv1.3' }],
  ['and Protocol version: TLSv1.3 x', { version: 'TLSv1.3' }],
  ['noProtocol version: TLSv1.3', {}],
  ['no peer certificate available', { bare: true }],
  ['verify error:num=19:self signed certificate in certificate chain', { errors: [{ code: 19, line: 2 }] }],
  ['Verify return code: 20 (unable to get local issuer certificate)', { errors: [{ code: 20, line: 2 }] }],
  ['Verify return code: 0 (ok)', { verified: true }],
  ['Verification: OK', { verified: true }],
  ['Verification error: x', {}],
  [' 0 s:CN = a.example', { subject: { value: 'CN = a.example', line: 2 } }],
  ['subject=CN = a.example ', { subject: { value: 'CN = a.example', line: 2 } }],
  ['Peer certificate: CN = a.example', { subject: { value: 'CN = a.example', line: 2 } }],
  [' 10 s:CN = a.example', {}],
  ['nosubject=CN = a.example', {}],
  ['subject=', {}],
  ['   i:CN = Contoso CA', { issuer: { value: 'CN = Contoso CA', line: 2 } }],
  ['issuer=CN = Contoso CA', { issuer: { value: 'CN = Contoso CA', line: 2 } }],
  ['hi:CN = Contoso CA', {}],
  [`subject=${'x'.repeat(992)}`, { subject: { value: 'x'.repeat(992), line: 2 } }],
  [`subject=${'x'.repeat(993)}`, {}],
])('%s', (line, found) => {
  expect(read([line])).toEqual({ ...NOTHING, ...found });
});

describe('several lines', () => {
  test('the first connection, cipher, version and subject count', () => {
    const found = read([
      'CONNECTED(00000003)',
      ' 0 s:CN = a.example',
      ' 1 s:CN = Contoso CA',
      'subject=CN = b.example',
      'New, TLSv1.3, Cipher is AES256-SHA',
      'New, TLSv1.2, Cipher is AES128-SHA',
      'CONNECTED(00000004)',
    ]);
    expect(found).toMatchObject({
      connected: 2,
      subject: { value: 'CN = a.example', line: 3 },
      version: 'TLSv1.3',
      cipher: { value: 'AES256-SHA', line: 6 },
    });
  });

  test('the issuer is that of the first certificate, and the summary names it again', () => {
    const chain = ['   i:CN = Contoso CA', '   i:CN = Root'];
    expect(read(chain).issuer).toEqual({ value: 'CN = Contoso CA', line: 2 });
    expect(read([...chain, 'issuer=CN = Contoso CA']).issuer).toEqual({ value: 'CN = Contoso CA', line: 4 });
    expect(read([...chain, 'issuer=CN = Root']).issuer).toEqual({ value: 'CN = Contoso CA', line: 2 });
    expect(read([...chain, '   i:CN = Contoso CA']).issuer).toEqual({ value: 'CN = Contoso CA', line: 2 });
  });

  test('every error of the verification', () => {
    const found = read([
      'verify error:num=20:unable to get local issuer certificate',
      'verify error:num=21:unable to verify the first certificate',
      'Verify return code: 21 (unable to verify the first certificate)',
    ]);
    expect(found.errors).toEqual([
      { code: 20, line: 2 },
      { code: 21, line: 3 },
      { code: 21, line: 4 },
    ]);
    expect(found.verified).toBe(false);
  });

  test('two thousand lines are read', () => {
    const filled = (count: number): string[] => [...Array.from({ length: count }, () => 'x'), 'CONNECTED(00000003)'];
    expect(read(filled(1999)).connected).toBe(2001);
    expect(read(filled(2000)).connected).toBe(null);
  });
});

test.each<[string, boolean]>([
  ['subject=CN = a.example', true],
  ['issuer=CN = Contoso CA', true],
  [' 0 s:CN = a.example', true],
  ['   i:CN = Contoso CA', true],
  ['Peer certificate: CN = a.example', true],
  ['the subject=CN = a.example', true],
  ['subject=', false],
  ['CONNECTED(00000003)', false],
  ['mysubject=CN = a.example', false],
  ['', false],
])('%j names the owner of a certificate, or who signed it: %s', (line, expected) => {
  expect(namesOwner(line)).toBe(expected);
});

test.each<[string, string | null]>([
  ['CN = a.example', 'a.example'],
  ['C = JP, O = Contoso, CN = A.Example', 'a.example'],
  ['/C=JP/O=Contoso/CN=a.example', 'a.example'],
  ['CN = *.a.example', 'a.example'],
  ['cn = a.example', 'a.example'],
  ['CN = first, CN = second', 'second'],
  ['CN = a.example, O = Contoso', 'a.example'],
  ['CN = a*.', 'a*.'],
  ['O = Contoso', null],
  ['', null],
])('%j is of %s', (subject, name) => {
  expect(commonName(subject)).toBe(name);
});
