import { describe, expect, test } from 'vitest';
import { diagnose } from '../support/analyzer.ts';

const HOST = 'contosostor01.blob.core.windows.net';
const OTHER = 'pod01-manag1.jpe.backup.windowsazure.com';
const CURL = `$ curl -I https://${HOST}\n`;
const METER = '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n';
const HTTPAPI = 'Content-Length: 0\nServer: Microsoft-HTTPAPI/2.0\n';
/** A head of the Linux script, which shows that no proxy is set. */
const SCRIPT =
  '#### 環境情報確認 ####\n##プロキシ設定状態(空白場合は場合は結果無し)\nhttp_proxy コマンドの結果\n\nhttps_proxy コマンドの結果\n\n#### 環境情報確認終了 ####\n\n';
const END = '\nComplete...\n[INFO] Script time is 1sec.\n';
const tunnelled = (answer: string, command = `curl -v https://${HOST}`): string =>
  `$ ${command}\n* Uses proxy env variable https_proxy == 'http://10.0.0.5:8080'\n*   Trying 10.0.0.5:8080...\n* Connected to 10.0.0.5 (10.0.0.5) port 8080 (#0)\n* Establish HTTP proxy tunnel to ${HOST}:443\n> CONNECT ${HOST}:443 HTTP/1.1\n> Host: ${HOST}:443\n> \n${answer}`;
const certificate = (issuer: string, verify: string): string =>
  `*   Trying 20.60.1.1:443...\n* Connected to ${HOST} (20.60.1.1) port 443 (#0)\n* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384\n* Server certificate:\n*  subject: C=US; O=Microsoft Corporation; CN=*.blob.core.windows.net\n*  issuer: ${issuer}\n*  SSL certificate verify ${verify}\n> GET / HTTP/1.1\n> Host: ${HOST}\n> \n`;
const list = (host: string, address: string, port: number): string =>
  `ComputerName     : ${host}\nRemoteAddress    : ${address}\nRemotePort       : ${port}\nTcpTestSucceeded : True\n`;
const TNC = `PS C:\\> tnc ${HOST} -Port 443\n\n`;
/** It fails here, and is sent to another machine then. */
const elsewhere = (command: string, prompt = 'PS C:\\> '): string =>
  `${prompt}tnc ${HOST} -Port 443\n\n${list(HOST, '20.60.1.1', 443).replace('True', 'False')}\n${prompt}${command}\n\n${list(HOST, '20.60.1.1', 443)}\n${prompt}\n`;
const IWR = `PS C:\\> iwr https://${HOST} -UseBasicParsing\n\n`;

/** Logs in which nothing proves that the host was reached, by what is wrong with them. */
const LOGS: readonly (readonly [string, string])[] = [
  // the success of another machine
  ...[
    `Invoke-Command -ComputerName web02 { tnc ${HOST} -Port 443 }`,
    `Invoke-Command -ScriptBlock { tnc ${HOST} -Port 443 } -ComputerName web02,web03`,
    `Invoke-Command -Session $s { tnc ${HOST} -Port 443 }`,
    `icm web02 { tnc ${HOST} -Port 443 }`,
  ].flatMap((command) => [
    [`from here it fails: ${command}`, elsewhere(command)] as const,
    [`from here it fails, without prompts: ${command}`, elsewhere(command, '')] as const,
  ]),
  // a status line beside an error of the same run
  [
    'a status line and an untrusted certificate',
    `${CURL}HTTP/1.1 404 Not Found\n${HTTPAPI}\ncurl: (60) SSL certificate problem: self-signed certificate\n`,
  ],
  [
    'a status line behind a broken handshake',
    `${CURL}curl: (35) Recv failure: Connection reset by peer\nHTTP/1.1 302 Found\nLocation: /x\n`,
  ],
  [
    'a yes without header lines, then silence',
    `${CURL}HTTP/1.1 200 OK\n\ncurl: (28) Operation timed out after 300000 milliseconds with 0 bytes received\n`,
  ],
  [
    'a yes without header lines, then a broken stream',
    `${CURL}HTTP/1.1 200 OK\n\ncurl: (92) HTTP/2 stream 1 was not closed cleanly: INTERNAL_ERROR (err 2)\n`,
  ],
  [
    'an answer and a refused tunnel',
    `${CURL}HTTP/1.1 404 Not Found\n${HTTPAPI}\ncurl: (56) CONNECT tunnel failed, response 404\n`,
  ],
  [
    'an error, then a status line, in a script',
    `${SCRIPT}##TRY!! curl -I https://${HOST} ##\n${METER}curl: (56) Recv failure: Connection reset by peer\nHTTP/1.1 404 Not Found\n${HTTPAPI}${END}`,
  ],
  // an announcement, or a command, is lost
  [
    'the answer of a second run in a script',
    `${SCRIPT}##TRY!! curl -I https://${HOST} ##\n${METER}curl: (28) Connection timed out\n\n${METER}HTTP/1.1 404 Not Found\n${HTTPAPI}${END}`,
  ],
  [
    'the answer of a second run, the error lost',
    `${SCRIPT}##TRY!! curl -I https://${HOST} ##\n${METER}\n${METER}HTTP/1.1 404 Not Found\n${HTTPAPI}${END}`,
  ],
  [
    'the connection of a second Ncat in a script',
    `${SCRIPT}##TRY!! nc -vz ${HOST} 3260 ##\nNcat: Version 7.93 ( https://nmap.org/ncat )\nNcat: Connection timed out.\n\nNcat: Version 7.93 ( https://nmap.org/ncat )\nNcat: Connected to 20.1.1.1:3260.\n${END}`,
  ],
  [
    'a connection behind the end of Ncat',
    `$ nc -vz ${HOST} 443\nNcat: Connection refused.\nNcat: Connected to 20.1.1.1:443.\n`,
  ],
  ['an answer behind a run that was broken off', `${CURL}^C\nHTTP/1.1 404 Not Found\n${HTTPAPI}`],
  [
    'an answer behind a prompt with a command that is not read',
    `${CURL}[root@vm01 ~]# timeout 10 ./check.sh\nHTTP/1.1 404 Not Found\n${HTTPAPI}`,
  ],
  ['an answer behind mtr', `${CURL}[root@vm01 ~]# mtr -rwc 5 ${HOST}\nHTTP/1.1 404 Not Found\n`],
  [
    'an answer behind an empty prompt',
    `[root@vm01 ~]# curl -I https://${HOST}\n[root@vm01 ~]#\nHTTP/1.1 404 Not Found\n`,
  ],
  // success for another host or port than the asked one
  ['nc: another host', `$ nc -vz ${HOST} 443\nConnection to ${OTHER} (20.1.1.1) 443 port [tcp/https] succeeded!\n`],
  ['nc: another port', `$ nc -vz ${HOST} 443\nConnection to ${HOST} (20.1.1.1) 80 port [tcp/http] succeeded!\n`],
  ['Ncat: the port of a proxy', `$ nc -vz ${HOST} 443\nNcat: Connected to 10.0.0.4:3128.\n`],
  [
    'nc through a proxy',
    `$ nc -x 10.0.0.4:3128 -X connect -vz ${HOST} 443\nConnection to ${HOST} 443 port [tcp/https] succeeded!\n`,
  ],
  ['Ncat through a proxy', `$ ncat --proxy=10.0.0.4:443 -vz ${HOST} 443\nNcat: Connected to 10.0.0.4:443.\n`],
  ['nc by UDP', `$ nc -vzu ${HOST} 443\nConnection to ${HOST} (20.1.1.1) 443 port [tcp/https] succeeded!\n`],
  ['tnc: another host', `${TNC}${list(OTHER, '20.60.1.1', 443)}`],
  ['tnc: another port', `${TNC}${list(HOST, '20.60.1.1', 80)}`],
  [
    'tnc: the result line of another port',
    `#TRY!! tnc ${HOST} -port 443\nResult of tnc - 80 / from 10.2.0.23 /To URL  ${HOST} IPaddress 20.1.2.3 / TcpTestSucceeded: True \n`,
  ],
  [
    'curl --connect-to',
    `$ curl -I --connect-to ${HOST}:443:10.0.0.9:8443 https://${HOST}\nHTTP/1.1 400 Bad Request\n${HTTPAPI}`,
  ],
  ['curl --resolve', `$ curl -I --resolve ${HOST}:443:10.0.0.9 https://${HOST}\nHTTP/1.1 400 Bad Request\n${HTTPAPI}`],
  ['curl with another Host', `$ curl -I -H "Host: ${OTHER}" https://${HOST}\nHTTP/1.1 404 Not Found\n${HTTPAPI}`],
  [
    'curl -v that connects to another host',
    `$ curl -v https://${HOST}\n*   Trying 20.1.1.1:443...\n* Connected to ${OTHER} (20.1.1.1) port 443 (#0)\n> GET / HTTP/1.1\n> Host: ${OTHER}\n> \n< HTTP/1.1 404 Not Found\n< ${HTTPAPI}`,
  ],
  // the machine itself answers
  ['tnc: loopback', `${TNC}${list(HOST, '127.0.0.1', 443)}`],
  ['tnc: loopback of IPv6', `${TNC}${list(HOST, '::1', 443)}`],
  ['nc: loopback', `$ nc -vz ${HOST} 443\nConnection to ${HOST} (127.0.0.1) 443 port [tcp/https] succeeded!\n`],
  ['Ncat: no address', `$ nc -vz ${HOST} 443\nNcat: Connected to 0.0.0.0:443.\n`],
  [
    'curl -v: loopback',
    `$ curl -v https://${HOST}\n*   Trying 127.0.0.1:443...\n* Connected to ${HOST} (127.0.0.1) port 443 (#0)\n> GET / HTTP/1.1\n> Host: ${HOST}\n> \n< HTTP/1.1 404 Not Found\n`,
  ],
  [
    'a name without an address, and an answer',
    `$ nslookup ${HOST}\nServer:\t\t10.0.0.4\nAddress:\t10.0.0.4#53\n\nName:\t${HOST}\nAddress: 0.0.0.0\n${CURL}HTTP/1.1 404 Not Found\n${HTTPAPI}`,
  ],
  // several commands on one line
  ['a; b with one answer', `$ curl -I https://${HOST}; curl -I https://${OTHER}\nHTTP/1.1 404 Not Found\n${HTTPAPI}`],
  [
    'a & b',
    `$ curl -I https://${HOST} & curl -I https://${OTHER}\nHTTP/1.1 404 Not Found\n${HTTPAPI}\ncurl: (28) Connection timed out\n`,
  ],
  [
    'a && b with one connection',
    `$ nc -vz ${HOST} 443 && nc -vz ${OTHER} 443\nNcat: Version 7.93 ( https://nmap.org/ncat )\nNcat: Connected to 20.1.1.1:443.\n`,
  ],
  ['two URLs of one curl', `$ curl -I https://${HOST} https://${OTHER}\nHTTP/1.1 404 Not Found\n${HTTPAPI}`],
  // statuses that no server ends with
  ...[100, 103, 470, 499, 520, 999].map((status): [string, string] => [
    `status ${status}`,
    `${CURL}HTTP/1.1 ${status} X\nServer: x\n`,
  ]),
  ['status 000', `$ curl -s -o /dev/null -w '%{http_code}\\n' https://${HOST}\n000\n`],
  // what the command leaves unproven
  [
    'a proxy glued to its option',
    `$ curl -I -xhttp://10.0.0.4:8080 https://${HOST}\nHTTP/1.1 403 Forbidden\nContent-Type: text/html\n`,
  ],
  [
    'a proxy behind an equals sign',
    `$ curl -I --proxy=http://10.0.0.4:8080 https://${HOST}\nHTTP/1.1 404 Not Found\nContent-Type: text/html\n`,
  ],
  [
    'a proxy in a variable',
    `$ https_proxy=http://10.0.0.4:8080 curl -I https://${HOST}\nHTTP/1.1 404 Not Found\n${HTTPAPI}`,
  ],
  ['SOCKS', `$ curl -I --socks5 10.0.0.4:1080 https://${HOST}\nHTTP/1.1 403 Forbidden\n${HTTPAPI}`],
  ['without verification', `$ curl -kI https://${HOST}\nHTTP/1.1 403 Forbidden\nContent-Type: text/html\n`],
  ['with errors hidden', `$ curl -sI https://${HOST}\nHTTP/1.1 503 Service Unavailable\nContent-Type: text/html\n`],
  ['over http', `$ curl -I http://${HOST}\nHTTP/1.1 502 Bad Gateway\nServer: Microsoft-IIS/10.0\n`],
  [
    'over http through a proxy',
    `$ curl -I -x 10.0.0.4:8080 http://${HOST}\nHTTP/1.1 404 Not Found\nServer: Microsoft-HTTPAPI/2.0\n`,
  ],
  [
    'Invoke-WebRequest over http',
    `PS C:\\> iwr http://${HOST}\niwr : The remote server returned an error: (403) Forbidden.\n`,
  ],
  [
    'Invoke-WebRequest without verification',
    `PS C:\\> iwr https://${HOST} -SkipCertificateCheck\nInvoke-WebRequest: Response status code does not indicate success: 503 (Service Unavailable).\n`,
  ],
  // something in between answers
  ['X-Squid-Error', `${CURL}HTTP/1.1 404 Not Found\nX-Squid-Error: ERR_DNS_FAIL 0\n`],
  ['Via of Squid before a 403', `${CURL}HTTP/1.1 403 Forbidden\nVia: 1.1 proxy01.contoso.example (squid/5.7)\n`],
  [
    'X-Cache of Squid before a 503',
    `${CURL}HTTP/1.1 503 Service Unavailable\nX-Cache: MISS from proxy01.contoso.example\n`,
  ],
  ['Server: Zscaler with 200', `${CURL}HTTP/1.1 200 OK\nServer: Zscaler/6.2\n`],
  [
    'a block page behind -i',
    `$ curl -i https://${HOST}\nHTTP/1.1 200 OK\nContent-Type: text/html\n\n<html><title>Web Filter Violation</title>\n`,
  ],
  ['a block page alone', `$ curl https://${HOST}\n<h1>FortiGuard Intrusion Prevention - Access Blocked</h1>\n`],
  ['a portal of https', `${CURL}HTTP/1.1 302 Found\nLocation: https://portal.hotel.example/?u=${HOST}\n`],
  ['a portal by address', `$ curl -I http://${HOST}\nHTTP/1.1 302 Found\nLocation: //10.0.0.1/login\n`],
  [
    'a portal that is followed',
    `$ curl -IL http://${HOST}\nHTTP/1.1 302 Found\nLocation: https://portal.contoso.example/\n\nHTTP/1.1 200 OK\nServer: nginx\n`,
  ],
  [
    'Azure Firewall',
    `$ curl -i http://${HOST}\nHTTP/1.1 470 status code 470\nContent-Type: text/plain\n\nAction: Deny. Reason: No rule matched. Proceeding with default action.\n`,
  ],
  ['a login of the network', `${CURL}HTTP/1.1 511 Network Authentication Required\n`],
  [
    'Invoke-WebRequest: a block page',
    `${IWR}StatusCode        : 200\nStatusDescription : OK\nContent           : <html><title>Web Page Blocked</title>\n`,
  ],
  [
    'Invoke-WebRequest: 407 in a list',
    `${IWR}StatusCode        : 407\nStatusDescription : Proxy Authentication Required\n`,
  ],
  [
    'an inspected connection without verification',
    `$ curl -vk https://${HOST}\n${certificate('C=JP; O=Contoso Ltd.; CN=Contoso Proxy CA', 'result: self-signed certificate in certificate chain (19), continuing anyway.')}< HTTP/1.1 400 Bad Request\n`,
  ],
  [
    'an inspected connection that is trusted',
    `$ curl -v https://${HOST}\n${certificate('C=US; O=Zscaler Inc.; CN=Zscaler Intermediate Root CA (zscaler.net) (t)', 'ok.')}< HTTP/1.1 200 OK\n< Content-Length: 0\n`,
  ],
  // the proxy's answer to CONNECT
  [
    'a yes in other words, then a reset',
    tunnelled(
      `< HTTP/1.1 200 OK\n< \n* CONNECT phase completed\n* OpenSSL SSL_connect: Connection reset by peer in connection to ${HOST}:443\n`,
    ),
  ],
  ['a yes, then nothing', tunnelled('< HTTP/1.1 200 Connection established\n< \n* CONNECT phase completed\n^C\n')],
  [
    'a no without an error line',
    tunnelled('< HTTP/1.1 404 Not Found\n< Server: Microsoft-IIS/10.0\n< \n', `curl -sv https://${HOST}`),
  ],
  ['a yes that stands alone', `${CURL}HTTP/1.1 200 Tunnel opened\n\n`],
  [
    'a yes, then a block page',
    `${CURL}HTTP/1.1 200 Connection established\n\nHTTP/1.1 302 Found\nLocation: https://block.contoso.example/\n`,
  ],
  // what only connects, or sends echo requests
  [
    'a port of which nmap does not know whether it is open',
    `$ nmap -Pn -p 443 ${HOST}\nNmap scan report for ${HOST} (20.60.1.1)\nHost is up.\n\nPORT    STATE SERVICE\n443/tcp open|filtered https\n`,
  ],
  [
    'another port that nmap found open',
    `$ nmap -p 443 ${HOST}\nNmap scan report for ${HOST} (20.60.1.1)\n\n80/tcp open http\n`,
  ],
  [
    'UDP that PortQry takes for open, below TCP that it does not',
    `C:\\>portqry -n ${HOST} -e 443 -p BOTH\n\nTCP port 443 (https service): FILTERED\nUDP port 443 (https service): LISTENING\n`,
  ],
  [
    'another name to which telnet connected',
    `$ telnet ${HOST} 443\nTrying 20.60.1.1...\nTrying 20.60.1.2...\nConnected to ${OTHER}.\n`,
  ],
  ['the word that a line prints either way', `$ (echo > /dev/tcp/${HOST}/443) 2>/dev/null && echo x || echo x\nx\n`],
  ['silence of bash', `$ exec 3<>/dev/tcp/${HOST}/443\n$ date\n`],
  [
    'an echo reply',
    `$ ping ${HOST}\nPING ${HOST} (20.60.1.1) 56(84) bytes of data.\n64 bytes from 20.60.1.1: icmp_seq=1 ttl=63 time=0.024 ms\n`,
  ],
  ['True of a ping', `PS C:\\> Test-Connection ${HOST} -Quiet\nTrue\n`],
  [
    'the last device of a way',
    `$ traceroute -T -p 443 ${HOST}\ntraceroute to ${HOST} (20.60.1.1), 30 hops max, 60 byte packets\n 1  ${HOST} (20.60.1.1)  0.014 ms\n`,
  ],
  [
    'replies to pings of PsPing',
    `C:\\>psping ${HOST}\n\nPinging 20.60.1.1 with 32 bytes of data:\nReply from 20.60.1.1: 1.32ms\n`,
  ],
];

test('there are at least sixty of them', () => {
  expect(LOGS.length).toBeGreaterThanOrEqual(60);
});

describe('nothing is reachable by accident', () => {
  test.each(LOGS)('%s', (_, text) => {
    const { endpoints } = diagnose(text);
    expect(endpoints.filter(({ verdict }) => verdict === 'reachable')).toEqual([]);
    expect(endpoints.map(({ host }) => host)).toContain(HOST);
  });
});

describe('what does prove it', () => {
  test.each([
    ['a status line with its header lines', `${CURL}HTTP/1.1 404 Not Found\n${HTTPAPI}`],
    ['an answer through a tunnel', `${CURL}HTTP/1.1 200 Connection established\n\nHTTP/1.1 404 Not Found\n${HTTPAPI}`],
    [
      'a tunnel in other words',
      tunnelled(
        `< HTTP/1.1 200 OK\n< \n* CONNECT phase completed\n> GET / HTTP/1.1\n> Host: ${HOST}\n> \n< HTTP/1.1 404 Not Found\n< ${HTTPAPI}`,
      ),
    ],
    ['a 403 over http with a mark of Azure', `$ curl -I http://${HOST}\nHTTP/1.1 403 Forbidden\nx-ms-request-id: 1\n`],
    [
      'a 403 behind a proxy with a mark of Azure',
      `$ curl -I -x 10.0.0.4:8080 https://${HOST}\nHTTP/1.1 200 Connection established\n\nHTTP/1.1 403 Forbidden\nx-ms-error-code: AuthorizationFailure\n`,
    ],
    ['a 404 without verification', `$ curl -kI https://${HOST}\nHTTP/1.1 404 Not Found\n${HTTPAPI}`],
    [
      'an answer whose body is not read to its end',
      `$ curl -i https://${HOST} | head -1\nHTTP/1.1 404 Not Found\n${HTTPAPI}\ncurl: (23) Failed writing body\n`,
    ],
    [
      'a page that only Azure writes',
      `$ curl https://${HOST}\n<?xml version="1.0"?><Error><Code>InvalidQueryParameterValue</Code><Message>x</Message></Error>\n`,
    ],
    ['curl -f over https', `$ curl -f https://${HOST}\ncurl: (22) The requested URL returned error: 404\n`],
    [
      'a redirection of Microsoft’s own',
      '$ curl -I https://login.microsoftonline.com\nHTTP/1.1 302 Found\nLocation: https://www.office.com/login#\n',
    ],
    [
      'an inspected connection behind which Azure answers',
      `$ curl -v https://${HOST}\n${certificate('C=US; O=Microsoft Corporation; CN=Microsoft Azure RSA TLS Issuing CA 07', 'ok.')}< HTTP/1.1 400 Bad Request\n< x-ms-request-id: 1\n`,
    ],
    [
      'both of a; b',
      `$ nc -vz ${HOST} 443; nc -vz ${OTHER} 443\nNcat: Version 7.93 ( https://nmap.org/ncat )\nNcat: Connected to 20.1.1.1:443.\nNcat: Version 7.93 ( https://nmap.org/ncat )\nNcat: Connected to 20.1.1.2:443.\n`,
    ],
    [
      'what names its host among a & b',
      `$ nc -vz ${HOST} 443 & nc -vz ${OTHER} 443\nConnection to ${OTHER} (20.1.1.2) 443 port [tcp/https] succeeded!\nConnection to ${HOST} (20.1.1.1) 443 port [tcp/https] succeeded!\n`,
    ],
  ])('%s', (_, text) => {
    const { endpoints } = diagnose(text);
    expect(endpoints.length).toBeGreaterThan(0);
    expect(endpoints.map(({ verdict }) => verdict)).toEqual(endpoints.map(() => 'reachable'));
  });
});
