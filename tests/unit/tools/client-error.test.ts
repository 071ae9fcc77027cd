import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { destinationsIn } from '../../../src/tools/client-error/destinations.ts';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';

const POOL = "HTTPSConnectionPool(host='login.microsoftonline.com', port=443): Max retries exceeded with url: /a";
const URL_READ = 'Get "https://login.microsoftonline.com/"';

/** What is said of each endpoint: `a.example:443 unreachable timeout`. */
function told(text: string): string[] {
  return diagnose(text).endpoints.map(({ host, port, verdict, https, tcp, dns }) =>
    `${host}:${port} ${verdict} ${https.cause ?? tcp.cause ?? dns.cause ?? ''}`.trim(),
  );
}

test('the sample', () => {
  expect(told(readFileSync(new URL('client-error.log', import.meta.url), 'utf8'))).toEqual([
    'login.microsoftonline.com:443 unreachable proxy_auth',
    'mcr.microsoft.com:443 unreachable timeout',
    'a.blob.core.windows.net:443 unreachable dns_nxdomain',
    'b.blob.core.windows.net:443 unreachable dns',
    'c.blob.core.windows.net:443 reachable http_error_from_destination',
  ]);
});

test.each([
  ['cp: https://b.example/y: No space left on device', 'linux-no-space'],
  [
    'Failed extract from auto update cab at: <http://b.example/x.cab> with error: A required certificate is not within its validity period when verifying against the current system clock or the timestamp in the signed file.',
    'certificate-not-time-valid',
  ],
])('a line that names a destination and tells no failure of it is no check: %s', (line, signature) => {
  const text = `$ nc -vz a.example 443\nNcat: Connected to 20.1.1.1:443.\n$ \n${line}\n`;
  expect(told(text)).toEqual(['a.example:443 reachable ok']);
  expect(diagnose(text).findings.map((finding) => finding.signature)).toContain(signature);
});

describe('one line with host, layer and cause', () => {
  test.each<[string, string]>([
    [
      `${POOL} (Caused by NameResolutionError("x: Failed to resolve 'a' ([Errno -2] Name or service not known)"))`,
      'dns failed dns',
    ],
    [
      `${POOL} (Caused by NewConnectionError('x: Failed to establish a new connection: [Errno 111] Connection refused'))`,
      'tcp failed refused',
    ],
    [
      `${POOL} (Caused by ConnectTimeoutError(x, 'Connection to login.microsoftonline.com timed out. (connect timeout=10)'))`,
      'tcp failed timeout',
    ],
    ["HTTPSConnectionPool(host='login.microsoftonline.com', port=443): Read timed out. (read timeout=10)", 'tcp ok'],
    [
      `${POOL} (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1045)')))`,
      'tcp ok, tls failed tls_untrusted',
    ],
    [
      "SSLError: HTTPSConnectionPool(host='login.microsoftonline.com ', port=443): x (Caused by SSLError(SSLError(\"bad handshake: SysCallError(-1, 'Unexpected EOF')\",),))",
      'tcp ok, tls failed tls_handshake',
    ],
    [`${URL_READ}: dial tcp 20.190.141.33:443: i/o timeout`, 'tcp failed timeout'],
    [`${URL_READ}: dial tcp 20.190.141.33:443: connect: connection refused`, 'tcp failed refused'],
    [
      `${URL_READ}: dial tcp: lookup login.microsoftonline.com on 168.63.129.16:53: no such host`,
      'dns failed dns_nxdomain',
    ],
    [`${URL_READ}: net/http: TLS handshake timeout`, 'tcp ok, tls failed stalled'],
    [`${URL_READ}: x509: certificate signed by unknown authority`, 'tcp ok, tls failed tls_untrusted'],
    [`${URL_READ}: EOF`, 'tcp ok'],
    ['Get "https://login.microsoftonline.com": EOF', 'tcp ok'],
    ['lookup login.microsoftonline.com on 168.63.129.16:53: no such host', 'dns failed dns_nxdomain'],
    ['Error: getaddrinfo ENOTFOUND login.microsoftonline.com', 'dns failed dns_nxdomain'],
    ['Error: getaddrinfo EAI_AGAIN login.microsoftonline.com', 'dns failed dns_timeout'],
    [
      'request to https://login.microsoftonline.com/a failed, reason: connect ETIMEDOUT 20.190.141.33:443',
      'tcp failed timeout',
    ],
    [
      'request to https://login.microsoftonline.com/a failed, reason: UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'tcp ok, tls failed tls_untrusted',
    ],
    ['Caused by: java.net.UnknownHostException: login.microsoftonline.com', 'dns failed dns'],
    [
      'I/O error on POST request for "https://login.microsoftonline.com/a": PKIX path building failed: x',
      'tcp ok, tls failed tls_untrusted',
    ],
    [
      'I/O error on GET request for "https://login.microsoftonline.com/a": java.net.ConnectException: Connection refused',
      'tcp failed refused',
    ],
  ])('%s', (line, layers) => {
    const probe = probeOf(`${line}\n`);
    expect([probe.tool, probe.host, probe.port ?? 443, probe.status]).toEqual([
      'client-error',
      'login.microsoftonline.com',
      443,
      'unreachable',
    ]);
    expect(shown(probe).replaceAll(/ 1\b/gu, '')).toBe(`unknown: ${layers}`);
  });

  test.each<[string, string]>([
    [
      `${POOL} (Caused by ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 403 Forbidden')))`,
      'proxy_denied',
    ],
    [
      `${POOL} (Caused by ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407 x')))`,
      'proxy_auth',
    ],
    [`${URL_READ}: proxyconnect tcp: dial tcp 10.2.0.16:8080: connect: connection refused`, 'proxy_unreachable'],
    [`${URL_READ}: proxyconnect tcp: dial tcp: lookup proxy.contoso.local: no such host`, 'proxy_dns'],
    [
      'request to https://login.microsoftonline.com/a failed, reason: tunneling socket could not be established, statusCode=407',
      'proxy_auth',
    ],
  ])('a proxy is asked for the destination, and is none itself: %s', (line, cause) => {
    const probe = probeOf(`${line}\n`);
    expect([probe.host, probe.route, probe.cause, probe.layers]).toEqual([
      'login.microsoftonline.com',
      'proxy',
      cause,
      {},
    ]);
    expect(told(line)).toHaveLength(1);
  });
});

test.each([
  ['dial tcp 20.190.141.33:443: i/o timeout', '20.190.141.33:443 unreachable timeout'],
  ['Error: connect ETIMEDOUT 20.190.141.33:443', '20.190.141.33:443 unreachable timeout'],
  ['Error: connect ECONNREFUSED 20.190.141.33:8443', '20.190.141.33:8443 unreachable refused'],
])('an address is a destination where no name is: %s', (line, endpoint) => {
  expect(told(line)).toEqual([endpoint]);
});

test.each([
  ['tunneling socket could not be established, statusCode=407', 'node-tunnel'],
  ['x509: certificate signed by unknown authority', 'go-x509'],
  ['PKIX path building failed: x', 'java-certificate'],
  ['WinHttpSendRequest: 12002: The operation timed out', 'winhttp-function'],
])('a line that names no destination is a finding: %s', (line, signature) => {
  const report = diagnose(line);
  expect(report.endpoints).toEqual([]);
  expect(report.findings.map((finding) => finding.signature)).toEqual([signature]);
});

test('several destinations on one line, each with its own failure', () => {
  const line = `required endpoints unavailable: https://a.example/ (error: Get \\"https://a.example/t\\": remote error: tls: handshake failure), https://b.example/ (error: Get \\"https://b.example\\": EOF)`;
  expect(told(`time="2026-03-31T11:42:29Z" level=fatal msg="${line}"\n`)).toEqual([
    'a.example:443 unreachable tls_handshake',
    'b.example:443 unreachable empty_reply',
  ]);
});

test.each([
  ['an answer', 'Get "https://a.example/": 200 OK'],
  ['a URL in prose', 'See https://aka.ms/a for more. Nothing failed.'],
  ['a proxy alone', 'HTTPS_PROXY=http://proxy.contoso.local:8080'],
  ['a connection', 'DEBUG: https://a.example:443 "GET / HTTP/1.1" 200 None: Starting new HTTPS connection'],
])('%s makes no endpoint', (_, line) => {
  expect(told(`${line}\n`)).toEqual([]);
});

test('while a command runs whose output is read, its lines are nobody else’s', () => {
  const text = `$ nc -vz b.example 443\nNcat: Connected to 20.60.1.1:443.\n${URL_READ}: EOF\n`;
  expect(told(text)).toEqual(['b.example:443 reachable ok']);
});

test('destinations of a line: URLs and pools, without the way', () => {
  expect(
    destinationsIn(
      `via proxy http://p.example:8080 https://A.example/x http://b.example ConnectionPool(host='c.example ', port=8443) https://d.example:444/y`,
    ).map(({ host, port }) => `${host}:${port}`),
  ).toEqual(['a.example:443', 'b.example:80', 'c.example:8443', 'd.example:444']);
});
