import { describe, expect, test } from 'vitest';
import { isMeter } from '../../../../src/tools/curl/meter.ts';
import { verboseError } from '../../../../src/tools/curl/verbose.ts';

describe('what curl -v says of a failure is read as its error line', () => {
  test.each<[string, number]>([
    ['Could not resolve proxy: p', 5],
    ["Couldn't resolve proxy 'p'", 5],
    ['Could not resolve host: a', 6],
    ["Couldn't resolve host 'a'", 6],
    ['Failed to connect to a port 443', 7],
    ['Failed connect to a:443', 7],
    ['Connection timed out after 5 ms', 28],
    ['Connection timeout after 5 ms', 28],
    ['Operation timed out after 5 ms', 28],
    ['Resolving timed out after 5 ms', 28],
    ['SSL connection timeout', 28],
    ['SSL/TLS connection timeout', 28],
    ['Proxy CONNECT aborted due to timeout', 28],
    ['OpenSSL SSL_connect: x', 35],
    ['SSL_connect: x', 35],
    ['TLS connect error: x', 35],
    ['gnutls_handshake() failed: x', 35],
    ['NSS error -5938', 35],
    ['schannel: next InitializeSecurityContext failed: x', 35],
    ['schannel: initial InitializeSecurityContext failed: x', 35],
    ['schannel: failed to receive handshake, x', 35],
    ['OpenSSL/3.0: x', 35],
    ['error:0A000086:x', 35],
    ['SSL certificate problem: x', 60],
    ["SSL: no alternative certificate subject name matches target host name 'a'", 60],
    ["SSL: certificate subject name 'b' does not match", 60],
    ['server certificate verification failed', 60],
    ['schannel: SNI or certificate check failed', 60],
    ['schannel: SEC_E_UNTRUSTED_ROOT', 60],
    ['schannel: SEC_E_CERT_EXPIRED', 60],
    ['schannel: CertGetCertificateChain x', 60],
    ['Empty reply from server', 52],
    ['Received HTTP code 403 from proxy after CONNECT', 56],
    ['CONNECT tunnel failed, response 403', 56],
    ['Proxy CONNECT aborted', 56],
    ['Recv failure: x', 56],
    ['OpenSSL SSL_read: x', 56],
    ['Send failure: x', 55],
  ])('%s', (sentence, code) => {
    const head = `curl: (${code}) `;
    expect(verboseError(`* ${sentence}`)).toEqual({ text: head + sentence, shift: head.length - 2 });
    expect(verboseError(`*   ${sentence}`)).toEqual({ text: head + sentence, shift: head.length - 4 });
    expect(verboseError(`*${sentence}`)).toEqual({ text: head + sentence, shift: head.length - 1 });
  });

  test('another line of -v tells no error, and lines of others are not its', () => {
    expect(verboseError('* Connected to a')).toBeNull();
    expect(verboseError('* x Recv failure: x')).toBeNull();
    expect(verboseError('*')).toBeNull();
    expect(verboseError('Recv failure: x')).toBeUndefined();
    expect(verboseError(' * Recv failure: x')).toBeUndefined();
    expect(verboseError('')).toBeUndefined();
  });
});

describe('a line of the progress meter', () => {
  const line = (length: number, first = ' ', last = '0') => first + '-'.repeat(length - 2) + last;
  test.each([
    line(70),
    line(90),
    line(80, '0'),
    line(80, '9'),
    line(80, ' ', '9'),
    line(80, ' ', '-'),
    line(80, ' ', 'k'),
    line(80, ' ', 'M'),
  ])('%j', (text) => {
    expect(isMeter(text)).toBe(true);
  });

  test.each([
    line(69),
    line(91),
    line(80, '/'),
    line(80, ':'),
    line(80, '-'),
    line(80, ' ', 'x'),
    line(80, ' ', '/'),
    line(80, ' ', ':'),
    ` curl${line(70)}`,
    '',
  ])('not %j', (text) => {
    expect(isMeter(text)).toBe(false);
  });
});
