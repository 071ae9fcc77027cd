import { Buffer } from 'node:buffer';
import { ACK, CaptureWriter, clientHello, dns, PSH, RST, SERVER_HELLO, SYN } from '../../support/packets.ts';
import type { Cause } from '../../../src/model/probe.ts';

/** Readers of what happened: each tool whose output is judged, and captures. */
export const READERS = ['nslookup', 'nc', 'tnc', 'curl', 'iwr', 'capture'] as const;
export type Reader = (typeof READERS)[number];

/** How a reader shows a cause and which root causes may lead then, or why it cannot show it. */
export type Cell =
  | { readonly shows: string; readonly leads: readonly string[] }
  /** A capture: a file of the judgement corpus, or packets that are written. */
  | { readonly file: string; readonly leads: readonly string[] }
  | { readonly packets: () => Uint8Array; readonly leads: readonly string[] }
  | { readonly never: string };

const HOST = 'pod01-prot1.jpe.backup.windowsazure.com';
const DNS = ['dns-server-unreachable', 'dns-record-missing'];
const FIREWALL = ['firewall-blocks-service', 'firewall-blocks-port', 'firewall-blocks-all'];

const nslookup = (output: string): string => `$ nslookup ${HOST}\n${output}\n$ \n`;
const nc = (output: string): string => `$ nc -vz ${HOST} 443\n${output}\n$ \n`;
const curl = (output: string, options = '-I'): string => `$ curl ${options} https://${HOST}\n${output}\n$ \n`;
const iwr = (output: string): string => `PS C:\\> Invoke-WebRequest https://${HOST}\n${output}\nPS C:\\> \n`;
const record = (message: string): string => `Invoke-WebRequest : ${message}
At line:1 char:1
+ Invoke-WebRequest https://${HOST}
+ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    + CategoryInfo          : InvalidOperation: (System.Net.HttpWebRequest:HttpWebRequest) [Invoke-WebRequest], WebException
    + FullyQualifiedErrorId : WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand`;
const tnc = (succeeded: string, warning = ''): string => `PS C:\\> Test-NetConnection ${HOST} -Port 443
${warning}

ComputerName     : ${HOST}
RemoteAddress    : 20.191.166.134
RemotePort       : 443
InterfaceAlias   : Ethernet
SourceAddress    : 10.8.0.6
TcpTestSucceeded : ${succeeded}


PS C:\\> \n`;

const shows = (text: string, ...leads: readonly string[]): Cell => ({ shows: text, leads });
const never = (reason: string): Cell => ({ never: reason });
const file = (name: string, ...leads: readonly string[]): Cell => ({ file: name, leads });

const packets = (write: (writer: CaptureWriter) => void, ...leads: readonly string[]): Cell => ({
  packets: () => {
    const writer = new CaptureWriter().handshake(`${VM}:40000`, '168.63.129.16:80');
    write(writer);
    return writer.file();
  },
  leads,
});
const VM = '10.0.0.4';
const SERVER = '20.150.85.196:443';
const RESOLVER = '10.0.0.53:53';
const asks = (rcode: number | null) => (writer: CaptureWriter) => {
  writer.udp(`${VM}:50000`, RESOLVER, dns(HOST, null));
  if (rcode !== null) writer.udp(RESOLVER, `${VM}:50000`, dns(HOST, rcode));
  else {
    writer.time += 10;
    writer.udp(`${VM}:50000`, RESOLVER, dns(HOST, null));
    writer.time += 10;
    writer.udp(`${VM}:50001`, '10.0.0.77:123', dns('x', null));
  }
};
const resolves = (writer: CaptureWriter): CaptureWriter => {
  writer.udp(`${VM}:50000`, RESOLVER, dns(HOST, null));
  writer.udp(RESOLVER, `${VM}:50000`, dns(HOST, 0, '20.150.85.196'));
  return writer;
};

const NAMES_ONLY = never('asks for a name only');
const NO_PROXY = never('does not go through a proxy');
const TCP_ONLY = never('ends when the connection is made');
const NO_NAME_KIND = never('says that the name is not resolved, not why');
const ONE_FAILURE = never('says True or False, not why');
const NO_TOOL = never('a capture needs no tool on the machine');

/** One row for each cause, one cell for each reader. The type keeps it complete. */
export const TABLE: Readonly<Record<Cause, Readonly<Record<Reader, Cell>>>> = {
  ok: {
    nslookup: shows(
      nslookup(
        `Server:\t\t168.63.129.16\nAddress:\t168.63.129.16#53\n\nNon-authoritative answer:\nName:\t${HOST}\nAddress: 20.191.100.130`,
      ),
      'nothing-tested',
    ),
    nc: shows(nc('Ncat: Connected to 20.191.100.130:443.'), 'all-reachable'),
    tnc: shows(tnc('True'), 'all-reachable'),
    curl: shows(curl('HTTP/1.1 200 OK\nServer: Microsoft-HTTPAPI/2.0\n'), 'all-reachable'),
    iwr: shows(iwr('\n\nStatusCode        : 200\nStatusDescription : OK\n'), 'all-reachable'),
    capture: file('keepalive-only.pcap', 'all-reachable'),
  },
  http_error_from_destination: {
    nslookup: NAMES_ONLY,
    nc: TCP_ONLY,
    tnc: TCP_ONLY,
    curl: shows(curl('HTTP/1.1 404 Not Found\nServer: Microsoft-HTTPAPI/2.0\n'), 'all-reachable'),
    iwr: shows(iwr(record('The remote server returned an error: (404) Not Found.')), 'all-reachable'),
    capture: never('the answer is encrypted'),
  },
  dns_timeout: {
    nslookup: shows(
      nslookup(';; communications error to 10.0.0.4#53: timed out\n;; no servers could be reached'),
      ...DNS,
    ),
    nc: NO_NAME_KIND,
    tnc: NO_NAME_KIND,
    curl: shows(curl('curl: (28) Resolving timed out after 5000 milliseconds'), ...DNS),
    iwr: NO_NAME_KIND,
    capture: packets(asks(null), ...DNS),
  },
  dns_nxdomain: {
    nslookup: shows(
      nslookup(`Server:\t\t10.0.0.4\nAddress:\t10.0.0.4#53\n\n** server can't find ${HOST}: NXDOMAIN`),
      'dns-record-missing',
    ),
    nc: NO_NAME_KIND,
    tnc: NO_NAME_KIND,
    curl: NO_NAME_KIND,
    iwr: NO_NAME_KIND,
    capture: packets(asks(3), 'dns-record-missing'),
  },
  dns_servfail: {
    nslookup: shows(
      nslookup(`Server:\t\t10.0.0.4\nAddress:\t10.0.0.4#53\n\n** server can't find ${HOST}: SERVFAIL`),
      ...DNS,
    ),
    nc: NO_NAME_KIND,
    tnc: NO_NAME_KIND,
    curl: NO_NAME_KIND,
    iwr: NO_NAME_KIND,
    capture: packets(asks(2), ...DNS),
  },
  dns_refused: {
    nslookup: shows(
      nslookup(`Server:\t\t10.0.0.4\nAddress:\t10.0.0.4#53\n\n** server can't find ${HOST}: REFUSED`),
      ...DNS,
    ),
    nc: NO_NAME_KIND,
    tnc: NO_NAME_KIND,
    curl: NO_NAME_KIND,
    iwr: NO_NAME_KIND,
    capture: packets(asks(5), ...DNS),
  },
  dns: {
    nslookup: shows(
      nslookup(`Server:\t\t10.0.0.4\nAddress:\t10.0.0.4#53\n\n*** Can't find ${HOST}: No answer`),
      ...DNS,
    ),
    nc: shows(nc(`Ncat: Could not resolve hostname "${HOST}": Name or service not known. QUITTING.`), ...DNS),
    tnc: shows(
      `PS C:\\> Test-NetConnection ${HOST} -Port 443\nWARNING: Name resolution of ${HOST} failed\n\n\nComputerName   : ${HOST}\nRemoteAddress  :\nInterfaceAlias :\nSourceAddress  :\nPingSucceeded  : False\n\n\nPS C:\\> \n`,
      ...DNS,
    ),
    curl: shows(curl(`curl: (6) Could not resolve host: ${HOST}`), ...DNS),
    iwr: shows(iwr(record(`The remote name could not be resolved: '${HOST}'`)), ...DNS),
    capture: never('a response has a code of its own'),
  },
  timeout: {
    nslookup: never('its time-out is the DNS server’s: dns_timeout'),
    nc: shows(nc('Ncat: Connection timed out.'), ...FIREWALL),
    tnc: ONE_FAILURE,
    curl: shows(
      curl(`curl: (28) Failed to connect to ${HOST} port 443 after 130000 ms: Connection timed out`),
      ...FIREWALL,
    ),
    iwr: shows(iwr(record('The operation has timed out.')), ...FIREWALL),
    capture: packets(
      (writer) => {
        resolves(writer).tcp(`${VM}:41000`, SERVER, SYN, 1, 0);
        writer.time += 3;
        writer.tcp(`${VM}:41000`, SERVER, SYN, 1, 0);
        writer.time += 6;
        writer.tcp(`${VM}:41000`, SERVER, SYN, 1, 0);
      },
      ...FIREWALL,
    ),
  },
  refused: {
    nslookup: NAMES_ONLY,
    nc: shows(nc('Ncat: Connection refused.'), ...FIREWALL),
    tnc: ONE_FAILURE,
    curl: shows(curl(`curl: (7) Failed to connect to ${HOST} port 443 after 2 ms: Connection refused`), ...FIREWALL),
    iwr: shows(
      iwr('Invoke-WebRequest: No connection could be made because the target machine actively refused it.'),
      ...FIREWALL,
    ),
    capture: packets(
      (writer) => {
        resolves(writer)
          .tcp(`${VM}:41000`, SERVER, SYN, 1, 0)
          .tcp(SERVER, `${VM}:41000`, RST | ACK, 0, 2);
      },
      ...FIREWALL,
    ),
  },
  reset: {
    nslookup: NAMES_ONLY,
    nc: shows(nc('Ncat: Connection reset by peer.'), ...FIREWALL, 'destination-refuses'),
    tnc: ONE_FAILURE,
    curl: shows(curl('curl: (35) Recv failure: Connection reset by peer'), 'tls-handshake-fails'),
    iwr: shows(
      iwr(record('The underlying connection was closed: The connection was closed unexpectedly.')),
      'tls-handshake-fails',
      'destination-refuses',
    ),
    capture: file('tls-rst-after-hello.pcap', 'tls-handshake-fails'),
  },
  host_unreachable: {
    nslookup: NAMES_ONLY,
    nc: shows(nc('Ncat: No route to host.'), 'route-missing'),
    tnc: ONE_FAILURE,
    curl: shows(curl(`curl: (7) Failed to connect to ${HOST} port 443 after 3 ms: No route to host`), 'route-missing'),
    iwr: shows(iwr('Invoke-WebRequest: A socket operation was attempted to an unreachable host.'), 'route-missing'),
    capture: file('icmp-prohibited.pcap', ...FIREWALL),
  },
  tls_untrusted: {
    nslookup: NAMES_ONLY,
    nc: TCP_ONLY,
    tnc: TCP_ONLY,
    curl: shows(curl('curl: (60) SSL certificate problem: unable to get local issuer certificate'), 'tls-inspection'),
    iwr: shows(
      iwr(
        record(
          'The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.',
        ),
      ),
      'tls-inspection',
    ),
    capture: packets((writer) => {
      const hello = clientHello(HOST);
      resolves(writer)
        .handshake(`${VM}:41000`, SERVER)
        .tcp(`${VM}:41000`, SERVER, PSH | ACK, 1001, 5001, hello)
        .tcp(SERVER, `${VM}:41000`, PSH | ACK, 5001, 1001 + hello.length, SERVER_HELLO)
        .tcp(
          `${VM}:41000`,
          SERVER,
          PSH | ACK,
          1001 + hello.length,
          5001 + SERVER_HELLO.length,
          Buffer.from([21, 3, 3, 0, 2, 2, 48]),
        );
    }, 'tls-inspection'),
  },
  tls_handshake: {
    nslookup: NAMES_ONLY,
    nc: TCP_ONLY,
    tnc: TCP_ONLY,
    curl: shows(curl('curl: (35) error:0A00042E:SSL routines::tlsv1 alert protocol version'), 'tls-handshake-fails'),
    iwr: shows(
      iwr(record('The underlying connection was closed: An unexpected error occurred on a send.')),
      'tls-handshake-fails',
    ),
    capture: file('tls-alert-version.pcap', 'tls-handshake-fails'),
  },
  proxy_denied: {
    nslookup: NAMES_ONLY,
    nc: NO_PROXY,
    tnc: NO_PROXY,
    curl: shows(curl('curl: (56) CONNECT tunnel failed, response 403', '-I -x http://10.0.0.4:8080'), 'proxy-denies'),
    iwr: shows(
      `PS C:\\> Invoke-WebRequest https://${HOST} -Proxy http://10.0.0.4:8080\n${record('The remote server returned an error: (403) Forbidden.')}\nPS C:\\> \n`,
      'proxy-denies',
    ),
    capture: file('connect-403.pcap', 'proxy-denies'),
  },
  proxy_auth: {
    nslookup: NAMES_ONLY,
    nc: NO_PROXY,
    tnc: NO_PROXY,
    curl: shows(
      curl('curl: (56) CONNECT tunnel failed, response 407', '-I -x http://10.0.0.4:8080'),
      'proxy-requires-auth',
    ),
    iwr: shows(
      iwr(record('The remote server returned an error: (407) Proxy Authentication Required.')),
      'proxy-requires-auth',
    ),
    capture: file('connect-407-final.pcap', 'proxy-requires-auth'),
  },
  proxy_unreachable: {
    nslookup: NAMES_ONLY,
    nc: NO_PROXY,
    tnc: NO_PROXY,
    curl: shows(
      curl(
        'curl: (7) Failed to connect to 10.0.0.4 port 8080 after 2 ms: Connection refused',
        '-I -x http://10.0.0.4:8080',
      ),
      'proxy-unreachable',
    ),
    iwr: shows(
      `PS C:\\> Invoke-WebRequest https://${HOST} -Proxy http://10.0.0.4:8080\n${record('Unable to connect to the remote server')}\nPS C:\\> \n`,
      'proxy-unreachable',
    ),
    capture: never('a connection to a proxy that is not made shows no destination'),
  },
  proxy_dns: {
    nslookup: NAMES_ONLY,
    nc: NO_PROXY,
    tnc: NO_PROXY,
    curl: shows(
      curl('curl: (5) Could not resolve proxy: proxy01', '-I -x http://proxy01:8080'),
      'proxy-unreachable',
      ...DNS,
    ),
    iwr: shows(iwr(record("The proxy name could not be resolved: 'proxy01'")), 'proxy-unreachable', ...DNS),
    capture: never('a name that is not resolved is judged as a name'),
  },
  proxy_upstream: {
    nslookup: NAMES_ONLY,
    nc: NO_PROXY,
    tnc: NO_PROXY,
    curl: shows(
      curl('curl: (56) CONNECT tunnel failed, response 503', '-I -x http://10.0.0.4:8080'),
      'proxy-cannot-reach',
    ),
    iwr: shows(
      `PS C:\\> Invoke-WebRequest https://${HOST} -Proxy http://10.0.0.4:8080\n${record('The remote server returned an error: (503) Server Unavailable.')}\nPS C:\\> \n`,
      'proxy-cannot-reach',
    ),
    capture: file('connect-502.pcap', 'proxy-cannot-reach'),
  },
  empty_reply: {
    nslookup: NAMES_ONLY,
    nc: TCP_ONLY,
    tnc: TCP_ONLY,
    curl: shows(curl('curl: (52) Empty reply from server'), 'destination-refuses'),
    iwr: never('says that the connection was closed: reset'),
    capture: never('data without an answer is silence: stalled'),
  },
  route: {
    nslookup: NAMES_ONLY,
    nc: shows(nc(`nc: connect to ${HOST} port 443 (tcp) failed: Network is unreachable`), 'route-missing'),
    tnc: ONE_FAILURE,
    curl: shows(
      curl(`curl: (7) Failed to connect to ${HOST} port 443 after 1 ms: Network is unreachable`),
      'route-missing',
    ),
    iwr: shows(iwr('Invoke-WebRequest: A socket operation was attempted to an unreachable network.'), 'route-missing'),
    capture: packets((writer) => {
      resolves(writer).tcp(`${VM}:41000`, SERVER, SYN, 1, 0).icmpError('10.0.0.1', VM, 3, 0);
    }, 'route-missing'),
  },
  local: {
    nslookup: NAMES_ONLY,
    nc: shows(nc(`nc: connect to ${HOST} port 443 (tcp) failed: Operation not permitted`), 'local-firewall'),
    tnc: ONE_FAILURE,
    curl: shows(
      curl(`curl: (7) Failed to connect to ${HOST} port 443 after 1 ms: Operation not permitted`),
      'local-firewall',
    ),
    iwr: shows(
      iwr('Invoke-WebRequest: An attempt was made to access a socket in a way forbidden by its access permissions.'),
      'local-firewall',
    ),
    capture: never('a connection that the machine refuses itself is not sent'),
  },
  revocation: {
    nslookup: NAMES_ONLY,
    nc: TCP_ONLY,
    tnc: TCP_ONLY,
    curl: shows(
      curl(
        'curl: (35) schannel: next InitializeSecurityContext failed: CRYPT_E_REVOCATION_OFFLINE (0x80092013) - The revocation function was unable to check revocation because the revocation server was offline.',
      ),
      'revocation-unreachable',
    ),
    iwr: never('.NET does not tell it apart from an untrusted certificate'),
    capture: never('the client ends the connection without a word'),
  },
  stalled: {
    nslookup: NAMES_ONLY,
    nc: TCP_ONLY,
    tnc: TCP_ONLY,
    curl: shows(curl('curl: (28) SSL connection timeout'), 'connection-stalls'),
    iwr: never('says only that the time is over: timeout'),
    capture: file('mtu-blackhole-silent.pcap', 'connection-stalls'),
  },
  gateway: {
    nslookup: shows(
      nslookup(`Server:\t\t10.0.0.4\nAddress:\t10.0.0.4#53\n\nName:\t${HOST}\nAddress: 0.0.0.0`),
      'dns-sinkhole',
    ),
    nc: shows(nc('Ncat: Connected to 127.0.0.1:443.'), 'dns-sinkhole'),
    tnc: shows(tnc('True').replace('20.191.166.134', '127.0.0.1'), 'dns-sinkhole'),
    curl: shows(
      curl('HTTP/1.1 403 Forbidden\nContent-Type: text/html\nServer: Zscaler/6.2\nCache-Control: no-cache\n'),
      'gateway-block-page',
    ),
    iwr: shows(
      iwr(
        '\n\nStatusCode        : 200\nStatusDescription : OK\nContent           : <html><head><title>FortiGuard Intrusion Prevention - Access Blocked</title>\n',
      ),
      'gateway-block-page',
    ),
    capture: packets((writer) => {
      const request = `GET / HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`;
      const [client, server] = [`${VM}:41000`, '20.150.85.196:80'];
      writer
        .handshake(client, server)
        .tcp(client, server, PSH | ACK, 1001, 5001, request)
        .tcp(server, client, PSH | ACK, 5001, 1001 + request.length, 'HTTP/1.1 403 No\r\nServer: Zscaler/6.2\r\n\r\n');
    }, 'gateway-block-page'),
  },
  tool_missing: {
    nslookup: shows(nslookup('-bash: nslookup: command not found'), 'tool-missing'),
    nc: shows(nc('-bash: nc: command not found'), 'tool-missing'),
    tnc: shows(
      `PS C:\\> Test-NetConnection ${HOST} -Port 443\nTest-NetConnection : The term 'Test-NetConnection' is not recognized as the name of a cmdlet, function, script file, or operable program.\nPS C:\\> \n`,
      'tool-missing',
    ),
    curl: shows(curl('-bash: curl: command not found'), 'tool-missing'),
    iwr: shows(
      iwr(
        "Invoke-WebRequest : The term 'Invoke-WebRequest' is not recognized as the name of a cmdlet, function, script file, or operable program.",
      ),
      'tool-missing',
    ),
    capture: NO_TOOL,
  },
  interrupted: {
    nslookup: shows(nslookup('^C'), 'log-incomplete', 'nothing-tested'),
    nc: shows(nc('^C'), 'log-incomplete', 'nothing-tested'),
    tnc: never('Ctrl+C leaves no line, so it is a command without a result'),
    curl: shows(curl('^C'), 'log-incomplete', 'nothing-tested'),
    iwr: never('Ctrl+C leaves no line, so it is a command without a result'),
    capture: packets(
      (writer) => {
        resolves(writer).tcp(`${VM}:41000`, SERVER, SYN, 1, 0);
      },
      'nothing-tested',
      'mixed-result',
    ),
  },
  other: {
    nslookup: never('every ending that it has is named'),
    nc: never('every ending that it has is named'),
    tnc: shows(
      tnc('False', `WARNING: TCP connect to (20.191.166.134 : 443) failed`),
      ...FIREWALL,
      'destination-refuses',
      'route-missing',
    ),
    curl: shows(curl('curl: (43) A libcurl function was given a bad argument'), 'nothing-tested', 'mixed-result'),
    iwr: shows(iwr(record('Unable to connect to the remote server')), ...FIREWALL),
    capture: never('an ending that cannot be told is indeterminate'),
  },
};
