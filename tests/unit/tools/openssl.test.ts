import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openssl } from '../../../src/tools/openssl/index.ts';
import { readArguments } from '../../../src/session/arguments.ts';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';

const HOST = 'contosostor01.blob.core.windows.net';
const CALL = `$ openssl s_client -connect ${HOST}:443 -servername ${HOST} </dev/null\n`;
const SUBJECT = 'C = US, ST = WA, O = Microsoft Corporation, CN = *.blob.core.windows.net';
const OWN = 'C = US, O = Microsoft Corporation, CN = Microsoft Azure RSA TLS Issuing CA 04';
const PROXY_CA = 'C = JP, O = Contoso Ltd., CN = Contoso Proxy CA';
const ERROR = '40F799E8197F0000:error:';
const NONE = `---\nno peer certificate available\n---\nSSL handshake has read 0 bytes and written 297 bytes\nVerification: OK\n---\nNew, (NONE), Cipher is (NONE)\nVerify return code: 0 (ok)\n---\n`;

/** What s_client prints of a handshake: with the name and the issuer of the certificate, and what came of verifying it. */
function handshake(subject = SUBJECT, issuer = OWN, result = '0 (ok)'): string {
  return `CONNECTED(00000003)\n---\nCertificate chain\n 0 s:${subject}\n   i:${issuer}\n---\nServer certificate\nsubject=${subject}\nissuer=${issuer}\n---\nNew, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384\nVerify return code: ${result}\n---\nDONE\n`;
}

describe('what a run shows of each layer', () => {
  test.each([
    ['a handshake', CALL + handshake(), 'direct: tcp ok 2, tls ok 12', 'reachable ok openssl-handshake'],
    [
      'a handshake of 1.0.2',
      CALL +
        `CONNECTED(00000003)\n---\nCertificate chain\n 0 s:/C=US/O=Microsoft Corporation/CN=*.blob.core.windows.net\n   i:/C=US/O=Microsoft Corporation/CN=Microsoft Azure TLS Issuing CA 01\n---\nNew, TLSv1/SSLv3, Cipher is ECDHE-RSA-AES256-GCM-SHA384\nSSL-Session:\n    Protocol  : TLSv1.2\n    Verify return code: 0 (ok)\n---\n`,
      'direct: tcp ok 2, tls ok 8',
      'reachable ok openssl-handshake',
    ],
    [
      '-brief',
      `$ openssl s_client -brief -connect ${HOST}:443\nCONNECTION ESTABLISHED\nProtocol version: TLSv1.3\nCiphersuite: TLS_AES_256_GCM_SHA384\nPeer certificate: ${SUBJECT}\nVerification: OK\n`,
      'direct: tcp ok 2, tls ok 4',
      'reachable ok openssl-handshake',
    ],
    [
      'an end of the connection behind the handshake',
      `${CALL}${handshake()}${ERROR}0A000126:SSL routines:ssl3_read_n:unexpected eof while reading:../ssl/record/rec_layer_s3.c:318:\n`,
      'direct: tcp ok 2, tls ok 12',
      'reachable ok openssl-handshake',
    ],
    [
      'refused',
      `${CALL}${ERROR}8000006F:system library:BIO_connect:Connection refused:../crypto/bio/bio_sock2.c:117:calling connect()\n${ERROR}10000067:BIO routines:BIO_connect:connect error:../crypto/bio/bio_sock2.c:119:\nconnect:errno=111\n`,
      'direct: tcp failed refused 4',
      'unreachable refused openssl-connect-errno',
    ],
    [
      'timed out',
      `${CALL}connect:errno=110\n`,
      'direct: tcp failed timeout 2',
      'unreachable timeout openssl-connect-errno',
    ],
    ['no route', `${CALL}connect:errno=101\n`, 'direct: tcp failed route 2', 'unreachable route openssl-connect-errno'],
    [
      'not resolved',
      `${CALL}${ERROR}10080002:BIO routines:BIO_lookup_ex:system lib:../crypto/bio/bio_addr.c:746:Name or service not known\nconnect:errno=22\n`,
      'direct: dns failed dns 2',
      'unreachable dns openssl-name',
    ],
    [
      'not resolved, in 1.0.2 of RHEL',
      `${CALL}getaddrinfo: Name or service not known\nconnect:errno=2\n`,
      'direct: dns failed dns 2',
      'unreachable dns openssl-name',
    ],
    [
      'no answer of the DNS server',
      `${CALL}${ERROR}10080002:BIO routines:BIO_lookup_ex:system lib:../crypto/bio/bio_addr.c:746:Temporary failure in name resolution\nconnect:errno=22\n`,
      'direct: dns failed dns_timeout 2',
      'unreachable dns_timeout openssl-name-temporary',
    ],
    [
      'reset in the handshake',
      `${CALL}write:errno=104\nCONNECTED(00000003)\n${NONE}`,
      'direct: tcp ok 3, tls failed reset 2',
      'unreachable reset openssl-write-errno',
    ],
    [
      'reset in the handshake, -brief',
      `$ openssl s_client -brief -connect ${HOST}:443\nwrite:errno=104\n`,
      'direct: tcp ok 2, tls failed reset 2',
      'unreachable reset openssl-write-errno',
    ],
    [
      'an alert',
      `${CALL}CONNECTED(00000003)\n${ERROR}0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:../ssl/record/rec_layer_s3.c:1601:SSL alert number 40\n${NONE}`,
      'direct: tcp ok 2, tls failed tls_handshake 3',
      'unreachable tls_handshake openssl-alert',
    ],
    [
      'closed in the handshake',
      `${CALL}CONNECTED(00000003)\n${ERROR}0A000126:SSL routines::unexpected eof while reading:../ssl/record/rec_layer_s3.c:689:\n${NONE}`,
      'direct: tcp ok 2, tls failed tls_handshake 3',
      'unreachable tls_handshake openssl-handshake-error',
    ],
    [
      'a certificate of something in between',
      `${CALL}depth=1 ${PROXY_CA}\nverify error:num=19:self-signed certificate in certificate chain\n${handshake(SUBJECT, PROXY_CA, '19 (self-signed certificate in certificate chain)')}`,
      'direct: tcp ok 4, tls intercepted tls_untrusted 12',
      'unreachable tls_untrusted openssl-verify',
    ],
    [
      'one that this machine trusts',
      CALL + handshake(SUBJECT, PROXY_CA),
      'direct: tcp ok 2, tls intercepted tls_untrusted 10',
      'unreachable tls_untrusted ',
    ],
    [
      'an expired certificate',
      CALL + handshake(SUBJECT, OWN, '10 (certificate has expired)'),
      'direct: tcp ok 2, tls failed tls_untrusted 10',
      'unreachable tls_untrusted openssl-expired',
    ],
    [
      'a verification that ends the handshake',
      `${CALL}verify error:num=20:unable to get local issuer certificate\nCONNECTED(00000003)\n---\nno peer certificate available\n---\nNew, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384\nVerify return code: 20 (unable to get local issuer certificate)\n`,
      'direct: tcp ok 3, tls failed tls_untrusted 2',
      'unreachable tls_untrusted openssl-verify',
    ],
    [
      'a proxy that refuses',
      `$ openssl s_client -proxy 10.0.0.4:8080 -connect ${HOST}:443\nCONNECTED(00000003)\ns_client: HTTP CONNECT failed, reason= 403 Forbidden\n${NONE}`,
      'proxy: ',
      'unreachable proxy_denied openssl-proxy-connect',
    ],
    [
      'a proxy that wants a login',
      `$ openssl s_client -proxy 10.0.0.4:8080 -connect ${HOST}:443\ns_client: HTTP CONNECT failed: 407 Proxy Authentication Required\n`,
      'proxy: ',
      'unreachable proxy_auth openssl-proxy-connect',
    ],
    [
      'a proxy that does not answer',
      `$ openssl s_client -proxy 10.0.0.4:8080 -connect ${HOST}:443\nconnect:errno=110\n`,
      'proxy: ',
      'unreachable proxy_unreachable openssl-connect-errno',
    ],
    [
      'a handshake through a proxy',
      `$ openssl s_client -proxy 10.0.0.4:8080 -connect ${HOST}:443\n${handshake()}`,
      'proxy: tls ok 12',
      'reachable ok openssl-handshake',
    ],
    [
      'a connection that stalls',
      `$ openssl s_client -connect ${HOST}:443\nCONNECTED(00000003)\n^C\n$ date\n`,
      'direct: tcp ok 2',
      'indeterminate stalled openssl-connected',
    ],
    [
      'a run that somebody ended',
      `$ openssl s_client -connect ${HOST}:443\n^C\n$ date\n`,
      'direct: ',
      'incomplete interrupted ',
    ],
  ])('%s', (_, text, layers, outcome) => {
    const probe = probeOf(text);
    expect(shown(probe)).toBe(layers);
    expect(`${probe.status} ${probe.cause} ${probe.signature ?? ''}`).toBe(outcome);
  });
});

describe('what is no proof', () => {
  test.each([
    ['no certificate, although nothing failed', `${CALL}CONNECTED(00000003)\n${NONE}`],
    [
      'a certificate of another host',
      CALL + handshake('CN = portal.example', 'C = US, O = DigiCert Inc, CN = DigiCert CA'),
    ],
    [
      'another name asked for',
      handshake().replace(/^/u, `$ openssl s_client -connect ${HOST}:443 -servername b.example\n`),
    ],
    ['a certificate alone', `${CALL}subject=${SUBJECT}\nissuer=${OWN}\nnotAfter=Oct  1 00:00:00 2027 GMT\n`],
    ['a return code alone', `${CALL}Verify return code: 0 (ok)\n`],
    ['a cipher alone', `${CALL}CONNECTED(00000003)\nNew, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384\n`],
    ['an error of a connection beside', `${CALL}${handshake()}connect:errno=111\n`],
  ])('%s', (_, text) => {
    expect(probeOf(text).status).not.toBe('reachable');
  });

  test('output that is cut anywhere before the result of verifying', () => {
    const whole = CALL + handshake();
    const result = whole.indexOf('0 (ok)');
    for (let end = result - 1; end >= CALL.length; end -= 7)
      expect(probeOf(whole.slice(0, end)).status).not.toBe('reachable');
  });

  test('a cut where more may follow', () => {
    expect(diagnose(`${CALL}CONNECTED(00000003)\n`).endpoints[0]?.verdict).not.toBe('reachable');
  });
});

test('a handshake is no answer: TLS and TCP are proven, HTTPS was not tried', () => {
  expect(diagnose(CALL + handshake()).endpoints).toMatchObject([
    {
      host: HOST,
      port: 443,
      tcp: { status: 'reachable', probe: 1 },
      tls: { status: 'reachable', probe: 1 },
      https: { status: 'not_run' },
      verdict: 'reachable',
      decidedBy: 1,
    },
  ]);
});

test('another certificate is shown by the line that names who issued it', () => {
  const probe = probeOf(CALL + handshake(SUBJECT, PROXY_CA, '19 (self-signed certificate)'));
  expect([probe.evidence?.line, probe.layers.tls?.issuer]).toEqual([10, PROXY_CA]);
});

test.each([
  ['s_client -connect a.example:443', 'a.example', 443],
  ['s_client -connect [2001:db8::1]:443', '2001:db8::1', 443],
  ['s_client -connect a.example:https', 'a.example', 443],
  ['s_client -connect a.example', 'a.example', 4433],
  ['s_client -host a.example -port 8443', 'a.example', 8443],
  ['s_client -showcerts a.example:443', 'a.example', 443],
  ['x509 -noout -issuer', null, null],
  ['version', null, null],
])('openssl %s goes to %s:%s', (line, host, port) => {
  expect(openssl.targets(readArguments(openssl.options, line.split(' ')))).toMatchObject([{ host, port }]);
});

test('what only reads a certificate is not listed beside the run that gets it', () => {
  const { probes, unread } = diagnose(
    `${CALL.trimEnd()} 2>/dev/null | openssl x509 -noout -issuer\nissuer=${OWN}\n$ date\n`,
  );
  expect(probes).toHaveLength(1);
  expect(unread).toEqual([]);
});

test('two runs without their commands are two probes', () => {
  expect(diagnose(handshake() + handshake()).probes).toHaveLength(2);
});

test('a whole output', () => {
  const text = readFileSync(new URL('openssl.log', import.meta.url), 'utf8');
  expect(probeOf(text)).toMatchObject({ host: 'dotnet.microsoft.com', port: 443, status: 'reachable' });
});
