import { connections, traces } from './connection-blocks.ts';

/** A command with its output, as a terminal shows it. */
export interface Block {
  readonly tool: string;
  /** What happened; one word for each that a reader would use. */
  readonly what: string;
  readonly windows?: true;
  /** It shows that the machine goes through a proxy, which says something of all others as well. */
  readonly proxied?: true;
  /** The command behind a prompt, and what it printed for a host. */
  readonly text: (host: string) => readonly [string, string];
  /** The verdict of the host's endpoint; null: it makes none. */
  readonly verdict: 'reachable' | 'unreachable' | 'indeterminate' | 'not_run' | null;
}

/** Each name has an address of its own: where two share one, something may answer for both. */
const ip = (host: string) => `20.60.${host.length}.${host.charCodeAt(0)}`;
const DNS = 'Server:\t\t168.63.129.16\nAddress:\t168.63.129.16#53\n\n';
const VERBOSE = (host: string) =>
  `* Host ${host}:443 was resolved.\n* IPv6: (none)\n* IPv4: ${ip(host)}\n*   Trying ${ip(host)}:443...\n`;
const CONNECTED = (host: string) => `${VERBOSE(host)}* Connected to ${host} (${ip(host)}) port 443\n`;
const GET = (host: string) => `> GET / HTTP/1.1\n> Host: ${host}\n> User-Agent: curl/8.5.0\n> Accept: */*\n> \n`;
const AZURE =
  '< Server: Microsoft-HTTPAPI/2.0\n< x-ms-request-id: 00000000-0000-0000-0000-000000000000\n< Content-Length: 0\n< \n';
const WGET = (host: string) => `--2026-11-29 12:08:02--  https://${host}/\nResolving ${host} (${host})... `;
const RECORD = (host: string, message: string) =>
  `Invoke-WebRequest : ${message}\nAt line:1 char:1\n+ Invoke-WebRequest https://${host}\n+ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n    + CategoryInfo          : InvalidOperation: (System.Net.HttpWebRequest:HttpWebRequest) [Invoke-WebRequest], WebException\n    + FullyQualifiedErrorId : WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand\n`;
const TNC = (host: string, more: string) =>
  `\nComputerName     : ${host}\nRemoteAddress    : ${ip(host)}\nRemotePort       : 443\nInterfaceAlias   : Ethernet\nSourceAddress    : 10.0.0.4\n${more}\n`;

/** What people run, each with its success and what can fail. */
export const BLOCKS: readonly Block[] = [
  ...curl(),
  ...nc(),
  ...lookups(),
  ...resolvers(),
  ...handshakes(),
  ...wget(),
  ...windows(),
  ...settings(),
  ...connections(),
  ...traces(),
  ...clients(),
];

function curl(): Block[] {
  const head = (host: string) => `curl -sSI https://${host}`;
  const verbose = (host: string) => `curl -v https://${host}`;
  const error =
    (text: (host: string) => string): Block['text'] =>
    (host) => [head(host), `curl: ${text(host)}\n`];
  return [
    {
      tool: 'curl',
      what: '200',
      text: (host) => [head(host), 'HTTP/2 200 \ncontent-type: text/html\nx-ms-request-id: 1\n\n'],
      verdict: 'reachable',
    },
    {
      tool: 'curl',
      what: '404',
      text: (host) => [head(host), 'HTTP/1.1 404 Not Found\nServer: Microsoft-HTTPAPI/2.0\n\n'],
      verdict: 'reachable',
    },
    {
      tool: 'curl',
      what: 'verbose 400',
      text: (host) => [verbose(host), `${CONNECTED(host)}${GET(host)}< HTTP/1.1 400 Bad Request\n${AZURE}`],
      verdict: 'reachable',
    },
    {
      tool: 'curl',
      what: 'verbose, cut behind the connection',
      text: (host) => [verbose(host), CONNECTED(host)],
      verdict: 'indeterminate',
    },
    {
      tool: 'curl',
      what: 'verbose, cut at the name',
      text: (host) => [verbose(host), VERBOSE(host)],
      verdict: 'indeterminate',
    },
    { tool: 'curl', what: 'dns', text: error((host) => `(6) Could not resolve host: ${host}`), verdict: 'unreachable' },
    {
      tool: 'curl',
      what: 'refused',
      text: error((host) => `(7) Failed to connect to ${host} port 443 after 3 ms: Connection refused`),
      verdict: 'unreachable',
    },
    {
      tool: 'curl',
      what: 'no route',
      text: error((host) => `(7) Failed to connect to ${host} port 443 after 3038 ms: No route to host`),
      verdict: 'unreachable',
    },
    {
      tool: 'curl',
      what: 'timeout',
      text: error((host) => `(28) Failed to connect to ${host} port 443 after 130324 ms: Connection timed out`),
      verdict: 'unreachable',
    },
    {
      tool: 'curl',
      what: 'timeout without a name',
      text: error(() => '(28) Connection timed out after 5001 milliseconds'),
      verdict: 'unreachable',
    },
    {
      tool: 'curl',
      what: 'tls reset',
      text: error((host) => `(35) OpenSSL SSL_connect: Connection reset by peer in connection to ${host}:443 `),
      verdict: 'unreachable',
    },
    {
      tool: 'curl',
      what: 'certificate',
      text: error(() => '(60) SSL certificate problem: self-signed certificate in certificate chain'),
      verdict: 'unreachable',
    },
    {
      tool: 'curl',
      what: 'proxy 407',
      proxied: true,
      text: error(() => '(56) Received HTTP code 407 from proxy after CONNECT'),
      verdict: 'unreachable',
    },
    {
      tool: 'curl',
      what: 'proxy not there',
      proxied: true,
      text: error(() => '(5) Could not resolve proxy: proxy.contoso.local'),
      verdict: 'unreachable',
    },
    { tool: 'curl', what: 'nothing', text: (host) => [head(host), ''], verdict: 'indeterminate' },
    { tool: 'curl', what: 'broken off', text: (host) => [head(host), '^C\n'], verdict: 'not_run' },
  ];
}

function nc(): Block[] {
  const run = (host: string) => `nc -vz ${host} 443`;
  return [
    {
      tool: 'nc',
      what: 'ncat connected',
      text: (host) => [
        run(host),
        `Ncat: Version 7.92 ( https://nmap.org/ncat )\nNcat: Connected to ${ip(host)}:443.\nNcat: 0 bytes sent, 0 bytes received in 0.03 seconds.\n`,
      ],
      verdict: 'reachable',
    },
    {
      tool: 'nc',
      what: 'openbsd connected',
      text: (host) => [run(host), `Connection to ${host} (${ip(host)}) 443 port [tcp/https] succeeded!\n`],
      verdict: 'reachable',
    },
    {
      tool: 'nc',
      what: 'traditional connected',
      text: (host) => [run(host), `${host} [${ip(host)}] 443 (https) open\n`],
      verdict: 'reachable',
    },
    {
      tool: 'nc',
      what: 'ncat refused',
      text: (host) => [run(host), 'Ncat: Version 7.92 ( https://nmap.org/ncat )\nNcat: Connection refused.\n'],
      verdict: 'unreachable',
    },
    {
      tool: 'nc',
      what: 'ncat timeout',
      text: (host) => [run(host), 'Ncat: Version 7.92 ( https://nmap.org/ncat )\nNcat: TIMEOUT.\n'],
      verdict: 'unreachable',
    },
    {
      tool: 'nc',
      what: 'ncat dns',
      text: (host) => [run(host), `Ncat: Could not resolve hostname "${host}": Name or service not known. QUITTING.\n`],
      verdict: 'unreachable',
    },
    {
      tool: 'nc',
      what: 'openbsd refused',
      text: (host) => [run(host), `nc: connect to ${host} (${ip(host)}) port 443 (tcp) failed: Connection refused\n`],
      verdict: 'unreachable',
    },
    {
      tool: 'nc',
      what: 'openbsd timeout',
      text: (host) => [
        run(host),
        `nc: connect to ${host} (${ip(host)}) port 443 (tcp) timed out: Operation now in progress\n`,
      ],
      verdict: 'unreachable',
    },
    {
      tool: 'nc',
      what: 'openbsd dns',
      text: (host) => [run(host), `nc: getaddrinfo for host "${host}" port 443: Name or service not known\n`],
      verdict: 'unreachable',
    },
    {
      tool: 'nc',
      what: 'no route',
      text: (host) => [run(host), `nc: connect to ${host} (${ip(host)}) port 443 (tcp) failed: No route to host\n`],
      verdict: 'unreachable',
    },
    {
      tool: 'nc',
      what: 'not installed',
      text: (host) => [run(host), '-bash: nc: command not found\n'],
      verdict: 'not_run',
    },
    { tool: 'nc', what: 'nothing', text: (host) => [run(host), ''], verdict: 'indeterminate' },
  ];
}

function lookups(): Block[] {
  const run = (host: string) => `nslookup ${host}`;
  return [
    {
      tool: 'nslookup',
      what: 'answer',
      text: (host) => [run(host), `${DNS}Non-authoritative answer:\nName:\t${host}\nAddress: ${ip(host)}\n\n`],
      verdict: 'not_run',
    },
    {
      tool: 'nslookup',
      what: 'chain',
      text: (host) => [
        run(host),
        `${DNS}Non-authoritative answer:\n${host}\tcanonical name = front.contoso.trafficmanager.net.\nName:\tfront.contoso.trafficmanager.net\nAddress: ${ip(host)}\n\n`,
      ],
      verdict: 'not_run',
    },
    {
      tool: 'nslookup',
      what: 'private',
      text: (host) => [run(host), `${DNS}Non-authoritative answer:\nName:\t${host}\nAddress: 10.0.3.4\n\n`],
      verdict: 'not_run',
    },
    {
      tool: 'nslookup',
      what: 'NXDOMAIN',
      text: (host) => [run(host), `${DNS}** server can't find ${host}: NXDOMAIN\n\n`],
      verdict: 'unreachable',
    },
    {
      tool: 'nslookup',
      what: 'SERVFAIL',
      text: (host) => [
        run(host),
        `;; Got SERVFAIL reply from 168.63.129.16\n${DNS}** server can't find ${host}: SERVFAIL\n\n`,
      ],
      verdict: 'unreachable',
    },
    {
      tool: 'nslookup',
      what: 'no server',
      text: (host) => [run(host), ';; connection timed out; no servers could be reached\n\n'],
      verdict: 'unreachable',
    },
    { tool: 'nslookup', what: 'nothing', text: (host) => [run(host), ''], verdict: 'not_run' },
  ];
}

/** The answer of dig; without a record where there is none. */
const DIG = (host: string, status: string, record = '') =>
  `\n; <<>> DiG 9.18.28 <<>> ${host}\n;; global options: +cmd\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: 32424\n;; flags: qr rd ra; QUERY: 1, ANSWER: ${record === '' ? 0 : 1}, AUTHORITY: 0, ADDITIONAL: 1\n\n;; QUESTION SECTION:\n;${host}. IN\tA\n\n${record === '' ? '' : `;; ANSWER SECTION:\n${record}\n\n`};; Query time: 4 msec\n;; SERVER: 168.63.129.16#53(168.63.129.16) (UDP)\n;; MSG SIZE  rcvd: 144\n\n`;

function resolvers(): Block[] {
  const of = (
    command: string,
    what: string,
    output: (host: string) => string,
    verdict: Block['verdict'] = 'unreachable',
  ): Block => ({
    tool: command.split(' ', 1)[0] ?? '',
    what,
    text: (host) => [`${command} ${host}`, output(host)],
    verdict,
  });
  return [
    of('dig', 'answer', (host) => DIG(host, 'NOERROR', `${host}. 60 IN A ${ip(host)}`), 'not_run'),
    of('dig', 'NXDOMAIN', (host) => DIG(host, 'NXDOMAIN')),
    of('dig', 'SERVFAIL', (host) => DIG(host, 'SERVFAIL')),
    of('dig', 'no server', () => ';; connection timed out; no servers could be reached\n'),
    of('host', 'answer', (host) => `${host} has address ${ip(host)}\n`, 'not_run'),
    of('host', 'NXDOMAIN', (host) => `Host ${host} not found: 3(NXDOMAIN)\n`),
    of('getent ahosts', 'answer', (host) => `${ip(host)}      STREAM ${host}\n${ip(host)}      DGRAM  \n`, 'not_run'),
    of('getent hosts', 'nothing', () => ''),
    of(
      'resolvectl query',
      'answer',
      (host) =>
        `${host}: ${ip(host)}        -- link: eth0\n\n-- Information acquired via protocol DNS in 16.9ms.\n-- Data from: network\n`,
      'not_run',
    ),
    of('resolvectl query', 'not found', (host) => `${host}: resolve call failed: '${host}' not found\n`),
  ];
}

/** What openssl prints of a connection and a certificate. */
const CERTIFICATE = (host: string, issuer: string, code: string) =>
  `CONNECTED(00000003)\n---\nCertificate chain\n 0 s:CN = ${host}\n   i:${issuer}\n---\nServer certificate\nsubject=CN = ${host}\n\nissuer=${issuer}\n\n---\nSSL handshake has read 4581 bytes and written 405 bytes\n---\nNew, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384\nVerify return code: ${code}\n---\nDONE\n`;

function handshakes(): Block[] {
  const run = (host: string) => `openssl s_client -connect ${host}:443 -servername ${host} </dev/null`;
  const of = (what: string, output: (host: string) => string, verdict: Block['verdict']): Block => ({
    tool: 'openssl',
    what,
    text: (host) => [run(host), output(host)],
    verdict,
  });
  return [
    of(
      'handshake',
      (host) =>
        CERTIFICATE(host, 'C = US, O = Microsoft Corporation, CN = Microsoft Azure RSA TLS Issuing CA 03', '0 (ok)'),
      'reachable',
    ),
    of(
      'self-signed',
      (host) =>
        `depth=1 C = JP, O = Contoso Ltd., CN = Contoso Proxy CA\nverify error:num=19:self-signed certificate in certificate chain\n${CERTIFICATE(host, 'C = JP, O = Contoso Ltd., CN = Contoso Proxy CA', '19 (self-signed certificate in certificate chain)')}`,
      'unreachable',
    ),
    of(
      'timeout',
      () =>
        '40773AB6E47F0000:error:8000006E:system library:BIO_connect:Connection timed out:../crypto/bio/bio_sock2.c:114:calling connect()\n40773AB6E47F0000:error:10000067:BIO routines:BIO_connect:connect error:../crypto/bio/bio_sock2.c:116:\nconnect:errno=110\n',
      'unreachable',
    ),
    of('refused', () => 'connect:errno=111\n', 'unreachable'),
    of(
      'name',
      () => 'BIO_lookup_ex:system lib:crypto/bio/b_addr.c:738:Name or service not known\nconnect:errno=2\n',
      'unreachable',
    ),
    of('cut behind the connection', () => 'CONNECTED(00000003)\n', 'indeterminate'),
  ];
}

function wget(): Block[] {
  const run = (host: string) => `wget -O /dev/null https://${host}`;
  return [
    {
      tool: 'wget',
      what: '200',
      text: (host) => [
        run(host),
        `${WGET(host)}${ip(host)}\nConnecting to ${host} (${host})|${ip(host)}|:443... connected.\nHTTP request sent, awaiting response... 200 OK\nLength: 12 [text/html]\nSaving to: ‘/dev/null’\n\n`,
      ],
      verdict: 'reachable',
    },
    {
      tool: 'wget',
      what: '404',
      text: (host) => [
        run(host),
        `${WGET(host)}${ip(host)}\nConnecting to ${host} (${host})|${ip(host)}|:443... connected.\nHTTP request sent, awaiting response... 404 Not Found\n2026-11-29 12:08:03 ERROR 404: Not Found.\n\n`,
      ],
      verdict: 'reachable',
    },
    {
      tool: 'wget',
      what: 'refused',
      text: (host) => [
        run(host),
        `${WGET(host)}${ip(host)}\nConnecting to ${host} (${host})|${ip(host)}|:443... failed: Connection refused.\n`,
      ],
      verdict: 'unreachable',
    },
    {
      tool: 'wget',
      what: 'timeout',
      text: (host) => [
        run(host),
        `${WGET(host)}${ip(host)}\nConnecting to ${host} (${host})|${ip(host)}|:443... failed: Connection timed out.\nRetrying.\n\n`,
      ],
      verdict: 'unreachable',
    },
    {
      tool: 'wget',
      what: 'dns',
      text: (host) => [
        run(host),
        `${WGET(host)}failed: Name or service not known.\nwget: unable to resolve host address ‘${host}’\n`,
      ],
      verdict: 'unreachable',
    },
    {
      tool: 'wget',
      what: 'certificate',
      text: (host) => [
        run(host),
        `${WGET(host)}${ip(host)}\nConnecting to ${host} (${host})|${ip(host)}|:443... connected.\nERROR: cannot verify ${host}'s certificate, issued by ‘CN=Contoso Proxy CA,O=Contoso Ltd.,C=JP’:\n  Self-signed certificate encountered.\nTo connect to ${host} insecurely, use \`--no-check-certificate'.\n`,
      ],
      verdict: 'unreachable',
    },
    {
      tool: 'wget',
      what: 'cut at the connection',
      text: (host) => [run(host), `${WGET(host)}${ip(host)}\nConnecting to ${host} (${host})|${ip(host)}|:443... `],
      verdict: 'indeterminate',
    },
  ];
}

function windows(): Block[] {
  const tnc = (host: string) => `Test-NetConnection ${host} -Port 443`;
  const iwr = (host: string) => `Invoke-WebRequest https://${host}`;
  const nslookup = (host: string) => `nslookup ${host}`;
  const curl = (host: string) => `curl.exe -sSI https://${host}`;
  const of = (tool: string, what: string, text: Block['text'], verdict: Block['verdict']): Block => ({
    tool,
    what,
    windows: true,
    text,
    verdict,
  });
  return [
    of('tnc', 'connected', (host) => [tnc(host), TNC(host, 'TcpTestSucceeded : True\n')], 'reachable'),
    of(
      'tnc',
      'failed',
      (host) => [
        tnc(host),
        `WARNING: TCP connect to (${ip(host)} : 443) failed\nWARNING: Ping to ${ip(host)} failed with status: TimedOut\n${TNC(host, 'PingSucceeded          : False\nPingReplyDetails (RTT) : 0 ms\nTcpTestSucceeded       : False\n')}`,
      ],
      'unreachable',
    ),
    of(
      'tnc',
      'dns',
      (host) => [
        tnc(host),
        `WARNING: Name resolution of ${host} failed\n\nComputerName   : ${host}\nRemoteAddress  :\nInterfaceAlias :\nSourceAddress  :\nPingSucceeded  : False\n\n`,
      ],
      'unreachable',
    ),
    of(
      'resolve-dnsname',
      'answer',
      (host) => [
        `Resolve-DnsName ${host}`,
        `\nName                                           Type   TTL   Section    IPAddress\n----                                           ----   ---   -------    ---------\n${host.padEnd(46)} A      60    Answer     ${ip(host)}\n\n\n`,
      ],
      'not_run',
    ),
    of(
      'resolve-dnsname',
      'not found',
      (host) => [
        `Resolve-DnsName ${host}`,
        `Resolve-DnsName : ${host} : DNS name does not exist\nAt line:1 char:1\n+ Resolve-DnsName ${host}\n+ ~~~~~~~~~~~~~~~~~~~~~~~~~~\n    + CategoryInfo          : ResourceUnavailable: (${host}:String) [Resolve-DnsName], Win32Exception\n    + FullyQualifiedErrorId : DNS_ERROR_RCODE_NAME_ERROR,Microsoft.DnsClient.Commands.ResolveDnsName\n\n`,
      ],
      'unreachable',
    ),
    of(
      'tcpclient',
      'connected',
      (host) => [`[System.Net.Sockets.TcpClient]::new().ConnectAsync('${host}', 443).Wait(3000)`, 'True\n'],
      'reachable',
    ),
    of(
      'tcpclient',
      'not connected',
      (host) => [`[System.Net.Sockets.TcpClient]::new().ConnectAsync('${host}', 443).Wait(3000)`, 'False\n'],
      'unreachable',
    ),
    of('tnc', 'quiet, connected', (host) => [`${tnc(host)} -InformationLevel Quiet`, 'True\n'], 'reachable'),
    of(
      'tnc',
      'quiet, failed',
      (host) => [`${tnc(host)} -InformationLevel Quiet`, `WARNING: TCP connect to (${ip(host)} : 443) failed\nFalse\n`],
      'unreachable',
    ),
    of('tnc', 'nothing', (host) => [tnc(host), ''], 'indeterminate'),
    of(
      'iwr',
      '200',
      (host) => [
        iwr(host),
        '\n\nStatusCode        : 200\nStatusDescription : OK\nContent           : ok\nRawContentLength  : 2\n\n',
      ],
      'reachable',
    ),
    of(
      'iwr',
      'dns',
      (host) => [iwr(host), RECORD(host, `The remote name could not be resolved: '${host}'`)],
      'unreachable',
    ),
    of(
      'iwr',
      'no connection',
      (host) => [iwr(host), RECORD(host, 'Unable to connect to the remote server')],
      'unreachable',
    ),
    of(
      'iwr',
      'no trust',
      (host) => [
        iwr(host),
        RECORD(
          host,
          'The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.',
        ),
      ],
      'unreachable',
    ),
    of('iwr', 'timeout', (host) => [iwr(host), RECORD(host, 'The operation has timed out.')], 'unreachable'),
    {
      ...of(
        'iwr',
        'proxy 407',
        (host) => [
          iwr(host),
          RECORD(host, 'The remote server returned an error: (407) Proxy Authentication Required.'),
        ],
        'unreachable',
      ),
      proxied: true,
    },
    of('iwr', 'nothing', (host) => [iwr(host), ''], 'indeterminate'),
    of(
      'nslookup',
      'answer on Windows',
      (host) => [
        nslookup(host),
        `Server:  UnKnown\nAddress:  168.63.129.16\n\nNon-authoritative answer:\nName:    ${host}\nAddress:  ${ip(host)}\n\n`,
      ],
      'not_run',
    ),
    of(
      'nslookup',
      'Non-existent domain',
      (host) => [
        nslookup(host),
        `Server:  UnKnown\nAddress:  168.63.129.16\n\n*** UnKnown can't find ${host}: Non-existent domain\n`,
      ],
      'unreachable',
    ),
    of(
      'nslookup',
      'timeout on Windows',
      (host) => [
        nslookup(host),
        `DNS request timed out.\n    timeout was 2 seconds.\nServer:  UnKnown\nAddress:  168.63.129.16\n\nDNS request timed out.\n    timeout was 2 seconds.\nDNS request timed out.\n    timeout was 2 seconds.\n*** Request to UnKnown timed-out\n`,
      ],
      'unreachable',
    ),
    of(
      'curl',
      'schannel untrusted',
      (host) => [
        curl(host),
        'curl: (60) schannel: SEC_E_UNTRUSTED_ROOT (0x80090325) - The certificate chain was issued by an authority that is not trusted.\n',
      ],
      'unreachable',
    ),
    of(
      'curl',
      'schannel revocation',
      (host) => [
        curl(host),
        'curl: (35) schannel: next InitializeSecurityContext failed: CRYPT_E_NO_REVOCATION_CHECK (0x80092012) - The revocation function was unable to check revocation for the certificate.\n',
      ],
      'unreachable',
    ),
    of(
      'curl',
      '200 on Windows',
      (host) => [curl(host), 'HTTP/1.1 200 OK\nServer: Microsoft-HTTPAPI/2.0\n\n'],
      'reachable',
    ),
  ];
}

/** What shows settings of the machine: it tests nothing, whatever names stand in it. */
function settings(): Block[] {
  const of = (what: string, command: string, output: string): Block => ({
    tool: command.split(' ', 1)[0] ?? '',
    what: `settings: ${what}`,
    text: () => [command, output],
    verdict: null,
  });
  const onWindows = (block: Block): Block => ({ ...block, windows: true });
  return [
    of(
      'routes',
      'ip route',
      'default via 10.0.0.1 dev eth0 proto dhcp src 10.0.0.4 metric 100 \n10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.4 metric 100 \n',
    ),
    of(
      'route to an address',
      'ip route get 168.63.129.16',
      '168.63.129.16 via 10.0.0.1 dev eth0 src 10.0.0.4 uid 0 \n    cache \n',
    ),
    of(
      'rules',
      'iptables -nvL OUTPUT',
      'Chain OUTPUT (policy ACCEPT 0 packets, 0 bytes)\n pkts bytes target     prot opt in     out     source               destination         \n    0     0 ACCEPT     6    --  *      *       0.0.0.0/0            168.63.129.16        owner UID match 0\n',
    ),
    of(
      'connections',
      'ss -tn',
      'State    Recv-Q Send-Q Local Address:Port   Peer Address:Port\nSYN-SENT 0      1      10.0.0.4:50123       20.60.1.1:443     \nESTAB    0      0      10.0.0.4:22          10.0.0.9:51000    \n',
    ),
    of(
      'DNS servers',
      'resolvectl status',
      'Global\n         Protocols: -LLMNR -mDNS\n\nLink 2 (eth0)\n    Current Scopes: DNS\nCurrent DNS Server: 168.63.129.16\n       DNS Servers: 168.63.129.16\n',
    ),
    onWindows(
      of(
        'no proxy',
        'netsh winhttp show proxy',
        '\nCurrent WinHTTP proxy settings:\n\n    Direct access (no proxy server).\n\n',
      ),
    ),
    onWindows(
      of(
        'addresses',
        'ipconfig /all',
        '\nWindows IP Configuration\n\n   Host Name . . . . . . . . . . . . : VM01\n\nEthernet adapter Ethernet:\n\n   IPv4 Address. . . . . . . . . . . : 10.0.0.4(Preferred) \n   Default Gateway . . . . . . . . . : 10.0.0.1\n   DNS Servers . . . . . . . . . . . : 168.63.129.16\n',
      ),
    ),
    onWindows(
      of(
        'a key',
        'reg query "HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client"',
        '\nHKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client\n    Enabled    REG_DWORD    0x1\n    DisabledByDefault    REG_DWORD    0x0\n\n',
      ),
    ),
    onWindows(
      of(
        'no user proxy',
        "Get-ItemProperty 'HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings' | Select-Object ProxyEnable, ProxyServer",
        '\nProxyEnable ProxyServer\n----------- -----------\n          0            \n\n',
      ),
    ),
  ];
}

/** Programs that only tell why they failed, and the table of Azure Arc's agent. */
function clients(): Block[] {
  const failing = (what: string, command: string, error: (host: string) => string): Block => ({
    tool: 'client-error',
    what,
    text: (host) => [command, `${error(host)}\n`],
    verdict: 'unreachable',
  });
  const pool = (host: string) => `HTTPSConnectionPool(host='${host}', port=443): Max retries exceeded with url: /a`;
  const table = (host: string, result: boolean) =>
    `Endpoint                          Reachable\n--------------------------------  ---------\nhttps://${host}   ${result}\n`;
  return [
    failing(
      'python, certificate',
      'az login',
      (host) =>
        `${pool(host)} (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1045)')))`,
    ),
    failing(
      'python, refused',
      'python3 check.py',
      (host) =>
        `${pool(host)} (Caused by NewConnectionError('a: Failed to establish a new connection: [Errno 111] Connection refused'))`,
    ),
    failing('go, timeout', 'azcopy list', (host) => `Get "https://${host}/": dial tcp ${ip(host)}:443: i/o timeout`),
    failing('node, name', 'node index.js', (host) => `Error: getaddrinfo ENOTFOUND ${host}`),
    failing('java, name', 'java -jar a.jar', (host) => `Caused by: java.net.UnknownHostException: ${host}`),
    {
      tool: 'azcmagent',
      what: 'true',
      text: (host) => ['azcmagent check --location eastus', table(host, true)],
      verdict: 'reachable',
    },
    {
      tool: 'azcmagent',
      what: 'false',
      text: (host) => ['azcmagent check --location eastus', table(host, false)],
      verdict: 'unreachable',
    },
  ];
}

/** A block behind a prompt. */
export function shownIn(
  block: Block,
  host: string,
  prompt = block.windows === true ? 'PS C:\\> ' : '[root@vm01 ~]# ',
): string {
  const [command, output] = block.text(host);
  return `${prompt}${command}\n${output === '' || output.endsWith('\n') ? output : `${output}\n`}`;
}
