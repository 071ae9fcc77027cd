import { describe, expect, test } from 'vitest';
import { factSentences } from '#locale/capture-facts.ts';
import type { CaptureReport } from '../../src/model/report.ts';
import { analyze } from '../support/captures.ts';
import { ACK, CaptureWriter, dns, SYN, Talk } from '../support/packets.ts';

const VM = '10.0.0.4';
const SERVER = '20.1.1.1:443';
const DNS = '10.0.0.53:53';

function report(writer: CaptureWriter): CaptureReport {
  const analysis = analyze('capture.pcap', writer.file());
  return analysis.report({ own: [VM] });
}
const factsOf = (writer: CaptureWriter) => report(writer).capture.facts;
const ids = ({ diagnosis }: CaptureReport): string[] => diagnosis.map(({ id }) => id);

/** A SYN, sent again until nobody believes in an answer. */
function silent(writer: CaptureWriter, port: number, server = SERVER): void {
  for (const at of [0.01, 1, 2]) writer.tcp(`${VM}:${port}`, server, SYN, 1000, 0, '', at);
}

describe('one direction alone', () => {
  /** Connections as a capture of what the machine sends shows them. */
  function sent(conversations: number): CaptureWriter {
    const writer = new CaptureWriter();
    for (let port = 50_000; port < 50_000 + conversations; port += 1)
      for (const [flags, sequence, data] of [
        [SYN, 1000, ''],
        [ACK, 1001, ''],
        [ACK, 1001, 'hello'],
      ] as const)
        writer.tcp(`${VM}:${port}`, SERVER, flags, sequence, 5001, data);
    return writer;
  }

  test('is said first, and nobody is called silent for it', () => {
    const writer = sent(3);
    silent(writer, 51_000, '20.2.2.2:443');
    const shown = report(writer);
    expect(shown.capture.facts?.direction).toBe('sent');
    expect(ids(shown)[0]).toBe('capture-one-way');
    expect(shown.endpoints.map(({ host, verdict }) => `${host} ${verdict}`)).toEqual([
      '20.1.1.1 indeterminate',
      '20.2.2.2 indeterminate',
    ]);
  });

  test('is told from what came back', () => {
    const writer = new CaptureWriter();
    for (let port = 50_000; port < 50_003; port += 1) writer.tcp(SERVER, `${VM}:${port}`, ACK, 5001, 1001, 'data');
    expect(factsOf(writer)?.direction).toBe('received');
  });

  test('is not concluded from few conversations, from a SYN alone, or where others go both ways', () => {
    expect(factsOf(sent(2))?.direction).toBe('both');
    const lonely = new CaptureWriter();
    for (let port = 50_000; port < 50_009; port += 1) silent(lonely, port);
    expect(factsOf(lonely)?.direction).toBe('both');
    expect(report(lonely).endpoints).toMatchObject([{ verdict: 'unreachable', tcp: { cause: 'timeout' } }]);
    expect(factsOf(sent(3).handshake(`${VM}:40000`, SERVER))?.direction).toBe('both');
  });
});

describe('packets that stand in the capture twice', () => {
  /** The packet written last, with a number of its own, once more. */
  function mirrored(writer: CaptureWriter, number: number, at = 0.0001): void {
    writer.last().writeUInt16BE(number, 4);
    writer.frame(Buffer.from(writer.last()), at);
  }

  test('are counted, and a SYN that a switch mirrored twice was not sent twice', () => {
    const writer = new CaptureWriter();
    mirrored(writer.tcp(`${VM}:50000`, SERVER, SYN, 1000, 0), 7);
    writer.udp(`${VM}:5000`, '10.0.0.9:9999', Buffer.from('x'), 0.5);
    const shown = report(writer);
    expect(shown.capture.facts).toMatchObject({ copies: 1, doubling: 'twice' });
    expect(shown.endpoints).toMatchObject([{ host: '20.1.1.1', verdict: 'indeterminate' }]);
  });

  test('are not what was sent again: with another number, later, or without a number', () => {
    const writer = new CaptureWriter().tcp(`${VM}:50000`, SERVER, SYN, 1000, 0);
    mirrored(writer, 7, 1);
    writer.last().writeUInt16BE(8, 4);
    mirrored(writer, 0);
    expect(factsOf(writer)).toMatchObject({ copies: 0, doubling: 'none' });
  });
});

test('a clock that was set back is told, a little disorder is not', () => {
  const writer = new CaptureWriter().handshake(`${VM}:50000`, SERVER);
  writer.tcp(`${VM}:50000`, SERVER, ACK, 1001, 5001, 'a', -0.5).tcp(`${VM}:50000`, SERVER, ACK, 1002, 5001, 'b', -30);
  const facts = factsOf(writer);
  expect(facts?.clockJumps).toBe(1);
  expect(facts?.clockJump).toBeCloseTo(30, 3);
  expect(facts === undefined ? [] : factSentences(facts).join('')).toContain('最大 30.0 秒');
});

test('round trips and what was sent again are told for each peer', () => {
  const writer = new CaptureWriter();
  new Talk(writer, `${VM}:50000`, SERVER).says('hello', 1).answers('hi');
  new Talk(writer, `${VM}:50001`, '20.2.2.2:443');
  expect(factsOf(writer)?.peers).toMatchObject([
    { address: '20.1.1.1', segments: 6, retransmissions: 1, roundTrips: 1 },
    { address: '20.2.2.2', segments: 3, retransmissions: 0, roundTrips: 1 },
  ]);
  expect(factsOf(writer)?.peers[0]?.roundTrip).toBeCloseTo(0.02, 3);
});

describe('names', () => {
  const ask = (writer: CaptureWriter, name: string, port = 50_000): CaptureWriter =>
    writer.udp(`${VM}:${port}`, DNS, dns(name, null));

  test('that are answered late', () => {
    const writer = ask(new CaptureWriter(), 'slow.example.com').udp(
      DNS,
      `${VM}:50000`,
      dns('slow.example.com', 0, '20.1.1.1'),
      2,
    );
    ask(writer, 'fast.example.com').udp(DNS, `${VM}:50000`, dns('fast.example.com', 0, '20.1.1.2'), 0.2);
    expect(factsOf(writer)?.dns).toMatchObject([{ name: 'slow.example.com', stranger: null }]);
    expect(factsOf(writer)?.dns[0]?.seconds).toBeCloseTo(2, 3);
  });

  test('that a server answers which nobody asked', () => {
    const answer = dns('www.example.com', 0, '20.1.1.1');
    const writer = ask(new CaptureWriter(), 'www.example.com').udp('10.9.9.9:53', `${VM}:50000`, answer);
    expect(factsOf(writer)?.dns).toMatchObject([{ server: '10.0.0.53', stranger: '10.9.9.9' }]);
    const both = ask(new CaptureWriter(), 'www.example.com').udp(
      `${VM}:50000`,
      '10.9.9.9:53',
      dns('www.example.com', null),
    );
    expect(factsOf(both.udp('10.9.9.9:53', `${VM}:50000`, answer))?.dns).toEqual([]);
  });
});

describe('some tries were answered and others were not', () => {
  function mixed(): CaptureWriter {
    const writer = new CaptureWriter();
    for (const port of [50_000, 50_001, 50_002]) writer.handshake(`${VM}:${port}`, SERVER);
    silent(writer, 50_003);
    return writer;
  }

  test('the share is told, and the destination is not called unreachable', () => {
    const shown = report(mixed());
    expect(shown.endpoints).toMatchObject([{ verdict: 'indeterminate' }]);
    const [cause] = shown.diagnosis;
    expect(cause).toMatchObject({ id: 'intermittent', params: { attempts: 4, unanswered: 1 } });
    expect(cause?.summary).toContain('4 回のうち、1 回');
  });

  test('not where all were answered, nor where one version of IP is dead', () => {
    const writer = new CaptureWriter().handshake(`${VM}:50000`, SERVER);
    silent(writer, 50_001, '20.2.2.2:443');
    expect(ids(report(writer))).not.toContain('intermittent');
  });
});

test('a proxy on the machine itself: what it was asked for is judged, the connection to it is no destination', () => {
  const writer = new CaptureWriter();
  const talk = new Talk(writer, '127.0.0.1:50000', '127.0.0.1:8080');
  talk.says('CONNECT pod01.backup.windowsazure.com:443 HTTP/1.1\r\n\r\n').answers('HTTP/1.1 403 Forbidden\r\n\r\n');
  new Talk(writer, '127.0.0.1:50001', '127.0.0.1:9000')
    .says('GET / HTTP/1.1\r\nHost: a.example\r\n\r\n')
    .answers('HTTP/1.1 200 OK\r\n\r\n');
  writer.udp(`${VM}:5000`, '10.0.0.9:9999', Buffer.from('x'));
  const shown = report(writer);
  expect(shown.endpoints.map(({ host, port, verdict }) => `${host}:${port} ${verdict}`)).toEqual([
    'pod01.backup.windowsazure.com:443 unreachable',
  ]);
  expect(shown.proxied).toBe(true);
  expect(ids(shown)[0]).toBe('proxy-denies');
});
