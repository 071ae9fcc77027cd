import type { Restated } from '../../session/tool-table.ts';

/**
 * What curl -v says of a failure in its own words, and the number of the error that it ends with: the same sentence stands
 * behind `curl: (28) ` when curl is not silent. lib/strerror.c and lib/*.c of curl 7.29 to 8.17.
 */
const SENTENCES: readonly (readonly [string, number])[] = [
  ['Could not resolve proxy', 5],
  ["Couldn't resolve proxy", 5],
  ['Could not resolve host', 6],
  ["Couldn't resolve host", 6],
  ['Failed to connect to ', 7],
  ['Failed connect to ', 7],
  ['Connection timed out after', 28],
  ['Connection timeout after', 28],
  ['Operation timed out after', 28],
  ['Resolving timed out after', 28],
  ['SSL connection timeout', 28],
  ['SSL/TLS connection timeout', 28],
  ['Proxy CONNECT aborted due to timeout', 28],
  ['OpenSSL SSL_connect:', 35],
  ['SSL_connect:', 35],
  ['TLS connect error:', 35],
  ['gnutls_handshake() failed', 35],
  ['NSS error -', 35],
  ['schannel: next InitializeSecurityContext failed', 35],
  ['schannel: initial InitializeSecurityContext failed', 35],
  ['schannel: failed to receive handshake', 35],
  ['OpenSSL/', 35],
  ['error:', 35],
  ['SSL certificate problem:', 60],
  ['SSL: no alternative certificate subject name', 60],
  ['SSL: certificate subject name', 60],
  ['server certificate verification failed', 60],
  ['schannel: SNI or certificate check failed', 60],
  ['schannel: SEC_E_UNTRUSTED_ROOT', 60],
  ['schannel: SEC_E_CERT_EXPIRED', 60],
  ['schannel: CertGetCertificateChain', 60],
  ['Empty reply from server', 52],
  ['Received HTTP code ', 56],
  ['CONNECT tunnel failed', 56],
  ['Proxy CONNECT aborted', 56],
  ['Recv failure:', 56],
  ['OpenSSL SSL_read:', 56],
  ['Send failure:', 55],
];

/**
 * The error that a line of `curl -v` (`* Failed to connect to …`) tells, as curl's own error line would; null where it
 * tells none, undefined for any other line.
 */
export function verboseError(line: string): Restated | null | undefined {
  if (line.charCodeAt(0) !== 42) return undefined;
  let at = 1;
  while (line.charCodeAt(at) === 32) at += 1;
  // it goes on all the same, and the line is a message of its own
  if (line.startsWith('SSL certificate verify result:', at)) return undefined;
  const found = SENTENCES.find(([head]) => line.startsWith(head, at));
  if (found === undefined) return null;
  const head = `curl: (${found[1]}) `;
  return { text: head + line.slice(at), shift: head.length - at };
}
