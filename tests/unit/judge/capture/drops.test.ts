import { describe, expect, test } from 'vitest';
import { dnsDrops, firewallDrops } from '../../../../src/judge/capture/drops.ts';
import type { TraceWords } from '../../../../src/knowledge/types.ts';
import type { DroppedFlow, Trace } from '../../../../src/model/capture-facts.ts';

const words = {
  drops: [
    { id: 700, name: 'INET', firewall: true },
    { id: 5, name: 'QUEUE' },
  ],
} as unknown as TraceWords;
const flow = (more: Partial<DroppedFlow>): DroppedFlow =>
  ({
    protocol: 'tcp',
    source: '10.0.0.4',
    sourcePort: 50_000,
    destination: '20.1.1.1',
    destinationPort: 443,
    isSyn: true,
    isSynAck: false,
    reason: 700,
    name: 'tcpip.sys',
    ...more,
  }) as DroppedFlow;
const drops = (...droppedFlows: readonly DroppedFlow[]) =>
  firewallDrops({ droppedFlows } as unknown as Trace, words).map(
    ({ client, clientPort, server, serverPort }) => `${client}:${clientPort} > ${server}:${serverPort}`,
  );

describe('a filter of Windows stopped a connection', () => {
  test('where it threw away its SYN: the reason and the driver are told', () => {
    const [drop] = firewallDrops({ droppedFlows: [flow({})] } as unknown as Trace, words);
    expect(drop).toMatchObject({
      client: '10.0.0.4',
      server: '20.1.1.1',
      result: { status: 'unreachable', cause: 'local', detail: { dropReason: 700, droppedBy: 'tcpip.sys' } },
    });
  });

  test('where it threw away the answer: the client is the one who is answered', () => {
    const answer = flow({
      isSyn: false,
      isSynAck: true,
      source: '20.1.1.1',
      sourcePort: 443,
      destination: '10.0.0.4',
      destinationPort: 50_000,
    });
    expect(drops(answer)).toEqual(['10.0.0.4:50000 > 20.1.1.1:443']);
  });

  test.each<[string, Partial<DroppedFlow>]>([
    ['another reason than a filter', { reason: 5 }],
    ['a reason that nobody knows', { reason: 1 }],
    ['UDP', { protocol: 'udp' as DroppedFlow['protocol'] }],
    ['a packet within a connection', { isSyn: false }],
  ])('not by %s', (_, more) => {
    expect(drops(flow(more))).toEqual([]);
  });

  test('a capture that is no trace tells of none', () => {
    expect(firewallDrops(null, words)).toEqual([]);
  });
});

describe('a filter of Windows stopped DNS', () => {
  const SERVER = { destination: '10.0.0.53', destinationPort: 53, isSyn: false } as const;
  const question = (more: Partial<DroppedFlow> = {}): DroppedFlow =>
    flow({ ...SERVER, protocol: 'udp', packets: 2, ...more });
  const answer = (more: Partial<DroppedFlow> = {}): DroppedFlow =>
    flow({
      protocol: 'udp',
      source: '10.0.0.53',
      sourcePort: 53,
      destination: '10.0.0.4',
      destinationPort: 50_000,
      isSyn: false,
      packets: 3,
      ...more,
    });
  const dns = (...droppedFlows: readonly DroppedFlow[]) => dnsDrops({ droppedFlows } as unknown as Trace, words);

  test('a question, with the reason and the driver', () => {
    expect(dns(question())).toEqual([
      {
        client: '10.0.0.4',
        server: '10.0.0.53',
        answers: 0,
        detail: { dropReason: 700, droppedBy: 'tcpip.sys' },
      },
    ]);
  });

  test('answers are counted, of all ports of the machine together; each server is one', () => {
    expect(
      dns(question(), answer(), answer({ destinationPort: 50_001 }), answer({ source: '10.0.0.54' })),
    ).toMatchObject([
      { client: '10.0.0.4', server: '10.0.0.53', answers: 6 },
      { client: '10.0.0.4', server: '10.0.0.54', answers: 3 },
    ]);
  });

  test('over TCP it is the connection: who answers that has answered no question', () => {
    const tcp = { protocol: 'tcp' as const, packets: 1 };
    expect(dns(question({ ...tcp, isSyn: true }))).toMatchObject([{ server: '10.0.0.53', answers: 0 }]);
    expect(dns(answer({ ...tcp, isSynAck: true }))).toMatchObject([{ server: '10.0.0.53', answers: 0 }]);
  });

  test.each<[string, DroppedFlow]>([
    ['another reason than a filter', question({ reason: 5 })],
    ['another port', question({ destinationPort: 5353 })],
    ['a segment within a connection', question({ protocol: 'tcp' })],
    ['a protocol without ports', flow({ protocol: 'other', sourcePort: 0, destinationPort: 53 })],
    ['its answer', flow({ protocol: 'other', sourcePort: 53, destinationPort: 0 })],
  ])('not by %s', (_, drop) => {
    expect(dns(drop)).toEqual([]);
  });

  test('a capture that is no trace tells of none', () => {
    expect(dnsDrops(null, words)).toEqual([]);
  });
});
