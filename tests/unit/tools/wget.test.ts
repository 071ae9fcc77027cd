import { describe, expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';

const HOST = 'contosostor01.blob.core.windows.net';
const CALL = `$ wget https://${HOST}/\n--2026-01-02 03:04:05--  https://${HOST}/\n`;
const FOUND = `${CALL}Resolving ${HOST} (${HOST})... 20.60.1.1, 20.60.1.2\n`;
const CONNECTED = `${FOUND}Connecting to ${HOST} (${HOST})|20.60.1.1|:443... connected.\n`;
const PROXY = `${CALL}Resolving proxy.contoso.example (proxy.contoso.example)... 10.0.0.5\nConnecting to proxy.contoso.example (proxy.contoso.example)|10.0.0.5|:8080... connected.\n`;
const ISSUER = `issued by ‘CN=Contoso Proxy CA,O=Contoso Ltd.,C=JP’:\n  Unable to locally verify the issuer's authority.\n`;

describe('what wget shows of each layer', () => {
  test.each([
    [
      'an error of the destination',
      `${CONNECTED}HTTP request sent, awaiting response... 403 Forbidden\n2026-01-02 03:04:05 ERROR 403: Forbidden.\n`,
      'direct: dns ok 3, tcp ok 4, tls ok 5, http ok 403 destination 5',
      'reachable http_error_from_destination wget-response',
    ],
    [
      'the same in Japanese',
      `${CALL}${HOST} (${HOST}) をDNSに問いあわせています... 20.60.1.1\n${HOST} (${HOST})|20.60.1.1|:443 に接続しています... 接続しました。\nHTTP による接続要求を送信しました、応答を待っています... 403 Forbidden\n2026-01-02 03:04:05 エラー 403: Forbidden。\n`,
      'direct: dns ok 3, tcp ok 4, tls ok 5, http ok 403 destination 5',
      'reachable http_error_from_destination wget-response',
    ],
    [
      'refused',
      `${FOUND}Connecting to ${HOST} (${HOST})|20.60.1.1|:443... failed: Connection refused.\n`,
      'direct: dns ok 3, tcp failed refused 4',
      'unreachable refused wget-refused',
    ],
    [
      'refused, in Japanese',
      `${CALL}${HOST}|20.60.1.1|:443 に接続しています... 失敗しました: 接続を拒否されました.\n`,
      'unknown: tcp failed refused 3',
      'unreachable refused wget-refused',
    ],
    [
      'timed out',
      `${FOUND}Connecting to ${HOST} (${HOST})|20.60.1.1|:443... failed: Connection timed out.\nRetrying.\n`,
      'direct: dns ok 3, tcp failed timeout 4',
      'unreachable timeout wget-connect',
    ],
    [
      'not resolved',
      `${CALL}Resolving ${HOST} (${HOST})... failed: Name or service not known.\nwget: unable to resolve host address ‘${HOST}’\n`,
      'unknown: dns failed dns 3',
      'unreachable dns wget-dns',
    ],
    [
      'no answer of the DNS server',
      `${CALL}Resolving ${HOST} (${HOST})... failed: Temporary failure in name resolution.\nwget: unable to resolve host address ‘${HOST}’\n`,
      'unknown: dns failed dns_timeout 3',
      'unreachable dns_timeout wget-dns-temporary',
    ],
    [
      'a certificate of something in between',
      `${CONNECTED}ERROR: cannot verify ${HOST}'s certificate, ${ISSUER}To connect to ${HOST} insecurely, use \`--no-check-certificate'.\n`,
      'direct: dns ok 3, tcp ok 4, tls intercepted tls_untrusted 5',
      'unreachable tls_untrusted wget-tls',
    ],
    [
      'no TLS',
      `${CONNECTED}Unable to establish SSL connection.\n`,
      'direct: dns ok 3, tcp ok 4, tls failed tls_handshake 5',
      'unreachable tls_handshake wget-handshake',
    ],
    [
      'a tunnel that the proxy refuses',
      `${PROXY}Proxy tunneling failed: ForbiddenUnable to establish SSL connection.\n`,
      'proxy: ',
      'unreachable proxy_denied wget-proxy-tunnel',
    ],
    [
      'a tunnel for which the proxy wants a login',
      `${PROXY}Proxy tunneling failed: Proxy Authentication RequiredUnable to establish SSL connection.\n`,
      'proxy: ',
      'unreachable proxy_auth wget-proxy-tunnel',
    ],
    [
      'a tunnel whose end the proxy cannot reach',
      `${PROXY}Proxy tunneling failed: Service UnavailableUnable to establish SSL connection.\n`,
      'proxy: ',
      'unreachable proxy_upstream wget-proxy-tunnel',
    ],
    [
      'an answer through a tunnel',
      `${PROXY}Proxy request sent, awaiting response... 404 Not Found\n`,
      'proxy: tls ok 5, http ok 404 destination 5',
      'reachable http_error_from_destination wget-response',
    ],
    [
      'a proxy that refuses the connection',
      `${CALL}Resolving proxy.contoso.example (proxy.contoso.example)... 10.0.0.5\nConnecting to proxy.contoso.example (proxy.contoso.example)|10.0.0.5|:8080... failed: Connection refused.\n`,
      'proxy: ',
      'unreachable proxy_unreachable wget-refused',
    ],
    [
      'a portal',
      `${CONNECTED}HTTP request sent, awaiting response... 302 Found\nLocation: https://portal.example/ [following]\n`,
      'direct: dns ok 3, tcp ok 4, http failed 302 gateway 5',
      'unreachable gateway wget-response',
    ],
  ])('%s', (_, text, layers, outcome) => {
    const probe = probeOf(text);
    expect(shown(probe)).toBe(layers);
    expect(`${probe.status} ${probe.cause} ${probe.signature ?? ''}`).toBe(outcome);
  });
});

test.each([
  ['--no-check-certificate', `https://${HOST}/`, 'indeterminate'],
  ['--spider', `https://${HOST}/`, 'reachable'],
  ['--spider', `http://${HOST}/`, 'indeterminate'],
  ["--header='Host: other.example'", `https://${HOST}/`, 'indeterminate'],
])('a 403 with %s for %s: %s', (option, url, status) => {
  const text = `$ wget ${option} ${url}\nResolving ${HOST}... 20.60.1.1\nConnecting to ${HOST}|20.60.1.1|:443... connected.\nHTTP request sent, awaiting response... 403 Forbidden\n`;
  expect(probeOf(text).status).toBe(status);
});

test('an answer behind a certificate that could not be verified proves no destination', () => {
  const text = CONNECTED.replace('wget', 'wget --no-check-certificate');
  const probe = probeOf(
    `${text}WARNING: cannot verify ${HOST}'s certificate, ${ISSUER}HTTP request sent, awaiting response... 200 OK\n`,
  );
  expect([probe.status, probe.cause, probe.layers.tls?.status]).toEqual([
    'indeterminate',
    'tls_untrusted',
    'intercepted',
  ]);
});

test('the header lines of -S tell a gateway', () => {
  const probe = probeOf(
    `${CONNECTED.replace('wget', 'wget -S')}HTTP request sent, awaiting response... \n  HTTP/1.1 403 Forbidden\n  Server: Zscaler/6.2\n`,
  );
  expect([probe.status, probe.cause, probe.detail.gateway, probe.evidence?.line]).toEqual([
    'unreachable',
    'gateway',
    'zscaler-server',
    6,
  ]);
});

test('of several hosts on the way each is a destination of its own', () => {
  const { endpoints } = diagnose(
    `$ wget https://aka.ms/x\nResolving aka.ms (aka.ms)... 23.1.1.1\nConnecting to aka.ms (aka.ms)|23.1.1.1|:443... connected.\nHTTP request sent, awaiting response... 301 Moved Permanently\nLocation: https://download.microsoft.com/x [following]\nResolving download.microsoft.com (download.microsoft.com)... 104.1.1.1\nConnecting to download.microsoft.com (download.microsoft.com)|104.1.1.1|:443... failed: Connection timed out.\n`,
  );
  expect(endpoints.map(({ host, port, verdict }) => `${host}:${port} ${verdict}`)).toEqual([
    'aka.ms:443 reachable',
    'download.microsoft.com:443 unreachable',
  ]);
});

test.each([
  ['a certificate that is not trusted', `ERROR: cannot verify ${HOST}'s certificate, ${ISSUER}`],
  ['another place', `Resolving ${HOST} (${HOST})... 20.60.1.1\n`],
  ['a connection', `Connecting to ${HOST}|20.60.1.1|:443... connected.\n`],
])('an answer whose host is lost is not that of the host behind it: %s', (_, line) => {
  const text = `HTTP request sent, awaiting response... 302 Found\n${line}`;
  expect(diagnose(text).endpoints.filter(({ host, verdict }) => host === HOST && verdict === 'reachable')).toEqual([]);
});

test('in a shell of Windows it is another name of a cmdlet', () => {
  const [probe] = diagnose(
    `PS C:\\> wget https://${HOST}\nwget : The remote server returned an error: (403) Forbidden.\n+ wget https://${HOST}\n`,
  ).probes;
  expect([probe?.tool, probe?.command, probe?.lines]).toEqual(['iwr', `wget https://${HOST}`, [1, 3]]);
});

test('a command that is cut off decides nothing', () => {
  expect(probeOf(`${CONNECTED}^C\n`)).toMatchObject({ status: 'incomplete', cause: 'interrupted' });
});
