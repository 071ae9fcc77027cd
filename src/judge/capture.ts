import type { Connection, Conversation, CaptureSummary, DnsLookup } from '../capture/summary.ts';
import type { Cause, Endpoint, Probe, ProbeStatus } from '../report/types.ts';
import { isPrivateAddress } from '../text/address.ts';
import type { EndpointTable } from './services.ts';
import { append } from '../text/lists.ts';

/** A SYN or a query has to stay unanswered for this long (s), or a SYN be sent again, to count as unanswered. */
const PATIENCE = 3;
const DNS_PORT = 53;
const TLS_PORT = 443;
/** Root certificates and protocol versions that the other side does not accept (RFC 8446, 6.2). */
const TRUST_ALERTS: ReadonlySet<number> = new Set([42, 43, 44, 45, 46, 48]);

export interface CaptureJudgement {
  readonly probes: readonly Probe[];
  readonly endpoints: readonly Endpoint[];
  /** A proxy carried connections. */
  readonly proxied: boolean;
}

type NewProbe = Pick<Probe, 'tool' | 'host' | 'port' | 'status' | 'cause' | 'detail'>;

interface Attempt {
  readonly host: string;
  readonly port: number;
  readonly address: string;
  readonly status: ProbeStatus;
  readonly cause: Cause;
  readonly layer: 'tcp' | 'https';
  /** Nothing but a handshake: no data went either way. */
  readonly bare?: boolean;
  readonly proxyStatus?: number;
}

/** Connections that the captured machine opened, and names it asked for, in the words of a log's report. */
export function judgeCapture(summary: CaptureSummary, table: EndpointTable): CaptureJudgement {
  const own = new Set(summary.own);
  const names = namesByAddress(summary);
  const attempts = summary.conversations.flatMap((conversation) => attemptsOf(conversation, own, names, summary));
  const lookups = lookupsOf(summary, own, table);
  const probes: Probe[] = [];
  const groups = new Map<string, Attempt[]>();
  for (const attempt of attempts) {
    append(groups, `${attempt.host}:${attempt.port}`, attempt);
  }
  const byName = new Map(lookups.map((lookup) => [lookup.name.toLowerCase(), lookup]));
  const used = new Set<string>();
  const add = (probe: NewProbe): number => {
    const id = probes.length + 1;
    probes.push({
      id,
      command: null,
      lines: [0, 0],
      signature: null,
      evidence: null,
      layers: {},
      route: 'direct',
      account: null,
      ...probe,
    });
    return id;
  };
  const endpoints: Endpoint[] = [];
  for (const own of groups.values()) {
    const [first] = own;
    if (first === undefined) continue;
    const lookup = byName.get(first.host);
    if (lookup !== undefined) used.add(first.host);
    endpoints.push(endpointOf(own, lookup, table, add));
  }
  for (const lookup of lookups) {
    const host = lookup.name.toLowerCase();
    const cause = dnsCause(lookup);
    if (used.has(host) || cause === 'ok') continue;
    const probe = add({
      tool: 'dns',
      host,
      port: DNS_PORT,
      status: 'unreachable',
      cause,
      detail: { server: lookup.server },
    });
    endpoints.push({
      host,
      port: TLS_PORT,
      service: table.find(host)?.service ?? 'other',
      dns: { status: 'failed', addresses: [], private: false, cause, probe },
      tcp: { status: 'not_run', cause: null, probe: null },
      tls: { status: 'not_run', cause: null, issuer: null, probe: null },
      routes: [],
      https: { status: 'not_run', cause: null, httpStatus: null, probe: null },
      verdict: 'unreachable',
      decidedBy: probe,
    });
  }
  return { probes, endpoints, proxied: attempts.some(({ proxyStatus }) => proxyStatus !== undefined) };
}

/** The first name that was seen of each address. */
function namesByAddress({ peers }: CaptureSummary): Map<string, string> {
  return new Map(peers.flatMap(({ address, names: [name] }) => (name === undefined ? [] : [[address, name]])));
}

function attemptsOf(
  conversation: Conversation,
  own: ReadonlySet<string>,
  names: ReadonlyMap<string, string>,
  summary: CaptureSummary,
): Attempt[] {
  if (conversation.protocol !== 'tcp') return [];
  return conversation.connections.flatMap((connection): Attempt[] => {
    const { client } = connection;
    if (client === null) return [];
    const from = client === 'a' ? conversation.a : conversation.b;
    const address = client === 'a' ? conversation.b : conversation.a;
    const port = (client === 'a' ? conversation.bPort : conversation.aPort) ?? 0;
    if (!own.has(from) || own.has(address) || port === DNS_PORT) return [];
    const target = connection.connect;
    if (target !== null && connection.connectStatus !== null) return [throughProxy(connection, target, address)];
    const host = (connection.sni ?? names.get(address) ?? address).toLowerCase();
    return [{ host, port, address, ...outcomeOf(connection, summary) }];
  });
}

type Result = Pick<Attempt, 'status' | 'cause' | 'layer' | 'bare'>;

function tcp(status: ProbeStatus, cause: Cause): Result {
  return { status, cause, layer: 'tcp' };
}

function https(status: ProbeStatus, cause: Cause): Result {
  return { status, cause, layer: 'https' };
}

function throughProxy(connection: Connection, target: string, address: string): Attempt {
  const colon = target.lastIndexOf(':');
  const host = target.slice(0, colon);
  const port = Number(target.slice(colon + 1)) || TLS_PORT;
  const proxyStatus = connection.connectStatus ?? 0;
  const result =
    proxyStatus >= 200 && proxyStatus < 300
      ? (tlsOf(connection) ?? https('indeterminate', 'other'))
      : https('unreachable', proxyStatus === 407 ? 'proxy_auth' : 'proxy_denied');
  return { host, port, address, ...result, proxyStatus };
}

/** What TLS says; null when it was not spoken, or not answered. */
function tlsOf({ tlsAlert, tlsAnswered }: Connection): Result | null {
  // alerts after the handshake are encrypted: one in the clear has ended it
  if (tlsAlert !== null)
    return https('unreachable', tlsAnswered && TRUST_ALERTS.has(tlsAlert) ? 'tls_untrusted' : 'tls_handshake');
  return tlsAnswered ? https('reachable', 'ok') : null;
}

function outcomeOf(connection: Connection, { lastPacket }: CaptureSummary): Result {
  const { outcome, syn, rstByClient, rstByServer, segments, payloadFromClient, payloadFromServer } = connection;
  // more than a SYN and its refusal passed: the rest of the handshake was merely not captured
  const unseen = segments > syn + rstByClient + (outcome === 'refused' ? rstByServer : 0);
  switch (outcome) {
    case 'established':
      return afterHandshake(connection);
    case 'refused':
      if (!unseen) return tcp('unreachable', 'refused');
      break;
    case 'no_answer': {
      if (unseen) break;
      if (connection.icmp !== null) return tcp('unreachable', 'host_unreachable');
      const waited = (lastPacket ?? 0) - (connection.synTime ?? lastPacket ?? 0);
      return syn > 1 || waited >= PATIENCE ? tcp('unreachable', 'timeout') : tcp('indeterminate', 'interrupted');
    }
    default:
  }
  // without the handshake only an exchange both ways proves something
  return payloadFromClient > 0 && payloadFromServer > 0 ? afterHandshake(connection) : tcp('indeterminate', 'other');
}

function afterHandshake(connection: Connection): Result {
  const spoken = tlsOf(connection);
  if (spoken !== null) return spoken;
  const { payloadFromClient, payloadFromServer, rstByServer, finByClient, tlsAsked } = connection;
  if (payloadFromServer > 0) {
    // an answer to TLS that is no TLS: a page of a firewall, or the right answer was not captured
    return tlsAsked ? tcp('indeterminate', 'other') : tcp('reachable', 'ok');
  }
  if (payloadFromClient > 0) {
    if (rstByServer > 0) return https('unreachable', 'reset');
    // a firewall may complete the handshake itself: where data stays without an answer, nothing is proven
    return tcp('indeterminate', 'empty_reply');
  }
  return rstByServer > 0 && finByClient === 0
    ? tcp('indeterminate', 'reset')
    : { ...tcp('reachable', 'ok'), bare: true };
}

function endpointOf(
  attempts: readonly Attempt[],
  lookup: DnsLookup | undefined,
  table: EndpointTable,
  add: (probe: NewProbe) => number,
): Endpoint {
  const { host, port } = attempts[0] as Attempt;
  const isName = /[a-z]/u.test(host) && !host.includes(':');
  const addresses = [
    ...new Set(attempts.filter(({ proxyStatus }) => proxyStatus === undefined).map(({ address }) => address)),
  ];
  // a proxy that asks for credentials may get them with the next request
  const opened = attempts.some(({ proxyStatus = 0 }) => proxyStatus >= 200 && proxyStatus < 300);
  const by = (layer: Attempt['layer']): Endpoint['tcp'] & { readonly proxyStatus?: number } => {
    const own = attempts.filter((attempt) => attempt.layer === layer && !(opened && attempt.cause === 'proxy_auth'));
    const [worst] = own.filter(({ status }) => status === 'unreachable');
    const connected = own.some(({ status }) => status === 'reachable');
    // where data stays without an answer, a handshake alone proves nothing either
    const doubt = own.find(({ status, cause }) => status === 'indeterminate' && cause !== 'interrupted');
    const good = own.find(({ status, bare }) => status === 'reachable' && !(bare === true && doubt !== undefined));
    const shown = worst ?? good ?? doubt ?? own[0];
    if (shown === undefined) return { status: 'not_run', cause: null, probe: null };
    // the same destination both ways: neither answer alone tells the truth
    const status = worst !== undefined && connected ? 'indeterminate' : (shown.status as Endpoint['tcp']['status']);
    const proxyStatus = shown.proxyStatus;
    const probe = add({
      tool: layer === 'tcp' ? 'tcp' : 'tls',
      host,
      port,
      status,
      cause: shown.cause,
      detail: { addresses, ...(proxyStatus === undefined ? {} : { proxyStatus, viaProxy: true }) },
    });
    return { status, cause: shown.cause, probe };
  };
  const https = by('https');
  const tcpOnly = by('tcp');
  const direct = attempts.some(({ layer, proxyStatus }) => layer === 'https' && proxyStatus === undefined);
  // what got as far as TLS has connected
  const tcp: Endpoint['tcp'] =
    tcpOnly.status === 'not_run' && direct ? { status: 'reachable', cause: 'ok', probe: https.probe } : tcpOnly;
  const failed = lookup === undefined ? 'ok' : dnsCause(lookup);
  const bothWays = https.status === 'reachable' && tcpOnly.status === 'unreachable';
  const verdict = bothWays ? 'indeterminate' : https.status === 'not_run' ? tcpOnly.status : https.status;
  return {
    host,
    port,
    service: port === 3260 ? 'ilr' : (table.find(host)?.service ?? 'other'),
    dns: {
      status: lookup !== undefined && failed === 'ok' ? 'resolved' : 'not_run',
      addresses,
      private: isName && addresses.some(isPrivateAddress),
      cause: lookup === undefined ? null : failed,
      probe: null,
    },
    tcp: { status: tcp.status, cause: tcp.cause, probe: tcp.probe },
    tls: { status: 'not_run', cause: null, issuer: null, probe: null },
    routes: [],
    https: {
      status: https.status === 'indeterminate' ? 'not_run' : https.status,
      cause: https.status === 'not_run' || https.status === 'indeterminate' ? null : https.cause,
      httpStatus: null,
      probe: https.probe,
    },
    verdict: verdict === 'not_run' ? https.status : verdict,
    decidedBy: https.probe ?? tcp.probe,
  };
}

/** Lookups that say something: names of hosts, asked of a DNS server, and not merely tried with a search suffix. */
function lookupsOf(
  { dns: all, lastPacket }: CaptureSummary,
  own: ReadonlySet<string>,
  table: EndpointTable,
): DnsLookup[] {
  const dns = all.filter(({ inner }) => !inner);
  const silent = dns.every(({ responses }) => responses === 0);
  const resolved = dns
    .filter(({ addresses, rcode }) => rcode === 'NOERROR' && addresses.length > 0)
    .map(({ name }) => name.toLowerCase());
  return dns.filter((lookup) => {
    const name = lookup.name.toLowerCase();
    const asked = lookup.time ?? Number.NEGATIVE_INFINITY;
    if (lookup.responses === 0 && (lastPacket ?? 0) - asked < PATIENCE) return false;
    if (lookup.queries === 0 || name.endsWith('.arpa') || name.endsWith('.local') || !name.includes('.')) return false;
    if (/^(?:22[4-9]|23\d)\.|^ff/u.test(lookup.server) || own.has(lookup.server)) return false;
    if (resolved.some((known) => name.startsWith(`${known}.`))) return false;
    // a failing name is noise, unless it is one that Azure needs, or no DNS server answers at all
    return dnsCause(lookup) === 'ok' || silent || table.find(name) !== null;
  });
}

function dnsCause({ rcode, addresses }: DnsLookup): Cause {
  if (addresses.length > 0) return 'ok';
  switch (rcode) {
    case null:
      return 'dns_timeout';
    case 'NXDOMAIN':
      return 'dns_nxdomain';
    case 'SERVFAIL':
      return 'dns_servfail';
    case 'REFUSED':
      return 'dns_refused';
    case 'NOERROR':
      return 'ok';
    default:
      return 'dns';
  }
}
