import type { Outcome } from '../model/capture.ts';

/** What is known of one direction of a connection. */
export interface SideFacts {
  readonly syn: number;
  readonly fin: number;
  readonly rst: number;
  readonly segments: number;
  readonly payload: number;
  readonly retransmissions: number;
  readonly zeroWindows: number;
  /** When this side sent something new for the last time; NaN: never. */
  readonly sentAt: number;
  /** When this side last acknowledged anything; NaN: never. */
  readonly ackedAt: number;
  /** Since when data of this side waits to be acknowledged, NaN: nothing waits. */
  readonly waitsSince: number;
  /** Since when this side takes no more data while the other one asks; NaN: it does. */
  readonly closedSince: number;
}

/** One TCP connection as it stands when it is asked for. Times in seconds since the epoch, NaN: unknown. */
export interface ConnectionFacts {
  readonly id: number;
  readonly outcome: Outcome;
  /** 0: the conversation's side A opened it, 1: side B, -1: the capture does not show it. */
  readonly client: -1 | 0 | 1;
  readonly sides: readonly [SideFacts, SideFacts];
  readonly synTime: number;
  /** Seconds from the last SYN to the client's acknowledgement; NaN without a complete handshake. */
  readonly roundTrip: number;
  /** When a ClientHello began, the server answered it, and both sides had gone over to encryption behind its ServerHello. */
  readonly tlsHello: number;
  readonly tlsAnswer: number;
  readonly tlsDone: number;
  /** When either side first sent a FIN or a reset, and which one (-1: none did). */
  readonly closeTime: number;
  readonly closedBy: -1 | 0 | 1;
  /** Segments that were sent again since anything was last acknowledged. */
  readonly repeats: number;
  /** What streams were found to carry: bits of `SEEN`. */
  readonly seen: number;
  /** Descriptions of fatal TLS alerts in the clear, -1: none. */
  readonly alerts: readonly [number, number];
  /** An ICMP error that names this connection: type × 256 + code, -1: none; and the host that sent it. */
  readonly icmp: number;
  readonly icmpFrom: number;
  /** The largest packet (bytes) that the way takes, as an ICMP error says; 0: none does. */
  readonly mtu: number;
  readonly sni: number;
  readonly httpHost: number;
  readonly certificate: number;
}

/** The same for whoever fills it in. */
export type Own<T> = { -readonly [K in keyof T]: T[K] };
type OwnFacts = Own<Omit<ConnectionFacts, 'sides' | 'alerts'>> & {
  readonly sides: readonly [Own<SideFacts>, Own<SideFacts>];
  readonly alerts: [number, number];
};

/** Facts of a connection of which nothing was seen yet. */
export function blankFacts(): OwnFacts {
  return {
    id: -1,
    outcome: 'midstream',
    client: -1,
    sides: [blankSide(), blankSide()],
    synTime: Number.NaN,
    roundTrip: Number.NaN,
    tlsHello: Number.NaN,
    tlsAnswer: Number.NaN,
    tlsDone: Number.NaN,
    closeTime: Number.NaN,
    closedBy: -1,
    repeats: 0,
    seen: 0,
    alerts: [-1, -1],
    icmp: -1,
    icmpFrom: 0,
    mtu: 0,
    sni: 0,
    httpHost: 0,
    certificate: 0,
  };
}

function blankSide(): Own<SideFacts> {
  return {
    syn: 0,
    fin: 0,
    rst: 0,
    segments: 0,
    payload: 0,
    retransmissions: 0,
    zeroWindows: 0,
    sentAt: Number.NaN,
    ackedAt: Number.NaN,
    waitsSince: Number.NaN,
    closedSince: Number.NaN,
  };
}

/** A connection of which nothing was seen but a SYN of side `from`, `syn` times. */
export function unanswered(from: 0 | 1, syn: number, synTime: number): ConnectionFacts {
  const facts = blankFacts();
  Object.assign(facts.sides[from], { syn, segments: syn, retransmissions: syn - 1 });
  return Object.assign(facts, { outcome: 'no_answer', client: from, synTime, repeats: syn - 1 });
}

/** How a connection came to be, as far as the capture shows. */
export function outcomeOf(client: -1 | 0 | 1, sides: ConnectionFacts['sides'], acknowledged: boolean): Outcome {
  if (client < 0) return 'midstream';
  const own = sides[client === 0 ? 0 : 1];
  const server = sides[client === 0 ? 1 : 0];
  if (own.syn === 0) return server.syn > 0 ? 'syn_ack_only' : 'midstream';
  if (server.syn > 0) return acknowledged ? 'established' : 'half_open';
  return server.rst > 0 ? 'refused' : 'no_answer';
}
