import { describeConnection, eachConnection, numberOrNull } from '../../capture/connection.ts';
import type { Doubling } from '../../model/capture-facts.ts';
import { AT_ONCE } from '../../capture/copies.ts';
import type { ConnectionFacts } from '../../capture/connection-facts.ts';
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
  /** Packets stand in the capture twice, so that a second SYN was not sent again; of mixed ones no number of SYNs shows it. */
  readonly doubling: Doubling;
}

interface Surroundings extends KnownOfCapture {
  readonly writers: Writers;
  /** What a host is to the VM: at an address of the platform nothing but the platform answers. */
  readonly kindOf: (host: string) => 'platform' | 'service' | 'other';
}

/** Takes tries one by one. There may be very many: a list, or a generator in a generator, would cost more than judging them. */
export type TakeAttempt = (attempt: Attempt) => void;

/** Gives all connections that the captured machine opened, in the order in which their conversations were first seen. */
export function eachAttempt(traffic: Traffic, own: ReadonlySet<number>, around: Surroundings, take: TakeAttempt): void {
  const dropped = new Map(around.drops.map((drop) => [endsOf(drop), drop]));
  const known: Known = {
    ...around,
    traffic,
    end: numberOrNull(traffic.lastPacket),
    hostNames: new HostNames(around.kindOf),
  };
  eachSeen(own, known, (attempt, ends) => {
    const drop = attempt.result.status === 'reachable' ? undefined : dropped.get(ends);
    // what was let through in the end is not stopped
    dropped.delete(ends);
    const result = drop?.result ?? (around.isOneWay ? withoutSilence(attempt.result) : attempt.result);
    take(result === attempt.result ? attempt : { ...attempt, result });
  });
  const addresses = new Set([...own].map((id) => traffic.hosts.addressOf(id)));
  for (const { client, server, serverPort, result } of dropped.values()) {
    if (!addresses.has(client) || addresses.has(server) || serverPort === DNS_PORT) continue;
    const host = known.hostNames.of(null, traffic.names.namesOf(server), server);
    take({ host, port: serverPort, address: server, route: 'direct', result });
  }
}

/** Causes that rest on an answer that did not come. */
const SILENT: ReadonlySet<Cause> = new Set(['timeout', 'stalled', 'proxy_upstream', 'empty_reply']);

/** Where one direction alone was captured an answer may have come all the same. */
function withoutSilence(result: Result): Result {
  return SILENT.has(result.cause) ? unconnected('indeterminate', 'other') : result;
}

/** Takes a try with the two ends of the connection that it was. */
type TakeSeen = (attempt: Attempt, ends: string) => void;

interface Known extends Surroundings {
  readonly traffic: Traffic;
  /** The end of the capture, null without times. */
  readonly end: number | null;
  readonly hostNames: HostNames;
}

function endsOf({ client, clientPort, server, serverPort }: Omit<FirewallDrop, 'result'>): string {
  return `${client} ${clientPort} ${server} ${serverPort}`;
}

/** How often a packet was sent that stands in the capture so many times. */
function sentBy(count: number, doubling: Doubling): number {
  if (doubling === 'mixed') return Math.min(count, 1);
  return doubling === 'twice' ? Math.ceil(count / 2) : count;
}

/** A connection without the copies of its SYN: what is more than a SYN and its refusal tells of a handshake. */
function withoutCopies(connection: Connection, doubling: Doubling): Connection {
  const syn = sentBy(connection.syn, doubling);
  if (syn === connection.syn) return connection;
  return { ...connection, syn, segments: connection.segments - (connection.syn - syn) };
}

function eachSeen(own: ReadonlySet<number>, known: Known, take: TakeSeen): void {
  const { traffic, end } = known;
  const { flows, hosts } = traffic;
  for (let flow = 0; flow < flows.count; flow += 1) {
    if (flows.protocolOf(flow) !== TCP) continue;
    const a = flows.hostOf(flow, 0);
    const b = flows.hostOf(flow, 1);
    const isOwn = own.has(a);
    if (isOwn === own.has(b)) {
      if (isLoopback(hosts.addressOf(a)) && isLoopback(hosts.addressOf(b))) eachWithin(flow, known, take);
      continue;
    }
    const ownSide = isOwn ? 0 : 1;
    const peerSide = isOwn ? 1 : 0;
    const peer = isOwn ? b : a;
    const port = flows.portOf(flow, peerSide);
    if (port === DNS_PORT) continue;
    const ends =
      known.drops.length === 0
        ? ''
        : endsOf({
            client: hosts.addressOf(isOwn ? a : b),
            clientPort: flows.portOf(flow, ownSide),
            server: hosts.addressOf(peer),
            serverPort: port,
          });
    if (flows.onlySyn(flow) >= 0) {
      const { packetsAB, packetsBA, first, last } = flows.flow(flow);
      if ((packetsAB > 0 ? 0 : 1) !== ownSide) continue;
      const address = hosts.addressOf(peer);
      const sent = last - first < AT_ONCE ? 1 : sentBy(packetsAB + packetsBA, known.doubling);
      const result = unansweredSyn(sent, numberOrNull(first), end);
      const host = known.hostNames.of(null, traffic.names.namesOf(address), address);
      take({ host, port, address, route: 'direct', result }, ends);
      continue;
    }
    eachConnection(flow, traffic, (facts) => {
      if (facts.client === ownSide) eachOver(facts, peer, port, ends, known, take);
    });
  }
}

/** A proxy on the machine itself: what it was asked for is a destination, the connection to it is none. */
function eachWithin(flow: number, known: Known, take: TakeSeen): void {
  const { exchanges, flows } = known.traffic;
  eachConnection(flow, known.traffic, (facts) => {
    if (exchanges.of(facts.id).every(({ kind }) => kind === 'origin')) return;
    const serverSide = facts.client === 0 ? 1 : 0;
    eachOver(facts, flows.hostOf(flow, serverSide), flows.portOf(flow, serverSide), '', known, take);
  });
}

function eachOver(
  facts: ConnectionFacts,
  peer: number,
  port: number,
  ends: string,
  known: Known,
  take: TakeSeen,
): void {
  const { traffic, end } = known;
  const exchanges = traffic.exchanges.of(facts.id);
  const described = describeConnection(facts, true, traffic, known.doubling, exchanges);
  const connection = withoutCopies(described, known.doubling);
  const address = traffic.hosts.addressOf(peer);
  if (exchanges.some(({ kind }) => kind !== 'origin')) {
    for (const [index, exchange] of exchanges.entries()) {
      const target = targetOf(exchange);
      if (target === null) continue;
      const isLast = index === exchanges.length - 1;
      const result =
        exchange.kind === 'connect'
          ? connectOutcome(exchange, connection, isLast, end)
          : absoluteOutcome(exchange, target.host, connection, isLast, end, known.writers);
      const told = isLast ? signed(result, connection, target.host, known) : result;
      take({ ...target, address, route: 'proxy', result: told }, ends);
    }
    return;
  }
  const host = known.hostNames.of(connection.sni, traffic.names.namesOf(address), address);
  const last = exchanges.at(-1);
  const result =
    last === undefined || connection.tlsAsked || connection.tlsAnswered
      ? outcomeOf(connection, traffic.hosts.isSix(peer), end)
      : originOutcome(last, host, connection, end, known.writers, known.kindOf(host));
  take({ host, port, address, route: 'direct', result: signed(result, connection, host, known) }, ends);
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

/** Names and addresses of which it is remembered what they are: a machine goes to the same ones over and over. */
const MOST_REMEMBERED = 4096;

/** Names of destinations. */
class HostNames {
  readonly #kindOf: Surroundings['kindOf'];
  /** By what TLS asked for: the name, null where it is none. */
  readonly #asked = new Map<string, string | null>();
  readonly #platform = new Map<string, boolean>();

  constructor(kindOf: Surroundings['kindOf']) {
    this.#kindOf = kindOf;
  }

  /** What TLS asked for, else what DNS was asked for; a text that is no name is none. */
  of(sni: string | null, names: readonly string[], address: string): string {
    // whatever DNS calls it: the agent goes to the address
    if (remembered(this.#platform, address, () => this.#kindOf(address) === 'platform')) return address;
    const asked =
      sni === null ? null : remembered(this.#asked, sni, () => (isHostName(sni) ? sni.toLowerCase() : null));
    return asked ?? names.find(isHostName)?.toLowerCase() ?? address;
  }
}

function remembered<T>(known: Map<string, T>, text: string, find: () => T): T {
  const before = known.get(text);
  if (before !== undefined) return before;
  const found = find();
  if (known.size < MOST_REMEMBERED) known.set(text, found);
  return found;
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
