import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import type { Endpoint } from '../../src/model/endpoint.ts';
import type { CaptureReport } from '../../src/model/report.ts';
import { analyze } from '../support/captures.ts';
import {
  ACK,
  alert,
  CaptureWriter,
  clientHello,
  dns,
  encrypted,
  FIN,
  RST,
  SERVER_HELLO,
  serverFlight,
  SYN,
  Talk,
} from '../support/packets.ts';

const VM = '10.0.0.4';
const SERVER = '20.150.85.196:443';
const PROXY = '10.0.0.9:8080';
const HOST = 'pod01-prot1.jpe.backup.windowsazure.com';
const DNS = '168.63.129.16:53';

/** The VM asks the platform for a name, so it is known as the machine. */
function vm(): CaptureWriter {
  return new CaptureWriter()
    .udp(`${VM}:50000`, DNS, dns('login.microsoftonline.com', null))
    .udp(DNS, `${VM}:50000`, dns('login.microsoftonline.com', 0, '20.190.1.1'));
}

function later(writer: CaptureWriter, seconds: number): CaptureWriter {
  return writer.udp(`${VM}:5000`, '10.0.0.8:6000', Buffer.from('other'), seconds);
}

function judge(writer: CaptureWriter): CaptureReport {
  return analyze('made.pcap', writer.file()).report();
}

function endpoint(report: CaptureReport, host: string, port = 443): Endpoint | undefined {
  return report.endpoints.find((known) => known.host === host && known.port === port);
}

function leading(report: CaptureReport): string | undefined {
  return report.diagnosis[0]?.id;
}

describe('a ServerHello counts only where nothing turns the handshake down behind it', () => {
  const greeted = (go: (talk: Talk) => unknown): CaptureReport => {
    const writer = vm();
    const talk = new Talk(writer, `${VM}:41000`, SERVER).says(clientHello(HOST)).answers(SERVER_HELLO);
    go(talk);
    return judge(writer);
  };
  const retry = Buffer.concat([
    Buffer.from([22, 3, 3, 0, 40, 2, 0, 0, 36, 3, 3]),
    Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex'),
    Buffer.from([0]),
  ]);

  test.each<[string, (talk: Talk) => unknown, string, string]>([
    ['nothing more', () => undefined, 'reachable', 'ok'],
    ['both sides go on', (talk) => talk.says(encrypted(60)).answers(encrypted(90)), 'reachable', 'ok'],
    [
      'both go on, and the server ends it with a reset',
      (talk) => talk.says(encrypted(60)).answers(encrypted(90)).segment('server', RST),
      'reachable',
      'ok',
    ],
    ['an alert of the server', (talk) => talk.says(encrypted(60)).answers(alert(40)), 'unreachable', 'tls_handshake'],
    ['an alert of the client', (talk) => talk.says(alert(46)), 'unreachable', 'tls_untrusted'],
    ['an alert about the client’s own certificate', (talk) => talk.answers(alert(42)), 'unreachable', 'tls_handshake'],
    ['an encrypted alert of the client', (talk) => talk.says(encrypted(19)), 'unreachable', 'tls_handshake'],
    ['a reset', (talk) => talk.segment('server', RST | ACK), 'unreachable', 'reset'],
    ['an end', (talk) => talk.says(encrypted(60)).segment('server', FIN | ACK), 'unreachable', 'tls_handshake'],
    ['the client gives up', (talk) => talk.segment('client', RST), 'indeterminate', 'tls_handshake'],
  ])('%s', (_, go, verdict, cause) => {
    expect(endpoint(greeted(go), HOST)).toMatchObject({ verdict, tcp: { status: 'reachable' }, https: { cause } });
  });

  test('a request for another ClientHello is none', () => {
    const writer = vm();
    new Talk(writer, `${VM}:41000`, SERVER).says(clientHello(HOST)).answers(retry).says(clientHello(HOST));
    expect(endpoint(judge(writer), HOST)?.verdict).toBe('indeterminate');
  });

  test('an alert in the same segment as other records is seen', () => {
    const report = greeted((talk) => talk.says(Buffer.concat([Buffer.from([20, 3, 3, 0, 1, 1]), alert(48)])));
    expect(endpoint(report, HOST)?.https.cause).toBe('tls_untrusted');
    expect(leading(report)).toBe('tls-inspection');
  });

  test('an alert of a record that starts in the middle of a segment is seen, data that looks like one is not', () => {
    const split = encrypted(300);
    const late = (rest: Buffer): CaptureReport =>
      greeted((talk) => talk.answers(split.subarray(0, 100)).answers(Buffer.concat([split.subarray(100), rest])));
    expect(endpoint(late(alert(40)), HOST)?.verdict).toBe('unreachable');
    expect(endpoint(late(Buffer.concat([encrypted(7).subarray(0, 5), alert(40)])), HOST)?.verdict).toBe('reachable');
  });
});

describe('who signed the certificate', () => {
  const NAME = ['CN=*.jpe.backup.windowsazure.com'];
  const signed = (issuer: readonly string[], subject: readonly string[], size = 5000): CaptureReport => {
    const writer = vm();
    const talk = new Talk(writer, `${VM}:41000`, SERVER).says(clientHello(HOST));
    const flight = serverFlight(issuer, subject);
    for (let at = 0; at < flight.length; at += size) talk.answers(flight.subarray(at, at + size));
    talk.says(encrypted(60)).answers(encrypted(60));
    return judge(writer);
  };

  test.each([5000, 700, 60, 7])('something in between, in segments of %i bytes', (size) => {
    const report = signed(['O=Contoso', 'CN=Contoso Proxy CA'], NAME, size);
    expect(endpoint(report, HOST)).toMatchObject({
      verdict: 'indeterminate',
      tls: { status: 'intercepted', issuer: 'O=Contoso, CN=Contoso Proxy CA' },
    });
    expect(leading(report)).toBe('tls-inspection');
  });

  test.each([
    [['C=US', 'O=Microsoft Corporation', 'CN=Microsoft Azure RSA TLS Issuing CA 03']],
    [['C=US', 'O=DigiCert Inc', 'CN=DigiCert SHA2 Secure Server CA']],
    [NAME],
  ])('%j opens nothing on the way', (issuer) => {
    expect(endpoint(signed(issuer, NAME), HOST)).toMatchObject({
      verdict: 'reachable',
      tls: { status: 'reachable', issuer: issuer.join(', ') },
    });
  });

  test('a name that pretends to be several', () => {
    const report = signed(['CN=x, O=Microsoft Corporation'], NAME);
    expect(endpoint(report, HOST)?.tls).toMatchObject({
      status: 'intercepted',
      issuer: 'CN=x, O Microsoft Corporation',
    });
  });

  test('a segment that was not captured leaves it open', () => {
    const writer = vm();
    const flight = serverFlight(['O=Contoso', 'CN=Contoso Proxy CA'], NAME);
    new Talk(writer, `${VM}:41000`, SERVER)
      .says(clientHello(HOST))
      .answers(flight.subarray(0, 200))
      .loses(100)
      .answers(flight.subarray(300))
      .says(encrypted(60))
      .answers(encrypted(60));
    expect(endpoint(judge(writer), HOST)?.tls).toMatchObject({ status: 'reachable', issuer: null });
  });
});

describe('before the ServerHello', () => {
  test.each<[string, (talk: Talk) => unknown]>([
    ['an end', (talk) => talk.segment('server', FIN | ACK)],
    ['an alert', (talk) => talk.answers(alert(70))],
    ['a reset', (talk) => talk.segment('server', RST | ACK)],
  ])('%s breaks TLS, not the connection', (_, go) => {
    const writer = vm();
    go(new Talk(writer, `${VM}:41000`, SERVER).says(clientHello(HOST)));
    const report = judge(writer);
    expect(endpoint(report, HOST)).toMatchObject({
      verdict: 'unreachable',
      tcp: { status: 'reachable' },
      tls: { status: 'unreachable' },
    });
    expect(leading(report)).toBe('tls-handshake-fails');
  });
});

describe('the answer to CONNECT', () => {
  const through = (status: string | null, go: (talk: Talk) => unknown = () => undefined): CaptureReport => {
    const writer = vm();
    const talk = new Talk(writer, `${VM}:41000`, PROXY).says(`CONNECT ${HOST}:443 HTTP/1.1\r\nHost: x\r\n\r\n`);
    if (status !== null) talk.answers(`HTTP/1.1 ${status}\r\n\r\n`);
    go(talk);
    return judge(writer);
  };

  test.each([
    ['403 Forbidden', 'proxy_denied', 'proxy-denies'],
    ['470 Denied', 'proxy_denied', 'proxy-denies'],
    ['407 Proxy Authentication Required', 'proxy_auth', 'proxy-requires-auth'],
    ['500 Unable to connect', 'proxy_upstream', 'proxy-cannot-reach'],
    ['502 Bad Gateway', 'proxy_upstream', 'proxy-cannot-reach'],
    ['503 Service Unavailable', 'proxy_upstream', 'proxy-cannot-reach'],
    ['504 Gateway Timeout', 'proxy_upstream', 'proxy-cannot-reach'],
  ])('%s', (status, cause, root) => {
    const report = through(status);
    expect(endpoint(report, HOST)).toMatchObject({ verdict: 'unreachable', https: { cause } });
    expect(leading(report)).toBe(root);
    const probe = report.probes.find(({ id }) => id === endpoint(report, HOST)?.https.probe);
    expect(probe).toMatchObject({ route: 'proxy', detail: { proxyStatus: Number(status.slice(0, 3)) } });
  });

  test('an interim response is not the answer', () => {
    expect(
      endpoint(
        through('100 Continue', (talk) => talk.answers('HTTP/1.1 403 Forbidden\r\n\r\n')),
        HOST,
      ),
    ).toMatchObject({ https: { cause: 'proxy_denied' } });
  });

  test('a status line in two pieces is read', () => {
    const report = through(null, (talk) => talk.answers('HTTP/1').answers('.1 503 Service Unavailable\r\n\r\n'));
    expect(endpoint(report, HOST)?.https.cause).toBe('proxy_upstream');
  });

  test('none: the proxy ends the connection, or is waited for', () => {
    const ended = through(null, (talk) => talk.segment('server', FIN | ACK));
    expect(endpoint(ended, HOST)).toMatchObject({ verdict: 'unreachable', https: { cause: 'proxy_upstream' } });
    expect(leading(ended)).toBe('proxy-cannot-reach');
    const waited = (seconds: number): string | undefined => {
      const writer = vm();
      new Talk(writer, `${VM}:41000`, PROXY).says(`CONNECT ${HOST}:443 HTTP/1.1\r\n\r\n`).segment('server', ACK);
      return endpoint(judge(later(writer, seconds)), HOST)?.verdict;
    };
    expect([waited(2), waited(20)]).toEqual(['indeterminate', 'unreachable']);
  });

  test.each<[string, (talk: Talk) => unknown, string, string, string]>([
    ['a ServerHello', (talk) => talk.answers(SERVER_HELLO), 'reachable', 'ok', 'proxy-in-use'],
    ['a reset', (talk) => talk.segment('server', RST | ACK), 'unreachable', 'reset', 'tls-handshake-fails'],
    ['an alert', (talk) => talk.answers(alert(40)), 'unreachable', 'tls_handshake', 'tls-handshake-fails'],
    [
      'a certificate that is not trusted',
      (talk) => talk.answers(SERVER_HELLO).says(alert(48)),
      'unreachable',
      'tls_untrusted',
      'tls-inspection',
    ],
    ['silence', (talk) => talk.segment('client', FIN | ACK, 30), 'unreachable', 'stalled', 'connection-stalls'],
  ])('in an open tunnel: %s', (_, go, verdict, cause, root) => {
    const report = through('200 Connection established', (talk) => go(talk.says(clientHello(HOST))));
    expect(endpoint(report, HOST)).toMatchObject({ verdict, https: { cause } });
    expect(leading(report)).toBe(root);
  });

  test.each([
    '/',
    HOST,
    `${HOST}:0`,
    `${HOST}:99999`,
    `${HOST}:443x`,
    'x;curl:443',
    '$(touch x).blob.core.windows.net:443',
    ':443',
    '[::zz]:443',
  ])('a malformed target gives no destination: %s', (target) => {
    const writer = vm();
    new Talk(writer, `${VM}:41000`, PROXY)
      .says(`CONNECT ${target} HTTP/1.1\r\n\r\n`)
      .answers('HTTP/1.1 403 No\r\n\r\n');
    expect(judge(writer).endpoints.filter(({ service }) => service !== 'platform')).toEqual([]);
  });

  test('the direct way and the one through the proxy stay apart', () => {
    const writer = vm();
    for (let time = 0; time < 3; time += 1) writer.tcp(`${VM}:42000`, SERVER, SYN, 1, 0, '', 2);
    writer.udp(`${VM}:50001`, DNS, dns(HOST, null)).udp(DNS, `${VM}:50001`, dns(HOST, 0, '20.150.85.196'));
    new Talk(writer, `${VM}:41000`, PROXY)
      .says(`CONNECT ${HOST}:443 HTTP/1.1\r\n\r\n`)
      .answers('HTTP/1.1 200 OK\r\n\r\n')
      .says(clientHello(HOST))
      .answers(SERVER_HELLO);
    expect(endpoint(judge(writer), HOST)).toMatchObject({
      verdict: 'indeterminate',
      routes: [
        { route: 'proxy', verdict: 'reachable' },
        { route: 'direct', verdict: 'unreachable' },
      ],
    });
  });
});

describe('an answer in the clear', () => {
  const plain = (answer: string, target = '/', to = '20.150.85.196:80'): Endpoint | undefined => {
    const writer = vm();
    new Talk(writer, `${VM}:41000`, to).says(`GET ${target} HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`).answers(answer);
    return endpoint(judge(writer), HOST, 80);
  };
  const head = (status: string, ...lines: readonly string[]): string =>
    `HTTP/1.1 ${status}\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;

  test.each([
    ['a status alone', head('200 OK', 'Content-Length: 0'), 'indeterminate', 'other'],
    ['an error alone', head('403 Forbidden'), 'indeterminate', 'other'],
    [
      'a mark of Azure',
      head(
        '400 Bad',
        'Server: Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0',
        'x-ms-request-id: 1b2c3d4e-001e-0000-0000-000000000000',
      ),
      'reachable',
      'http_error_from_destination',
    ],
    ['a page of a gateway', head('403 Forbidden', 'Server: Zscaler/6.2'), 'unreachable', 'gateway'],
    [
      'a page of a gateway that says so in its body',
      `${head('200 OK')}<title>Internet Security by Zscaler</title>`,
      'unreachable',
      'gateway',
    ],
    ['a portal', head('302 Found', 'Location: https://portal.example.net/login'), 'unreachable', 'gateway'],
  ])('%s', (_, answer, verdict, cause) => {
    expect(plain(answer)).toMatchObject({ verdict, https: { cause } });
  });

  test.each([
    [200, 'reachable'],
    [304, 'reachable'],
    [404, 'reachable'],
    [403, 'indeterminate'],
    [407, 'indeterminate'],
    [503, 'indeterminate'],
  ])('a host that is none of Azure’s answers %i', (status, verdict) => {
    const writer = vm();
    new Talk(writer, `${VM}:41000`, '203.0.113.9:80')
      .says('GET /x.crl HTTP/1.1\r\nHost: crl.example.com\r\n\r\n')
      .answers(head(`${status} Any`));
    expect(endpoint(judge(writer), 'crl.example.com', 80)?.verdict).toBe(verdict);
  });

  test.each([
    ['the proxy’s 403', head('403 Forbidden'), 'unreachable', 'proxy_denied'],
    ['the proxy’s 407', head('407 Proxy Authentication Required'), 'unreachable', 'proxy_auth'],
    [
      'the proxy’s 503',
      head('503 Service Unavailable', 'X-Squid-Error: ERR_CONNECT_FAIL 111'),
      'unreachable',
      'proxy_upstream',
    ],
    ['a page that anyone may have written', head('200 OK'), 'indeterminate', 'other'],
    [
      'the destination’s own refusal',
      head('403 Server failed', 'x-ms-request-id: 1b2c3d4e-001e-0000-0000-000000000000'),
      'reachable',
      'http_error_from_destination',
    ],
  ])('asked of a proxy: %s', (_, answer, verdict, cause) => {
    expect(plain(answer, `http://${HOST}/`, PROXY)).toMatchObject({ verdict, https: { cause } });
  });

  test('nothing of a request or an answer but its place and status is in the report', () => {
    const writer = vm();
    new Talk(writer, `${VM}:41000`, PROXY)
      .says(`GET http://user:pass@${HOST}/c?sig=SECRET HTTP/1.1\r\nHost: ${HOST}\r\nCookie: SECRET\r\n\r\n`)
      .answers(head('403 Forbidden', 'Set-Cookie: SECRET'));
    const report = judge(writer);
    expect(endpoint(report, HOST, 80)?.https.cause).toBe('proxy_denied');
    expect(JSON.stringify(report)).not.toMatch(/SECRET|user:pass/iu);
  });

  test('the gateway is named', () => {
    const writer = vm();
    new Talk(writer, `${VM}:41000`, '20.150.85.196:80')
      .says(`GET / HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`)
      .answers(head('403 Forbidden', 'Server: Zscaler/6.2'));
    const report = judge(writer);
    expect(leading(report)).toBe('gateway-block-page');
    expect(report.diagnosis[0]?.params['gateway']).toMatch(/zscaler/u);
  });
});

describe('who turns a connection down', () => {
  const refused = (type: number, code: number): CaptureReport => {
    const writer = vm();
    for (let time = 0; time < 2; time += 1)
      writer.tcp(`${VM}:41000`, SERVER, SYN, 1000, 0, '', 1).icmpError('10.0.0.1', VM, type, code);
    return judge(
      writer.udp(`${VM}:50001`, DNS, dns(HOST, null)).udp(DNS, `${VM}:50001`, dns(HOST, 0, '20.150.85.196')),
    );
  };

  test.each([
    [3, 13],
    [3, 10],
    [3, 9],
    [3, 3],
  ])('ICMP %i/%i is a firewall, which is named', (type, code) => {
    const report = refused(type, code);
    expect(leading(report)).toMatch(/^firewall-blocks/u);
    expect(report.diagnosis[0]?.params).toMatchObject({ how: 'prohibited', by: '10.0.0.1' });
  });

  test.each([
    [3, 0, 'route'],
    [11, 0, 'route'],
    [3, 1, 'host_unreachable'],
  ])('ICMP %i/%i is no way to the destination', (type, code, cause) => {
    const report = refused(type, code);
    expect(endpoint(report, HOST)?.tcp.cause).toBe(cause);
    expect(leading(report)).toBe('route-missing');
  });
});

describe('names that lead nowhere', () => {
  test.each(['0.0.0.0', '127.0.0.1', '146.112.61.106'])('%s', (address) => {
    const writer = vm()
      .udp(`${VM}:50001`, DNS, dns(HOST, null))
      .udp(DNS, `${VM}:50001`, dns(HOST, 0, address));
    const report = judge(writer);
    expect(endpoint(report, HOST)).toMatchObject({
      verdict: 'unreachable',
      dns: { status: 'resolved', cause: 'gateway', addresses: [address] },
    });
    expect(leading(report)).toBe('dns-sinkhole');
  });

  test('what answers there is not the destination', () => {
    const address = '146.112.61.106';
    const writer = vm()
      .udp(`${VM}:50001`, DNS, dns(HOST, null))
      .udp(DNS, `${VM}:50001`, dns(HOST, 0, address));
    new Talk(writer, `${VM}:41000`, `${address}:443`)
      .says(clientHello(HOST))
      .answers(SERVER_HELLO)
      .says(encrypted(60))
      .answers(encrypted(60));
    expect(endpoint(judge(writer), HOST)?.verdict).toBe('unreachable');
  });

  test('a name of nobody’s that is blocked is noise', () => {
    const writer = vm()
      .udp(`${VM}:50001`, DNS, dns('ads.example.com', null))
      .udp(DNS, `${VM}:50001`, dns('ads.example.com', 0, '0.0.0.0'));
    expect(endpoint(judge(writer), 'ads.example.com')).toBeUndefined();
  });
});

describe('the platform', () => {
  const status = (report: CaptureReport, id: string): string | undefined =>
    report.workloads.find((workload) => workload.id === id)?.status;
  const wireserver = (writer: CaptureWriter, answer: string): CaptureWriter => {
    new Talk(writer, `${VM}:43000`, '168.63.129.16:80')
      .says('GET /?comp=versions HTTP/1.1\r\nHost: 168.63.129.16\r\n\r\n')
      .answers(answer);
    return writer;
  };

  test('its answer is its own, and with it the backup of the VM is seen to work', () => {
    const report = judge(wireserver(vm(), 'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n'));
    expect(endpoint(report, '168.63.129.16', 80)).toMatchObject({ verdict: 'reachable', service: 'platform' });
    expect(status(report, 'vm')).toBe('ok');
  });

  test('a name that it resolves is seen, and shows nothing of the agent', () => {
    const report = judge(vm());
    expect(endpoint(report, '168.63.129.16', 53)).toMatchObject({ verdict: 'reachable', service: 'platform' });
    expect(status(report, 'vm')).toBe('unknown');
  });

  test('whatever DNS calls it', () => {
    const writer = vm()
      .udp(`${VM}:50001`, DNS, dns('wire.example.com', null))
      .udp(DNS, `${VM}:50001`, dns('wire.example.com', 0, '168.63.129.16'));
    const report = judge(wireserver(writer, 'HTTP/1.1 200 OK\r\n\r\n'));
    expect(endpoint(report, '168.63.129.16', 80)?.service).toBe('platform');
  });

  test('a port that the agent does not need says nothing of it', () => {
    const writer = vm();
    for (let time = 0; time < 3; time += 1) writer.tcp(`${VM}:43000`, '168.63.129.16:8037', SYN, 1, 0, '', 2);
    const report = judge(writer);
    expect(endpoint(report, '168.63.129.16', 8037)).toMatchObject({ verdict: 'unreachable', service: 'other' });
    expect(status(report, 'vm')).toBe('unknown');
  });

  test('its silence keeps the VM from its backup', () => {
    const writer = vm();
    for (let time = 0; time < 3; time += 1) writer.tcp(`${VM}:43000`, '168.63.129.16:32526', SYN, 1, 0, '', 2);
    const report = judge(writer);
    expect(leading(report)).toBe('vm-agent-path-blocked');
    expect(status(report, 'vm')).toBe('affected');
    const silent = new CaptureWriter();
    for (let time = 0; time < 3; time += 1) silent.udp(`${VM}:50000`, DNS, dns(HOST, null), 2);
    expect(endpoint(judge(silent), '168.63.129.16', 53)).toMatchObject({
      verdict: 'unreachable',
      dns: { cause: 'dns_timeout' },
    });
  });
});

describe('two versions of IP', () => {
  const six = (hex: string): string => `20010db80000000000000000000000${hex}`;
  const syn = new CaptureWriter().tcp(`${VM}:44000`, SERVER, SYN, 1, 0).last().subarray(20);
  const capture = (four: boolean): CaptureReport => {
    const writer = vm()
      .udp(`${VM}:50001`, DNS, dns(HOST, null))
      .udp(DNS, `${VM}:50001`, dns(HOST, 0, '20.150.85.196'))
      .udp(DNS, `${VM}:50001`, dns(HOST, 0, six('99')));
    for (let time = 0; time < 3; time += 1) writer.ip6(6, six('04'), six('99'), syn);
    if (four)
      new Talk(writer, `${VM}:41000`, SERVER)
        .says(clientHello(HOST))
        .answers(SERVER_HELLO)
        .says(encrypted(60))
        .answers(encrypted(60));
    return analyze('made.pcap', writer.file()).report({ own: [VM, '2001:db8::4'] });
  };

  test('where one is dead, the other one speaks', () => {
    expect(endpoint(capture(true), HOST)?.verdict).toBe('reachable');
    expect(endpoint(capture(false), HOST)).toMatchObject({ verdict: 'unreachable', tcp: { cause: 'timeout' } });
  });
});
