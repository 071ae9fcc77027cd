import type { TraceWords } from '../knowledge/types.ts';
import type { CaptureSummary, Conversation } from '../model/capture.ts';
import type { CaptureFacts, DnsWait, DropWords, PeerTimes, SlowTls, Trace } from '../model/capture-facts.ts';
import { doublingOf } from './doubling.ts';
import { heaviest } from './heaviest.ts';
import { EtlReader } from './readers/etl.ts';
import type { Hosts } from './hosts.ts';
import type { CaptureStream } from './readers/stream.ts';
import type { Traffic } from './traffic.ts';

/** Conversations of dropped packets that are listed. */
const MOST_LISTED = 200;
/** Peers, and names that were answered late, that are listed. */
const MOST_PEERS = 20;
const MOST_WAITS = 50;
/** An answer of DNS takes long from here on (s): a client asks again or another server after one second. */
const LATE = 1;

/**
 * A handshake of TLS takes long beyond this (s): it is two round trips at most (RFC 5246, 7.3; RFC 8446, 2), and a round trip to the other
 * side of the world takes about 0.3 s.
 */
const SLOW_TLS = 1;

/** What a capture tells beside its conversations. */
export function factsOf(
  traffic: Traffic,
  stream: CaptureStream,
  { own, conversations }: Pick<CaptureSummary, 'own' | 'conversations'>,
  direction: CaptureFacts['direction'],
  words: TraceWords,
): CaptureFacts {
  const whole = traceOf(stream);
  const doubling = doublingOf(traffic, stream);
  const trace = whole === null ? null : { ...whole, droppedFlows: mostOf(whole.droppedFlows) };
  const reasons = [...new Set((trace?.drops ?? []).map(({ reason }) => reason))].map((id) => wordsOf(id, words));
  return {
    trace,
    reasons,
    parts: partsOf(trace, words),
    origins: originsOf(trace, words),
    direction,
    copies: traffic.copies.count + (doubling === 'mixed' ? traffic.copies.alike : 0),
    doubling,
    clockJumps: traffic.clockJumps,
    clockJump: traffic.clockJump,
    peers: peersOf(conversations, new Set(own)),
    slowTls: slowTlsOf(conversations, new Set(own)),
    dns: waitsOf(traffic),
  };
}

/** What the event trace of Windows tells that this capture is; null for every other capture. */
export function traceOf({ kind }: CaptureStream): Trace | null {
  return kind?.kind === 'capture' && kind.reader instanceof EtlReader ? kind.reader.trace : null;
}

/** What is measured of the connections with one peer. */
interface Measured {
  segments: number;
  retransmissions: number | null;
  readonly trips: number[];
  readonly answers: number[];
  readonly handshakes: number[];
}

function peersOf(conversations: readonly Conversation[], own: ReadonlySet<string>): PeerTimes[] {
  const all = new Map<string, Measured>();
  for (const { a, b, protocol, connections, retransmissions } of conversations) {
    if (protocol !== 'tcp' || own.has(a) === own.has(b)) continue;
    const address = own.has(a) ? b : a;
    let peer = all.get(address);
    if (peer === undefined) {
      const again = retransmissions === null ? null : 0;
      all.set(address, (peer = { segments: 0, retransmissions: again, trips: [], answers: [], handshakes: [] }));
    }
    if (peer.retransmissions !== null) peer.retransmissions += retransmissions ?? 0;
    for (const { segments, roundTrip, tlsAnswerAfter, tlsDoneAfter } of connections) {
      peer.segments += segments;
      if (roundTrip !== null) peer.trips.push(roundTrip);
      if (tlsAnswerAfter !== null) peer.answers.push(tlsAnswerAfter);
      if (tlsDoneAfter !== null) peer.handshakes.push(tlsDoneAfter);
    }
  }
  const peers = [...all];
  return heaviest(peers.length, (at) => peers[at]?.[1].segments ?? 0, MOST_PEERS).flatMap((at) => {
    const [address, peer] = peers[at] ?? ['', null];
    if (peer === null) return [];
    const { segments, retransmissions, trips, answers, handshakes } = peer;
    return [
      {
        address,
        segments,
        retransmissions,
        roundTrip: medianOf(trips),
        roundTrips: trips.length,
        tlsAnswer: medianOf(answers),
        tlsDone: medianOf(handshakes),
        tlsAnswers: answers.length,
        tlsHandshakes: handshakes.length,
      },
    ];
  });
}

function medianOf(values: readonly number[]): number | null {
  return Float64Array.from(values).sort()[values.length >> 1] ?? null;
}

/** Handshakes that took long: until their end, or where that was not seen until the server's first message. */
function slowTlsOf(conversations: readonly Conversation[], own: ReadonlySet<string>): SlowTls | null {
  let connections = 0;
  let [seconds, address, flow] = [0, '', 0];
  for (const conversation of conversations) {
    for (const { tlsAnswerAfter, tlsDoneAfter } of conversation.connections) {
      const took = tlsDoneAfter ?? tlsAnswerAfter ?? 0;
      if (took <= SLOW_TLS) continue;
      connections += 1;
      if (took <= seconds) continue;
      [seconds, flow] = [took, conversation.flow];
      address = own.has(conversation.a) ? conversation.b : conversation.a;
    }
  }
  return connections === 0 ? null : { connections, limit: SLOW_TLS, seconds, address, flow };
}

function waitsOf({ names }: Traffic): DnsWait[] {
  const found: DnsWait[] = [];
  for (const { name, server, waited, stranger, inner } of names.lookups()) {
    if (inner || (!(waited >= LATE) && stranger === '')) continue;
    found.push({
      name,
      server,
      seconds: Number.isNaN(waited) ? null : waited,
      stranger: stranger === '' ? null : stranger,
    });
    if (found.length >= MOST_WAITS) break;
  }
  return found;
}

function mostOf(flows: Trace['droppedFlows']): Trace['droppedFlows'] {
  return heaviest(flows.length, (at) => flows[at]?.packets ?? 0, MOST_LISTED).flatMap((at) => flows[at] ?? []);
}

/** Addresses of the machine itself, as an event trace names them; those alone that took part in anything. */
export function ownInTrace({ kind }: CaptureStream, hosts: Hosts): number[] {
  if (kind?.kind !== 'capture' || !(kind.reader instanceof EtlReader)) return [];
  const named = new Set(kind.reader.ownAddresses);
  const found: number[] = [];
  for (let id = 0; id < hosts.count; id += 1) if (named.has(hosts.addressOf(id))) found.push(id);
  return found.sort((a, b) => hosts.packetsOf(b) - hosts.packetsOf(a));
}

/** Whose events a trace holds, by what is known of its providers; the most events first. */
function originsOf(trace: Trace | null, { providers }: TraceWords): string[] {
  const known = new Map(providers.map((provider) => [provider.guid, provider]));
  return (trace?.providers ?? []).flatMap(({ guid }) => {
    const provider = known.get(guid);
    return provider?.background === true ? [] : [provider?.title ?? `{${guid}}`];
  });
}

/** What the drivers are that the trace names. */
function partsOf(trace: Trace | null, { components }: TraceWords): CaptureFacts['parts'] {
  const named = new Set([...(trace?.views ?? []), ...(trace?.drops ?? [])].map(({ name }) => name.toLowerCase()));
  return components.filter(({ name }) => named.has(name));
}

function wordsOf(id: number, { drops }: TraceWords): DropWords {
  const found = drops.find((drop) => drop.id === id);
  return { id, name: found?.name ?? '', text: found?.text ?? '', firewall: found?.firewall === true };
}
