import { describe, expect, test } from 'vitest';
import { inShort, outcomeOf } from '../../../support/outcomes.ts';

const CALL = 's_client -connect a.windowsazure.com:443';
const read = (lines: readonly string[], { given = CALL, cutOff = false, end = '$ ' } = {}): string =>
  inShort(outcomeOf([`$ openssl ${given}`, ...lines, end].join('\n'), { cutOff }));

/** What s_client prints of a handshake. */
function handshake({
  subject = 'CN = *.windowsazure.com',
  issuer = 'O = Microsoft Corporation, CN = x',
  result = '0 (ok)',
} = {}): string[] {
  return [
    'CONNECTED(00000003)',
    'Certificate chain',
    ` 0 s:${subject}`,
    `   i:${issuer}`,
    'Server certificate',
    `subject=${subject}`,
    `issuer=${issuer}`,
    'New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384',
    `Verify return code: ${result}`,
    'DONE',
  ];
}
const UNKNOWN = '20 (unable to get local issuer certificate)';
const CONTOSO = 'O = Contoso, CN = Inspector';

describe('what a handshake shows', () => {
  test.each<[string, string[], string]>([
    ['of the destination', handshake(), 'reachable ok'],
    ['of a name that everybody may have', handshake({ subject: 'CN = a.contoso.example' }), 'indeterminate other'],
    ['of a name without a domain', handshake({ subject: 'CN = com' }), 'indeterminate other'],
    ['of no name', handshake({ subject: 'O = x' }), 'indeterminate other'],
    ['that was not verified', handshake().filter((line) => !line.startsWith('Verify')), 'indeterminate other'],
    ['of another issuer', handshake({ issuer: CONTOSO }), 'unreachable tls_untrusted'],
    ['of the own issuer, which is not trusted', handshake({ result: UNKNOWN }), 'unreachable tls_untrusted'],
  ])('%s', (_, lines, expected) => {
    expect(read(lines).split(' ').slice(0, 2).join(' ')).toBe(expected);
  });

  test('with the certificate of another host asked for it proves nothing', () => {
    const given = `${CALL} -servername b.windowsazure.com`;
    expect(read(handshake(), { given })).toMatch(/^indeterminate other/u);
    expect(read(handshake({ issuer: CONTOSO }), { given })).toMatch(/^indeterminate tls_untrusted/u);
  });

  test('by a proxy', () => {
    const given = `${CALL} -proxy p.example:8080`;
    expect(read(handshake(), { given })).toMatch(/^reachable ok \d+ proxy viaProxy=true/u);
  });

  test('its command is lost', () => {
    expect(inShort(outcomeOf(handshake().join('\n')))).toMatch(/^indeterminate other/u);
  });
});

describe('what stands open', () => {
  test('connected, and nothing more', () => {
    expect(read(['CONNECTED(00000003)'])).toBe('indeterminate other 2 direct: tcp ok 2');
    expect(read(['CONNECTED(00000003)', '^C'])).toBe('indeterminate stalled 2 direct: tcp ok 2');
    expect(read([])).toBe('indeterminate other - direct:');
    expect(read(['^C'])).toMatch(/^incomplete interrupted - direct:/u);
    expect(read(['CONNECTED(00000003)'], { cutOff: true, end: '' })).toMatch(/^incomplete /u);
  });
});

describe('what fails', () => {
  const given = `${CALL} -proxy p.example:8080`;
  test.each<[string, string[], string, string]>([
    [
      'refused',
      ['connect:errno=111'],
      'unreachable refused 2 direct: tcp failed refused 2',
      'unreachable proxy_unreachable 2 proxy viaProxy=true',
    ],
    [
      'timed out',
      ['connect:errno=110'],
      'unreachable timeout 2 direct: tcp failed timeout 2',
      'unreachable proxy_unreachable 2 proxy viaProxy=true',
    ],
  ])('%s', (_, lines, direct, byProxy) => {
    expect(read(lines)).toBe(direct);
    expect(read(lines, { given })).toContain(byProxy);
  });

  test('a failure of a connection that came about is another run’s', () => {
    expect(read(['CONNECTED(00000003)', 'connect:errno=111'])).toMatch(/^indeterminate refused 3/u);
  });

  test.each<[string, string]>([
    [
      's_client: HTTP CONNECT failed: 407 Proxy Authentication Required',
      'unreachable proxy_auth 2 proxy viaProxy=true proxyStatus=407',
    ],
    ['s_client: HTTP CONNECT failed: 403 Forbidden', 'unreachable proxy_denied 2 proxy viaProxy=true proxyStatus=403'],
    [
      's_client: HTTP CONNECT failed, reason= 403 Forbidden',
      'unreachable proxy_denied 2 proxy viaProxy=true proxyStatus=403:',
    ],
    [
      's_client: HTTP CONNECT failed, reason=502 Bad Gateway',
      'unreachable proxy_upstream 2 proxy viaProxy=true proxyStatus=502:',
    ],
    [
      's_client: HTTP CONNECT failed, incorrect response from proxy',
      'unreachable proxy_upstream 2 proxy viaProxy=true:',
    ],
    [
      '40F799E8197F0000:error:10080002:BIO routines:BIO_lookup_ex:system lib:../crypto/bio/bio_addr.c:746:Name or service not known',
      'unreachable proxy_dns 2 proxy viaProxy=true',
    ],
  ])('a proxy that says no, or is not found: %s', (line, expected) => {
    expect(read([line], { given })).toContain(expected);
  });
});
