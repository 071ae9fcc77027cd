import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { Writers } from '../../../../src/judge/capture/answer.ts';
import { eachAttempt, type Attempt, type KnownOfCapture } from '../../../../src/judge/capture/attempts.ts';
import { unconnected } from '../../../../src/judge/capture/result.ts';
import { GATEWAYS } from '../../../support/connections.ts';
import {
  ACK,
  CaptureWriter,
  clientHello,
  dns,
  FIN,
  PSH,
  RST,
  SERVER_HELLO,
  serverFlight,
  SYN,
  Talk,
} from '../../../support/packets.ts';
import { trafficOf, VM } from '../../../support/traffic.ts';

const HOST = 'pod01.backup.windowsazure.com';
const SERVER = '20.1.1.1:443';
const PROXY = '10.0.0.9:8080';

const KNOWN: KnownOfCapture = { drops: [], isOneWay: false, doubling: 'none' };
const kindOf = (host: string): 'platform' | 'service' | 'other' =>
  host === '168.63.129.16' ? 'platform' : host.endsWith('.windowsazure.com') ? 'service' : 'other';

function attempts(write: (writer: CaptureWriter) => unknown, known: Partial<KnownOfCapture> = {}) {
  const writer = new CaptureWriter();
  write(writer);
  return attemptsIn(trafficOf(writer), known);
}
function attemptsIn({ traffic, own }: ReturnType<typeof trafficOf>, known: Partial<KnownOfCapture> = {}) {
  const all: Attempt[] = [];
  const around = { writers: new Writers(GATEWAYS), kindOf, ...KNOWN, ...known };
  eachAttempt(traffic, new Set(own), around, (attempt) => all.push(attempt));
  return all;
}
const places = (write: (writer: CaptureWriter) => unknown, known: Partial<KnownOfCapture> = {}) =>
  attempts(write, known).map(
    ({ host, port, address, route, result: { status, cause } }) =>
      `${host}:${port} at ${address} ${route} ${status} ${cause}`,
  );
const talk = (writer: CaptureWriter, server = SERVER, port = 41_000) => new Talk(writer, `${VM}:${port}`, server);
const named = (writer: CaptureWriter, name: string, address = '20.1.1.1') =>
  writer.udp(`${VM}:50000`, '10.0.0.53:53', dns(name, null)).udp('10.0.0.53:53', `${VM}:50000`, dns(name, 0, address));

describe('connections that the machine opened', () => {
  test('each in the order in which it was first seen', () => {
    expect(
      places((writer) => {
        talk(writer, '20.1.1.2:80');
        talk(writer);
        talk(writer, SERVER, 41_001);
      }),
    ).toEqual([
      '20.1.1.2:80 at 20.1.1.2 direct reachable ok',
      '20.1.1.1:443 at 20.1.1.1 direct reachable ok',
      '20.1.1.1:443 at 20.1.1.1 direct reachable ok',
    ]);
  });

  test.each<[string, (writer: CaptureWriter) => unknown]>([
    ['one that another machine opened', (writer) => writer.handshake(`20.1.1.1:50000`, `${VM}:22`)],
    ['a SYN of another machine', (writer) => writer.tcp('20.1.1.1:50000', `${VM}:22`, SYN, 1, 0)],
    ['one between others', (writer) => writer.handshake('10.0.0.7:40000', SERVER)],
    [
      'one between others of which the answer was seen first',
      (writer) =>
        writer.tcp(SERVER, '10.0.0.7:40000', SYN | ACK, 5000, 1001).tcp('10.0.0.7:40000', SERVER, ACK, 1001, 5001),
    ],
    ['one of the machine with itself', (writer) => writer.handshake(`${VM}:40000`, `${VM}:80`)],
    ['one with a DNS server', (writer) => talk(writer, '10.0.0.53:53')],
    ['UDP', (writer) => writer.udp(`${VM}:40000`, SERVER, Buffer.from('x'))],
  ])('not %s', (_, write) => {
    expect(places(write)).toEqual([]);
  });

  test('a SYN alone, whichever side has the smaller address', () => {
    const syn = (server: string) => (writer: CaptureWriter) =>
      writer.tcp(`${VM}:41000`, server, SYN, 1, 0).tcp(`${VM}:41000`, server, SYN, 1, 0);
    expect(places(syn('20.1.1.1:443'))).toEqual(['20.1.1.1:443 at 20.1.1.1 direct unreachable timeout']);
    expect(places(syn('9.1.1.1:443'))).toEqual(['9.1.1.1:443 at 9.1.1.1 direct unreachable timeout']);
    expect(places((writer) => writer.tcp(`${VM}:41000`, SERVER, SYN, 1, 0))).toEqual([
      '20.1.1.1:443 at 20.1.1.1 direct indeterminate interrupted',
    ]);
    const waited = (writer: CaptureWriter) =>
      writer.tcp(`${VM}:41000`, SERVER, SYN, 1, 0).udp('10.0.0.7:1', '10.0.0.8:1', Buffer.from('x'), 4);
    expect(places(waited)).toEqual(['20.1.1.1:443 at 20.1.1.1 direct unreachable timeout']);
  });

  test('a refusal', () => {
    expect(
      places((writer) => writer.tcp(`${VM}:41000`, SERVER, SYN, 1, 0).tcp(SERVER, `${VM}:41000`, RST | ACK, 0, 2)),
    ).toEqual(['20.1.1.1:443 at 20.1.1.1 direct unreachable refused']);
  });

  test('without times', () => {
    expect(places((writer) => Object.assign(writer, { time: 0 }).tcp(`${VM}:41000`, SERVER, SYN, 1, 0, '', 0))).toEqual(
      ['20.1.1.1:443 at 20.1.1.1 direct indeterminate interrupted'],
    );
  });
});

describe('the name of a destination', () => {
  const host = (write: (writer: CaptureWriter) => unknown) => attempts(write)[0]?.host;

  test('is what TLS asked for', () => {
    expect(host((writer) => talk(named(writer, 'dns.example')).says(clientHello(HOST.toUpperCase())))).toBe(HOST);
  });
  test('is what DNS was asked for', () => {
    expect(host((writer) => talk(named(writer, 'DNS.example')))).toBe('dns.example');
    expect(host((writer) => named(writer, 'dns.example').tcp(`${VM}:41000`, SERVER, SYN, 1, 0))).toBe('dns.example');
  });
  test('is its address where neither names it, or what they say is no name', () => {
    expect(host((writer) => talk(writer))).toBe('20.1.1.1');
    expect(host((writer) => talk(named(writer, 'a b.example')).says(clientHello('no name.example')))).toBe('20.1.1.1');
    expect(host((writer) => talk(named(named(writer, 'a b.example'), 'c.example')))).toBe('c.example');
  });
  test('of the platform is its address, whatever DNS calls it', () => {
    expect(host((writer) => talk(named(writer, 'platform.example', '168.63.129.16'), '168.63.129.16:80'))).toBe(
      '168.63.129.16',
    );
  });
});

describe('what a connection carries', () => {
  const result = (write: (writer: CaptureWriter) => unknown) => attempts(write)[0]?.result;

  test('TLS', () => {
    expect(result((writer) => talk(writer).says(clientHello(HOST)).answers(SERVER_HELLO))).toMatchObject({
      status: 'reachable',
      layer: 'https',
      layers: { tls: { status: 'ok', issuer: null } },
    });
  });

  test.each<[string, readonly string[], readonly string[], string, string]>([
    [
      'signed as the service’s own',
      ['CN=Azure CA', 'O=Microsoft Corporation'],
      ['CN=*.windowsazure.com'],
      'reachable',
      'ok',
    ],
    [
      'signed by somebody else',
      ['CN=Proxy CA', 'O=Contoso'],
      ['CN=*.windowsazure.com'],
      'indeterminate',
      'intercepted',
    ],
    [
      'whose subject bears a mark',
      ['CN=DigiCert', 'O=DigiCert Inc'],
      ['CN=Leaf Inspector'],
      'indeterminate',
      'intercepted',
    ],
    ['of which nobody knows', ['CN=DigiCert', 'O=DigiCert Inc'], ['CN=x'], 'reachable', 'ok'],
    ['signed by itself', ['CN=x', 'O=Contoso'], ['CN=x', 'O=Contoso'], 'reachable', 'ok'],
    [
      'signed by itself, with a mark',
      ['CN=Inspector', 'O=Contoso'],
      ['CN=Inspector', 'O=Contoso'],
      'indeterminate',
      'intercepted',
    ],
  ])('a certificate %s', (_, issuer, subject, status, tls) => {
    const found = result((writer) => talk(writer).says(clientHello(HOST)).answers(serverFlight(issuer, subject)));
    expect(found).toMatchObject({ status, layers: { tls: { status: tls } } });
    expect(found?.layers.tls?.issuer).toContain(issuer[0]?.slice(3));
  });

  test('a request in the clear: the last one counts', () => {
    const ask = (writer: CaptureWriter, server: string) =>
      talk(writer, server)
        .says('GET / HTTP/1.1\r\nHost: a.example\r\n\r\n')
        .answers('HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n')
        .says('GET /2 HTTP/1.1\r\nHost: b.example\r\n\r\n')
        .answers('HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n');
    expect(result((writer) => ask(writer, '20.1.1.1:80'))).toMatchObject({
      status: 'reachable',
      detail: { httpStatus: 404 },
    });
    // a service of Azure bears its marks, the platform needs none
    expect(result((writer) => ask(named(writer, HOST), '20.1.1.1:80'))).toMatchObject({ status: 'indeterminate' });
    expect(result((writer) => ask(writer, '168.63.129.16:80'))).toMatchObject({ status: 'reachable' });
  });

  test('of IPv6 errors are numbered otherwise', () => {
    const six = (last: string) => `20010db8${'0'.repeat(22)}${last}`;
    const segment = (flags: number) => {
      const header = Buffer.alloc(20);
      header.writeUInt16BE(41_000, 0);
      header.writeUInt16BE(443, 2);
      header.writeUInt32BE(1, 4);
      header[12] = 5 << 4;
      header[13] = flags;
      return header;
    };
    const writer = new CaptureWriter().ip6(6, six('01'), six('02'), segment(SYN));
    writer.ip6(58, six('09'), six('01'), Buffer.concat([Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]), writer.last()]));
    const [found] = attemptsIn(trafficOf(writer, ['2001:db8::1']));
    expect(found).toMatchObject({
      host: '2001:db8::2',
      result: { status: 'unreachable', cause: 'host_unreachable', detail: { rejectedBy: '2001:db8::9' } },
    });
  });
});

describe('through a proxy', () => {
  const ask = (request: string, answer: string) => (writer: CaptureWriter) =>
    talk(writer, PROXY).says(`${request}\r\nHost: x\r\n\r\n`).answers(`HTTP/1.1 ${answer}\r\n\r\n`);

  test.each<[string, string, string]>([
    ['CONNECT', `CONNECT ${HOST}:443 HTTP/1.1`, `${HOST}:443`],
    ['CONNECT to an address', 'CONNECT 20.1.1.9:443 HTTP/1.1', '20.1.1.9:443'],
    ['CONNECT to an address of IPv6', 'CONNECT [2603:1046::1]:443 HTTP/1.1', '2603:1046::1:443'],
    ['CONNECT with a last dot', 'CONNECT a.example.:443 HTTP/1.1', 'a.example:443'],
    ['CONNECT to the last port', 'CONNECT a.example:65535 HTTP/1.1', 'a.example:65535'],
    ['CONNECT to the first port', 'CONNECT a.example:1 HTTP/1.1', 'a.example:1'],
    ['a page', 'GET http://a.example/x?y HTTP/1.1', 'a.example:80'],
    ['a page of https', 'GET https://a.example/ HTTP/1.1', 'a.example:443'],
    ['a page with a port', 'GET http://a.example:8080/ HTTP/1.1', 'a.example:8080'],
    ['a page with a user', 'GET http://user:p@ss@a.example/ HTTP/1.1', 'a.example:80'],
  ])('%s', (_, request, place) => {
    expect(places(ask(request, '403 Forbidden'))).toEqual([`${place} at 10.0.0.9 proxy unreachable proxy_denied`]);
  });

  test.each([
    ['without a port', 'CONNECT a.example HTTP/1.1'],
    ['with no port', 'CONNECT a.example:0 HTTP/1.1'],
    ['with a port that is none', 'CONNECT a.example:65536 HTTP/1.1'],
    ['with more behind its port', 'CONNECT a.example:443:1 HTTP/1.1'],
    ['with more before its name', 'CONNECT a:b.example:443 HTTP/1.1'],
    ['to what is no name', 'CONNECT a_!b:443 HTTP/1.1'],
    ['to what is no address', 'CONNECT [dead]:443 HTTP/1.1'],
  ])('a request %s names no destination', (_, request) => {
    expect(places(ask(request, '403 Forbidden'))).toEqual([]);
  });

  test('each request is a try; only the last one knows how the connection went on', () => {
    expect(
      places((writer) =>
        talk(writer, PROXY)
          .says('CONNECT a.example:443 HTTP/1.1\r\n\r\n')
          .answers('HTTP/1.1 407 X\r\nContent-Length: 0\r\n\r\n')
          .says('CONNECT b.example:443 HTTP/1.1\r\n\r\n')
          .answers('HTTP/1.1 200 OK\r\n\r\n')
          .says(clientHello('b.example'))
          .answers(SERVER_HELLO),
      ),
    ).toEqual([
      'a.example:443 at 10.0.0.9 proxy unreachable proxy_auth',
      'b.example:443 at 10.0.0.9 proxy reachable ok',
    ]);
  });

  test('of a tunnel before the last nothing is known', () => {
    expect(
      places((writer) =>
        talk(writer, PROXY)
          .says('CONNECT a.example:443 HTTP/1.1\r\n\r\n')
          .answers('HTTP/1.1 204 No Content\r\n\r\n')
          .says('CONNECT b.example:443 HTTP/1.1\r\n\r\n')
          .answers('HTTP/1.1 403 Forbidden\r\n\r\n'),
      )[0],
    ).toBe('a.example:443 at 10.0.0.9 proxy indeterminate other');
  });

  test('a request without an answer is open where another followed, however the connection ends', () => {
    expect(
      places((writer) =>
        talk(writer, PROXY)
          .says('CONNECT a.example:443 HTTP/1.1\r\n\r\n')
          .says('CONNECT b.example:443 HTTP/1.1\r\n\r\n')
          .segment('server', FIN | ACK),
      ),
    ).toEqual([
      'a.example:443 at 10.0.0.9 proxy indeterminate interrupted',
      'b.example:443 at 10.0.0.9 proxy unreachable proxy_upstream',
    ]);
  });

  test('a page that is refused, and then another', () => {
    const page = (name: string) => `GET http://${name}/ HTTP/1.1\r\nHost: ${name}\r\n\r\n`;
    expect(
      places((writer) =>
        talk(writer, PROXY)
          .says(page('a.example'))
          .answers('HTTP/1.1 200 OK\r\nx-ms-request-id: 1\r\nContent-Length: 0\r\n\r\n')
          .says(page('b.example'))
          .answers('HTTP/1.1 200 OK\r\nLocation: https://login.other.test/\r\nContent-Length: 0\r\n\r\n'),
      ),
    ).toEqual(['a.example:80 at 10.0.0.9 proxy reachable ok', 'b.example:80 at 10.0.0.9 proxy unreachable gateway']);
  });

  test('a certificate in the tunnel is that of the last request', () => {
    const [first, last] = attempts((writer) =>
      talk(writer, PROXY)
        .says(`CONNECT a.example:443 HTTP/1.1\r\n\r\n`)
        .answers('HTTP/1.1 407 X\r\nContent-Length: 0\r\n\r\n')
        .says(`CONNECT ${HOST}:443 HTTP/1.1\r\n\r\n`)
        .answers('HTTP/1.1 200 OK\r\n\r\n')
        .says(clientHello(HOST))
        .answers(serverFlight(['CN=Proxy CA', 'O=Contoso'], ['CN=y'])),
    );
    expect(first?.result.layers).toEqual({});
    expect(last?.result).toMatchObject({ status: 'indeterminate', layers: { tls: { status: 'intercepted' } } });
  });

  test('an answer that was waited for to the end', () => {
    const silent = (writer: CaptureWriter) => {
      talk(writer, PROXY).says(`CONNECT ${HOST}:443 HTTP/1.1\r\n\r\n`);
      writer.udp('10.0.0.7:1', '10.0.0.8:1', Buffer.from('x'), 11);
    };
    expect(places(silent)).toEqual([`${HOST}:443 at 10.0.0.9 proxy unreachable proxy_upstream`]);
  });
});

test('a connection that ends at once is bare', () => {
  const [found] = attempts((writer) =>
    talk(writer)
      .segment('client', FIN | ACK)
      .segment('server', FIN | ACK),
  );
  expect(found?.result).toMatchObject({ status: 'reachable', isBare: true });
});

test('data without a handshake does not tell who opened the connection', () => {
  expect(attempts((writer) => writer.tcp(`${VM}:41000`, SERVER, PSH | ACK, 1, 1, 'data'))).toEqual([]);
});

/** A SYN that was sent so often. */
const syn = (writer: CaptureWriter, times: number, server = SERVER, port = 41_000): CaptureWriter => {
  for (let time = 0; time < times; time += 1) writer.tcp(`${VM}:${port}`, server, SYN, 1, 0);
  return writer;
};

describe('a proxy on the machine itself', () => {
  const CONNECT = 'CONNECT a.example:443 HTTP/1.1\r\n\r\n';
  const PAGE = 'GET / HTTP/1.1\r\nHost: a.example\r\n\r\n';
  const REFUSED = 'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n';
  const within = (writer: CaptureWriter, client = '127.0.0.1:50000', server = '127.0.0.1:3128') =>
    new Talk(writer, client, server);

  test.each([
    ['of the same address', '127.0.0.1:50000', '127.0.0.1:3128'],
    ['from a smaller port', '127.0.0.1:2000', '127.0.0.1:3128'],
    ['of another address', '127.0.0.1:50000', '127.0.0.2:3128'],
    ['from another address', '127.0.0.2:50000', '127.0.0.1:3128'],
  ])('%s is asked for a destination', (_, client, server) => {
    expect(places((writer) => within(writer, client, server).says(CONNECT).answers(REFUSED))).toEqual([
      `a.example:443 at ${server.slice(0, -5)} proxy unreachable proxy_denied`,
    ]);
  });

  test('is told by its address, whichever side was seen first', () => {
    const both = (writer: CaptureWriter) => {
      within(writer, '127.0.0.1:50000', '127.0.0.2:3128').says(CONNECT).answers(REFUSED);
      within(writer, '127.0.0.2:50001', '127.0.0.1:3128').says(CONNECT).answers(REFUSED);
    };
    expect(places(both)).toEqual([
      'a.example:443 at 127.0.0.2 proxy unreachable proxy_denied',
      'a.example:443 at 127.0.0.1 proxy unreachable proxy_denied',
    ]);
  });

  test('is one where the start of its connection was not captured', () => {
    const midway = (writer: CaptureWriter) =>
      writer
        .tcp('127.0.0.1:50000', '127.0.0.1:3128', PSH | ACK, 1, 1, CONNECT)
        .tcp('127.0.0.1:3128', '127.0.0.1:50000', PSH | ACK, 1, 1 + CONNECT.length, REFUSED);
    expect(places(midway)).toEqual(['a.example:443 at 127.0.0.1 proxy unreachable proxy_denied']);
  });

  test('is one where it was asked for a page of its own before', () => {
    expect(places((writer) => within(writer).says(PAGE).answers(REFUSED).says(CONNECT).answers(REFUSED))).toEqual([
      'a.example:443 at 127.0.0.1 proxy unreachable proxy_denied',
    ]);
  });

  test.each<[string, (writer: CaptureWriter) => unknown]>([
    ['what is asked for its own page', (writer) => within(writer).says(PAGE).answers(REFUSED)],
    ['a connection without a request', (writer) => within(writer)],
    ['a SYN', (writer) => writer.tcp('127.0.0.1:50000', '127.0.0.1:3128', SYN, 1, 0)],
    [
      'the proxy of another machine',
      (writer) => within(writer, '10.0.0.7:40000', PROXY).says(CONNECT).answers(REFUSED),
    ],
    [
      'what speaks with another machine',
      (writer) => within(writer, '127.0.0.1:50000', '10.0.0.9:3128').says(CONNECT).answers(REFUSED),
    ],
    [
      'what another machine speaks with',
      (writer) => within(writer, '10.0.0.9:50000', '127.0.0.1:3128').says(CONNECT).answers(REFUSED),
    ],
  ])('is none: %s', (_, write) => {
    expect(places(write)).toEqual([]);
  });
});

describe('what the machine’s own firewall did not let through', () => {
  const LOCAL = unconnected('unreachable', 'local', { dropReason: 700 });
  const drop = (port: number, server = SERVER, client = VM): KnownOfCapture['drops'][number] => {
    const [address = '', serverPort] = server.split(':');
    return { client, clientPort: port, server: address, serverPort: Number(serverPort), result: LOCAL };
  };
  const stopped = (write: (writer: CaptureWriter) => unknown, ...drops: KnownOfCapture['drops']) =>
    places(write, { drops });

  test('is the reason of a try that has no answer', () => {
    expect(stopped((writer) => syn(writer, 2), drop(41_000))).toEqual([
      '20.1.1.1:443 at 20.1.1.1 direct unreachable local',
    ]);
    expect(attempts((writer) => syn(writer, 2), { drops: [drop(41_000)] })[0]?.result).toBe(LOCAL);
  });

  test('is a try of its own where no packet of it was captured', () => {
    const own = (writer: CaptureWriter) => talk(writer, '20.1.1.2:80');
    expect(stopped((writer) => own(named(writer, 'dns.example')), drop(41_000))).toEqual([
      '20.1.1.2:80 at 20.1.1.2 direct reachable ok',
      'dns.example:443 at 20.1.1.1 direct unreachable local',
    ]);
    expect(stopped(own, drop(41_000))[1]).toBe('20.1.1.1:443 at 20.1.1.1 direct unreachable local');
  });

  test('was let through in the end where it works', () => {
    expect(stopped((writer) => talk(writer), drop(41_000))).toEqual(['20.1.1.1:443 at 20.1.1.1 direct reachable ok']);
  });

  test('says nothing of another try', () => {
    const TIMEOUT = '20.1.1.1:443 at 20.1.1.1 direct unreachable timeout';
    const stops = (...drops: KnownOfCapture['drops']) => stopped((writer) => syn(writer, 2), ...drops);
    expect(stops(drop(41_001))).toEqual([TIMEOUT, '20.1.1.1:443 at 20.1.1.1 direct unreachable local']);
    expect(stops(drop(41_000, '20.1.1.1:80'), drop(41_000, '20.1.1.2:443'))).toEqual([
      TIMEOUT,
      '20.1.1.1:80 at 20.1.1.1 direct unreachable local',
      '20.1.1.2:443 at 20.1.1.2 direct unreachable local',
    ]);
  });

  test.each<[string, KnownOfCapture['drops'][number]]>([
    ['what another machine sent', drop(50_000, SERVER, '10.0.0.7')],
    ['what another machine sent to this one', drop(50_000, `${VM}:22`, '10.0.0.7')],
    ['what the machine sent to itself', drop(50_000, `${VM}:22`)],
    ['what asks a DNS server', drop(50_000, '10.0.0.53:53')],
  ])('is no try to reach a destination: %s', (_, one) => {
    expect(stopped((writer) => talk(writer, '20.1.1.2:80'), one)).toEqual([
      '20.1.1.2:80 at 20.1.1.2 direct reachable ok',
    ]);
  });
});

describe('a capture of one direction', () => {
  const oneWay = (write: (writer: CaptureWriter) => unknown, more: Partial<KnownOfCapture> = {}) =>
    places(write, { isOneWay: true, ...more }).map((place) => place.split(' ').slice(-2).join(' '));
  const CONNECT = `CONNECT ${HOST}:443 HTTP/1.1\r\n\r\n`;
  const waits = (writer: CaptureWriter) => writer.udp('10.0.0.7:1', '10.0.0.8:1', Buffer.from('x'), 11);

  test.each<[string, string, (writer: CaptureWriter) => unknown]>([
    ['a SYN', 'unreachable timeout', (writer) => syn(writer, 2)],
    ['data', 'unreachable stalled', (writer) => talk(writer).says(clientHello(HOST), 5)],
    ['a request', 'indeterminate empty_reply', (writer) => talk(writer).says('x')],
    [
      'a request to a proxy',
      'unreachable proxy_upstream',
      (writer) => {
        talk(writer, PROXY).says(CONNECT);
        waits(writer);
      },
    ],
  ])('does not tell that nobody answers %s', (_, else_, write) => {
    expect(places(write)[0]).toContain(else_);
    expect(oneWay(write)).toEqual(['indeterminate other']);
  });

  test('tells what was answered', () => {
    expect(oneWay((writer) => talk(writer))).toEqual(['reachable ok']);
    expect(oneWay((writer) => syn(writer, 1).tcp(SERVER, `${VM}:41000`, RST | ACK, 0, 2))).toEqual([
      'unreachable refused',
    ]);
    expect(oneWay((writer) => syn(writer, 1))).toEqual(['indeterminate interrupted']);
  });

  test('tells what the machine’s own firewall did not let through', () => {
    const result = unconnected('unreachable', 'local');
    const drops = [{ client: VM, clientPort: 41_000, server: '20.1.1.1', serverPort: 443, result }];
    expect(oneWay((writer) => syn(writer, 2), { drops })).toEqual(['unreachable local']);
  });
});

describe('packets that stand in the capture twice', () => {
  const doubled = (write: (writer: CaptureWriter) => unknown) => places(write, { doubling: 'twice' });

  test.each<[string, (writer: CaptureWriter) => unknown, string]>([
    ['one SYN is open', (writer) => syn(writer, 2), 'indeterminate interrupted'],
    ['of two SYNs one copy may be lost', (writer) => syn(writer, 3), 'unreachable timeout'],
    ['two SYNs were sent', (writer) => syn(writer, 4), 'unreachable timeout'],
    [
      'a refusal is one',
      (writer) => {
        syn(writer, 2);
        for (let copy = 0; copy < 2; copy += 1) writer.tcp(SERVER, `${VM}:41000`, RST | ACK, 0, 2);
      },
      'unreachable refused',
    ],
    [
      'what the network does not deliver is not delivered',
      (writer) => syn(writer, 2).icmpError('10.0.0.1', VM, 3, 13),
      'unreachable host_unreachable',
    ],
    [
      'what was sent again within a connection, of which the start is lacking, proves nothing',
      (writer) => {
        syn(writer, 2);
        for (let copy = 0; copy < 2; copy += 1) writer.tcp(`${VM}:41000`, SERVER, PSH | ACK, 2, 1, 'data');
      },
      'indeterminate other',
    ],
    [
      'one SYN that its sender takes back is open',
      (writer) => syn(writer, 2).tcp(`${VM}:41000`, SERVER, RST, 2, 0),
      'indeterminate interrupted',
    ],
    [
      'a connection is one',
      (writer) => {
        syn(writer, 2);
        for (let copy = 0; copy < 2; copy += 1) writer.tcp(SERVER, `${VM}:41000`, SYN | ACK, 5, 2);
        for (let copy = 0; copy < 2; copy += 1) writer.tcp(`${VM}:41000`, SERVER, ACK, 2, 6);
      },
      'reachable ok',
    ],
  ])('%s', (_, write, expected) => {
    expect(doubled(write)).toEqual([`20.1.1.1:443 at 20.1.1.1 direct ${expected}`]);
  });
});

describe('packets that stand in the capture more than once', () => {
  const DOUBLED = { ...KNOWN, doubling: 'twice' as const };
  const MIXED = { ...KNOWN, doubling: 'mixed' as const };
  const syns =
    (...times: readonly number[]) =>
    (writer: CaptureWriter) => {
      for (const at of times) writer.tcp(`${VM}:50000`, SERVER, SYN, 1000, 0, '', at);
    };
  const SILENT = ['20.1.1.1:443 at 20.1.1.1 direct unreachable timeout'];
  const OPEN = ['20.1.1.1:443 at 20.1.1.1 direct indeterminate interrupted'];

  test('a SYN that stands there again at once was not sent again, whatever else is known', () => {
    expect(places(syns(0.01, 0.001))).toEqual(OPEN);
    expect(places(syns(0.01, 0.3))).toEqual(SILENT);
  });

  test('of twice as many the half was sent; where nothing tells how many, one', () => {
    expect(places(syns(0.01, 0.001, 1), DOUBLED)).toEqual(SILENT);
    expect(places(syns(0.01, 0.001, 1), MIXED)).toEqual(OPEN);
    expect(places(syns(0.01, 0.001, 3), MIXED)).toEqual(SILENT);
  });

  test('a refusal is one, however often it stands there', () => {
    const refused = (writer: CaptureWriter) => {
      for (let time = 0; time < 2; time += 1) writer.tcp(`${VM}:50000`, SERVER, SYN, 1000, 0, '', 0.001);
      for (let time = 0; time < 2; time += 1) writer.tcp(SERVER, `${VM}:50000`, RST | ACK, 0, 1001, '', 0.001);
    };
    expect(places(refused, DOUBLED)).toEqual(['20.1.1.1:443 at 20.1.1.1 direct unreachable refused']);
  });

  test('data that waits for three seconds and stands there again is not called lost for it', () => {
    const waits = (writer: CaptureWriter) => {
      const talk = new Talk(writer, `${VM}:50000`, SERVER).says('hello').answers('hi');
      talk.says('more', 3, 0.5);
      writer.udp(`${VM}:5000`, '10.0.0.9:9999', Buffer.from('x'), 3);
    };
    expect(places(waits)).toEqual(['20.1.1.1:443 at 20.1.1.1 direct unreachable stalled']);
    expect(places(waits, MIXED)).toEqual(['20.1.1.1:443 at 20.1.1.1 direct reachable ok']);
  });
});
