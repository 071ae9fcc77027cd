import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isFault, parseFilter } from '../../../../src/capture/filter/parse.ts';
import { flowsByDestination, flowsOfCause } from '../../../../src/report/endpoint-flows.ts';
import { addressTerm, wiresharkFilter } from '../../../../src/report/wireshark-filter.ts';
import { conversationsToCsv } from '../../../../src/ui/capture/csv.ts';
import { layoutOf, type GraphLayout } from '../../../../src/ui/capture/graph-layout.ts';
import { seriesOf } from '../../../../src/ui/capture/io-series.ts';
import { proofsOf } from '../../../../src/ui/capture/ladder-proof.ts';
import type { LadderSegment } from '../../../../src/ui/capture/protocol.ts';
import { rowsOf, sum, viewOf, type Span, type View } from '../../../../src/ui/capture/rows.ts';
import { CLASSES } from '../../../../src/ui/capture/words.ts';
import { analyze } from '../../../support/captures.ts';

const NAME = 'azure-vm-a-eth.pcap';
const FILE = new Uint8Array(readFileSync(new URL(`../../../corpus/captures/${NAME}`, import.meta.url)));
const REPORT = analyze(NAME, FILE).report();
const { capture } = REPORT;
const ROWS = rowsOf(capture, ({ identity }) => identity ?? '');

function view(text: string, span: Span | null = null): View {
  const read = parseFilter(text);
  if (isFault(read)) throw new Error(read.code);
  return viewOf(capture, ROWS, read, span);
}

describe('what a filter leaves', () => {
  test('without one: every peer with its totals', () => {
    const all = view('');
    expect(all.rows).toHaveLength(capture.conversations.length);
    expect(all.peers.map(({ peer }) => peer)).toEqual(capture.peers);
    expect(all.out).toBe(sum(capture.peers, ({ bytesOut }) => bytesOut));
    expect(all.in).toBe(sum(capture.peers, ({ bytesIn }) => bytesIn));
  });

  test('the conversations of a peer come to what the peer sent and received', () => {
    for (const { address, bytesOut, bytesIn } of capture.peers) {
      const one = view(addressTerm(address)).peers.find(({ peer }) => peer.address === address)!;
      expect([address, one.out, one.in]).toEqual([address, bytesOut, bytesIn]);
    }
  });

  test('names of TLS and of DNS find the conversations that bore them', () => {
    expect(new Set(view('tls.handshake.extensions_server_name contains "blob"').rows.map(({ name }) => name))).toEqual(
      new Set(['diagstore01.blob.core.windows.net']),
    );
    const asked = view('dns.qry.name == unknown.example').rows;
    expect(asked).not.toHaveLength(0);
    for (const { conversation } of asked) expect([conversation.aPort, conversation.bPort]).toContain(53);
  });

  test('states and resets', () => {
    for (const { conversation } of view('tcp.flags.reset == 1').rows) expect(conversation.rst).toBeGreaterThan(0);
    expect(view('state:refused').rows.map(({ peerPort }) => peerPort)).toContain(3260);
  });

  test('a span leaves what goes on in it, and of a peer the bytes in it', () => {
    const { buckets } = capture.timeline;
    const parts = [view('', [0, buckets >> 1]), view('', [buckets >> 1, buckets])];
    expect(sum(parts, ({ out }) => out)).toBe(view('').out);
    expect(sum(parts, (part) => part.in)).toBe(view('').in);
    for (const part of parts) expect(part.rows.length).toBeLessThan(capture.conversations.length);
    expect(view('', [0, buckets]).rows).toHaveLength(capture.conversations.length);
  });
});

describe('the graph', () => {
  const shares = view('').peers;
  const layout = layoutOf(shares);
  const peersOf = ({ classes }: GraphLayout) => classes.flatMap(({ peers }) => peers);

  test('shows the ten largest peers, some that failed, and counts the rest', () => {
    const nodes = peersOf(layout);
    const named = nodes.flatMap(({ share }) => (share === null ? [] : [share]));
    const largest = shares.toSorted((x, y) => y.out + y.in - x.out - x.in).slice(0, 10);
    for (const one of largest) expect(named).toContain(one);
    expect(named.length + sum(nodes, ({ rest }) => rest)).toBe(shares.length);
    expect(nodes.some(({ isFailing }) => isFailing)).toBe(true);
    expect(sum(nodes, ({ out }) => out)).toBe(view('').out);
  });

  test('ribbons are as wide as their bytes, and end where they began', () => {
    const [first, second] = peersOf(layout).filter(({ isFailing }) => !isFailing);
    const [wide, narrow] = [first!.ribbons[0]!, second!.ribbons[0]!];
    expect(wide.size / narrow.size).toBeCloseTo(first!.out / second!.out, 5);
    for (const { ribbons, peers, y, height } of layout.classes) {
      expect(sum(ribbons, ({ size }) => size)).toBeCloseTo(height, 6);
      expect(ribbons.map(({ right }) => right)).toEqual(peers.flatMap((peer) => peer.ribbons.map(({ left }) => left)));
      expect(ribbons[0]!.right).toBeCloseTo(y, 6);
    }
  });

  test('no two peers stand in one place, however many there are', () => {
    const many = Array.from({ length: 500 }, (_, at) => ({ ...shares[at % shares.length]!, out: at * 1e6 }));
    const nodes = peersOf(layoutOf(many));
    expect(nodes.length).toBeLessThan(25);
    for (const [at, { y }] of nodes.entries()) {
      const before = nodes[at - 1];
      if (before !== undefined) expect(y).toBeGreaterThanOrEqual(before.y + before.height);
    }
  });

  test('nothing at all has a place too', () => {
    expect(layoutOf([]).classes).toEqual([]);
  });
});

describe('the series over time', () => {
  const order = CLASSES.map(({ id }) => id);
  const series = seriesOf(capture.timeline, view('').peers, order);

  test('comes to the totals, in no more steps than a picture has room for', () => {
    expect(series.steps).toBeLessThanOrEqual(120);
    const total = (way: 'out' | 'in'): number => sum(series.classes, (own) => sum(own[way], (bytes) => bytes));
    expect([total('out'), total('in')]).toEqual([view('').out, view('').in]);
  });

  test('marks are those of the conversations; single repeats are no burst', () => {
    const silent = capture.conversations.filter(
      ({ connections: [one], rst }) => one?.outcome === 'no_answer' && rst === 0 && one.segments === one.syn,
    );
    expect(sum(series.marks.unanswered, (count) => count)).toBeGreaterThan(0);
    expect(sum(series.marks.unanswered, (count) => count)).toBeLessThanOrEqual(silent.length);
    expect(sum(capture.timeline.resets, (count) => count)).toBe(sum(capture.conversations, ({ rst }) => rst));
    expect(sum(capture.timeline.repeats, (count) => count)).toBe(
      sum(capture.conversations, ({ retransmissions }) => retransmissions ?? Number.NaN),
    );
    const few = seriesOf({ ...capture.timeline, repeats: [2, 3], buckets: 2 }, [], order);
    expect(few.marks.repeats).toEqual([0, 3]);
  });
});

describe('the sentences of a ladder', () => {
  const [SYN, ACK, RST, FIN] = [2, 16, 4, 1];
  function segments(...all: readonly (readonly [from: 'a' | 'b', flags: number, more?: Partial<LadderSegment>])[]) {
    return all.map(([from, flags, more], at): LadderSegment => {
      return { frame: at + 10, time: at, from, flags, length: 0, window: 1000, repeated: false, ...more };
    });
  }

  test.each<[string, LadderSegment[], unknown]>([
    [
      'a handshake',
      segments(['a', SYN], ['b', SYN | ACK], ['a', ACK], ['a', FIN | ACK]),
      [
        { what: 'opened', frames: [10, 11, 12] },
        { what: 'closed', frames: [13] },
      ],
    ],
    ['silence', segments(['a', SYN], ['a', SYN, { repeated: true }]), [{ what: 'unanswered', frames: [10, 11] }]],
    ['a refusal', segments(['a', SYN], ['b', RST | ACK]), [{ what: 'refused', frames: [10, 11] }]],
    [
      'a reset behind a handshake is no refusal',
      segments(['a', SYN], ['b', SYN | ACK], ['a', ACK], ['b', RST]),
      [
        { what: 'opened', frames: [10, 11, 12] },
        { what: 'reset', frames: [13] },
      ],
    ],
    [
      'data that is sent again, and a window of zero',
      segments(['a', ACK, { repeated: true }], ['b', ACK, { window: 0 }]),
      [
        { what: 'repeated', frames: [10] },
        { what: 'stalled', frames: [11] },
      ],
    ],
    ['a SYN/ACK alone opens nothing', segments(['a', SYN], ['b', SYN | ACK]), []],
    ['nothing', [], []],
  ])('%s', (_, all, proofs) => {
    expect(proofsOf(all)).toEqual(proofs);
  });
});

describe('ways to the conversations that prove something', () => {
  const flowsOf = flowsByDestination(capture);
  const flow = (number: number) => capture.conversations.find((one) => one.flow === number)!;

  test('every destination that failed at TCP leads to a conversation with it', () => {
    const failed = REPORT.endpoints.filter(({ verdict }) => verdict === 'unreachable');
    expect(failed.length).toBeGreaterThan(3);
    for (const { host, port } of failed) {
      const [first] = flowsOf(host, port);
      expect([flow(first!).aPort, flow(first!).bPort]).toContain(port);
    }
  });

  test('a root cause leads to what it rests on', () => {
    const [flowOfCause] = flowsOfCause(REPORT, REPORT.diagnosis[0]!, flowsOf, 5);
    expect([flow(flowOfCause!).aPort, flow(flowOfCause!).bPort]).toContain(3260);
    expect(flowsOfCause(REPORT, REPORT.diagnosis[0]!, flowsOf, 0)).toEqual([]);
  });

  test('a destination that is not there leads nowhere', () => {
    expect(flowsOf('nowhere.example', 443)).toEqual([]);
  });
});

test("Wireshark's filters read back as the conversation that they are of", () => {
  for (const row of ROWS.filter(({ conversation }) => ['tcp', 'udp'].includes(conversation.protocol))) {
    const found = view(wiresharkFilter(row.conversation)).rows;
    expect(found).toContain(row);
    for (const { conversation } of found)
      expect(new Set([conversation.a, conversation.b])).toEqual(new Set([row.conversation.a, row.conversation.b]));
  }
});

test('no cell of a CSV file begins a formula', () => {
  const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '−1', '＝1', 'a,"b"'];
  const rows = names.map((name) => ({ ...ROWS[0]!, name }));
  const lines = conversationsToCsv(rows).split('\r\n');
  expect(lines).toHaveLength(names.length + 2);
  const cells = lines
    .slice(1, -1)
    .map((line) => /^[^,]*,[^,]*,[^,]*,[^,]*,[^,]*,("(?:[^"]|"")*"|[^,]*),/u.exec(line)?.[1]);
  for (const cell of cells.slice(0, -1)) expect(cell).toMatch(/^'/u);
  expect(cells.at(-1)).toBe('"a,""b"""');
});
