import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { factSentences, tlsTexts } from '#locale/capture-facts.ts';
import type { CaptureFacts } from '../../../src/model/capture-facts.ts';
import { analyze, captures } from '../../support/captures.ts';
import { CaptureWriter, clientHello, SERVER_HELLO, Talk } from '../../support/packets.ts';

const VM = '10.0.0.4';
const SERVER = '20.1.1.1:443';
const HELLO = clientHello('a.example');
const record = (type: number, length: number): Buffer =>
  Buffer.concat([Buffer.from([type, 3, 3, length >> 8, length & 255]), Buffer.alloc(length)]);
const CHANGE = record(20, 1);
const FINISHED = record(22, 40);
const DATA = record(23, 60);
const KEYS = record(22, 70);
const ALERT = Buffer.from([21, 3, 3, 0, 2, 2, 40]);

function captureOf(write: (writer: CaptureWriter) => unknown) {
  const writer = new CaptureWriter();
  write(writer);
  return analyze('capture.pcap', writer.file()).report({ own: [VM] }).capture;
}

/** Milliseconds until the server's first message, and until the end of the handshake. */
function times(write: (talk: Talk) => unknown): (number | null)[] {
  const { conversations } = captureOf((writer) => write(new Talk(writer, `${VM}:50000`, SERVER)));
  const { tlsAnswerAfter = null, tlsDoneAfter = null } = conversations[0]?.connections[0] ?? {};
  return [tlsAnswerAfter, tlsDoneAfter].map((time) => (time === null ? null : Math.round(time * 1000)));
}

describe('a handshake of TLS is over when both sides encrypt', () => {
  test.each<[string, (talk: Talk) => unknown, (number | null)[]]>([
    [
      'TLS 1.3: with what the client sends after the ServerHello, which looks like data',
      (talk) =>
        talk
          .says(HELLO)
          .answers(Buffer.concat([SERVER_HELLO, DATA]), 0.2)
          .says(DATA, 0, 0.1),
      [200, 300],
    ],
    [
      'TLS 1.2: with the ChangeCipherSpec of the server, not with the first request, which may come later',
      (talk) =>
        talk
          .says(HELLO)
          .answers(SERVER_HELLO, 0.2)
          .says(Buffer.concat([KEYS, CHANGE, FINISHED]), 0, 0.1)
          .answers(Buffer.concat([CHANGE, FINISHED]), 0.1)
          .says(DATA, 0, 5),
      [200, 400],
    ],
    [
      'TLS 1.2: also where the ticket ahead of it is a segment of its own',
      (talk) =>
        talk
          .says(HELLO)
          .answers(SERVER_HELLO, 0.2)
          .says(Buffer.concat([KEYS, CHANGE, FINISHED]), 0, 0.1)
          .answers(KEYS, 0.1)
          .answers(Buffer.concat([CHANGE, FINISHED]), 0.1),
      [200, 500],
    ],
    [
      'TLS 1.2 that goes on from before: with the ChangeCipherSpec of the client',
      (talk) =>
        talk
          .says(HELLO)
          .answers(Buffer.concat([SERVER_HELLO, CHANGE, FINISHED]), 0.2)
          .says(Buffer.concat([CHANGE, FINISHED]), 0, 0.3),
      [200, 500],
    ],
    [
      'a ClientHello in two segments begins with the first',
      (talk) =>
        talk
          .says(HELLO.subarray(0, 30))
          .says(HELLO.subarray(30), 0, 0.1)
          .answers(Buffer.concat([SERVER_HELLO, DATA]), 0.2)
          .says(DATA, 0, 0.1),
      [300, 400],
    ],
    ['nobody answers', (talk) => talk.says(HELLO), [null, null]],
    ['it is turned down', (talk) => talk.says(HELLO).answers(SERVER_HELLO, 0.2).says(ALERT), [200, null]],
    ['an answer that is no TLS', (talk) => talk.says(HELLO).answers('HTTP/1.1 400 Bad Request\r\n\r\n'), [null, null]],
    [
      'early data ahead of the ServerHello is none of it',
      (talk) => talk.says(Buffer.concat([HELLO, DATA])).answers(Buffer.concat([SERVER_HELLO, CHANGE]), 0.2),
      [200, null],
    ],
  ])('%s', (_, write, wanted) => {
    expect(times(write)).toEqual(wanted);
  });
});

describe('the facts of a capture', () => {
  /** A handshake of TLS 1.3 that takes so long after its answer. */
  const handshake = (writer: CaptureWriter, port: number, took: number, server = SERVER): void => {
    new Talk(writer, `${VM}:${port}`, server)
      .says(HELLO)
      .answers(Buffer.concat([SERVER_HELLO, DATA]), 0.1)
      .says(DATA, 0, took - 0.1);
  };
  const slowIn = (facts: CaptureFacts | undefined): string =>
    facts === undefined ? '' : (factSentences(facts).find((sentence) => sentence.includes('TLS')) ?? '');

  test('tell the median of each peer', () => {
    const { facts } = captureOf((writer) => {
      for (const [port, took] of [0.2, 0.4, 0.3].entries()) handshake(writer, 50_000 + port, took);
      new Talk(writer, `${VM}:50009`, '20.2.2.2:80').says('GET / HTTP/1.1\r\n\r\n');
    });
    const [first, second] = facts?.peers ?? [];
    expect(first).toMatchObject({ address: '20.1.1.1', tlsAnswers: 3, tlsHandshakes: 3 });
    expect(first?.tlsAnswer).toBeCloseTo(0.1, 3);
    expect(first?.tlsDone).toBeCloseTo(0.3, 3);
    expect(second).toMatchObject({ tlsAnswer: null, tlsDone: null, tlsAnswers: 0, tlsHandshakes: 0 });
    expect(facts?.peers.map(tlsTexts)).toEqual([
      ['100.0 ms (3 回)', '300.0 ms (3 回)'],
      ['–', '–'],
    ]);
  });

  test('say what took more than a second, with the longest', () => {
    const { facts } = captureOf((writer) => {
      handshake(writer, 50_000, 0.9);
      handshake(writer, 50_001, 1.5);
      handshake(writer, 50_002, 2.5, '20.2.2.2:443');
    });
    expect(facts?.slowTls).toMatchObject({ connections: 2, limit: 1, address: '20.2.2.2', flow: 3 });
    expect(slowIn(facts)).toContain('2 個');
    expect(slowIn(facts)).toContain('20.2.2.2 との会話 3 の 2.5 秒');
  });

  test('say nothing where none did', () => {
    const { facts } = captureOf((writer) => {
      handshake(writer, 50_000, 0.9);
    });
    expect(facts?.slowTls).toBeNull();
    expect(slowIn(facts)).toBe('');
  });
});

const hasTshark = spawnSync('tshark', ['--version']).status === 0;
/** Without putting segments together: a record counts with the segment in which it begins. */
const PIECES = ['-o', 'tcp.desegment_tcp_streams:FALSE', '-o', 'tls.desegment_ssl_records:FALSE'];
const FIELDS = ['frame.time_epoch', 'tcp.stream', 'tcp.srcport', 'tls.handshake.type'];
const KINDS = ['tls.record.content_type', 'tls.record.opaque_type'];

describe.skipIf(!hasTshark)('by tshark (where it is installed)', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'karte-tls-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** Milliseconds of the handshakes that were answered, in order. */
  function wanted(file: string): string[] {
    const fields = [...FIELDS, ...KINDS].flatMap((field) => ['-e', field]);
    const args = ['-r', file, ...PIECES, '-Y', 'tls', '-T', 'fields', '-E', 'occurrence=a', '-E', 'separator=|'];
    const { stdout } = spawnSync('tshark', [...args, ...fields], { encoding: 'utf8', maxBuffer: 1 << 28 });
    const streams = new Map<
      string,
      { client: string; hello: number; answer: number; done: number; sides: Set<string> }
    >();
    for (const line of stdout.trim().split('\n')) {
      const [time = '', stream = '', from = '', types = '', ...kinds] = line.split('|');
      const [steps, records] = [types.split(','), kinds.join(',').split(',')];
      let known = streams.get(stream);
      if (known === undefined && steps.includes('1')) {
        known = { client: from, hello: Number(time), answer: Number.NaN, done: Number.NaN, sides: new Set() };
        streams.set(stream, known);
      }
      if (known === undefined) continue;
      if (from !== known.client && steps.includes('2') && Number.isNaN(known.answer)) known.answer = Number(time);
      if (!Number.isNaN(known.answer) && (records.includes('20') || records.includes('23'))) known.sides.add(from);
      if (known.sides.size === 2 && Number.isNaN(known.done)) known.done = Number(time);
    }
    return [...streams.values()]
      .filter(({ answer }) => !Number.isNaN(answer))
      .map(({ hello, answer, done }) => shown(answer - hello, Number.isNaN(done) ? null : done - hello))
      .sort();
  }

  const shown = (answer: number, done: number | null): string =>
    `${(answer * 1000).toFixed(1)} ${done === null ? '–' : (done * 1000).toFixed(1)}`;

  test.each([
    'azure-vm-a-eth.pcap',
    'azure-vm-a-any-sll2.pcap',
    'azure-vm-a-multi.pcapng',
    'azure-vm-a-netmon2.cap',
    'cut-a-in-packet.pcap',
  ])('%s: handshakes take as long', (name) => {
    const bytes = captures().find((one) => one.name === name)?.bytes ?? new Uint8Array(0);
    const file = join(folder, name);
    writeFileSync(file, bytes);
    const own = analyze(name, bytes)
      .report()
      .capture.conversations.flatMap(({ connections }) => connections)
      .flatMap(({ tlsAnswerAfter, tlsDoneAfter }) =>
        tlsAnswerAfter === null ? [] : [shown(tlsAnswerAfter, tlsDoneAfter)],
      );
    expect(own.length).toBeGreaterThan(0);
    expect(own.sort()).toEqual(wanted(file));
  });

  test('a capture of the first 160 bytes of each packet tells the same', () => {
    const own = (name: string): string[] =>
      analyze(name, captures().find((one) => one.name === name)?.bytes ?? new Uint8Array(0))
        .report()
        .capture.conversations.flatMap(({ connections }) => connections)
        .map(({ tlsAnswerAfter, tlsDoneAfter }) => shown(tlsAnswerAfter ?? 0, tlsDoneAfter));
    expect(own('azure-vm-a-eth-s160-nano.pcap')).toEqual(own('azure-vm-a-eth.pcap'));
  });
});
