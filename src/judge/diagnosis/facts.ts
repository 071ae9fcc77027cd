import type {
  Cause,
  Confidence,
  Endpoint,
  Platform,
  Probe,
  ProxySettings,
  ServiceState,
  TlsSettings,
} from '../../report/types.ts';
import type { Knowledge } from '../../knowledge/types.ts';

/** All that a root cause may look at. */
export interface Facts {
  readonly recognised: boolean;
  readonly complete: boolean;
  readonly proxy: ProxySettings;
  readonly proxied: boolean;
  readonly source: 'log' | 'capture';
  /** The system whose commands the next steps use; `any` where the source does not tell. */
  readonly platform: Platform;
  readonly tls: TlsSettings;
  readonly probes: readonly Probe[];
  readonly endpoints: readonly Endpoint[];
  readonly services: readonly ServiceState[];
  readonly knowledge: Knowledge;
}

/** A root cause that fits, before its texts are filled in. */
export interface Finding {
  readonly id: string;
  readonly confidence: Confidence;
  /** Endpoints that it explains, or on which it rests. */
  readonly endpoints: readonly Endpoint[];
  readonly because: readonly number[];
  readonly params?: Readonly<Record<string, string | number>>;
  /** `failure`: explains endpoints that cannot be reached. `state`: describes the log as a whole. `remark`: worth knowing. */
  readonly rank: 'failure' | 'state' | 'remark';
  /** Of two findings with the same rank the heavier one leads. */
  readonly weight: number;
}

export type Rule = (facts: Facts) => readonly Finding[];

export function unreachable(facts: Facts): Endpoint[] {
  return facts.endpoints.filter(({ verdict }) => verdict === 'unreachable');
}

/**
 * Why an endpoint cannot be reached: the cause at the layer that decided. A name that nslookup does not know matters
 * only where the request fails for it: a proxy resolves names itself.
 */
export function causeOf(endpoint: Endpoint): Cause {
  if (endpoint.dns.status === 'failed' && (endpoint.https.cause ?? 'dns').startsWith('dns'))
    return endpoint.dns.cause ?? 'dns';
  return endpoint.https.cause ?? endpoint.tcp.cause ?? endpoint.dns.cause ?? 'other';
}

/** What cannot be reached because its name is not resolved, by the machine or by the request itself. */
export function unresolved(facts: Facts): Endpoint[] {
  return unreachable(facts).filter((endpoint) => causeOf(endpoint).startsWith('dns'));
}

/** The name cannot be resolved because the DNS server says that there is no such name, or no address for it. */
export function isDenied({ probes }: Facts, endpoint: Endpoint): boolean {
  const { cause } = endpoint.dns;
  if (cause === 'dns_nxdomain') return true;
  return cause === 'dns' && probes.find(({ id }) => id === endpoint.dns.probe)?.detail.answered === true;
}

/** Some name was resolved: an address was shown, or a command that names the host reached it without a proxy's help. */
export function someNameResolves({ endpoints, probes, proxied }: Facts): boolean {
  if (endpoints.some(({ dns }) => dns.status === 'resolved')) return true;
  const named = new Set(probes.filter(({ command }) => command !== null).map(({ id }) => id));
  return endpoints.some(({ tcp, https }) => {
    if (tcp.status === 'reachable' && named.has(tcp.probe ?? 0)) return true;
    return !proxied && https.status === 'reachable' && named.has(https.probe ?? 0);
  });
}

/** The endpoint's request went through a proxy: one that only another account has takes no part in it. */
export function isThroughProxy(facts: Facts, { https }: Endpoint): boolean {
  if (facts.proxy.https !== null) return true;
  return facts.probes.find(({ id }) => id === https.probe)?.detail.viaProxy === true;
}

/** The probes on which the verdicts of these endpoints rest. */
export function probesOf(endpoints: readonly Endpoint[]): number[] {
  const ids = endpoints.flatMap(({ decidedBy, dns, tcp }) => [
    decidedBy,
    dns.status === 'failed' ? dns.probe : null,
    tcp.status === 'unreachable' ? tcp.probe : null,
  ]);
  return [...new Set(ids.filter((id) => id !== null))].sort((a, b) => a - b);
}

/** A connection that a device on the way prevents: nothing at the machine, the name or the proxy is to blame. */
const BLOCKED: ReadonlySet<Cause> = new Set([
  'timeout',
  'refused',
  'reset',
  'host_unreachable',
  'tls_handshake',
  'empty_reply',
  'other',
]);

export function blocked(facts: Facts): Endpoint[] {
  return unreachable(facts).filter((endpoint) => BLOCKED.has(causeOf(endpoint)) && !isTlsOff(facts, endpoint));
}

/** What fails because curl, with `http_proxy` alone, goes the direct way, on which no HTTPS gets through. */
export function withoutHttpsProxy(facts: Facts): Endpoint[] {
  if (facts.proxy.state !== 'http_only' || facts.endpoints.some(({ https }) => https.status === 'reachable')) return [];
  return blocked(facts).filter(({ port }) => port === 443);
}

/** The machine itself refuses the protocol that Azure asks for; Azure may end such a connection without a word. */
export function isTlsOff({ tls }: Facts, endpoint: Endpoint): boolean {
  if (tls['tls12']?.client !== 'disabled') return false;
  const cause = causeOf(endpoint);
  return cause === 'tls_handshake' || (cause === 'reset' && endpoint.tcp.status === 'reachable');
}

export function failureOf(
  id: string,
  confidence: Confidence,
  endpoints: readonly Endpoint[],
  extra: { weight?: number; params?: Finding['params'] } = {},
): Finding {
  return {
    id,
    confidence,
    endpoints,
    because: probesOf(endpoints),
    rank: 'failure',
    weight: endpoints.length + (extra.weight ?? 0),
    ...(extra.params === undefined ? {} : { params: extra.params }),
  };
}
