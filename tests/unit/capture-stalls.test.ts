import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import type { Endpoint } from '../../src/model/endpoint.ts';
import type { CaptureReport } from '../../src/model/report.ts';
import { analyze } from '../support/captures.ts';
import { ACK, CaptureWriter, clientHello, encrypted, FIN, PSH, RST, SERVER_HELLO, Talk } from '../support/packets.ts';

const VM = '10.0.0.4';
const SERVER = '20.150.85.196:443';
const HOST = 'vault01.blob.core.windows.net';
const LARGE = encrypted(1400);

/** A connection whose TLS handshake came as far as the ServerHello. */
function greeted(port = 41_000, writer = vm()): { readonly writer: CaptureWriter; readonly talk: Talk } {
  const talk = new Talk(writer, `${VM}:${port}`, SERVER);
  talk.says(clientHello(HOST)).answers(SERVER_HELLO);
  return { writer, talk };
}

/** The VM also talks with the platform, so it is known as the machine. */
function vm(): CaptureWriter {
  return new CaptureWriter().handshake(`${VM}:40000`, '168.63.129.16:80');
}

/** Something else is captured until so many seconds later. */
function later(writer: CaptureWriter, seconds: number): CaptureWriter {
  return writer.udp(`${VM}:5000`, '10.0.0.9:6000', Buffer.from('other'), seconds);
}

function judge(writer: CaptureWriter): CaptureReport {
  return analyze('made.pcap', writer.file()).report();
}

function endpoint(report: CaptureReport): Endpoint | undefined {
  return report.endpoints.find(({ host, port }) => host === HOST && port === 443);
}

const STALLED = { verdict: 'unreachable', https: { status: 'unreachable', cause: 'stalled' } };

describe('a connection that stalls', () => {
  test('data that is sent again and again and never confirmed', () => {
    const { writer, talk } = greeted();
    talk.says(LARGE, 5);
    const report = judge(writer);
    expect(endpoint(report)).toMatchObject({ ...STALLED, tcp: { status: 'reachable' } });
    expect(report.diagnosis[0]?.id).toBe('connection-stalls');
  });

  test('a router that names the size that it takes is told', () => {
    const { writer, talk } = greeted();
    talk.says(LARGE, 4);
    writer.icmpError('10.0.0.1', VM, 3, 4, 1400);
    const report = judge(writer);
    const probe = report.probes.find(({ id }) => id === endpoint(report)?.https.probe);
    expect(probe?.detail.mtu).toBe(1400);
    expect(report.diagnosis[0]).toMatchObject({
      id: 'connection-stalls',
      confidence: 'certain',
      params: { mtu: 1400 },
    });
  });

  test('the same of IPv6: packet too big', () => {
    const A = '20010db8000000000000000000000004';
    const B = '20010db8000000000000000000000099';
    const writer = new CaptureWriter();
    const six = (forward: boolean, packet: Buffer, next = 6): CaptureWriter =>
      writer.ip6(next, forward ? A : B, forward ? B : A, packet);
    const { writer: four, talk } = greeted(41_000, new CaptureWriter());
    talk.says(LARGE);
    // the same segments in packets of IPv6
    for (const [index, packet] of four.packets().entries()) six([0, 2, 3, 5].includes(index), packet.subarray(20));
    const large = Buffer.from(writer.last());
    for (let time = 0; time < 3; time += 1) {
      writer.frame(large, 2);
      six(false, Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 5, 0x14]), large.subarray(0, 60)]), 58);
    }
    expect(endpoint(analyze('made.pcap', writer.file()).report({ own: ['2001:db8::4'] }))).toMatchObject(STALLED);
  });

  test('silence for long where nothing is sent again, as a large offload hides it', () => {
    const { writer, talk } = greeted();
    talk.says(LARGE);
    expect(endpoint(judge(later(writer, 9)))?.verdict).toBe('reachable');
    expect(endpoint(judge(later(writer, 2)))).toMatchObject(STALLED);
  });

  test('the server’s answer is missing, which its later numbers show', () => {
    const writer = vm();
    const talk = new Talk(writer, `${VM}:41000`, SERVER);
    talk.says(clientHello(HOST)).loses(4000).segment('server', ACK);
    for (let time = 0; time < 3; time += 1)
      writer.tcp(`${VM}:41000`, SERVER, PSH | ACK, 1001, 5001, clientHello(HOST), 1.5);
    expect(endpoint(judge(writer))).toMatchObject(STALLED);
  });

  test('the first message of TLS is confirmed and never answered', () => {
    const writer = vm();
    new Talk(writer, `${VM}:41000`, SERVER).says(clientHello(HOST)).segment('server', ACK);
    expect(endpoint(judge(later(writer, 9)))?.verdict).toBe('indeterminate');
    expect(endpoint(judge(later(writer, 2)))).toMatchObject(STALLED);
  });

  test('… until the client gives up', () => {
    const writer = vm();
    new Talk(writer, `${VM}:41000`, SERVER).says(clientHello(HOST)).segment('server', ACK).segment('client', RST, 5);
    expect(endpoint(judge(writer))).toMatchObject(STALLED);
  });

  test('a window that stays closed while the client asks', () => {
    const { writer, talk } = greeted();
    talk.says(LARGE).segment('server', ACK, 0.01, 0);
    for (let time = 0; time < 4; time += 1) {
      writer.tcp(`${VM}:41000`, SERVER, ACK, talk.sent - 1, talk.got, '', 4);
      talk.segment('server', ACK, 0.01, 0);
    }
    const report = judge(writer);
    expect(endpoint(report)).toMatchObject(STALLED);
    expect(report.diagnosis[0]?.id).toBe('connection-stalls');
    talk.segment('server', ACK, 0.01, 5000).answers(encrypted(80));
    expect(endpoint(judge(writer))?.verdict).toBe('reachable');
  });

  test('an upload that stalls after answers came', () => {
    const { writer, talk } = greeted();
    talk.says(encrypted(60)).answers(encrypted(200)).says(LARGE, 5);
    expect(endpoint(judge(writer))).toMatchObject({ ...STALLED, tls: { status: 'reachable' } });
  });

  test('beside one that works the destination is open, and said so', () => {
    const { writer, talk } = greeted();
    talk.says(LARGE, 5);
    greeted(41_001, writer).talk.says(encrypted(60)).answers(encrypted(60));
    const report = judge(writer);
    expect(endpoint(report)?.verdict).toBe('indeterminate');
    expect(report.diagnosis.map(({ id }) => id)).toContain('connection-stalls');
    expect(report.diagnosis.map(({ id }) => id)).not.toContain('all-reachable');
  });
});

describe('what is no stall', () => {
  test.each([
    ['data that is confirmed after it was sent again', (talk: Talk) => talk.says(LARGE, 3).answers(encrypted(60))],
    ['a size that was learned', (talk: Talk) => talk.says(LARGE, 1).segment('server', ACK).answers(encrypted(60))],
    [
      'an end that is not confirmed',
      (talk: Talk) =>
        talk
          .says(encrypted(60))
          .answers(encrypted(60))
          .says(encrypted(26))
          .segment('client', FIN | ACK),
    ],
  ])('%s', (_, go) => {
    const { writer, talk } = greeted();
    go(talk);
    expect(endpoint(judge(later(writer, 60)))?.verdict).toBe('reachable');
  });

  test('a connection that is merely kept alive', () => {
    const { writer, talk } = greeted();
    for (let time = 0; time < 5; time += 1) {
      writer.tcp(`${VM}:41000`, SERVER, ACK, talk.sent - 1, talk.got, Buffer.alloc(1), 45);
      talk.segment('server', ACK);
    }
    expect(endpoint(judge(writer))).toMatchObject({ verdict: 'reachable', https: { cause: 'ok' } });
  });

  test('a capture of one direction', () => {
    const { writer, talk } = greeted();
    talk.says(LARGE, 5);
    const half = new CaptureWriter();
    for (const packet of writer.packets())
      if (packet.subarray(12, 16).equals(Buffer.from([10, 0, 0, 4]))) half.frame(packet, 2);
    expect(endpoint(analyze('half.pcap', half.file()).report({ own: [VM] }))?.verdict).toBe('indeterminate');
  });

  test('a clock that runs backwards', () => {
    const { writer, talk } = greeted();
    talk.says(LARGE);
    expect(endpoint(judge(later(writer, -500)))?.verdict).not.toBe('unreachable');
  });
});
