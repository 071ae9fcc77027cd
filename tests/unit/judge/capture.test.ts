import { describe, expect, test } from 'vitest';
import { judgeCapture } from '../../../src/judge/capture.ts';
import type { DnsDrop } from '../../../src/judge/capture/drops.ts';
import { EndpointTable } from '../../../src/judge/services.ts';
import { GATEWAYS } from '../../support/connections.ts';
import { ACK, CaptureWriter, clientHello, dns, RST, SERVER_HELLO, SYN, Talk } from '../../support/packets.ts';
import { trafficOf, VM } from '../../support/traffic.ts';
import { knowledge } from '../../support/knowledge.ts';

const HOST = 'pod01.backup.windowsazure.com';
const PLATFORM = '168.63.129.16';
const DNS = `${PLATFORM}:53`;
const TABLE = new EndpointTable({
  endpoints: [
    { pattern: '*.windowsazure.com', port: 443, service: 'backup' },
    { pattern: PLATFORM, port: '80,53', service: 'platform' },
  ],
  services: knowledge.services,
});

function judge(write: (writer: CaptureWriter) => unknown, dnsDrops: readonly DnsDrop[] = []) {
  const writer = new CaptureWriter();
  write(writer);
  const { traffic, own } = trafficOf(writer);
  return judgeCapture(traffic, own, TABLE, GATEWAYS, {
    drops: [],
    isOneWay: false,
    doubling: 'none',
    dnsDrops,
  });
}
const brief = (write: (writer: CaptureWriter) => unknown) =>
  judge(write).endpoints.map(({ host, port, service, verdict }) => `${host}:${port} ${service} ${verdict}`);
const asks = (writer: CaptureWriter, name: string, rcode: number | null, address = '', server = '10.0.0.53:53') => {
  writer.udp(`${VM}:50000`, server, dns(name, null));
  return rcode === null ? writer : writer.udp(server, `${VM}:50000`, dns(name, rcode, address));
};
const later = (writer: CaptureWriter) => writer.udp('10.0.0.7:1', '10.0.0.8:1', dns('x', null), 5);
const tls = (writer: CaptureWriter, name: string, server = '20.1.1.1:443', port = 41_000) =>
  new Talk(writer, `${VM}:${port}`, server).says(clientHello(name)).answers(SERVER_HELLO);

test('a DNS server that the machine keeps from itself is one endpoint, with its reason', () => {
  const drop: DnsDrop = {
    client: VM,
    server: PLATFORM,
    answers: 0,
    detail: { dropReason: 909, droppedBy: 'tcpip.sys' },
  };
  const { endpoints } = judge((writer) => later(asks(writer, 'a.example', null, '', DNS)), [drop]);
  expect(endpoints.filter(({ host }) => host === PLATFORM)).toMatchObject([
    { port: 53, service: 'platform', verdict: 'unreachable', dns: { cause: 'local' } },
  ]);
});

describe('destinations', () => {
  test('each once, with all its tries and its lookup', () => {
    const { endpoints, probes, proxied, leftOut } = judge((writer) => {
      asks(writer, HOST, 0, '20.1.1.1');
      tls(writer, HOST);
      writer.tcp(`${VM}:42000`, '20.9.9.9:443', SYN, 1, 0);
      tls(writer, HOST, '20.1.1.1:443', 41_001);
    });
    expect(endpoints.map(({ host, verdict }) => `${host} ${verdict}`)).toEqual([
      `${HOST} reachable`,
      '20.9.9.9 indeterminate',
    ]);
    expect([proxied, leftOut]).toEqual([false, 0]);
    expect(probes.map(({ id, tool }) => `${id} ${tool}`)).toEqual(['1 dns', '2 tls', '3 tcp']);
    expect(probes[0]).toMatchObject({
      command: null,
      lines: null,
      signature: null,
      evidence: null,
      route: 'direct',
      account: null,
      layers: { dns: { status: 'ok' } },
    });
    expect(endpoints[0]).toMatchObject({ dns: { status: 'resolved', probe: 1 }, decidedBy: 2 });
  });

  test('both ways: neither try alone tells the truth', () => {
    expect(
      brief((writer) => {
        writer.tcp(`${VM}:40000`, '20.1.1.2:80', SYN, 1, 0).tcp('20.1.1.2:80', `${VM}:40000`, RST | ACK, 0, 2);
        new Talk(writer, `${VM}:41001`, '20.1.1.2:80');
      }),
    ).toEqual(['20.1.1.2:80 other indeterminate']);
  });

  test('ports apart', () => {
    expect(
      brief((writer) => {
        tls(writer, HOST);
        new Talk(writer, `${VM}:41001`, '20.1.1.2:80');
        new Talk(writer, `${VM}:41002`, '20.1.1.2:8080');
      }),
    ).toEqual([`${HOST}:443 backup reachable`, '20.1.1.2:80 other reachable', '20.1.1.2:8080 other reachable']);
  });

  test('a proxy that carried one of them', () => {
    const { endpoints, proxied } = judge((writer) => {
      new Talk(writer, `${VM}:41000`, '10.0.0.9:8080')
        .says(`CONNECT ${HOST}:443 HTTP/1.1\r\n\r\n`)
        .answers('HTTP/1.1 403 X\r\n\r\n');
      new Talk(writer, `${VM}:41001`, '20.1.1.2:80');
    });
    expect(proxied).toBe(true);
    expect(endpoints[0]).toMatchObject({ host: HOST, verdict: 'unreachable', https: { cause: 'proxy_denied' } });
  });

  test('an answer in the clear counts by what its host is', () => {
    const ask = (server: string) => (writer: CaptureWriter) =>
      new Talk(writer, `${VM}:41000`, server)
        .says('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
        .answers('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    expect(brief(ask(`${PLATFORM}:80`))).toEqual([`${PLATFORM}:80 platform reachable`]);
    expect(brief(ask('20.1.1.2:80'))).toEqual(['x:80 other reachable']);
    expect(brief((writer) => ask('20.1.1.1:80')(asks(writer, HOST, 0, '20.1.1.1')))).toEqual([
      `${HOST}:80 backup indeterminate`,
    ]);
  });
});

describe('names', () => {
  test('that fail stand behind the destinations', () => {
    expect(
      brief((writer) => {
        asks(writer, HOST, 3);
        new Talk(writer, `${VM}:41000`, '20.1.1.2:80');
      }),
    ).toEqual(['20.1.1.2:80 other reachable', `${HOST}:443 backup unreachable`]);
  });

  test('to which a connection was made are not told again', () => {
    expect(
      brief((writer) => {
        asks(writer, HOST, 3);
        tls(writer, HOST);
      }),
    ).toEqual([`${HOST}:443 backup reachable`]);
  });

  test('that lead nowhere are told where Azure needs them', () => {
    expect(
      brief((writer) => {
        asks(writer, HOST, 0, '0.0.0.0');
        asks(writer, 'ads.example', 0, '0.0.0.0');
      }),
    ).toEqual([`${HOST}:443 backup unreachable`]);
  });

  test('that the machine was asked for itself are not', () => {
    expect(brief((writer) => later(writer.udp('10.0.0.7:1', `${VM}:53`, dns(HOST, null))))).toEqual([]);
  });

  test('without an answer, once it was waited for', () => {
    expect(brief((writer) => asks(writer, HOST, null))).toEqual([]);
    expect(brief((writer) => later(asks(writer, HOST, null)))).toContain(`${HOST}:443 backup unreachable`);
  });
});

describe('the DNS server of the platform', () => {
  test('is an endpoint of its own', () => {
    expect(brief((writer) => asks(writer, 'a.example', 0, '20.1.1.1', DNS))).toEqual([
      `${PLATFORM}:53 platform reachable`,
    ]);
    expect(brief((writer) => later(asks(writer, HOST, null, '', DNS)))).toEqual([
      `${HOST}:443 backup unreachable`,
      `${PLATFORM}:53 platform unreachable`,
    ]);
  });

  test('another server is none', () => {
    expect(brief((writer) => asks(writer, 'a.example', 0, '20.1.1.1'))).toEqual([]);
  });
});
