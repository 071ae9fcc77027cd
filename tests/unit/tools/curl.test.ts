import { describe, expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';

const HOST = 'contosostor01.blob.core.windows.net';

const VERBOSE = `$ curl -v https://${HOST}\n* Host ${HOST}:443 was resolved.\n* IPv4: 20.60.1.1\n*   Trying 20.60.1.1:443...\n`;
const CONNECTED = `${VERBOSE}* Connected to ${HOST} (20.60.1.1) port 443\n`;
const TLS = `${CONNECTED}* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384\n*  issuer: C=US; O=Microsoft Corporation; CN=Microsoft Azure RSA TLS Issuing CA 07\n*  SSL certificate verify ok.\n> GET / HTTP/1.1\n> Host: ${HOST}\n> \n`;
const TUNNEL = `$ curl -v https://${HOST}\n* Uses proxy env variable https_proxy == 'http://10.0.0.5:8080'\n*   Trying 10.0.0.5:8080...\n* Connected to 10.0.0.5 (10.0.0.5) port 8080\n* Establish HTTP proxy tunnel to ${HOST}:443\n> CONNECT ${HOST}:443 HTTP/1.1\n> \n`;

describe('curl', () => {
  test.each([
    [
      'refused',
      `${VERBOSE}* connect to 20.60.1.1 port 443 failed: 接続を拒否されました\ncurl: (7) Failed to connect to ${HOST} port 443 after 0 ms: Couldn't connect to server\n`,
      'direct: dns ok 3, tcp failed refused 6',
      'unreachable',
      'refused',
    ],
    [
      'timed out',
      `$ curl -I https://${HOST}\ncurl: (28) Connection timed out after 5000 milliseconds\n`,
      'unknown: tcp failed timeout 2',
      'unreachable',
      'timeout',
    ],
    [
      'not resolved',
      `$ curl -I https://${HOST}\ncurl: (6) Could not resolve host: ${HOST}\n`,
      'unknown: dns failed dns 2',
      'unreachable',
      'dns',
    ],
    [
      'no route',
      `$ curl -I https://${HOST}\ncurl: (7) Failed to connect to ${HOST} port 443: Network is unreachable\n`,
      'unknown: tcp failed route 2',
      'unreachable',
      'route',
    ],
    [
      'not permitted',
      `$ curl -I https://${HOST}\ncurl: (7) Failed to connect to ${HOST} port 443: Permission denied\n`,
      'unknown: tcp failed local 2',
      'unreachable',
      'local',
    ],
    [
      'silent behind the connection',
      `${CONNECTED}* SSL connection timeout\ncurl: (28) SSL connection timeout\n`,
      'direct: dns ok 3, tcp ok 5, tls failed stalled 6',
      'unreachable',
      'stalled',
    ],
    [
      'reset in the handshake',
      `$ curl -I https://${HOST}\ncurl: (35) Recv failure: Connection reset by peer\n`,
      'unknown: tcp ok 2, tls failed reset 2',
      'unreachable',
      'reset',
    ],
    [
      'end in the handshake',
      `$ curl -I https://${HOST}\ncurl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to ${HOST}:443\n`,
      'unknown: tcp ok 2, tls failed tls_handshake 2',
      'unreachable',
      'tls_handshake',
    ],
    [
      'untrusted',
      `$ curl -I https://${HOST}\ncurl: (60) SSL certificate problem: self-signed certificate\n`,
      'unknown: tcp ok 2, tls failed tls_untrusted 2',
      'unreachable',
      'tls_untrusted',
    ],
    [
      'revocation',
      `C:\\>curl.exe -I https://${HOST}\ncurl: (35) schannel: next InitializeSecurityContext failed: CRYPT_E_REVOCATION_OFFLINE (0x80092013) - x\n`,
      'unknown: tcp ok 2, tls failed revocation 2',
      'unreachable',
      'revocation',
    ],
    [
      'answered',
      `${TLS}< HTTP/1.1 404 Not Found\n< Server: Microsoft-HTTPAPI/2.0\n< \n`,
      'direct: dns ok 3, tcp ok 5, tls ok 7, http ok 404 destination 12',
      'reachable',
      'http_error_from_destination',
    ],
    [
      'answered, without -v',
      `$ curl -I https://${HOST}\nHTTP/1.1 404 Not Found\nServer: x\n`,
      'unknown: tcp ok 2, tls ok 2, http ok 404 destination 2',
      'reachable',
      'http_error_from_destination',
    ],
    [
      'silent without its last line',
      `${VERBOSE}* Connection timed out after 5000 milliseconds\n* Closing connection 0\n`,
      'direct: dns ok 3, tcp failed timeout 5',
      'unreachable',
      'timeout',
    ],
    [
      'through a tunnel',
      `${TUNNEL}< HTTP/1.1 200 OK\n< \n* CONNECT tunnel established, response 200\n> GET / HTTP/1.1\n> Host: ${HOST}\n> \n< HTTP/1.1 403 Forbidden\n< x-ms-request-id: 1\n`,
      'proxy: tls ok 14, http ok 403 destination 14',
      'reachable',
      'http_error_from_destination',
    ],
    [
      'the proxy denies',
      `${TUNNEL}< HTTP/1.1 403 Forbidden\n< Server: squid/5.7\n< \ncurl: (56) CONNECT tunnel failed, response 403\n`,
      'proxy: http failed 403 proxy 11',
      'unreachable',
      'proxy_denied',
    ],
    [
      'the proxy wants a login',
      `${TUNNEL}< HTTP/1.1 407 Proxy Authentication Required\n< \n`,
      'proxy: http failed 407 proxy 8',
      'unreachable',
      'proxy_auth',
    ],
    ...[500, 502, 503, 504].map((code): [string, string, string, string, string] => [
      `the proxy cannot reach it: ${code}`,
      `${TUNNEL}< HTTP/1.1 ${code} X\n< \ncurl: (56) CONNECT tunnel failed, response ${code}\n`,
      `proxy: http failed ${code} proxy 10`,
      'unreachable',
      'proxy_upstream',
    ]),
    [
      'the proxy never answers',
      `${TUNNEL}* Proxy CONNECT aborted due to timeout\ncurl: (28) Proxy CONNECT aborted due to timeout\n`,
      'proxy: ',
      'unreachable',
      'proxy_upstream',
    ],
    [
      'silent behind the tunnel',
      `${TUNNEL}< HTTP/1.1 200 OK\n< \n* SSL connection timeout\ncurl: (28) SSL connection timeout\n`,
      'proxy: tls failed stalled 10',
      'unreachable',
      'stalled',
    ],
    [
      'reset behind the tunnel',
      `${TUNNEL}< HTTP/1.1 200 OK\n< \ncurl: (35) Recv failure: Connection reset by peer\n`,
      'proxy: tls failed reset 10',
      'unreachable',
      'reset',
    ],
    [
      'a gateway answered',
      `$ curl -I https://${HOST}\nHTTP/1.1 403 Forbidden\nServer: Zscaler/6.2\n`,
      'unknown: http failed 403 gateway 2',
      'unreachable',
      'gateway',
    ],
    [
      'a portal',
      `$ curl -I https://${HOST}\nHTTP/1.1 302 Found\nLocation: https://portal.example/\n`,
      'unknown: http failed 302 gateway 2',
      'unreachable',
      'gateway',
    ],
    [
      'an inspected connection',
      `${CONNECTED}* SSL connection using TLSv1.3 / X\n*  issuer: C=JP; O=Contoso Ltd.; CN=Contoso Proxy CA\n*  SSL certificate verify ok.\n> GET / HTTP/1.1\n> Host: ${HOST}\n> \n< HTTP/1.1 200 OK\n< Content-Length: 0\n`,
      'direct: dns ok 3, tcp ok 5, tls intercepted tls_untrusted 7, http failed 200 unknown 12',
      'indeterminate',
      'tls_untrusted',
    ],
  ])('%s', (_, text, layers, status, cause) => {
    const probe = probeOf(text);
    expect([shown(probe), probe.status, probe.cause]).toEqual([layers, status, cause]);
  });

  test('an inspected connection shows its issuer and version, a gateway its name and the line that bears its mark', () => {
    const inspected = probeOf(
      `${CONNECTED}* SSL connection using TLSv1.2 / X\n*  issuer: O=Zscaler Inc.; CN=x\n*  SSL certificate verify ok.\n`,
    );
    expect(inspected.layers.tls).toMatchObject({
      status: 'intercepted',
      issuer: 'O=Zscaler Inc.; CN=x',
      version: 'TLSv1.2',
    });
    const gateway = probeOf(`$ curl -I https://${HOST}\nHTTP/1.1 403 Forbidden\nServer: Zscaler/6.2\n`);
    expect([gateway.detail.gateway, gateway.evidence?.line]).toEqual(['zscaler-server', 3]);
  });

  test('single addresses that cannot be reached are no failure where another one can', () => {
    const text = `$ curl -v https://${HOST}\n*   Trying [2603::1]:443...\n* Immediate connect fail for 2603::1: Network is unreachable\n*   Trying 20.60.1.1:443...\n* Connected to ${HOST} (20.60.1.1) port 443\n> GET / HTTP/1.1\n> Host: ${HOST}\n> \n< HTTP/1.1 404 Not Found\n< Server: x\n`;
    expect(probeOf(text)).toMatchObject({ status: 'reachable', detail: { addresses: ['2603::1', '20.60.1.1'] } });
  });
});

test.each<[string, string, string]>([
  [
    'behind the connection',
    `* Connected to ${HOST} (20.60.1.1) port 443 (#0)\n* Time-out\n* Closing connection 0\ncurl: (28) Time-out\n`,
    'reachable',
  ],
  ['before it', 'curl: (28) Connection timed out after 3005 milliseconds\n', 'unreachable'],
  ['to another host', '* Connected to b.example (20.60.1.9) port 443 (#0)\ncurl: (28) Time-out\n', 'indeterminate'],
  [
    'a reset is no end of time',
    `* Connected to ${HOST} (20.60.1.1) port 443 (#0)\ncurl: (56) Recv failure: Connection reset by peer\n`,
    'unreachable',
  ],
])('telnet:// whose time is over: %s', (_, output, verdict) => {
  expect(
    diagnose(`$ curl -v -m 3 telnet://${HOST}:443\n*   Trying 20.60.1.1:443...\n${output}$ \n`).endpoints[0]?.verdict,
  ).toBe(verdict);
});

test.each([443, 3260])('telnet:// connects to port %i and asks for nothing', (port) => {
  const { endpoints } = diagnose(
    `$ curl -v telnet://${HOST}:${port}\n*   Trying 20.60.1.1:${port}...\n* Connected to ${HOST} (20.60.1.1) port ${port} (#0)\n^C\n`,
  );
  expect(endpoints.map(({ tcp, tls, https, verdict }) => [tcp.status, tls.status, https.status, verdict])).toEqual([
    ['reachable', 'not_run', 'not_run', 'reachable'],
  ]);
});
