import { describe, expect, test } from 'vitest';
import { diagnose } from '../support/analyzer.ts';
import { finder } from '../support/finder.ts';

const HOST = 'pod01-manag1.jpe.backup.windowsazure.com';

/** A short log of the Azure Backup script with one Backup endpoint, as the script lays it out. */
function log(parts: {
  http?: string;
  https?: string;
  nslookup?: string;
  nc?: string;
  curl?: string;
  ilr?: string;
  end?: string;
}): string {
  const {
    http = '',
    https = '',
    nslookup = RESOLVED,
    nc = CONNECTED,
    curl = 'HTTP/1.1 404 Not Found\r\n\r',
    ilr = 'Ncat: Connected to 20.70.110.140:3260.',
    end = 'Complete...\n[INFO] Script time is 1sec.\n',
  } = parts;
  return `#### 環境情報確認 ####
## 実行しているマシンのホスト名はvm01です。
##プロキシ設定状態(空白場合は場合は結果無し)
http_proxy コマンドの結果
${http}
https_proxy コマンドの結果
${https}
#### 環境情報確認終了 ####

#### ILR の宛先疎通確認 ####
### Servicetag : AzureBackup の疎通確認 ###
##TRY!! nc -vz pod01-rec2.jpe.backup.windowsazure.com 3260 ##
${ilr}

#### Backup / Storage / AAD の代表宛先への疎通確認 ####
### Servicetag : AzureBackup の疎通確認 ###
##TRY!! nslookup  ${HOST} ##
${nslookup}

##TRY!! nc -vz ${HOST} 443 ##
${nc}

##TRY!! curl -I https://${HOST} ##
${curl}

${end}`;
}

const RESOLVED = `Server:\t\t168.63.129.16\nAddress:\t168.63.129.16#53\n\nNon-authoritative answer:\nName:\t${HOST}\nAddress: 20.191.100.130`;
const CONNECTED = 'Ncat: Connected to 20.191.100.130:443.';
const TIMED_OUT = 'Ncat: Connection timed out.';
const PROXY = 'http://10.8.0.13:8080';

function backup(text: string) {
  const report = diagnose(text);
  const endpoint = report.endpoints.find(({ host }) => host === HOST);
  if (endpoint === undefined) throw new Error('no endpoint');
  return { report, endpoint, root: report.diagnosis[0]?.id };
}

describe('what curl says decides about HTTPS', () => {
  test.each([
    ['HTTP/1.1 200 OK', 'reachable', 'ok'],
    ['HTTP/2 404 ', 'reachable', 'http_error_from_destination'],
    ['HTTP/1.1 503 Service Unavailable', 'reachable', 'http_error_from_destination'],
    ['HTTP/1.1 418 Teapot', 'reachable', 'http_error_from_destination'],
    ['curl: (7) Failed connect to a.example:443; Connection refused', 'unreachable', 'refused'],
    [`curl: (7) Failed to connect to ${HOST} port 443: Connection timed out`, 'unreachable', 'timeout'],
    [`curl: (7) Failed to connect to ${HOST} port 443: No route to host`, 'unreachable', 'host_unreachable'],
    ['curl: (28) Some wording of the future', 'unreachable', 'timeout'],
    ['curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to x:443', 'unreachable', 'tls_handshake'],
    ['curl: (35) Recv failure: Connection reset by peer', 'unreachable', 'reset'],
    ['curl: (52) Empty reply from server', 'unreachable', 'empty_reply'],
    ['curl: (56) Recv failure: Connection reset by peer', 'unreachable', 'reset'],
    ['curl: (60) SSL certificate problem: certificate has expired', 'unreachable', 'tls_untrusted'],
    ['curl: (60) Some wording of the future', 'unreachable', 'tls_untrusted'],
  ])('%s', (curl, status, cause) => {
    const { endpoint } = backup(log({ curl: `${curl}\n` }));
    expect([endpoint.https.status, endpoint.https.cause, endpoint.verdict]).toEqual([status, cause, status]);
  });

  test('where TLS fails, a status line is the proxy’s, also when no proxy is shown', () => {
    const { endpoint } = backup(
      log({
        curl: 'curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to x:443\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r',
      }),
    );
    expect([endpoint.https.status, endpoint.https.cause]).toEqual(['unreachable', 'tls_handshake']);
  });

  test('an answer that came before the connection broke is an answer', () => {
    expect(
      backup(log({ curl: 'HTTP/1.1 200 OK\r\n\r\ncurl: (56) Recv failure: Connection reset by peer' })).endpoint
        .verdict,
    ).toBe('reachable');
  });
});

describe('behind a proxy', () => {
  const proxied = (curl: string) => backup(log({ http: PROXY, https: PROXY, nc: TIMED_OUT, ilr: TIMED_OUT, curl }));

  test.each([
    [
      'an answer through the tunnel',
      'HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 404 Not Found\r\n\r',
      'reachable',
      'http_error_from_destination',
      'proxy-in-use',
    ],
    [
      'a refusal before its status line',
      'curl: (56) CONNECT tunnel failed, response 403\nHTTP/1.1 403 Forbidden\r\n\r',
      'unreachable',
      'proxy_denied',
      'proxy-denies',
    ],
    [
      'a refusal behind its status line',
      'HTTP/1.1 403 Forbidden\r\nVia: x\r\n\r\ncurl: (56) Received HTTP code 403 from proxy after CONNECT',
      'unreachable',
      'proxy_denied',
      'proxy-denies',
    ],
    [
      'a 503 of the proxy',
      'curl: (56) CONNECT tunnel failed, response 503\nHTTP/1.1 503 Service Unavailable\r\n\r',
      'unreachable',
      'proxy_upstream',
      'proxy-cannot-reach',
    ],
    [
      'a 407',
      'curl: (56) Received HTTP code 407 from proxy after CONNECT',
      'unreachable',
      'proxy_auth',
      'proxy-requires-auth',
    ],
    [
      'a 407 without the error line',
      'HTTP/1.1 407 Proxy Authentication Required\r\n\r',
      'unreachable',
      'proxy_auth',
      'proxy-requires-auth',
    ],
    [
      'a proxy that does not answer',
      'curl: (28) Failed to connect to 10.8.0.13 port 8080 after 3055 ms: Timeout was reached',
      'unreachable',
      'proxy_unreachable',
      'proxy-unreachable',
    ],
    [
      'a proxy that refuses',
      "curl: (7) Failed to connect to 10.8.0.13 port 8080 after 3 ms: Couldn't connect to server",
      'unreachable',
      'proxy_unreachable',
      'proxy-unreachable',
    ],
    [
      'a proxy without an address',
      'curl: (5) Could not resolve proxy: proxy01',
      'unreachable',
      'proxy_dns',
      'proxy-unreachable',
    ],
    [
      'a certificate of an inspecting proxy',
      'HTTP/1.1 200 Connection established\r\n\r\ncurl: (60) SSL certificate problem: unable to get local issuer certificate',
      'unreachable',
      'tls_untrusted',
      'tls-inspection',
    ],
  ])('%s', (_, curl, status, cause, root) => {
    const found = proxied(`${curl}\n`);
    expect([found.endpoint.https.status, found.endpoint.https.cause, found.root]).toEqual([status, cause, root]);
    expect(found.endpoint.tcp.status).toBe('indeterminate');
  });

  test.each([
    [
      'the proxy says yes in other words',
      'HTTP/1.0 200 OK\r\n\r\nHTTP/1.1 404 Not Found\r\n\r',
      'reachable',
      'http_error_from_destination',
    ],
    [
      'a new curl names the destination first',
      `curl: (7) Failed to connect to ${HOST} port 443 via 10.8.0.13 after 3 ms: Could not connect to server`,
      'unreachable',
      'proxy_unreachable',
    ],
    [
      'the proxy breaks off before its answer',
      'curl: (56) Recv failure: Connection reset by peer',
      'unreachable',
      'proxy_unreachable',
    ],
    [
      'the tunnel breaks off',
      'HTTP/1.1 200 Connection established\r\n\r\ncurl: (35) Recv failure: Connection reset by peer',
      'unreachable',
      'reset',
    ],
  ])('%s', (_, curl, status, cause) => {
    const { endpoint } = proxied(curl);
    expect([endpoint.https.status, endpoint.https.cause]).toEqual([status, cause]);
  });

  test('a proxy that is asked over TLS and does not speak it is the failure', () => {
    const { endpoint } = backup(
      log({ https: 'https://10.8.0.13:8080', curl: 'curl: (35) error:0A00010B:SSL routines::wrong version number' }),
    );
    expect(endpoint.https.cause).toBe('proxy_unreachable');
  });

  test('a closed port 3260 is expected there and leads nothing', () => {
    const text = log({ http: PROXY, https: PROXY, curl: 'curl: (56) CONNECT tunnel failed, response 403' });
    const { report } = backup(
      text.replace(/(##TRY!! nc -vz pod01-rec2\.)jpe(.*\n).*\n/u, `$1jpe$2${TIMED_OUT}\n\n$1jpw$2${TIMED_OUT}\n`),
    );
    expect(report.diagnosis.map(({ id }) => id)).toEqual(['proxy-denies', 'firewall-blocks-port']);
  });

  test.each([
    ['curl: (56) CONNECT tunnel failed, response 403', 'NXDOMAIN', 'proxy-denies'],
    ['curl: (56) CONNECT tunnel failed, response 407', 'SERVFAIL', 'proxy-requires-auth'],
    ['curl: (60) SSL certificate problem: self-signed certificate in certificate chain', 'NXDOMAIN', 'tls-inspection'],
    ['curl: (5) Could not resolve proxy: proxy01', 'NXDOMAIN', 'proxy-unreachable'],
    ['curl: (5) Could not resolve proxy: proxy01', 'SERVFAIL', 'dns-server-unreachable'],
  ])('%s with %s for the names themselves: %s', (curl, rcode, root) => {
    const nslookup = `Server:\t\t10.0.0.4\nAddress:\t10.0.0.4#53\n\n** server can't find ${HOST}: ${rcode}`;
    const text = log({ http: PROXY, https: PROXY, nslookup, nc: 'nc: getaddrinfo: Name or service not known', curl });
    const ilr = text.indexOf('##TRY!! nc -vz pod01-rec2');
    expect(backup(text.slice(0, ilr) + text.slice(text.indexOf('#### Backup'))).root).toBe(root);
  });

  test('the proxy accepted, then nothing: no answer of the destination', () => {
    expect(proxied('HTTP/1.1 200 Connection established\r\n\r').endpoint.verdict).not.toBe('reachable');
  });

  test('a lone 403 may be the proxy’s: it proves nothing', () => {
    expect(proxied('HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\n\r').endpoint.verdict).toBe('indeterminate');
  });

  test('a lone 403 with a header of Azure is the destination’s', () => {
    expect(proxied('HTTP/1.1 403 Forbidden\r\nx-ms-request-id: 1\r\n\r').endpoint.verdict).toBe('reachable');
  });

  test('nc says nothing about 443, but decides about 3260', () => {
    const { report, endpoint } = backup(
      log({
        http: PROXY,
        https: PROXY,
        nc: CONNECTED,
        curl: 'curl: (56) CONNECT tunnel failed, response 403',
        ilr: TIMED_OUT,
      }),
    );
    expect([endpoint.tcp.status, endpoint.verdict]).toEqual(['indeterminate', 'unreachable']);
    expect(report.endpoints.find(({ port }) => port === 3260)?.verdict).toBe('unreachable');
  });

  test('http_proxy alone leaves https direct', () => {
    const { report, root, endpoint } = backup(
      log({ http: PROXY, nc: TIMED_OUT, curl: 'curl: (28) Connection timed out after 300001 milliseconds' }),
    );
    expect([report.proxy.state, root, endpoint.tcp.status]).toEqual([
      'http_only',
      'proxy-half-configured',
      'unreachable',
    ]);
  });
});

describe('names', () => {
  test.each([
    [`** server can't find ${HOST}: NXDOMAIN`, 'failed', 'dns_nxdomain'],
    [`** server can't find ${HOST}: SERVFAIL`, 'failed', 'dns_servfail'],
    [`** server can't find ${HOST}: REFUSED`, 'failed', 'dns_refused'],
    [`*** Can't find ${HOST}: No answer`, 'failed', 'dns'],
    [';; connection timed out; no servers could be reached', 'failed', 'dns_timeout'],
    [
      ';; communications error to 10.0.0.4#53: connection refused\n;; no servers could be reached',
      'failed',
      'dns_refused',
    ],
    [`${RESOLVED}\n** server can't find ${HOST}: SERVFAIL`, 'resolved', 'ok'],
    [`;; Got SERVFAIL reply from 10.0.0.4, trying next server\n${RESOLVED}`, 'resolved', 'ok'],
  ])('%s', (nslookup, status, cause) => {
    const { endpoint } = backup(log({ nslookup }));
    expect([endpoint.dns.status, endpoint.dns.cause]).toEqual([status, cause]);
  });

  test('a name that only other tools could not resolve is a missing record where the rest connects', () => {
    const { root } = backup(
      log({
        nslookup: 'sh: 1: nslookup: not found',
        nc: 'nc: getaddrinfo: x',
        curl: `curl: (6) Could not resolve host: ${HOST}`,
      }),
    );
    expect(root).toBe('dns-record-missing');
  });

  test('a log that ends behind the first DNS server’s failure leaves the name open', () => {
    const text = log({ nslookup: ';; communications error to 10.0.0.4#53: timed out', end: '' });
    const { endpoint } = backup(text.slice(0, text.indexOf('timed out') + 'timed out\n'.length));
    expect(endpoint.dns.status).toBe('not_run');
  });

  test('the address of the DNS server is no answer', () => {
    const { endpoint } = backup(log({ nslookup: 'Server:\t\t168.63.129.16\nAddress:\t168.63.129.16#53\n' }));
    expect(endpoint.dns.status).not.toBe('resolved');
  });
});

describe('nc in its three forms', () => {
  test('an address of IPv6 without a route does not speak for the one of IPv4', () => {
    const nc = `nc: connect to ${HOST} (2603:1046::1) port 443 (tcp) failed: Network is unreachable
nc: connect to ${HOST} (20.191.166.134) port 443 (tcp) timed out: Operation now in progress`;
    expect(backup(log({ nc, curl: 'curl: (28) Connection timed out' })).endpoint.tcp.cause).toBe('timeout');
  });

  test.each([
    [`Connection to ${HOST} (20.1.1.1) 443 port [tcp/https] succeeded!`, 'reachable'],
    [`Connection to ${HOST} 443 port [tcp/*] succeeded!`, 'reachable'],
    ['x.example [20.1.1.1] 443 (https) open', 'reachable'],
    ['(UNKNOWN) [20.1.1.1] 443 (https) : Connection timed out', 'unreachable'],
    ['nc: connect to x port 443 (tcp) failed: Connection refused', 'unreachable'],
    [
      'Ncat: Connection to 2603::1 failed: Network is unreachable.\nNcat: Trying next address...\nNcat: Connected to 20.1.1.1:443.',
      'reachable',
    ],
    ['Ncat: Connected to [2603:1046:2000::1]:443.', 'reachable'],
    ['x.example: forward host lookup failed: No address associated with name', 'unreachable'],
    ['nc: connect to x (20.1.1.1) port 443 (tcp) failed: Operation not permitted', 'unreachable'],
    ['(UNKNOWN) [20.1.1.1] 443 (https) : Permission denied', 'unreachable'],
    ['./Check_Backup_NW_Linux_ver1.4.sh: line 22: nc: command not found', 'not_run'],
  ])('%s', (nc, status) => {
    expect(backup(log({ nc })).endpoint.tcp.status).toBe(status);
  });
});

describe('thin evidence', () => {
  test.each([502, 503, 504])("a lone %i may be a proxy's and is not called an answer of the destination", (status) => {
    expect(finder.explain(`HTTP/1.1 ${status} Reason`)[0]).toMatchObject({
      id: `curl-http-${status}`,
      verdict: 'indeterminate',
    });
  });

  test('a log cut before curl ran calls nothing reachable', () => {
    const text = log({ end: '' });
    const { endpoint, report } = backup(text.slice(0, text.indexOf('##TRY!! curl')));
    expect([endpoint.verdict, report.complete]).toEqual(['indeterminate', false]);
  });

  test('without the proxy part a connection of nc proves nothing about HTTPS', () => {
    const text = log({});
    const report = diagnose(
      text.slice(text.indexOf('#### Backup'), text.indexOf('##TRY!! curl')) +
        'Complete...\n[INFO] Script time is 1sec.\n',
    );
    expect(report.endpoints.map(({ verdict }) => verdict)).toEqual(['indeterminate']);
  });

  test('a lone error line gets its verdict', () => {
    const report = diagnose('curl: (28) Connection timed out after 300001 milliseconds');
    expect([report.format, report.probes[0]?.status, report.probes[0]?.cause, report.complete]).toEqual([
      'terminal',
      'unreachable',
      'timeout',
      true,
    ]);
  });

  test('without a destination the sentences still read as Japanese', () => {
    const { diagnosis } = diagnose('curl: (28) Connection timed out after 300001 milliseconds\n');
    expect(diagnosis[0]?.title).toBe('宛先への通信が遮断されている可能性があります');
  });

  test('commands and prompts of a terminal are told apart', () => {
    const report = diagnose(`[root@vm01 ~]# nslookup login.microsoft.com
Server:\t\t10.0.0.4
Address:\t10.0.0.4#53

** server can't find login.microsoft.com: NXDOMAIN

taro@vm02:~$ nc -zv -w 5 pod01-rec2.jpe.backup.windowsazure.com 3260
nc: connect to pod01-rec2.jpe.backup.windowsazure.com port 3260 (tcp) failed: Connection refused
taro@vm02:~$ sudo curl -vI https://login.windows.net
* Connected to login.windows.net (20.1.1.1) port 443
< HTTP/1.1 302 Found
< Location: /x
`);
    expect(report.endpoints.map(({ host, port, verdict }) => [host, port, verdict])).toEqual([
      ['login.microsoft.com', 443, 'unreachable'],
      ['pod01-rec2.jpe.backup.windowsazure.com', 3260, 'unreachable'],
      ['login.windows.net', 443, 'reachable'],
    ]);
  });
});

describe('pieces of a terminal', () => {
  test('the headers of an answer begin no other check', () => {
    const report = diagnose(`vm-hana:/tmp # curl -I https://login.microsoft.com
HTTP/1.1 404 Not Found
Server: Microsoft-IIS/10.0
Date: Fri, 20 Nov 2026 21:08:07 GMT
vm-hana:/tmp # nc -vz login.windows.net 443
Ncat: Connected to 20.1.1.1:443.
`);
    expect(report.endpoints.map(({ host, verdict }) => [host, verdict])).toEqual([
      ['login.microsoft.com', 'reachable'],
      ['login.windows.net', 'reachable'],
    ]);
  });

  test('a DNS server that failed and the one that answered belong to one check', () => {
    const report = diagnose(`$ nslookup login.microsoft.com
;; communications error to 10.0.0.4#53: connection refused
Server:\t\t10.0.0.5
Address:\t10.0.0.5#53

Name:\tlogin.microsoft.com
Address: 20.1.1.1
;; communications error to 10.0.0.4#53: connection refused
`);
    expect(report.endpoints.map(({ host, dns }) => [host, dns.status])).toEqual([['login.microsoft.com', 'resolved']]);
  });

  test('answers without their commands show no proxy', () => {
    const report = diagnose(`$ nc -vz login.microsoft.com 443
Ncat: Connected to 20.1.1.1:443.
$ for host in a b; do curl -sI https://$host; done
HTTP/1.1 200 OK
Content-Length: 0

HTTP/1.1 404 Not Found
Content-Length: 0
`);
    expect(report.endpoints.find(({ host }) => host === 'login.microsoft.com')?.tcp.status).toBe('reachable');
  });

  test('nc results of two hosts are two checks', () => {
    const report = diagnose(`nc: connect to a.blob.core.windows.net port 443 (tcp) failed: Connection refused
Connection to b.blob.core.windows.net 443 port [tcp/https] succeeded!
`);
    expect(report.endpoints.map(({ host, tcp }) => [host, tcp.status])).toEqual([
      ['a.blob.core.windows.net', 'unreachable'],
      ['b.blob.core.windows.net', 'reachable'],
    ]);
  });
});

describe('a script', () => {
  const REFUSED = 'Ncat: You must specify a host to connect to. QUITTING.';
  const SITE_RECOVERY = `#### 環境情報確認 ####
### nc -vz が使えない場合、下記コマンドなどで install する必要があります。
### https://login.microsoftonline.com の疎通確認 ###
##TRY!! curl -I https://login.microsoftonline.com ##
HTTP/1.1 302 Found

### blob.core.windows.net の疎通確認 ###
##TRY!! nc -vz  443 ##
${REFUSED}

##TRY!! curl -I https:// ##
curl: (3) URL using bad/illegal format or missing URL

`;

  test('without a storage account tests no host without a name', () => {
    const report = diagnose(SITE_RECOVERY);
    expect([report.format, report.diagnosis[0]?.id]).toEqual(['site-recovery-linux', 'all-reachable']);
    expect(report.endpoints.map(({ host }) => host)).toEqual(['login.microsoftonline.com']);
  });

  test('followed by a greeting is complete, cut within its last answer it is not', () => {
    expect(diagnose(`${SITE_RECOVERY}よろしくお願いします。`).complete).toBe(true);
    const [first, last] = [SITE_RECOVERY.indexOf('curl -I'), SITE_RECOVERY.indexOf('302 Found')];
    expect(diagnose(SITE_RECOVERY.slice(0, first)).complete).toBe(false);
    expect(diagnose(SITE_RECOVERY.slice(0, last + '302 Fo'.length)).complete).toBe(false);
  });

  test('that ended before its first check is incomplete, not unknown', () => {
    const report = diagnose('#### 環境情報確認 ####\n## 実行しているマシンのホスト名はvm01です。\n');
    expect([report.complete, report.diagnosis[0]?.id]).toEqual([false, 'log-incomplete']);
  });
});

test('an Azure VM backup needs the platform addresses, which a check script does not test', () => {
  const { report } = backup(log({ nc: TIMED_OUT, ilr: TIMED_OUT, curl: 'curl: (28) Connection timed out' }));
  expect(report.workloads.find(({ id }) => id === 'vm')?.status).toBe('unknown');
  expect(report.workloads.find(({ id }) => id === 'ilr')?.status).toBe('affected');
});
