import type { Connection, Conversation, CaptureSummary, DnsLookup } from '../capture/summary.ts';
import type { Cause, Endpoint, Probe, ProbeStatus } from '../report/types.ts';
import { isPrivateAddress } from './address.ts';
import type { EndpointTable } from './services.ts';

/** A SYN has to stay unanswered for this long (s), or be sent again, to count as unanswered. */
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

interface Attempt {
  readonly host: string;
  readonly port: number;
  readonly address: string;
  readonly status: ProbeStatus;
  readonly cause: Cause;
  readonly layer: 'tcp' | 'https';
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
    const key = `${attempt.host}:${attempt.port}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [attempt]);
    else known.push(attempt);
  }
  const byName = new Map(lookups.map((lookup) => [lookup.name.toLowerCase(), lookup]));
  const used = new Set<string>();
  const add = (probe: Omit<Probe, 'id' | 'lines' | 'signature' | 'evidence' | 'command'>): number => {
    const id = probes.length + 1;
    probes.push({ id, command: null, lines: [0, 0], signature: null, evidence: null, ...probe });
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
      https: { status: 'not_run', cause: null, httpStatus: null, probe: null },
      verdict: 'unreachable',
      decidedBy: probe,
    });
  }
  return { probes, endpoints, proxied: attempts.some(({ proxyStatus }) => proxyStatus !== undefined) };
}

/** The name under which an address was last looked up. */
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

function throughProxy(connection: Connection, target: string, address: string): Attempt {
  const colon = target.lastIndexOf(':');
  const host = target.slice(0, colon);
  const port = Number(target.slice(colon + 1)) || TLS_PORT;
  const proxyStatus = connection.connectStatus ?? 0;
  if (proxyStatus >= 200 && proxyStatus < 300) {
    const { status, cause } = connection.tlsAnswered
      ? { status: 'reachable' as const, cause: 'ok' as const }
      : { status: 'indeterminate' as const, cause: 'other' as const };
    return { host, port, address, status, cause, layer: 'https', proxyStatus };
  }
  const cause = proxyStatus === 407 ? 'proxy_auth' : 'proxy_denied';
  return { host, port, address, status: 'unreachable', cause, layer: 'https', proxyStatus };
}

function outcomeOf(
  connection: Connection,
  { lastPacket }: CaptureSummary,
): Pick<Attempt, 'status' | 'cause' | 'layer'> {
  const tcp = (status: ProbeStatus, cause: Cause): Pick<Attempt, 'status' | 'cause' | 'layer'> => ({
    status,
    cause,
    layer: 'tcp',
  });
  const https = (status: ProbeStatus, cause: Cause): Pick<Attempt, 'status' | 'cause' | 'layer'> => ({
    status,
    cause,
    layer: 'https',
  });
  switch (connection.outcome) {
    case 'refused':
      return tcp('unreachable', 'refused');
    case 'no_answer': {
      // its SYN/ACK was not captured, but data came back
      if (connection.payloadFromServer > 0) return tcp('indeterminate', 'other');
      if (connection.icmp !== null) return tcp('unreachable', 'host_unreachable');
      const waited = (lastPacket ?? 0) - (connection.synTime ?? lastPacket ?? 0);
      return connection.syn > 1 || waited >= PATIENCE
        ? tcp('unreachable', 'timeout')
        : tcp('indeterminate', 'interrupted');
    }
    case 'established': {
      if (connection.tlsAlert !== null && !connection.tlsAnswered) return https('unreachable', 'tls_handshake');
      if (connection.tlsAlert !== null && TRUST_ALERTS.has(connection.tlsAlert))
        return https('unreachable', 'tls_untrusted');
      const silent = connection.payloadFromServer === 0;
      if (silent && connection.payloadFromClient > 0 && connection.rstByServer > 0)
        return https('unreachable', 'reset');
      if (connection.tlsAnswered) return https('reachable', 'ok');
      // a firewall may complete the handshake itself: where data stays without an answer, nothing is proven
      if (silent && connection.payloadFromClient > 0) return tcp('indeterminate', 'empty_reply');
      return tcp('reachable', 'ok');
    }
    default:
      return tcp('indeterminate', 'other');
  }
}

function endpointOf(
  attempts: readonly Attempt[],
  lookup: DnsLookup | undefined,
  table: EndpointTable,
  add: (probe: Omit<Probe, 'id' | 'lines' | 'signature' | 'evidence' | 'command'>) => number,
): Endpoint {
  const { host, port } = attempts[0] as Attempt;
  const isName = /[a-z]/u.test(host) && !host.includes(':');
  const addresses = [
    ...new Set(attempts.filter(({ proxyStatus }) => proxyStatus === undefined).map(({ address }) => address)),
  ];
  const by = (layer: Attempt['layer']): Endpoint['tcp'] & { readonly proxyStatus?: number } => {
    const own = attempts.filter((attempt) => attempt.layer === layer);
    const [worst] = own.filter(({ status }) => status === 'unreachable');
    const good = own.find(({ status }) => status === 'reachable');
    const shown = worst ?? good ?? own[0];
    if (shown === undefined) return { status: 'not_run', cause: null, probe: null };
    // the same destination both ways: neither answer alone tells the truth
    const status =
      worst !== undefined && good !== undefined ? 'indeterminate' : (shown.status as Endpoint['tcp']['status']);
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
  const verdict =
    https.status === 'not_run' ||
    (https.status === 'reachable' && tcpOnly.status !== 'not_run' && tcpOnly.status !== 'reachable')
      ? tcpOnly.status
      : https.status;
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
function lookupsOf({ dns }: CaptureSummary, own: ReadonlySet<string>, table: EndpointTable): DnsLookup[] {
  const silent = dns.every(({ responses }) => responses === 0);
  const resolved = dns
    .filter(({ addresses, rcode }) => rcode === 'NOERROR' && addresses.length > 0)
    .map(({ name }) => name.toLowerCase());
  return dns.filter((lookup) => {
    const name = lookup.name.toLowerCase();
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
    default:
      return 'ok';
  }
}
