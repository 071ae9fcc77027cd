import { describe, expect, test } from 'vitest';
import { firewallDrops } from '../../../../src/judge/capture/drops.ts';
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
