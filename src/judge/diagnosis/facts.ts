import type { Cause, Platform, Probe, ProbeDetail } from '../../model/probe.ts';
import type { Confidence } from '../../model/diagnosis.ts';
import type { AzureNetwork } from '../../model/azure-network.ts';
import type { Endpoint, ServiceState } from '../../model/endpoint.ts';
import type { PrivateName } from '../../model/private-name.ts';
import type { MessageFinding, Unread } from '../../model/finding.ts';
import type { NetworkSettings, ProxySettings, TlsSettings } from '../../model/settings.ts';
import type { Knowledge } from '../../knowledge/types.ts';
import { withoutPrivateLabel } from '../../log/settings/private-zone.ts';
import { isWrong } from '../private-dns.ts';
import type { NewerVersion } from '../completeness.ts';
import { PLATFORM_SERVICE } from '../services.ts';
import { isAddress } from '../../text/address.ts';
import { onceFor } from '../../text/once.ts';
import { BESIDE_ENDPOINTS } from './order.ts';

/** All that a root cause may look at. */
export interface Facts {
  readonly recognised: boolean;
  readonly complete: boolean;
  /** The log is of a later version than is known. */
  readonly newer?: NewerVersion | null;
  readonly proxy: ProxySettings;
  readonly proxied: boolean;
  readonly source: 'log' | 'capture';
  /** Title of the format, where the source is the log of an agent or an event log. */
  readonly journal: string | null;
  /** The system whose commands the next steps use; `any` where the source does not tell. */
  readonly platform: Platform;
  readonly tls: TlsSettings;
  readonly network: NetworkSettings;
  readonly probes: readonly Probe[];
  /** What was answered for the names of a private endpoint's list; empty where the source holds none. */
  readonly privateNames: readonly PrivateName[];
  readonly endpoints: readonly Endpoint[];
  readonly services: readonly ServiceState[];
  readonly findings: readonly MessageFinding[];
  /** Commands whose output was not read. */
  readonly unread: readonly Unread[];
  /** What listed rules and routes of an Azure network say; null where none are listed. */
  readonly azureNetwork: AzureNetwork | null;
  readonly knowledge: Knowledge;
}

/** A root cause that fits, before its texts are filled in. */
export interface Finding {
  readonly id: string;
  readonly confidence: Confidence;
  /** Endpoints that it explains, or on which it rests. */
  readonly endpoints: readonly Endpoint[];
  readonly because: readonly number[];
  /** Messages outside the probes on which it rests. */
  readonly messages?: readonly MessageFinding[];
  /** Further lines on which it rests. */
  readonly lines?: readonly number[];
  readonly params?: Readonly<Record<string, string | number>>;
  /** `failure`: explains endpoints that cannot be reached. `state`: describes the log as a whole. `remark`: worth knowing. */
  readonly rank: 'failure' | 'state' | 'remark';
  /** Of two findings with the same rank the heavier one leads (order.ts). */
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
  // the request says no more than that it failed, and the connection says why
  const { https, tcp } = endpoint;
  if (https.cause === 'other' && tcp.status === 'unreachable' && tcp.cause !== null) return tcp.cause;
  return endpoint.https.cause ?? endpoint.tcp.cause ?? endpoint.dns.cause ?? 'other';
}

/** What keeps these endpoints, which no other kind of failure explains, from being reached. */
export function failingBy(facts: Facts, causes: ReadonlySet<Cause>): Endpoint[] {
  return unreachable(facts).filter((endpoint) => !isSunk(endpoint) && causes.has(causeOf(endpoint)));
}

/** The name leads to the machine itself or nowhere: whatever happened then says nothing about the destination. */
export function isSunk({ dns, verdict }: Endpoint): boolean {
  return verdict === 'unreachable' && dns.cause === 'gateway';
}

/** What cannot be reached because its name is not resolved, by the machine or by the request itself. */
export function unresolved(facts: Facts): Endpoint[] {
  return unreachable(facts).filter((endpoint) => causeOf(endpoint).startsWith('dns'));
}

/** The name cannot be resolved because the DNS server says that there is no such name, or no address for it. */
export function isDenied(facts: Facts, endpoint: Endpoint): boolean {
  const { cause, probe } = endpoint.dns;
  if (cause === 'dns_nxdomain') return true;
  return cause === 'dns' && probeOf(facts, probe)?.detail.answered === true;
}

const byId = onceFor((probes: readonly Probe[]) => new Map(probes.map((probe) => [probe.id, probe])));

/** The probe with an id; ids begin with 1. */
export function probeOf({ probes }: Facts, id: number | null): Probe | undefined {
  return byId(probes).get(id ?? 0);
}

const named = onceFor(
  (signatures: Knowledge['signatures']) =>
    new Map(signatures.flatMap(({ id, rootCause }) => (rootCause === undefined ? [] : [[id, rootCause] as const]))),
);

/** A message on which the endpoint's verdict rests names this root cause itself. */
export function isNamedBy(facts: Facts, endpoint: Endpoint, rootCause: string): boolean {
  const ids = [endpoint.decidedBy, endpoint.tls.probe, endpoint.https.probe];
  return ids.some((id) => named(facts.knowledge.signatures).get(probeOf(facts, id)?.signature ?? '') === rootCause);
}

/** Messages outside the probes that name this root cause themselves. */
export function messagesNaming({ findings, knowledge }: Facts, rootCause: string): MessageFinding[] {
  return findings.filter(({ signature }) => named(knowledge.signatures).get(signature) === rootCause);
}

/** The endpoints of names on a private endpoint's list, which may be written with `privatelink` or without. */
export function endpointsOf({ endpoints }: Facts, names: readonly PrivateName[]): Endpoint[] {
  const own = new Set(names.map(({ name }) => withoutPrivateLabel(name)));
  return endpoints.filter(({ host }) => own.has(withoutPrivateLabel(host.toLowerCase())));
}

const wrongNames = onceFor(
  (names: readonly PrivateName[]) => new Set(names.filter(isWrong).map(({ name }) => withoutPrivateLabel(name))),
);

/** A private endpoint's list tells that something is wrong with the name of this endpoint. */
export function isListedWrong({ privateNames }: Facts, { host }: Endpoint): boolean {
  return wrongNames(privateNames).has(withoutPrivateLabel(host.toLowerCase()));
}

/** What a filter of Windows threw away of an endpoint's packets, as a trace shows it; undefined where none does. */
export function dropOf(facts: Facts, { decidedBy }: Endpoint): ProbeDetail | undefined {
  const detail = probeOf(facts, decidedBy)?.detail;
  return detail?.dropReason === undefined ? undefined : detail;
}

/** The machine's own filter threw away DNS, and a trace shows it. */
export function isDroppedDns(facts: Facts, endpoint: Endpoint): boolean {
  return endpoint.dns.cause === 'local' && dropOf(facts, endpoint) !== undefined;
}

/** Some name was resolved: an address was shown, or a command that names the host reached it without a proxy's help. */
export function someNameResolves(facts: Facts): boolean {
  const { endpoints, proxied } = facts;
  if (endpoints.some(({ dns }) => dns.status === 'resolved')) return true;
  const isNamed = (id: number | null): boolean => (probeOf(facts, id)?.command ?? null) !== null;
  return endpoints.some(({ host, tcp, https }) => {
    // an address needs no name
    if (isAddress(host)) return false;
    if (tcp.status === 'reachable' && isNamed(tcp.probe)) return true;
    return !proxied && https.status === 'reachable' && isNamed(https.probe);
  });
}

/** The endpoint's request went through a proxy: one that only another account has takes no part in it. */
export function isThroughProxy(facts: Facts, { https }: Endpoint): boolean {
  if (facts.proxy.https !== null) return true;
  return probeOf(facts, https.probe)?.detail.viaProxy === true;
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

/** No answer; where the reason is not told, silence is the likeliest. */
const SILENT: ReadonlySet<Cause> = new Set(['timeout', 'other']);

/** Connections that are not made, because nobody answers or something refuses them on the way. */
export function blocked(facts: Facts): Endpoint[] {
  return unreachable(facts).filter((endpoint) => {
    if (endpoint.service === PLATFORM_SERVICE || isSunk(endpoint) || isTlsOff(facts, endpoint)) return false;
    const cause = causeOf(endpoint);
    return SILENT.has(cause) || cause === 'host_unreachable' || isRefusedConnect(endpoint);
  });
}

/** The connection itself was refused or reset: no data had passed. */
export function isRefusedConnect(endpoint: Endpoint): boolean {
  const cause = causeOf(endpoint);
  if (cause === 'refused') return true;
  return cause === 'reset' && endpoint.https.status !== 'unreachable' && endpoint.tcp.status === 'unreachable';
}

/** A device on the way said itself that it forbids the connection (ICMP, in a capture); its address. */
export function rejecterOf(facts: Facts, { tcp }: Endpoint): string | undefined {
  return probeOf(facts, tcp.probe)?.detail.rejectedBy;
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
  { weight = BESIDE_ENDPOINTS.concluded, ...more }: { weight?: number } & Pick<Finding, 'params' | 'messages'> = {},
): Finding {
  return {
    id,
    confidence,
    endpoints,
    because: probesOf(endpoints),
    rank: 'failure',
    weight: endpoints.length + weight,
    ...more,
  };
}
