import { connectionsOf, describeConnection } from '../../capture/connection.ts';
import type { Doubling } from '../../capture/doubled.ts';
import { AT_ONCE } from '../../capture/copies.ts';
import type { Connection } from '../../model/capture.ts';
import type { Cause } from '../../model/probe.ts';
import type { Exchange } from '../../capture/exchanges.ts';
import { TCP } from '../../capture/flows.ts';
import type { Traffic } from '../../capture/traffic.ts';
import { isAddress, isLoopback } from '../../text/address.ts';
import { isHostName } from '../../text/host-name.ts';
import type { Writers } from './answer.ts';
import type { FirewallDrop } from './drops.ts';
import { absoluteOutcome, connectOutcome, originOutcome } from './exchange.ts';
import { outcomeOf, unansweredSyn } from './outcome.ts';
import { signedBy, unconnected, type Result } from './result.ts';

const DNS_PORT = 53;
const TLS_PORT = 443;
const WEB_PORT = 80;

/** One try of the machine to reach a destination. */
export interface Attempt {
  readonly host: string;
  readonly port: number;
  /** The address that was spoken to: the destination's, or the proxy's. */
  readonly address: string;
  readonly route: 'direct' | 'proxy';
  readonly result: Result;
}

/** What is known of how the capture was taken. */
export interface KnownOfCapture {
  /** Connections that the machine's own firewall did not let through. */
  readonly drops: readonly FirewallDrop[];
  /** Only one direction was captured: that nobody answers proves nothing. */
  readonly isOneWay: boolean;
  /** Packets stand in the capture twice: a second SYN was not sent again. */
  readonly isDoubled: boolean;
  /** The same, and nothing tells how often: no number of SYNs shows that one was sent again. */
  readonly isMixed: boolean;
}

interface Surroundings extends KnownOfCapture {
  readonly writers: Writers;
  /** What a host is to the VM: at an address of the platform nothing but the platform answers. */
  readonly kindOf: (host: string) => 'platform' | 'service' | 'other';
}

/** All connections that the captured machine opened, in the order in which their conversations were first seen. */
export function* attemptsOf(traffic: Traffic, own: ReadonlySet<number>, around: Surroundings): Generator<Attempt> {
  const dropped = new Map(around.drops.map((drop) => [endsOf(drop), drop]));
  for (const { ends, attempt } of attemptsSeen(traffic, own, around)) {
    const drop = attempt.result.status === 'reachable' ? undefined : dropped.get(ends);
    // what was let through in the end is not stopped
    dropped.delete(ends);
    yield { ...attempt, result: drop?.result ?? (around.isOneWay ? withoutSilence(attempt.result) : attempt.result) };
  }
  const addresses = new Set([...own].map((id) => traffic.hosts.addressOf(id)));
  for (const { client, server, serverPort, result } of dropped.values()) {
    if (!addresses.has(client) || addresses.has(server) || serverPort === DNS_PORT) continue;
    const host = nameOf(null, traffic.names.namesOf(server), server, around);
    yield { host, port: serverPort, address: server, route: 'direct', result };
  }
}

/** Causes that rest on an answer that did not come. */
const SILENT: ReadonlySet<Cause> = new Set(['timeout', 'stalled', 'proxy_upstream', 'empty_reply']);

/** Where one direction alone was captured an answer may have come all the same. */
function withoutSilence(result: Result): Result {
  return SILENT.has(result.cause) ? unconnected('indeterminate', 'other') : result;
}

/** A try, and the two ends of the connection that it was. */
interface Seen {
  readonly attempt: Attempt;
  readonly ends: string;
}

function endsOf({ client, clientPort, server, serverPort }: Omit<FirewallDrop, 'result'>): string {
  return `${client} ${clientPort} ${server} ${serverPort}`;
}

function doublingIn({ isDoubled, isMixed }: KnownOfCapture): Doubling {
  return isMixed ? 'mixed' : isDoubled ? 'twice' : 'none';
}

/** How often a packet was sent that stands in the capture so many times. */
function sentBy(count: number, { isDoubled, isMixed }: KnownOfCapture): number {
  if (isMixed) return Math.min(count, 1);
  return isDoubled ? Math.ceil(count / 2) : count;
}

/** A connection without the copies of its SYN: what is more than a SYN and its refusal tells of a handshake. */
function withoutCopies(connection: Connection, around: KnownOfCapture): Connection {
  const syn = sentBy(connection.syn, around);
  if (syn === connection.syn) return connection;
  return { ...connection, syn, segments: connection.segments - (connection.syn - syn) };
}

function* attemptsSeen(traffic: Traffic, own: ReadonlySet<number>, around: Surroundings): Generator<Seen> {
  const { flows, lastPacket } = traffic;
  const end = Number.isNaN(lastPacket) ? null : lastPacket;
  for (let flow = 0; flow < flows.count; flow += 1) {
    if (flows.protocolOf(flow) !== TCP) continue;
    const a = flows.hostOf(flow, 0);
    const b = flows.hostOf(flow, 1);
    if (own.has(a) === own.has(b)) {
      if (isLoopback(traffic.hosts.addressOf(a)) && isLoopback(traffic.hosts.addressOf(b)))
        yield* attemptsWithin(flow, traffic, around);
      continue;
    }
    const ownSide = own.has(a) ? 0 : 1;
    const peerSide = own.has(a) ? 1 : 0;
    const port = flows.portOf(flow, peerSide);
    if (port === DNS_PORT) continue;
    const ends =
      around.drops.length === 0
        ? ''
        : endsOf({
            client: traffic.hosts.addressOf(flows.hostOf(flow, ownSide)),
            clientPort: flows.portOf(flow, ownSide),
            server: traffic.hosts.addressOf(flows.hostOf(flow, peerSide)),
            serverPort: port,
          });
    if (flows.onlySyn(flow) >= 0) {
      const { packetsAB, packetsBA, first, last } = flows.flow(flow);
      if ((packetsAB > 0 ? 0 : 1) !== ownSide) continue;
      const address = traffic.hosts.addressOf(flows.hostOf(flow, peerSide));
      const sent = last - first < AT_ONCE ? 1 : sentBy(packetsAB + packetsBA, around);
      const result = unansweredSyn(sent, Number.isNaN(first) ? null : first, end);
      const host = nameOf(null, traffic.names.namesOf(address), address, around);
      yield { attempt: { host, port, address, route: 'direct', result }, ends };
      continue;
    }
    for (const facts of connectionsOf(flow, traffic)) {
      if (facts.client !== ownSide) continue;
      const exchanges = traffic.exchanges.of(facts.id);
      const described = describeConnection(facts, true, traffic, doublingIn(around), exchanges);
      const connection = withoutCopies(described, around);
      for (const attempt of attemptsOver(connection, exchanges, flows.hostOf(flow, peerSide), port, traffic, around))
        yield { attempt, ends };
    }
  }
}

/** A proxy on the machine itself: what it was asked for is a destination, the connection to it is none. */
function* attemptsWithin(flow: number, traffic: Traffic, around: Surroundings): Generator<Seen> {
  for (const facts of connectionsOf(flow, traffic)) {
    const exchanges = traffic.exchanges.of(facts.id);
    if (exchanges.every(({ kind }) => kind === 'origin')) continue;
    const serverSide = facts.client === 0 ? 1 : 0;
    const connection = describeConnection(facts, true, traffic, doublingIn(around), exchanges);
    const [peer, port] = [traffic.flows.hostOf(flow, serverSide), traffic.flows.portOf(flow, serverSide)];
    for (const attempt of attemptsOver(connection, exchanges, peer, port, traffic, around)) yield { attempt, ends: '' };
  }
}

function* attemptsOver(
  connection: Connection,
  exchanges: readonly Exchange[],
  peer: number,
  port: number,
  { hosts, names, lastPacket }: Traffic,
  around: Surroundings,
): Generator<Attempt> {
  const address = hosts.addressOf(peer);
  const end = Number.isNaN(lastPacket) ? null : lastPacket;
  if (exchanges.some(({ kind }) => kind !== 'origin')) {
    for (const [index, exchange] of exchanges.entries()) {
      const target = targetOf(exchange);
      if (target === null) continue;
      const isLast = index === exchanges.length - 1;
      const result =
        exchange.kind === 'connect'
          ? connectOutcome(exchange, connection, isLast, end)
          : absoluteOutcome(exchange, target.host, connection, isLast, end, around.writers);
      yield {
        ...target,
        address,
        route: 'proxy',
        result: isLast ? signed(result, connection, target.host, around) : result,
      };
    }
    return;
  }
  const host = nameOf(connection.sni, names.namesOf(address), address, around);
  const last = exchanges.at(-1);
  const result =
    last === undefined || connection.tlsAsked || connection.tlsAnswered
      ? outcomeOf(connection, hosts.isSix(peer), end)
      : originOutcome(last, host, connection, end, around.writers, around.kindOf(host));
  yield { host, port, address, route: 'direct', result: signed(result, connection, host, around) };
}

/**
 * Adds who signed the server's certificate, where it was sent in the clear. One that signed itself tells of no device on
 * the way, which signs with its own CA; what the client made of it is in its answer.
 */
function signed(result: Result, { issuer, subject }: Connection, host: string, { writers }: Surroundings): Result {
  if (issuer === null) return result;
  const signer = writers.signer(issuer, host, subject ?? '');
  return signedBy(result, issuer, signer.kind === 'foreign' && (issuer !== subject || signer.mark !== null));
}

/** The name of a destination: what TLS asked for, else what DNS was asked for; a text that is no name is none. */
function nameOf(sni: string | null, names: readonly string[], address: string, { kindOf }: Surroundings): string {
  // whatever DNS calls it: the agent goes to the address
  if (kindOf(address) === 'platform') return address;
  if (sni !== null && isHostName(sni)) return sni.toLowerCase();
  return names.find(isHostName)?.toLowerCase() ?? address;
}

/** The destination of a request to a proxy; null when it names none. */
function targetOf({ kind, target }: Exchange): { readonly host: string; readonly port: number } | null {
  if (kind === 'connect') return placeOf(target, null);
  const found = /^(https?):\/\/([^/?#]{1,300})/u.exec(target);
  const [, scheme, authority] = found ?? [];
  if (authority === undefined) return null;
  return placeOf(authority, scheme === 'https' ? TLS_PORT : WEB_PORT);
}

/** `host:port`, `1.2.3.4:port` or `[v6]:port`. Without a port the usual one, where there is one. */
function placeOf(text: string, usual: number | null): { readonly host: string; readonly port: number } | null {
  const [, bracketed, plain, digits] = /^(?:\[([\da-f:.]{2,45})\]|([^:[\]]{1,255}))(?::(\d{1,5}))?$/u.exec(text) ?? [];
  const port = digits === undefined ? usual : Number(digits);
  if (port === null || port < 1 || port > 65_535) return null;
  if (bracketed !== undefined) return isAddress(bracketed) ? { host: bracketed, port } : null;
  const host = plain?.endsWith('.') === true ? plain.slice(0, -1) : (plain ?? '');
  return isHostName(host) || isAddress(host) ? { host, port } : null;
}
