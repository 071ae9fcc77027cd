import { fits, type Filterable } from '../../capture/filter/match.ts';
import type { Expression } from '../../model/capture-filter.ts';
import { filterableOf, otherEndOf } from '../../analyze/filterable.ts';
import type { ConversationState } from '../../judge/capture/peers.ts';
import type { PeerRule } from '../../knowledge/types.ts';
import type { CaptureSummary, Conversation, Peer, TrafficClass } from '../../model/capture.ts';

/** A conversation as the views show it. */
export interface Row {
  readonly conversation: Conversation;
  /** The other end; null where neither or both ends are the machine's own, or the peer is not listed. */
  readonly peer: Peer | null;
  readonly peerAddress: string;
  readonly peerPort: number | null;
  readonly state: ConversationState;
  /** The name that tells best what it was for. */
  readonly name: string | null;
  /** Sent and received by the machine, in bytes on the wire. */
  readonly out: number;
  readonly in: number;
  /** Its ends that are not the machine's own, with what was sent to each and received from it: two where others talk. */
  readonly ends: readonly { readonly peer: Peer; readonly out: number; readonly in: number }[];
  readonly filterable: Filterable;
}

/** The part of a capture that the reader looks at. */
export interface View {
  readonly rows: readonly Row[];
  readonly peers: readonly PeerShare[];
  /** Sums of `peers`. */
  readonly out: number;
  readonly in: number;
}

/** What a peer has of the part that is looked at. */
export interface PeerShare {
  readonly peer: Peer;
  readonly out: number;
  readonly in: number;
  readonly state: ConversationState;
  readonly conversations: number;
}

/** Buckets of the time line, from and up to (not including). */
export type Span = readonly [from: number, to: number];

/** From the worst on. */
export const STATE_ORDER: readonly ConversationState[] = ['no_answer', 'refused', 'reset', 'established', 'none'];
export const FAILED_STATES: ReadonlySet<ConversationState> = new Set(['no_answer', 'refused', 'reset']);

/** All conversations of a capture, in its order. */
export function rowsOf({ conversations, peers, own }: CaptureSummary, titleOf: (peer: Peer) => string): Row[] {
  const byAddress = new Map(peers.map((peer) => [peer.address, peer]));
  const ours = new Set(own);
  return conversations.map((conversation): Row => {
    const { a, b, bytesAB, bytesBA, connections, asked } = conversation;
    const { address, port, isFirst } = otherEndOf(conversation, ours);
    const peer = byAddress.get(address) ?? null;
    const filterable = filterableOf(conversation, peer, peer === null ? '' : titleOf(peer));
    const targets = connections.flatMap(({ httpHost, connect }) => [connect, httpHost]);
    return {
      conversation,
      peer,
      peerAddress: address,
      peerPort: port,
      state: filterable.state,
      name:
        filterable.serverNames[0] ?? targets.find((target) => target !== null) ?? asked[0] ?? peer?.names[0] ?? null,
      out: isFirst ? bytesBA : bytesAB,
      in: isFirst ? bytesAB : bytesBA,
      ends: [
        { peer: byAddress.get(a), out: bytesBA, in: bytesAB },
        { peer: byAddress.get(b), out: bytesAB, in: bytesBA },
      ].flatMap(({ peer: end, ...bytes }) => (end === undefined ? [] : [{ peer: end, ...bytes }])),
      filterable,
    };
  });
}

/** What a filter and a span of time leave of a capture. */
export function viewOf(capture: CaptureSummary, rows: readonly Row[], filter: Expression, span: Span | null): View {
  const isAll = filter.kind === 'all' && filter.of.length === 0;
  const times = span === null ? null : timesOf(capture, span);
  const kept = rows.filter(
    (row) => fits(filter, row.filterable) && (times === null || overlaps(row.conversation, times)),
  );
  const byPeer = new Map<Peer, { out: number; in: number; rows: number; states: Set<ConversationState> }>();
  for (const { ends, state } of kept) {
    for (const end of ends) {
      let own = byPeer.get(end.peer);
      if (own === undefined) byPeer.set(end.peer, (own = { out: 0, in: 0, rows: 0, states: new Set() }));
      own.out += end.out;
      own.in += end.in;
      own.rows += 1;
      own.states.add(state);
    }
  }
  // without a filter the totals of a peer count: they hold conversations that are not listed as well
  const shown = isAll && span === null ? capture.peers : capture.peers.filter((peer) => byPeer.has(peer));
  const peers = shown.map((peer): PeerShare => {
    const own = byPeer.get(peer);
    const [out, back] = isAll
      ? [amount(peer.bytesOut, peer.out, span), amount(peer.bytesIn, peer.in, span)]
      : [own?.out ?? 0, own?.in ?? 0];
    return {
      peer,
      out,
      in: back,
      state: STATE_ORDER.find((state) => own?.states.has(state)) ?? 'none',
      conversations: own?.rows ?? 0,
    };
  });
  return { rows: kept, peers, out: sum(peers, (one) => one.out), in: sum(peers, (one) => one.in) };
}

/** When a span begins and ends, in seconds since the epoch; null without times. */
export function timesOf({ timeline }: CaptureSummary, [from, to]: Span): readonly [number, number] | null {
  const { start, width } = timeline;
  return start === null ? null : [start + from * width, start + to * width];
}

function overlaps({ firstPacket, lastPacket }: Conversation, [from, to]: readonly [number, number]): boolean {
  return firstPacket !== null && lastPacket !== null && firstPacket < to && lastPacket >= from;
}

function amount(total: number, series: readonly number[], span: Span | null): number {
  return span === null ? total : sum(series.slice(span[0], span[1]), (bytes) => bytes);
}

/** The sum of a number of each. */
export function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}

/** Bytes by class of traffic. */
export function byTraffic(
  peers: readonly PeerShare[],
  of: (one: PeerShare) => number,
): ReadonlyMap<TrafficClass, number> {
  const sums = new Map<TrafficClass, number>();
  for (const one of peers) sums.set(one.peer.traffic, (sums.get(one.peer.traffic) ?? 0) + of(one));
  return sums;
}

/** What is known of peers: the rule that describes each. */
export function titlesOf(rules: ReadonlyMap<string, PeerRule>): (peer: Peer) => string {
  return ({ identity }) => (identity === null ? '' : (rules.get(identity)?.title ?? ''));
}
