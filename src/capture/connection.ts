import type { Connection, Request, Stall } from '../model/capture.ts';
import { unanswered, type ConnectionFacts, type SideFacts } from './connection-facts.ts';
import { SEEN } from './connections.ts';
import type { Doubling } from '../model/capture-facts.ts';
import { TCP } from './flows.ts';
import type { Traffic } from './traffic.ts';

/** Data waits this long (s) without an answer, and was sent again, or the way is known to be too narrow for it … */
const PATIENCE = 3;
const LEAST_REPEATS = 2;
/** … or it waits this long (s). */
const LONG_PATIENCE = 10;
/** Issuer and subject of a connection that shows no certificate. */
const NAMELESS: readonly string[] = [];

/** Gives all TCP connections of a conversation that are followed, the first one first; each stands until the next one. */
export function eachConnection(
  flow: number,
  { flows, connections }: Traffic,
  take: (facts: ConnectionFacts) => void,
): void {
  if (flows.protocolOf(flow) !== TCP) return;
  if (flows.onlySyn(flow) >= 0) {
    const { packetsAB, packetsBA, first } = flows.flow(flow);
    take(unanswered(packetsAB > 0 ? 0 : 1, packetsAB + packetsBA, first));
    return;
  }
  const ids: number[] = [];
  for (let id = flows.connectionOf(flow); id >= 0; id = connections.previousOf(id)) ids.push(id);
  for (let id = ids.pop(); id !== undefined; id = ids.pop()) take(connections.facts(id));
}

/**
 * A connection in words. `forward`: side A of the numbers is side A of the words.
 * @param exchanges the requests that it carried
 * @param doubling packets that stand in the capture more than once: of mixed ones, what was sent again cannot be told from them
 */
export function describeConnection(
  facts: ConnectionFacts,
  forward: boolean,
  traffic: Traffic,
  doubling: Doubling,
  exchanges: readonly Request[],
): Connection {
  const { sides, client, seen } = facts;
  const clientSide = client === 1 ? 1 : 0;
  const serverSide = client === 1 ? 0 : 1;
  const one = sides[clientSide];
  const other = sides[serverSide];
  const has = (bit: number): boolean => (seen & bit) !== 0;
  const byClient = facts.alerts[clientSide];
  const byServer = facts.alerts[serverSide];
  const certificate = traffic.texts.get(facts.certificate);
  const names = certificate === '' ? NAMELESS : certificate.split('\n');
  const connect = exchanges.findLast(({ kind }) => kind === 'connect');
  return {
    outcome: facts.outcome,
    client: client < 0 ? null : (client === 0) === forward ? 'a' : 'b',
    syn: one.syn,
    roundTrip: numberOrNull(facts.roundTrip),
    synTime: numberOrNull(facts.synTime),
    tlsAnswerAfter: secondsBetween(facts.tlsHello, facts.tlsAnswer),
    // what was turned down was not completed, however far it came
    tlsDoneAfter:
      byServer >= 0 || byClient >= 0 || has(SEEN.hiddenAlert) ? null : secondsBetween(facts.tlsHello, facts.tlsDone),
    rstByServer: other.rst,
    rstByClient: one.rst,
    payloadFromClient: one.payload,
    payloadFromServer: other.payload,
    segments: one.segments + other.segments,
    retransmissions: doubling === 'mixed' ? null : one.retransmissions + other.retransmissions,
    zeroWindows: one.zeroWindows + other.zeroWindows,
    sni: textOrNull(traffic.texts.get(facts.sni)),
    httpHost: textOrNull(traffic.texts.get(facts.httpHost)),
    finByClient: one.fin,
    finByServer: other.fin,
    closedBy: facts.closedBy < 0 ? null : facts.closedBy === clientSide ? 'client' : 'server',
    closeTime: numberOrNull(facts.closeTime),
    clientSentAt: numberOrNull(one.sentAt),
    tlsAsked: has(SEEN.clientHello),
    tlsReacted: has(SEEN.helloAnswered),
    tlsAnswered: has(SEEN.serverHello),
    tlsSettled: has(SEEN.serverAfter),
    tlsAlert: byServer >= 0 ? byServer : byClient >= 0 ? byClient : null,
    tlsAlertBy: byServer >= 0 ? 'server' : byClient >= 0 ? 'client' : null,
    tlsHiddenAlert: has(SEEN.hiddenAlert),
    issuer: textOrNull(names[0] ?? ''),
    subject: textOrNull(names[1] ?? ''),
    connect: connect?.target ?? null,
    connectStatus: connect === undefined || connect.status <= 0 ? null : connect.status,
    exchanges,
    icmp: facts.icmp < 0 ? null : facts.icmp,
    icmpFrom: facts.icmp < 0 && facts.mtu === 0 ? null : textOrNull(traffic.hosts.addressOf(facts.icmpFrom)),
    mtu: facts.mtu === 0 ? null : facts.mtu,
    stall: stallOf(doubling === 'none' ? facts : { ...facts, repeats: 0 }, one, other, traffic.lastPacket),
  };
}

/** What keeps a connection from going on, until it was given up or the capture ends; null when nothing does. */
function stallOf(
  { closeTime, repeats, mtu }: ConnectionFacts,
  client: SideFacts,
  server: SideFacts,
  lastPacket: number,
): Stall | null {
  const end = Number.isNaN(closeTime) ? lastPacket : closeTime;
  const isTold = repeats >= LEAST_REPEATS || mtu > 0;
  const waits = (since: number): boolean => end - since >= LONG_PATIENCE || (end - since >= PATIENCE && isTold);
  const window = Math.max(ageOf(server.closedSince, end), ageOf(client.closedSince, end));
  if (window >= LONG_PATIENCE) return { kind: 'window', seconds: window };
  if (waits(client.waitsSince)) return { kind: 'client-data', seconds: end - client.waitsSince };
  // the client goes on to say that it got nothing; where it says nothing, its own segments were not captured
  const isMissed = client.ackedAt > server.waitsSince && waits(server.waitsSince);
  return isMissed ? { kind: 'server-data', seconds: end - server.waitsSince } : null;
}

function ageOf(since: number, end: number): number {
  return Number.isNaN(since) ? -1 : end - since;
}

/** Null where a time is missing, or the clock was set back in between. */
function secondsBetween(from: number, to: number): number | null {
  return to >= from ? to - from : null;
}

/** A number as a report has it: null where it is not known (NaN). */
export function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function textOrNull(text: string): string | null {
  return text === '' ? null : text;
}
