import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import type { Endpoint, Report } from '../../src/report/types.ts';
import { analyze } from '../support/captures.ts';
import { ACK, CaptureWriter, dns, FIN, PSH, RST, SYN } from '../support/packets.ts';

const VM = '10.0.0.4';
const SERVER = '20.150.85.196:443';
const PROXY = '10.0.0.9:8080';
const HOST = 'pod01-prot1.jpe.backup.windowsazure.com';

/** The VM also talks with the platform, so it is known as the machine. */
function vm(): CaptureWriter {
  return new CaptureWriter().handshake(`${VM}:40000`, '168.63.129.16:80');
}

function judge(writer: CaptureWriter): Report {
  return analyze('made.pcap', writer.file()).report();
}

function endpoint(report: Report, host: string, port = 443): Endpoint | undefined {
  return report.endpoints.find((known) => known.host === host && known.port === port);
}

/** The start of a ClientHello with a server name, and of a ServerHello. */
function clientHello(name: string): Buffer {
  const host = Buffer.from(name);
  const sni = Buffer.concat([
    u16(0),
    u16(host.length + 5),
    u16(host.length + 3),
    Buffer.from([0]),
    u16(host.length),
    host,
  ]);
  const body = Buffer.concat([
    u16(0x0303),
    Buffer.alloc(32),
    Buffer.from([0]),
    u16(2),
    u16(0x1301),
    Buffer.from([1, 0]),
    u16(sni.length),
    sni,
  ]);
  const handshake = Buffer.concat([Buffer.from([1, 0]), u16(body.length), body]);
  return Buffer.concat([Buffer.from([22, 3, 1]), u16(handshake.length), handshake]);
}
const SERVER_HELLO = Buffer.from([22, 3, 3, 0, 4, 2, 0, 0, 0]);

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
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
  const connect = (status: string): Report => {
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
