import type { CaptureSummary, Connection, Conversation, DnsLookup, Handshake, Peer } from '../model/capture.ts';
import type { PeerRule } from '../knowledge/types.ts';
import { RCODES } from './dissect/dns.ts';
import { describeConnection, eachConnection, numberOrNull } from './connection.ts';
import { ICMP, TCP, UDP } from './flows.ts';
import type { Doubling } from '../model/capture-facts.ts';
import { doublingOf } from './doubling.ts';
import { listOf } from './few.ts';
import { heaviest } from './heaviest.ts';
import { PeerTable, trafficClass } from './identify.ts';
import { clientSideOf, ownAddresses } from './own-addresses.ts';
import type { CaptureStream } from './readers/stream.ts';
import type { Lookup, Names } from './names.ts';
import { MOST_BUCKETS } from './timeline.ts';
import type { Traffic } from './traffic.ts';

/** Ports of the machine that are remembered for each peer that called. */
const MOST_CALLED = 64;
/** Peers that are listed with their bytes over time. */
const MOST_SERIES_SHOWN = 2000;
/** Of those the ones that are listed with what they sent as well. */
const MOST_SERIES_IN = 500;

const NOTHING_CARRIED = [0, 0] as const;

export interface SummaryOptions {
  /** At most so many conversations and peers, those with the most bytes. */
  readonly most?: number | undefined;
  /** Rules for further ranges, from the reader's own service tag file. */
  readonly rules: readonly PeerRule[];
}

/**
 * The addresses of the machine: those that the reader names, else those that the capture tells.
 * @param platformAddresses addresses with which only an Azure VM itself talks
 */
export function ownHosts(
  traffic: Traffic,
  given: readonly string[] | undefined,
  platformAddresses: ReadonlySet<string>,
): number[] {
  if (given === undefined) return ownAddresses(traffic, platformAddresses);
  const wanted = new Set(given);
  const found: number[] = [];
  for (let id = 0; id < traffic.hosts.count; id += 1) if (wanted.has(traffic.hosts.addressOf(id))) found.push(id);
  return found;
}

/** What a capture shows, as plain data. */
export function summarize(
  traffic: Traffic,
  stream: CaptureStream,
  ownIds: readonly number[],
  options: SummaryOptions,
): CaptureSummary {
  const { hosts, flows, names, scale } = traffic;
  const most = options.most ?? Number.POSITIVE_INFINITY;
  const own = new Set(ownIds);
  const duration = traffic.lastPacket - scale.start;
  const buckets = Number.isNaN(duration)
    ? 0
    : Math.min(MOST_BUCKETS, Math.floor(Math.max(0, duration) / scale.width) + 1);
  const doubling = doublingOf(traffic, stream);
  const conversations = conversationsOf(traffic, most, doubling);
  const peers = peersOf(traffic, own, most, buckets, options.rules);
  const dns = lookupsOf(names, most);
  const reader = stream.kind?.kind === 'capture' ? stream.kind.reader : null;
  return {
    fileType: reader?.fileType ?? 'unknown',
    linkTypes: [...(reader?.linkTypes ?? [])],
    packets: traffic.packets,
    capturedBytes: traffic.capturedBytes,
    wireBytes: traffic.wireBytes,
    firstPacket: numberOrNull(traffic.firstPacket),
    lastPacket: numberOrNull(traffic.lastPacket),
    truncated: stream.defects.length > 0 || traffic.cutPackets > 0,
    cutPackets: traffic.cutPackets,
    otherPackets: traffic.otherPackets,
    brokenPackets: traffic.brokenPackets,
    leftOut: {
      packets: flows.leftOut + hosts.leftOut,
      connections: traffic.connections.leftOut,
      requests: traffic.exchanges.leftOut,
      names: names.leftOut + traffic.texts.leftOut,
      conversations: flows.count - conversations.length,
      peers: hosts.count - own.size - (hosts.others < 0 ? 0 : 1) - peers.length,
      lookups: names.lookupCount - dns.length,
      endpoints: 0,
    },
    defects: stream.defects,
    own: ownIds.map((id) => hosts.addressOf(id)),
    conversations,
    peers,
    dns,
    sni: [...names.sni].slice(0, most),
    timeline: {
      start: numberOrNull(scale.start),
      width: scale.width,
      buckets,
      unanswered: unansweredOf(traffic, buckets),
      resets: traffic.resets.values(scale, buckets),
      repeats: doubling === 'mixed' ? [] : traffic.repeats.values(scale, buckets),
    },
  };
}

function peersOf(
  traffic: Traffic,
  own: ReadonlySet<number>,
  most: number,
  buckets: number,
  rules: readonly PeerRule[],
): Peer[] {
  const { hosts, names, throughput } = traffic;
  const table = new PeerTable(rules);
  const ids = heaviest(hosts.count, (id) => hosts.bytesOf(id), most + own.size + 1)
    .filter((id) => !own.has(id) && id !== hosts.others)
    .slice(0, most);
  const called = portsCalled(traffic, own, new Set(ids));
  return ids.map((id, place): Peer => {
    const host = hosts.totalsOf(id);
    const known = names.namesOf(host.address);
    const rule = table.find(host.address, known, [...(called.get(id) ?? [])]);
    return {
      address: host.address,
      names: known,
      identity: rule?.id ?? null,
      traffic: trafficClass(rule, host.address, table),
      bytesIn: host.bytesSent,
      bytesOut: host.bytesReceived,
      packetsIn: host.packetsSent,
      packetsOut: host.packetsReceived,
      out: place < MOST_SERIES_SHOWN ? throughput.receivedBy(id, buckets) : [],
      in: place < MOST_SERIES_IN ? throughput.sentBy(id, buckets) : [],
    };
  });
}

/** When conversations began that consist of a SYN without an answer, by bucket. */
function unansweredOf({ flows, scale }: Traffic, buckets: number): number[] {
  const counts = Array.from({ length: buckets }, () => 0);
  for (let id = 0; id < flows.count; id += 1) {
    const first = flows.onlySyn(id) < 0 ? Number.NaN : flows.firstOf(id);
    if (first !== first) continue;
    const bucket = scale.bucket(first);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

/** Lookups in the order of their first mention; where not all are listed, those that failed come first. */
function lookupsOf(names: Names, most: number): DnsLookup[] {
  if (names.lookupCount <= most) return Array.from(names.lookups(), lookupOf);
  const failed: Lookup[] = [];
  const others: Lookup[] = [];
  for (const lookup of names.lookups()) (lookup.queries > 0 && lookup.answers === null ? failed : others).push(lookup);
  return [...failed, ...others].slice(0, most).map(lookupOf);
}

function lookupOf(lookup: Lookup): DnsLookup {
  const addresses = listOf(lookup.answers);
  const aliases = listOf(lookup.aliases);
  return {
    name: lookup.name,
    answers: [...aliases, ...addresses],
    addresses,
    aliases,
    rcode: lookup.rcode < 0 ? null : (RCODES[lookup.rcode] ?? `RCODE${lookup.rcode}`),
    queries: lookup.queries,
    responses: lookup.responses,
    server: lookup.server,
    time: numberOrNull(lookup.time),
    inner: lookup.inner,
  };
}

/** By peer: ports of the machine to which it opened connections, or that a capture in the middle shows as served. */
function portsCalled(
  { flows, connections }: Traffic,
  own: ReadonlySet<number>,
  peers: ReadonlySet<number>,
): Map<number, Set<number>> {
  const called = new Map<number, Set<number>>();
  for (let id = 0; id < flows.count; id += 1) {
    const a = flows.hostOf(id, 0);
    const b = flows.hostOf(id, 1);
    if (flows.protocolOf(id) !== TCP || own.has(a) === own.has(b)) continue;
    const ownSide = own.has(a) ? 0 : 1;
    const peerSide = own.has(a) ? 1 : 0;
    const ownPort = flows.portOf(id, ownSide);
    const client = clientSideOf(id, flows, connections);
    if (client !== peerSide && !(client < 0 && ownPort < 1024 && flows.portOf(id, peerSide) >= 1024)) continue;
    const peer = peerSide === 0 ? a : b;
    if (!peers.has(peer)) continue;
    const ports = called.get(peer) ?? new Set<number>();
    // a scan of all ports says no more than its first ones
    if (ports.size < MOST_CALLED) ports.add(ownPort);
    called.set(peer, ports);
  }
  return called;
}

/** Conversations by their bytes, the most first. */
function conversationsOf(traffic: Traffic, most: number, doubling: Doubling): Conversation[] {
  const { flows } = traffic;
  return heaviest(flows.count, (id) => flows.bytesOf(id), most).flatMap(
    (id) => conversationOf(id, traffic, doubling) ?? [],
  );
}

/**
 * A conversation with its two ends in the order of their addresses as text, as capture tools list them; null where it stands for those
 * that are not told apart.
 */
export function conversationOf(id: number, traffic: Traffic, doubling: Doubling): Conversation | null {
  const { hosts, connections } = traffic;
  const flow = traffic.flows.flow(id);
  const a = hosts.addressOf(flow.a);
  const b = hosts.addressOf(flow.b);
  if (a === '' || b === '') return null;
  const ported = flow.protocol === TCP || flow.protocol === UDP;
  const forward = a < b || (a === b && flow.aPort <= flow.bPort);
  const all: Connection[] = [];
  let [resets, again] = [0, 0];
  eachConnection(id, traffic, (facts) => {
    const [carriedResets, carriedAgain] = facts.id < 0 ? NOTHING_CARRIED : connections.carriedBy(facts.id);
    resets += facts.sides[0].rst + facts.sides[1].rst + carriedResets;
    again += facts.sides[0].retransmissions + facts.sides[1].retransmissions + carriedAgain;
    all.push(describeConnection(facts, forward, traffic, doubling, traffic.exchanges.requestsOf(facts.id)));
  });
  return {
    flow: id + 1,
    frame: flow.frame,
    asked: traffic.asked.of(id),
    protocol: flow.protocol === TCP ? 'tcp' : flow.protocol === UDP ? 'udp' : flow.protocol === ICMP ? 'icmp' : 'other',
    a: forward ? a : b,
    aPort: ported ? (forward ? flow.aPort : flow.bPort) : null,
    b: forward ? b : a,
    bPort: ported ? (forward ? flow.bPort : flow.aPort) : null,
    packetsAB: forward ? flow.packetsAB : flow.packetsBA,
    bytesAB: forward ? flow.bytesAB : flow.bytesBA,
    packetsBA: forward ? flow.packetsBA : flow.packetsAB,
    bytesBA: forward ? flow.bytesBA : flow.bytesAB,
    firstPacket: numberOrNull(flow.first),
    lastPacket: numberOrNull(flow.last),
    handshake: handshakeOf(all),
    rst: resets,
    retransmissions: doubling === 'mixed' ? null : again,
    connections: all,
  };
}

/** Of several connections between the same ports the best one counts: it shows that the way is open. */
function handshakeOf(connections: readonly Connection[]): Handshake {
  for (const outcome of ['established', 'refused', 'no_answer'] as const)
    if (connections.some((connection) => connection.outcome === outcome)) return outcome;
  return 'none';
}
