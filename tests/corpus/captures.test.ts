import { describe, expect, test } from 'vitest';
import type { CaptureSummary } from '../../src/model/capture.ts';
import { analyze, captures, type Oracle } from '../support/captures.ts';

/** Formats that are recognised but not read, and link types that a machine on Azure does not have. */
const NOT_READ = new Set(['netmon1', 'snoop', 'erf']);
const UNKNOWN_LINKS = ['arcnet'];
/** tshark guesses other variants of the format when the first records of a broken file make no sense. */
const GUESSED_BY_TSHARK = ['suricata-bug-6875-fuzz.pcap'];
/** Its table of frames is lost: tshark reads nothing, we read the frames in the order of the file. */
const RESCUED = ['cut-a-netmon.cap'];
/** Answers that tshark decrypted, and records of glue: they answer nobody's question. */
const MORE_ANSWERS = ['suricata-app-layer-azure-names.pcap', 'suricata-dns-additionals-with-cname.pcap'];
const GLUE = ['zeek-ipv6-fragmented-dns.pcap'];
/** tshark names what cannot be read as well. */
const UNREADABLE_NAMES = ['ndpi-malformed_dns.pcap'];
/** Broken time stamps whose fractions tshark lets overflow. */
const OVERFLOWING_TIMES = ['ndpi-fuzz-2021-06-07.pcap', 'tcpdump-rx_serviceid_oobr.pcap'];

const all = captures();
const readable = all.filter(
  ({ name, oracle }) =>
    oracle.packets !== null &&
    oracle.status !== 'etl_without_packets' &&
    !NOT_READ.has(oracle.capinfos?.file_type ?? '') &&
    ![...UNKNOWN_LINKS, ...GUESSED_BY_TSHARK, ...RESCUED].some((known) => name.includes(known)),
);

test('captures of the corpus are there', () => {
  console.log(`${all.length} captures with an oracle, ${readable.length} of them compared`);
  expect(readable.length).toBeGreaterThanOrEqual(20);
});

type Totals = readonly [packetsAB: number, bytesAB: number, packetsBA: number, bytesBA: number];

/** By pair of addresses; both ways of a pair with itself are one. */
function byAddress(summary: CaptureSummary): Map<string, Totals> {
  const pairs = new Map<string, Totals>();
  for (const { a, b, packetsAB, bytesAB, packetsBA, bytesBA } of summary.conversations) {
    const [w, x, y, z] = pairs.get(`${a} ${b}`) ?? [0, 0, 0, 0];
    pairs.set(
      `${a} ${b}`,
      a === b
        ? [w + packetsAB + packetsBA, x + bytesAB + bytesBA, 0, 0]
        : [w + packetsAB, x + bytesAB, y + packetsBA, z + bytesBA],
    );
  }
  return pairs;
}

function wantedByAddress({ conversations }: Oracle): Map<string, Totals> {
  return new Map(
    [...conversations.ip, ...conversations.ipv6].map((pair) => [
      `${pair.a} ${pair.b}`,
      [pair.packets_a_to_b, pair.bytes_a_to_b, pair.packets_b_to_a, pair.bytes_b_to_a],
    ]),
  );
}

function byPort(summary: CaptureSummary, protocol: 'tcp' | 'udp'): string[] {
  return summary.conversations
    .filter((conversation) => conversation.protocol === protocol)
    .map(({ a, aPort, b, bPort, packetsAB, bytesAB, packetsBA, bytesBA }) =>
      line(a, aPort ?? 0, b, bPort ?? 0, packetsAB, bytesAB, packetsBA, bytesBA),
    )
    .sort();
}

function wantedByPort({ conversations }: Oracle, protocol: 'tcp' | 'udp'): string[] {
  return conversations[protocol]
    .map(({ a, a_port: aPort = 0, b, b_port: bPort = 0, ...n }) =>
      line(a, aPort, b, bPort, n.packets_a_to_b, n.bytes_a_to_b, n.packets_b_to_a, n.bytes_b_to_a),
    )
    .sort();
}

function line(a: string, aPort: number, b: string, bPort: number, ...n: readonly number[]): string {
  const [w = 0, x = 0, y = 0, z = 0] = n;
  const forward = a < b || (a === b && aPort <= bPort);
  return forward
    ? `${a}:${aPort} ${b}:${bPort} ${w} ${x} ${y} ${z}`
    : `${b}:${bPort} ${a}:${aPort} ${y} ${z} ${w} ${x}`;
}

function count<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((sum, value) => sum + of(value), 0);
}

describe.each(readable)('$name', ({ name, bytes, oracle }) => {
  const summary = analyze(name, bytes).summary();

  test('has the packets, bytes and times that tshark counts', () => {
    expect(summary.packets).toBe(oracle.packets);
    if (oracle.status === 'ok') expect(summary.fileType).toBe(oracle.capinfos.file_type.replace(/ \(.*\)/u, ''));
    expect(summary.wireBytes).toBe(oracle.bytes_wire);
    expect(summary.capturedBytes).toBe(oracle.bytes_captured);
    if (OVERFLOWING_TIMES.includes(name)) return;
    if (oracle.time?.min != null && summary.firstPacket !== null)
      expect(summary.firstPacket).toBeCloseTo(Number(oracle.time.min), 5);
    if (oracle.time?.max != null && summary.lastPacket !== null)
      expect(summary.lastPacket).toBeCloseTo(Number(oracle.time.max), 5);
  });

  test('has the conversations that tshark counts, both ways', () => {
    expect(Object.fromEntries(byAddress(summary))).toEqual(Object.fromEntries(wantedByAddress(oracle)));
    for (const protocol of ['tcp', 'udp'] as const) {
      const own = byPort(summary, protocol);
      expect(own).toHaveLength(oracle.conversations_total[protocol]);
      // the oracle lists 400 of them
      if (oracle.conversations_total[protocol] <= 400) expect(own).toEqual(wantedByPort(oracle, protocol));
    }
  });

  test('has the peers that tshark counts', () => {
    const machine = new Set(summary.own);
    const peers = summary.peers.map((peer) => [
      peer.address,
      [peer.packetsIn, peer.bytesIn, peer.packetsOut, peer.bytesOut],
    ]);
    const wanted = [...oracle.endpoints.ip, ...oracle.endpoints.ipv6]
      .filter(({ addr }) => !machine.has(addr))
      .map((end) => [end.addr, [end.tx_packets, end.tx_bytes, end.rx_packets, end.rx_bytes]]);
    expect(Object.fromEntries(peers)).toEqual(Object.fromEntries(wanted));
    expect(summary.cutPackets).toBe(oracle.truncation.packets_truncated);
  });

  test('names what was asked of DNS and TLS', () => {
    const asked = summary.dns.filter(({ queries }) => queries > 0).map((lookup) => lookup.name.toLowerCase());
    expect(asked.sort()).toEqual([...new Set(oracle.dns.queries.map((query) => query.name.toLowerCase()))].sort());
    const sni = oracle.tls_sni.filter(({ transport }) => transport === 'tls').map((found) => found.name);
    expect([...summary.sni].sort()).toEqual([...new Set(sni)].sort());
  });

  test('knows what DNS answered', () => {
    const answers = new Set(summary.dns.flatMap((lookup) => lookup.answers.map((answer) => answer.toLowerCase())));
    const wanted = new Set(oracle.dns.answers.map(({ data }) => data.toLowerCase()));
    for (const answer of answers) expect(wanted).toContain(answer);
    if (![...MORE_ANSWERS, ...GLUE, ...UNREADABLE_NAMES].includes(name))
      for (const answer of wanted) expect(answers).toContain(answer);
  });

  test('judges handshakes, resets and retransmissions as tshark does', () => {
    const connections = summary.conversations.flatMap((conversation) => conversation.connections);
    const outcomes: Record<string, number> = {};
    for (const { outcome } of connections) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    expect(outcomes).toEqual(oracle.tcp.outcomes);
    const { counts } = oracle.filter_counts;
    expect(count(summary.conversations, ({ rst }) => rst)).toBe(counts['rst']);
    // of some, tshark takes what overtook for sent again, or the other way round
    const wanted = counts['retransmission'] ?? 0;
    const own = count(summary.conversations, ({ retransmissions }) => retransmissions ?? Number.NaN);
    expect(Math.abs(own - wanted)).toBeLessThanOrEqual(Math.max(wanted * 0.05, 1));
  });
});

describe.each(all)('$name', ({ name, bytes, oracle }) => {
  test('is read or answered with what to do, and a defect names its place', () => {
    const report = analyze(name, bytes, 7_777).report();
    expect(report.diagnosis.length).toBeGreaterThan(0);
    for (const { offset } of report.capture?.defects ?? []) expect(offset).toBeGreaterThanOrEqual(0);
    if (report.format === 'unknown') expect(report.endpoints).toEqual([]);
    if (oracle.status === 'cut_short' && oracle.packets !== null && oracle.packets > 0)
      expect(report.capture?.defects.length).toBeGreaterThan(0);
  });
});
