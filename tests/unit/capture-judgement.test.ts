import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import type { Endpoint } from '../../src/model/endpoint.ts';
import type { CaptureReport } from '../../src/model/report.ts';
import { analyze } from '../support/captures.ts';
import { ACK, CaptureWriter, clientHello, dns, FIN, PSH, RST, SERVER_HELLO, SYN } from '../support/packets.ts';

const VM = '10.0.0.4';
const SERVER = '20.150.85.196:443';
const PROXY = '10.0.0.9:8080';
const HOST = 'pod01-prot1.jpe.backup.windowsazure.com';

/** The VM also talks with the platform, so it is known as the machine. */
function vm(): CaptureWriter {
  return new CaptureWriter().handshake(`${VM}:40000`, '168.63.129.16:80');
}

function judge(writer: CaptureWriter): CaptureReport {
  return analyze('made.pcap', writer.file()).report();
}

function endpoint(report: CaptureReport, host: string, port = 443): Endpoint | undefined {
  return report.endpoints.find((known) => known.host === host && known.port === port);
}

describe('what became of a connection', () => {
  test('an answer to TLS is reachable, under the name of its SNI', () => {
    const hello = clientHello(HOST);
    const report = judge(
      vm()
        .handshake(`${VM}:41000`, SERVER)
        .tcp(`${VM}:41000`, SERVER, PSH | ACK, 1001, 5001, hello)
        .tcp(SERVER, `${VM}:41000`, PSH | ACK, 5001, 1001 + hello.length, SERVER_HELLO),
    );
    expect(endpoint(report, HOST)).toMatchObject({
      verdict: 'reachable',
      service: 'backup',
      https: { status: 'reachable' },
    });
  });

  test('a ClientHello that spans two segments is read', () => {
    const hello = clientHello(HOST);
    const report = judge(
      vm()
        .handshake(`${VM}:41000`, SERVER)
        .tcp(`${VM}:41000`, SERVER, ACK, 1001, 5001, hello.subarray(0, 40))
        .tcp(`${VM}:41000`, SERVER, PSH | ACK, 1041, 5001, hello.subarray(40)),
    );
    expect(report.capture?.sni).toEqual([HOST]);
  });

  test('data that stays without an answer proves nothing: a firewall may complete the handshake', () => {
    const report = judge(
      vm()
        .handshake(`${VM}:41000`, SERVER)
        .tcp(`${VM}:41000`, SERVER, PSH | ACK, 1001, 5001, clientHello(HOST)),
    );
    expect(endpoint(report, HOST)?.verdict).toBe('indeterminate');
  });

  test('a ServerHello of the client is no answer', () => {
    const report = judge(
      vm()
        .handshake(`${VM}:41000`, SERVER)
        .tcp(`${VM}:41000`, SERVER, PSH | ACK, 1001, 5001, SERVER_HELLO),
    );
    expect(endpoint(report, '20.150.85.196')?.verdict).toBe('indeterminate');
  });

  test('a reset instead of an answer is unreachable', () => {
    const hello = clientHello(HOST);
    const report = judge(
      vm()
        .handshake(`${VM}:41000`, SERVER)
        .tcp(`${VM}:41000`, SERVER, PSH | ACK, 1001, 5001, hello)
        .tcp(SERVER, `${VM}:41000`, RST | ACK, 5001, 1001 + hello.length),
    );
    expect(endpoint(report, HOST)).toMatchObject({ verdict: 'unreachable', https: { cause: 'reset' } });
  });

  test('a fatal TLS alert is unreachable', () => {
    const hello = clientHello(HOST);
    const report = judge(
      vm()
        .handshake(`${VM}:41000`, SERVER)
        .tcp(`${VM}:41000`, SERVER, PSH | ACK, 1001, 5001, hello)
        .tcp(SERVER, `${VM}:41000`, PSH | ACK, 5001, 1001 + hello.length, Buffer.from([21, 3, 3, 0, 2, 2, 70])),
    );
    expect(endpoint(report, HOST)).toMatchObject({ verdict: 'unreachable', https: { cause: 'tls_handshake' } });
  });

  test('a SYN that is sent again without an answer is a timeout; one at the very end is open', () => {
    const again = judge(vm().tcp(`${VM}:41000`, SERVER, SYN, 1000, 0).tcp(`${VM}:41000`, SERVER, SYN, 1000, 0, '', 1));
    expect(endpoint(again, '20.150.85.196')).toMatchObject({ verdict: 'unreachable', tcp: { cause: 'timeout' } });
    const once = judge(vm().tcp(`${VM}:41000`, SERVER, SYN, 1000, 0));
    expect(endpoint(once, '20.150.85.196')?.verdict).toBe('indeterminate');
  });

  test('a reset to the SYN is a refusal', () => {
    const report = judge(
      vm()
        .tcp(`${VM}:41000`, SERVER, SYN, 1000, 0)
        .tcp(SERVER, `${VM}:41000`, RST | ACK, 0, 1001),
    );
    expect(endpoint(report, '20.150.85.196')).toMatchObject({ verdict: 'unreachable', tcp: { cause: 'refused' } });
  });

  test('an ICMP error names the reason, and the header that it quotes is no SYN', () => {
    const report = judge(vm().tcp(`${VM}:41000`, SERVER, SYN, 1000, 0).icmpError('10.0.0.1', VM, 3, 1));
    expect(endpoint(report, '20.150.85.196')).toMatchObject({
      verdict: 'unreachable',
      tcp: { cause: 'host_unreachable' },
    });
    const tcp = report.capture?.conversations.filter(({ protocol }) => protocol === 'tcp') ?? [];
    expect(tcp.flatMap(({ connections }) => connections.map(({ syn }) => syn))).toEqual([1, 1]);
  });

  test('without the handshake an exchange both ways is proof, one way is none', () => {
    const hello = clientHello(HOST);
    const asked = (): CaptureWriter => vm().tcp(`${VM}:41000`, SERVER, PSH | ACK, 1001, 5001, hello);
    expect(endpoint(judge(asked()), HOST)?.verdict).toBe('indeterminate');
    const answered = asked().tcp(SERVER, `${VM}:41000`, PSH | ACK, 5001, 1001 + hello.length, SERVER_HELLO);
    expect(endpoint(judge(answered), HOST)?.verdict).toBe('reachable');
  });

  test('a capture of one direction is no timeout', () => {
    const report = judge(
      vm()
        .tcp(`${VM}:41000`, SERVER, SYN, 1000, 0)
        .tcp(`${VM}:41000`, SERVER, ACK, 1001, 5001)
        .tcp(`${VM}:41000`, SERVER, PSH | ACK, 1001, 5001, 'data', 9),
    );
    expect(endpoint(report, '20.150.85.196')?.verdict).toBe('indeterminate');
  });

  test('an answer to TLS that is no TLS does not make the destination reachable', () => {
    const hello = clientHello(HOST);
    const report = judge(
      vm()
        .handshake(`${VM}:41000`, SERVER)
        .tcp(`${VM}:41000`, SERVER, PSH | ACK, 1001, 5001, hello)
        .tcp(SERVER, `${VM}:41000`, PSH | ACK, 5001, 1001 + hello.length, 'HTTP/1.1 403 Forbidden\r\n\r\n'),
    );
    expect(endpoint(report, HOST)?.verdict).toBe('indeterminate');
  });

  test.each([
    [40, 'tls_handshake'],
    [48, 'tls_untrusted'],
  ])('alert %i after the ServerHello is unreachable', (alert, cause) => {
    const hello = clientHello(HOST);
    const report = judge(
      vm()
        .handshake(`${VM}:41000`, SERVER)
        .tcp(`${VM}:41000`, SERVER, PSH | ACK, 1001, 5001, hello)
        .tcp(SERVER, `${VM}:41000`, PSH | ACK, 5001, 1001 + hello.length, SERVER_HELLO)
        .tcp(`${VM}:41000`, SERVER, PSH | ACK, 1001 + hello.length, 5010, Buffer.from([21, 3, 3, 0, 2, 2, alert])),
    );
    expect(endpoint(report, HOST)).toMatchObject({ verdict: 'unreachable', https: { cause } });
  });

  test('a handshake alone proves nothing where data stays without an answer, or a reset follows it', () => {
    const connect = (): CaptureWriter =>
      vm()
        .handshake(`${VM}:41000`, SERVER)
        .tcp(`${VM}:41000`, SERVER, FIN | ACK, 1001, 5001);
    expect(endpoint(judge(connect()), '20.150.85.196')?.verdict).toBe('reachable');
    const silent = connect()
      .handshake(`${VM}:41001`, SERVER)
      .tcp(`${VM}:41001`, SERVER, PSH | ACK, 1001, 5001, 'data');
    expect(endpoint(judge(silent), '20.150.85.196')?.verdict).toBe('indeterminate');
    const reset = vm()
      .handshake(`${VM}:41000`, SERVER)
      .tcp(SERVER, `${VM}:41000`, RST | ACK, 5001, 1001);
    expect(endpoint(judge(reset), '20.150.85.196')?.verdict).toBe('indeterminate');
  });

  test.each([
    ['a route that is better elsewhere', 5, 1],
    ['a packet that has to be smaller', 3, 4],
  ])('%s is no refusal', (_, type, code) => {
    const report = judge(vm().tcp(`${VM}:41000`, SERVER, SYN, 1000, 0).icmpError('10.0.0.1', VM, type, code));
    expect(endpoint(report, '20.150.85.196')?.verdict).toBe('indeterminate');
  });

  test('the same destination both ways is left open', () => {
    const report = judge(
      vm()
        .handshake(`${VM}:41000`, SERVER)
        .tcp(`${VM}:41000`, SERVER, FIN | ACK, 1001, 5001)
        .tcp(`${VM}:41001`, SERVER, SYN, 1000, 0)
        .tcp(SERVER, `${VM}:41001`, RST | ACK, 0, 1001),
    );
    expect(endpoint(report, '20.150.85.196')?.verdict).toBe('indeterminate');
  });
});

describe('through a proxy', () => {
  const connect = (status: string): CaptureReport => {
    const request = `CONNECT ${HOST}:443 HTTP/1.1\r\nHost: ${HOST}:443\r\n\r\n`;
    return judge(
      vm()
        .handshake(`${VM}:41000`, PROXY)
        .tcp(`${VM}:41000`, PROXY, PSH | ACK, 1001, 5001, request)
        .tcp(PROXY, `${VM}:41000`, PSH | ACK, 5001, 1001 + request.length, `HTTP/1.1 ${status}\r\n\r\n`),
    );
  };

  test('a demand for credentials is the root cause', () => {
    const report = connect('407 Proxy Authentication Required');
    expect(endpoint(report, HOST)).toMatchObject({ verdict: 'unreachable', https: { cause: 'proxy_auth' } });
    expect(report.diagnosis[0]?.id).toBe('proxy-requires-auth');
  });

  test('a refusal of CONNECT is the root cause', () => {
    const report = connect('403 Forbidden');
    expect(endpoint(report, HOST)).toMatchObject({ verdict: 'unreachable', https: { cause: 'proxy_denied' } });
    expect(report.diagnosis[0]?.id).toBe('proxy-denies');
  });

  test('credentials that are sent on demand open the tunnel', () => {
    const request = `CONNECT ${HOST}:443 HTTP/1.1\r\n\r\n`;
    const hello = clientHello(HOST);
    const demand = 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n';
    const open = 'HTTP/1.1 200 OK\r\n\r\n';
    const sent = 1001 + 2 * request.length;
    const got = 5001 + demand.length + open.length;
    const report = judge(
      vm()
        .handshake(`${VM}:41000`, PROXY)
        .tcp(`${VM}:41000`, PROXY, PSH | ACK, 1001, 5001, request)
        .tcp(PROXY, `${VM}:41000`, PSH | ACK, 5001, 1001 + request.length, demand)
        .tcp(`${VM}:41000`, PROXY, PSH | ACK, 1001 + request.length, 5001 + demand.length, request)
        .tcp(PROXY, `${VM}:41000`, PSH | ACK, 5001 + demand.length, sent, open)
        .tcp(`${VM}:41000`, PROXY, PSH | ACK, sent, got, hello)
        .tcp(PROXY, `${VM}:41000`, PSH | ACK, got, sent + hello.length, SERVER_HELLO),
    );
    expect(endpoint(report, HOST)).toMatchObject({ verdict: 'reachable', https: { cause: 'ok' } });
    // the name is the destination's, not the proxy's
    expect(report.capture?.peers.find(({ address }) => address === '10.0.0.9')?.names).toEqual([]);
  });

  test('an open tunnel alone does not make the destination reachable', () => {
    expect(endpoint(connect('200 Connection established'), HOST)?.verdict).toBe('indeterminate');
  });
});

describe('names', () => {
  test('a DNS server that never answers is the root cause', () => {
    const writer = vm();
    for (const [index, name] of [HOST, 'login.microsoftonline.com'].entries())
      writer
        .udp(`${VM}:${50_000 + index}`, '10.0.0.53:53', dns(name, null))
        .udp(`${VM}:${50_000 + index}`, '10.0.0.53:53', dns(name, null), 5);
    const report = judge(writer);
    expect(report.diagnosis[0]?.id).toBe('dns-server-unreachable');
    expect(endpoint(report, HOST)?.dns.cause).toBe('dns_timeout');
  });

  test('a query at the very end is open, and one inside a tunnel is not the machine’s', () => {
    const late = vm().udp(`${VM}:50000`, '10.0.0.53:53', dns(HOST, null));
    expect(endpoint(judge(late), HOST)).toBeUndefined();
    const inner = new CaptureWriter().udp('192.168.0.1:50000', '192.168.0.53:53', dns(HOST, null)).last();
    const gre = Buffer.concat([Buffer.from([0, 0, 8, 0]), inner]);
    const report = judge(vm().ip(47, VM, '20.0.0.1', gre).ip(47, VM, '20.0.0.1', gre, 9));
    expect(report.capture?.dns.map(({ name }) => name)).toEqual([HOST]);
    expect(endpoint(report, HOST)).toBeUndefined();
  });

  test('a name of Azure that does not exist is named, noise is not', () => {
    const writer = vm();
    for (const [index, name] of [HOST, 'wpad.contoso.local', 'nosuch.example'].entries())
      writer
        .udp(`${VM}:${50_000 + index}`, '10.0.0.53:53', dns(name, null))
        .udp('10.0.0.53:53', `${VM}:${50_000 + index}`, dns(name, 3));
    const report = judge(writer);
    expect(endpoint(report, HOST)?.dns).toMatchObject({ status: 'failed', cause: 'dns_nxdomain' });
    expect(endpoint(report, 'nosuch.example')).toBeUndefined();
    expect(report.capture?.dns.find(({ name }) => name === 'nosuch.example')?.rcode).toBe('NXDOMAIN');
  });
});
