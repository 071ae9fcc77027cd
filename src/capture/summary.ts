import type { PeerRule, TrafficClass } from '../knowledge/types.ts';
import { RCODES } from './dissect/dns.ts';
import { ICMP, TCP, UDP, type Flow } from './flows.ts';
import type { Defect } from './frame.ts';
import { PeerTable, trafficClass } from './identify.ts';
import { ownAddresses } from './own-addresses.ts';
import type { CaptureStream } from './readers/stream.ts';
import type { Outcome, TcpConnection } from './tcp-connection.ts';
import { MOST_BUCKETS } from './timeline.ts';
import type { Traffic } from './traffic.ts';

export type Handshake = 'established' | 'refused' | 'no_answer' | 'none';

/** Packets between two places; of TCP also how its connections went. Lengths in bytes on the wire. */
export interface Conversation {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'other';
  readonly a: string;
  readonly aPort: number | null;
  readonly b: string;
  readonly bPort: number | null;
  readonly packetsAB: number;
  readonly bytesAB: number;
  readonly packetsBA: number;
  readonly bytesBA: number;
  /** Seconds since the epoch; null when the file gives no times. */
  readonly firstPacket: number | null;
  readonly lastPacket: number | null;
  readonly handshake: Handshake;
  readonly rst: number;
  readonly retransmissions: number;
  readonly connections: readonly Connection[];
}

/** One TCP connection of a conversation. */
export interface Connection {
  readonly outcome: Outcome;
  /** The side that opened it; null when the capture does not show it. */
  readonly client: 'a' | 'b' | null;
  readonly syn: number;
  /** Seconds from SYN to the acknowledgement of the SYN/ACK. */
  readonly roundTrip: number | null;
  readonly synTime: number | null;
  readonly rstByServer: number;
  readonly rstByClient: number;
  readonly payloadFromClient: number;
  readonly payloadFromServer: number;
  readonly segments: number;
  readonly retransmissions: number;
  readonly zeroWindows: number;
  readonly sni: string | null;
  readonly httpHost: string | null;
  readonly finByClient: number;
  readonly tlsAsked: boolean;
  readonly tlsAnswered: boolean;
  /** Description of a fatal TLS alert in the clear (RFC 8446). */
  readonly tlsAlert: number | null;
  readonly connect: string | null;
  readonly connectStatus: number | null;
  /** An ICMP error about it: type × 256 + code. */
  readonly icmp: number | null;
}

export interface Peer {
  readonly address: string;
  readonly names: readonly string[];
  /** Id of the reference entry that describes it. */
  readonly identity: string | null;
  readonly traffic: TrafficClass;
  /** Received from and sent to it, in bytes on the wire and packets. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly packetsIn: number;
  readonly packetsOut: number;
  /** Bytes sent to it over time, in the buckets of `timeline`. */
  readonly out: readonly number[];
}

export interface DnsLookup {
  readonly name: string;
  /** Aliases and addresses, in the order of a chain. */
  readonly answers: readonly string[];
  readonly addresses: readonly string[];
  readonly aliases: readonly string[];
  /** Name of the response code; null when nobody answered. */
  readonly rcode: string | null;
  readonly queries: number;
  readonly responses: number;
  readonly server: string;
  /** When it was asked for the first time, in seconds since the epoch. */
  readonly time: number | null;
  /** Seen only inside tunnels: the machine itself did not ask. */
  readonly inner: boolean;
}

export interface CaptureSummary {
  readonly fileType: string;
  readonly linkTypes: readonly number[];
  readonly packets: number;
  readonly capturedBytes: number;
  readonly wireBytes: number;
  readonly firstPacket: number | null;
  readonly lastPacket: number | null;
  /** The file ends inside a record, or packets were cut when they were captured. */
  readonly truncated: boolean;
  readonly cutPackets: number;
  readonly otherPackets: number;
  readonly defects: readonly Defect[];
  /** Addresses of the captured machine itself. */
  readonly own: readonly string[];
  readonly conversations: readonly Conversation[];
  readonly peers: readonly Peer[];
  readonly dns: readonly DnsLookup[];
  readonly sni: readonly string[];
  readonly timeline: { readonly start: number | null; readonly width: number; readonly buckets: number };
}

export interface SummaryOptions {
  /** Addresses that the reader says are the machine's, in place of the guess. */
  readonly own?: readonly string[] | undefined;
  /** At most so many conversations and peers, those with the most bytes. */
  readonly most?: number | undefined;
  /** Rules for further ranges, from the reader's own service tag file. */
  readonly rules: readonly PeerRule[];
}

/** What a capture shows, as plain data. */
export function summarize(traffic: Traffic, stream: CaptureStream, options: SummaryOptions): CaptureSummary {
  const { hosts, names, scale } = traffic;
  const most = options.most ?? Number.POSITIVE_INFINITY;
  const given = options.own;
  const ownIds =
    given === undefined
      ? ownAddresses(traffic)
      : hosts.all.filter(({ address }) => given.includes(address)).map(({ id }) => id);
  const own = new Set(ownIds);
  const table = new PeerTable(options.rules);
  const called = portsCalled(traffic, own);
  const duration = traffic.lastPacket - scale.start;
  const buckets = Number.isNaN(duration)
    ? 0
    : Math.min(MOST_BUCKETS, Math.floor(Math.max(0, duration) / scale.width) + 1);
  const peers = hosts.all
    .filter(({ id }) => !own.has(id))
    .sort((a, b) => b.bytesSent + b.bytesReceived - a.bytesSent - a.bytesReceived)
    .slice(0, most)
    .map((host): Peer => {
      const known = names.namesOf(host.address);
      const rule = table.find(host.address, known, [...(called.get(host.id) ?? [])]);
      return {
        address: host.address,
        names: known,
        identity: rule?.id ?? null,
        traffic: trafficClass(rule, host.address, table),
        bytesIn: host.bytesSent,
        bytesOut: host.bytesReceived,
        packetsIn: host.packetsSent,
        packetsOut: host.packetsReceived,
        out: traffic.received[host.id]?.values(scale, buckets) ?? [],
      };
    });
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
    defects: stream.defects,
    own: ownIds.map((id) => hosts.addressOf(id)),
    conversations: traffic.flows.all
      .toSorted((x, y) => y.bytesAB + y.bytesBA - x.bytesAB - x.bytesBA)
      .slice(0, most)
      .map((flow) => conversationOf(flow, traffic)),
    peers,
    dns: [...names.lookups.values()].map((lookup) => ({
      name: lookup.name,
      answers: [...lookup.aliases, ...lookup.answers],
      addresses: lookup.answers,
      aliases: lookup.aliases,
      rcode: lookup.rcode < 0 ? null : (RCODES[lookup.rcode] ?? `RCODE${lookup.rcode}`),
      queries: lookup.queries,
      responses: lookup.responses,
      server: lookup.server,
      time: numberOrNull(lookup.time),
      inner: lookup.inner,
    })),
    sni: [...names.sni.keys()],
    timeline: { start: numberOrNull(scale.start), width: scale.width, buckets },
  };
}

/** By peer: ports of the machine to which it opened connections, or that a capture in the middle shows as served. */
function portsCalled({ flows }: Traffic, own: ReadonlySet<number>): Map<number, Set<number>> {
  const called = new Map<number, Set<number>>();
  for (const { protocol, a, b, aPort, bPort, tcp } of flows.all) {
    if (protocol !== TCP || own.has(a) === own.has(b)) continue;
    const [peer, peerPort, ownPort, peerSide] = own.has(a) ? [b, bPort, aPort, 1] : [a, aPort, bPort, 0];
    const client = tcp?.client ?? -1;
    if (client === peerSide || (client < 0 && ownPort < 1024 && peerPort >= 1024)) {
      const ports = called.get(peer) ?? new Set<number>();
      ports.add(ownPort);
      called.set(peer, ports);
    }
  }
  return called;
}

/** A conversation with its two ends in the order of their addresses as text, as capture tools list them. */
function conversationOf(flow: Flow, { hosts }: Traffic): Conversation {
  const a = hosts.addressOf(flow.a);
  const b = hosts.addressOf(flow.b);
  const ported = flow.protocol === TCP || flow.protocol === UDP;
  const forward = a < b || (a === b && flow.aPort <= flow.bPort);
  const connections: TcpConnection[] = [];
  for (let one = flow.tcp; one !== null; one = one.previous) connections.push(one);
  connections.reverse();
  const ends = {
    a: forward ? a : b,
    aPort: ported ? (forward ? flow.aPort : flow.bPort) : null,
    b: forward ? b : a,
    bPort: ported ? (forward ? flow.bPort : flow.aPort) : null,
    packetsAB: forward ? flow.packetsAB : flow.packetsBA,
    bytesAB: forward ? flow.bytesAB : flow.bytesBA,
    packetsBA: forward ? flow.packetsBA : flow.packetsAB,
    bytesBA: forward ? flow.bytesBA : flow.bytesAB,
  };
  return {
    protocol: flow.protocol === TCP ? 'tcp' : flow.protocol === UDP ? 'udp' : flow.protocol === ICMP ? 'icmp' : 'other',
    ...ends,
    firstPacket: numberOrNull(flow.first),
    lastPacket: numberOrNull(flow.last),
    handshake: handshakeOf(connections),
    rst: sum(connections, ({ sides: [x, y] }) => x.rst + y.rst),
    retransmissions: sum(connections, ({ sides: [x, y] }) => x.retransmissions + y.retransmissions),
    connections: connections.map((connection) => connectionOf(connection, forward)),
  };
}

function connectionOf(connection: TcpConnection, forward: boolean): Connection {
  const { sides, client } = connection;
  const one = sides[client === 1 ? 1 : 0];
  const other = sides[client === 1 ? 0 : 1];
  return {
    outcome: connection.outcome(),
    client: client < 0 ? null : (client === 0) === forward ? 'a' : 'b',
    syn: one.syn,
    roundTrip: numberOrNull(connection.roundTrip),
    synTime: numberOrNull(connection.synTime),
    rstByServer: other.rst,
    rstByClient: one.rst,
    payloadFromClient: one.payload,
    payloadFromServer: other.payload,
    segments: one.segments + other.segments,
    retransmissions: one.retransmissions + other.retransmissions,
    zeroWindows: one.zeroWindows + other.zeroWindows,
    sni: textOrNull(connection.sni),
    httpHost: textOrNull(connection.httpHost),
    finByClient: one.fin,
    tlsAsked: connection.tlsClientHello,
    tlsAnswered: connection.tlsServerHello,
    tlsAlert: connection.tlsAlert < 0 ? null : connection.tlsAlert,
    connect: textOrNull(connection.connect),
    connectStatus: connection.connectStatus === 0 ? null : connection.connectStatus,
    icmp: connection.icmp < 0 ? null : connection.icmp,
  };
}

/** Of several connections between the same ports the best one counts: it shows that the way is open. */
function handshakeOf(connections: readonly TcpConnection[]): Handshake {
  const outcomes = connections.map((connection) => connection.outcome());
  for (const outcome of ['established', 'refused', 'no_answer'] as const)
    if (outcomes.includes(outcome)) return outcome;
  return 'none';
}

function sum(connections: readonly TcpConnection[], of: (connection: TcpConnection) => number): number {
  return connections.reduce((total, connection) => total + of(connection), 0);
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function textOrNull(text: string): string | null {
  return text === '' ? null : text;
}
