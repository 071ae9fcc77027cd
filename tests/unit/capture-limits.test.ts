import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eachConnection } from '../../src/capture/connection.ts';
import { Connections } from '../../src/capture/connections.ts';
import { Flows, TCP } from '../../src/capture/flows.ts';
import { heaviest } from '../../src/capture/heaviest.ts';
import { Hosts } from '../../src/capture/hosts.ts';
import { Names } from '../../src/capture/names.ts';
import { Texts } from '../../src/capture/texts.ts';
import { CAPTURES } from '../../src/limits.ts';
import { notLookedAt } from '#locale/capture.ts';
import { captureToText } from '../../src/report/capture-text.ts';
import { analyze } from '../support/captures.ts';
import { SYN, Writer } from '../support/capture-families.ts';
import { ACK, CaptureWriter, FIN, PSH, RST } from '../support/packets.ts';

const { flows: MOST_FLOWS, hosts: MOST_HOSTS, names: MOST_NAMES, endpoints: MOST_ENDPOINTS } = CAPTURES;
const MOST_OF_ONE_FLOW = CAPTURES.connectionsOfOneFlow;
const VM = '10.0.0.4:40000';
const SERVER = '20.150.1.2:443';

describe('what is beyond a limit is counted', () => {
  test('conversations: a million are told apart, further ones count for their two addresses', () => {
    const flows = new Flows();
    for (let n = 0; n < MOST_FLOWS + 10; n += 1) flows.of(TCP, n >> 16, n & 0xffff, 70_000, 443);
    expect(MOST_FLOWS).toBeGreaterThanOrEqual(1_000_000);
    expect(flows.leftOut).toBe(10);
    expect(flows.count).toBe(MOST_FLOWS + 1);
    const rest = flows.of(TCP, MOST_FLOWS >> 16, 60_000, 70_000, 443);
    expect(flows.flow(rest)).toMatchObject({ aPort: 0, bPort: 0 });
    expect(flows.find(TCP, 3, 77, 70_000, 443)).toBe(3 * 65_536 + 77);
  });

  test('addresses', () => {
    const hosts = new Hosts();
    for (let n = 0; n < MOST_HOSTS + 10; n += 1) hosts.v4(n);
    expect([hosts.leftOut, hosts.addressOf(hosts.v4(MOST_HOSTS + 5))]).toEqual([10, '']);
    expect(hosts.addressOf(hosts.v4(258))).toBe('0.0.1.2');
  });

  test('names, of which the limit is far beyond a hundred thousand however long they are', () => {
    const names = new Names();
    const long = 'a'.repeat(200);
    const ask = (n: number): void => {
      const message = { response: false, rcode: 0, questions: [`${n}${long}`], answers: [], further: [], whole: true };
      names.dns(message, '10.0.0.53', 1, false);
    };
    for (let n = 0; n < MOST_NAMES + 10; n += 1) ask(n);
    expect(MOST_NAMES).toBeGreaterThan(100_000);
    expect([names.lookupCount, names.leftOut]).toEqual([MOST_NAMES, 10]);
  });

  test('texts, by their length', () => {
    const texts = new Texts(1000);
    const kept = Array.from({ length: 20 }, (_, n) => texts.add(`${n}${'x'.repeat(50)}`));
    expect(kept.filter((number) => number > 0).length).toBe(20 - texts.leftOut);
    expect(texts.leftOut).toBeGreaterThan(0);
    expect(texts.get(kept[0] ?? 0)).toMatch(/^0x{50}$/u);
    expect(texts.add(`0${'x'.repeat(50)}`)).toBe(kept[0]);
  });

  test('destinations', () => {
    const writer = new Writer();
    for (let n = 0; n < MOST_ENDPOINTS + 10; n += 1) writer.tcp([0x0a000004, 40_000], [0x14000000 + n, 443], SYN, 1, 0);
    const report = analyze('made.pcap', writer.file()).report({ most: 10 });
    expect(report.endpoints).toHaveLength(MOST_ENDPOINTS);
    expect(report.capture?.leftOut).toMatchObject({
      endpoints: 10,
      conversations: MOST_ENDPOINTS,
      peers: MOST_ENDPOINTS,
    });
    expect(report).toMatchObject({ complete: false, tone: 'ng' });
    expect(captureToText(report)).toContain('10 件の接続は判定していません');
  });

  test('connections between the same two ports: the first ones and the last one are followed', () => {
    const writer = new CaptureWriter();
    const all = MOST_OF_ONE_FLOW + 20;
    for (let n = 0; n < all; n += 1)
      writer
        .tcp(VM, SERVER, SYN, n * 1000, 0)
        .tcp(VM, SERVER, SYN, n * 1000, 0)
        .tcp(SERVER, VM, RST | ACK, 0, n * 1000 + 1);
    writer.handshake(VM, SERVER);
    const summary = analyze('made.pcap', writer.file()).summary();
    const [conversation] = summary.conversations;
    expect(summary.leftOut.connections).toBe(all + 1 - MOST_OF_ONE_FLOW);
    expect(conversation).toMatchObject({ rst: all, retransmissions: all, handshake: 'established' });
    expect(conversation?.connections).toHaveLength(MOST_OF_ONE_FLOW);
    expect(conversation?.connections.at(-1)?.outcome).toBe('established');
  });

  test('an ordinary capture has nothing to say', () => {
    const summary = analyze('made.pcap', new CaptureWriter().handshake(VM, SERVER).file()).summary();
    expect(Object.values(summary.leftOut).every((count) => count === 0)).toBe(true);
    expect(notLookedAt(summary)).toEqual([]);
  });
});

test('the heaviest come first, of equals the first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(30), (weights, most) => {
      const sorted = weights.map((_, id) => id).sort((x, y) => (weights[y] ?? 0) - (weights[x] ?? 0));
      expect(heaviest(weights.length, (id) => weights[id] ?? 0, most)).toEqual(sorted.slice(0, most));
    }),
  );
});

/** Segments of a connection between two ports, as they may come: with few numbers, so that they repeat. */
const segment = fc.record({
  from: fc.constantFrom(0 as const, 1 as const),
  flags: fc.constantFrom(SYN, SYN, SYN, SYN | ACK, ACK, PSH | ACK, FIN | ACK, RST, RST | ACK),
  sequence: fc.constantFrom(1000, 1000, 1001, 1101, 5000, 5001),
  acknowledgement: fc.constantFrom(0, 1001, 1101, 5001),
  length: fc.constantFrom(0, 0, 100),
  passed: fc.constantFrom(0.001, 0.5, 4),
});

test('a conversation of a mere SYN, of which nothing is kept, comes to the same as one that is followed', () => {
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 12 }), (segments) => {
      const writer = new CaptureWriter();
      const reference = new Connections();
      let current = -1;
      for (const { from, flags, sequence, acknowledgement, length, passed } of segments) {
        const [source, destination] =
          from === 0 ? ['10.0.0.4:40000', '10.0.0.9:443'] : ['10.0.0.9:443', '10.0.0.4:40000'];
        const isOpening = (flags & SYN) !== 0;
        const data = isOpening ? 0 : length;
        writer.tcp(source, destination, flags, sequence, acknowledgement, 'x'.repeat(data), passed);
        if (current < 0 || reference.isNew(current, from, flags, sequence)) current = reference.open(current);
        const time = Math.floor(writer.time) + Math.floor((writer.time % 1) * 1e6) / 1e6;
        reference.segment(current, from, flags, sequence, acknowledgement, 64_000, data, time);
      }
      const analysis = analyze('made.pcap', writer.file());
      const all: unknown[] = [];
      eachConnection(0, analysis.traffic, (facts) => all.push(comparable(facts, false)));
      // the host that sends first is side A
      const [first] = segments;
      const turned = first?.from === 1;
      const wanted = [];
      for (let id = current; id >= 0; id = reference.previousOf(id))
        wanted.unshift(comparable(reference.facts(id), turned));
      expect(all).toEqual(wanted);
    }),
    { numRuns: 800 },
  );
});

function comparable(facts: ReturnType<Connections['facts']>, turned: boolean): unknown {
  const [a, b] = facts.sides;
  const side = (one: -1 | 0 | 1): number => (one < 0 || !turned ? one : 1 - one);
  return {
    outcome: facts.outcome,
    client: side(facts.client),
    closedBy: side(facts.closedBy),
    sides: (turned ? [b, a] : [a, b]).map(({ sentAt: _s, ackedAt: _a, ...counts }) => counts),
    synTime: facts.synTime,
    roundTrip: facts.roundTrip,
    repeats: facts.repeats,
  };
}
