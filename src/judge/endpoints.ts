import type { Cause, Status } from '../model/probe.ts';
import type { Endpoint, RouteState } from '../model/endpoint.ts';
import { isAddress, isPrivateAddress, isSinkhole } from '../text/address.ts';
import type { RawProbe } from '../session/raw-probe.ts';
import { withoutDot } from '../session/target.ts';
import { isLocal } from '../tools/local.ts';
import type { Outcome } from '../tools/outcome.ts';
import type { JudgedProbe } from './probes.ts';
import { PLATFORM_SERVICE, PROXIED_PORTS, type EndpointTable } from './services.ts';
import { isWorse } from './worst.ts';

/** What the log as a whole says about the conditions of its probes. */
export interface Conditions {
  /** A proxy is in effect for https. */
  readonly proxied: boolean;
  /** The log does not tell whether there is a proxy, and nothing else in it does. */
  readonly proxyUnknown: boolean;
  /** The log ends early: what its last part has not tested yet is open. */
  readonly incomplete: boolean;
  readonly lastSection: number;
  /** Services that this script's targets stand for, where they differ from the table. */
  readonly services: Readonly<Record<string, string>>;
  /** True for a destination that the script asks for an answer as well: a connection alone proves nothing there. */
  readonly isRequested: (host: string, port: number) => boolean;
}

/** What a probe does: asks for a name, connects to a port, or asks for an answer; null where it proves nothing. */
function kindOf({ proves }: JudgedProbe): keyof Runs | null {
  switch (proves.at(-1)) {
    case 'dns':
      return 'lookups';
    case 'tcp':
      return 'connects';
    case 'tls':
    case 'http':
      return 'requests';
    case undefined:
      return null;
  }
}

/** It ends with the TLS handshake: it asks for no answer. */
function isHandshake({ proves }: JudgedProbe): boolean {
  return proves.at(-1) === 'tls';
}

/** It connected, and asked for nothing: `curl telnet://…`. */
function isConnection({ outcome: { layers } }: JudgedProbe): boolean {
  return layers?.tcp?.status === 'ok' && layers.tls === undefined && layers.http === undefined;
}

/**
 * A handshake that was not begun, because nothing connected, says what any connection would. Nor does a failing one on the direct
 * way say more where requests go through a proxy, unless another's certificate came.
 */
function isConnectOnly(probe: JudgedProbe, proxied: boolean): boolean {
  const { status, cause, layers } = probe.outcome;
  if (!isHandshake(probe) || status !== 'unreachable' || routeOf(probe) === 'proxy') return false;
  return layers?.tls === undefined ? layers?.tcp?.status !== 'ok' : proxied && cause !== 'tls_untrusted';
}

/** It connects, and prints the address to which the name leads. */
function printsAddress(probe: JudgedProbe): boolean {
  return kindOf(probe) === 'connects' && probe.proves.includes('dns');
}

/** The probes of one host and port, by what they ask for. */
interface Runs {
  readonly lookups: readonly JudgedProbe[];
  readonly connects: readonly JudgedProbe[];
  readonly requests: readonly JudgedProbe[];
}

interface Destination {
  readonly host: string;
  readonly port: number;
  readonly lookups: JudgedProbe[];
  readonly connects: JudgedProbe[];
  readonly requests: JudgedProbe[];
  section: number;
  /** Id of the first probe that tested it. */
  first: number;
}

/** One endpoint for each host and port, judged from all its probes, in the order in which they were tested. */
export function judgeEndpoints(
  probes: readonly JudgedProbe[],
  table: EndpointTable,
  conditions: Conditions,
): Endpoint[] {
  const names = namesByAddress(probes);
  return group(probes, table).map((destination) => judge(destination, table, conditions, names));
}

function group(probes: readonly JudgedProbe[], table: EndpointTable): Destination[] {
  const all: Destination[] = [];
  const byHost = new Map<string, { readonly ports: Map<number, Destination>; readonly lookups: JudgedProbe[] }>();
  for (const probe of probes) {
    const layer = kindOf(probe);
    if (layer === null) continue;
    const { host, port } = targetOf(probe);
    // the script was started without the name of a storage account
    if (host === '' && (probe.raw.command !== null || probe.outcome.host === null)) continue;
    let known = byHost.get(host);
    if (known === undefined) {
      known = { ports: new Map(), lookups: [] };
      byHost.set(host, known);
    }
    if (layer === 'lookups') {
      known.lookups.push(probe);
      continue;
    }
    const wanted = port ?? 443;
    let destination = known.ports.get(wanted);
    if (destination === undefined) {
      destination = {
        host,
        port: wanted,
        lookups: known.lookups,
        connects: [],
        requests: [],
        section: 0,
        first: probe.id,
      };
      known.ports.set(wanted, destination);
      all.push(destination);
    }
    destination.section = probe.raw.section;
    destination[layer].push(probe);
  }
  for (const [host, { ports, lookups }] of byHost) {
    const [lookup] = lookups;
    if (lookup === undefined) continue;
    for (const destination of ports.values()) destination.first = Math.min(destination.first, lookup.id);
    if (ports.size > 0) continue;
    const port = Number(table.find(host)?.port ?? 443);
    all.push({
      host,
      port: Number.isInteger(port) ? port : 443,
      lookups,
      connects: [],
      requests: [],
      section: lookup.raw.section,
      first: lookup.id,
    });
  }
  return all.sort((a, b) => a.first - b.first);
}

/** The destination of a probe: from its command, else from its own message; empty when neither names one. */
export function targetOf({ raw, outcome }: Pick<JudgedProbe, 'raw' | 'outcome'>): {
  host: string;
  port: number | null;
} {
  const said = outcome.decisive?.match.values ?? {};
  const host =
    raw.command?.host ?? (outcome.host === undefined ? (said.host ?? hostIn(raw) ?? said.ip) : outcome.host) ?? '';
  const port = raw.command?.port ?? (said.port === undefined ? (outcome.port ?? null) : Number(said.port));
  return { host: withoutDot(host).toLowerCase(), port };
}

function hostIn({ matches }: RawProbe): string | undefined {
  return matches.find(({ match }) => match.values.host !== undefined)?.match.values.host;
}

/** Of results of different tools or routes the worst counts: a false "reachable" is the worst answer. */
function worst(probes: readonly JudgedProbe[]): JudgedProbe | null {
  let found: JudgedProbe | null = null;
  for (const probe of probes) {
    if (found === null || isWorse(probe.outcome.status, found.outcome.status)) found = probe;
  }
  return found;
}

/** The last run of each tool by each route and proxy: earlier runs of the same test are superseded. */
function lastRuns(probes: readonly JudgedProbe[]): readonly JudgedProbe[] {
  if (probes.length < 2) return probes;
  const last = new Map<string, JudgedProbe>();
  for (const probe of probes)
    // what large packets meet with stands beside what a request meets with
    last.set(
      `${probe.raw.tool} ${probe.outcome.route ?? ''} ${probe.outcome.detail.proxy ?? ''} ${probe.outcome.detail.large ?? ''}`,
      probe,
    );
  return [...last.values()];
}

/** The machine on which a probe ran, as its prompt names it; empty where none does. */
function machineOf({ raw }: JudgedProbe): string {
  return raw.machine ?? '';
}

/** The probes of each machine apart; nearly always there is one. */
function byMachine(destination: Destination): readonly Runs[] {
  const probes = [...destination.lookups, ...destination.connects, ...destination.requests];
  const machines = new Set(probes.map(machineOf));
  if (machines.size === 1) return [destination];
  return [...machines].map((machine) => {
    const own = (runs: readonly JudgedProbe[]): JudgedProbe[] => runs.filter((probe) => machineOf(probe) === machine);
    return {
      lookups: own(destination.lookups),
      connects: own(destination.connects),
      requests: own(destination.requests),
    };
  });
}

/** What one machine saw of a destination. */
type Seen = Pick<Endpoint, 'dns' | 'tcp' | 'tls' | 'https' | 'routes' | 'verdict' | 'decidedBy'>;

/** Of several machines the one that fails speaks: results of two are never merged into a reachable. */
function judge(
  destination: Destination,
  table: EndpointTable,
  conditions: Conditions,
  names: NamesByAddress,
): Endpoint {
  const { host, port } = destination;
  const listed = table.serviceOfPort(port) ?? table.find(host)?.service ?? 'other';
  const service = conditions.services[listed] ?? listed;
  let seen: Seen | null = null;
  for (const runs of byMachine(destination)) {
    const found = judgeRuns(destination, runs, service, conditions, names);
    if (seen === null || isWorse(found.verdict, seen.verdict)) seen = found;
  }
  return { host, port, service, ...(seen as Seen) };
}

function judgeRuns(
  { host, port, section }: Destination,
  all: Runs,
  service: string,
  conditions: Conditions,
  names: NamesByAddress,
): Seen {
  const viaProxy = PROXIED_PORTS.has(port) && service !== PLATFORM_SERVICE;
  const proxied = conditions.proxied && viaProxy;
  // of results alike that of an answer speaks before that of a handshake
  const everyWay = lastRuns(all.requests).toSorted((a, b) => Number(isHandshake(a)) - Number(isHandshake(b)));
  const requests = byWaysTaken(everyWay);
  const connecting = requests.filter((probe) => isConnectOnly(probe, proxied));
  const runs: Runs = {
    lookups: lastRuns(ofDefaultServer(all.lookups)),
    connects: [
      ...lastRuns(all.connects).map((probe) => withoutForeignProof(host, all.lookups, probe, names)),
      ...connecting,
    ],
    requests: requests.filter((probe) => !connecting.includes(probe)),
  };
  const shown = showing(runs.requests, proxied);
  const resolved = judgeDns(host, runs, shown);
  const sunk = isSunk(resolved, runs.connects);
  const dns: Endpoint['dns'] = sunk ? { ...resolved, cause: 'gateway' } : resolved;
  const connected = judgeTcp(runs, viaProxy, conditions, sunk);
  const tls = judgeTls(runs.requests);
  const https = judgeHttps(host, runs.requests, tls, sunk);
  const request = worst(runs.requests);
  const shaken = https.status === 'not_run' && request?.outcome.status === 'reachable';
  // a certificate is for a name, so asking by address must fail and tells nothing but that something answered
  const byAddress = isAddress(host) && request?.outcome.cause === 'tls_untrusted';
  const undecided =
    https.status === 'indeterminate' ||
    request?.outcome.status === 'indeterminate' ||
    (byAddress && connected.status !== 'reachable');
  const open =
    viaProxy && ((conditions.incomplete && section === conditions.lastSection) || conditions.isRequested(host, port));
  const judged = verdictOf({ dns, tcp: connected, https, undecided, shaken, open, proxied });
  const verdict =
    sunk && https.status !== 'reachable'
      ? 'unreachable'
      : judged === 'unreachable' && isForRootOnly(service, runs)
        ? 'indeterminate'
        : judged;
  const decidedBy =
    https.status === 'not_run' && !undecided && !shaken
      ? connected.status === 'not_run' || (sunk && dns.probe !== null)
        ? dns.probe
        : connected.probe
      : https.probe;
  // what a request shows of the connection decides nothing: the request itself does
  const tcp = connected.probe === null ? impliedTcp(shown, sunk) : connected;
  return {
    dns,
    tcp,
    tls,
    https,
    routes: judgeRoutes({ ...runs, requests: everyWay.filter((probe) => !connecting.includes(probe)) }, open),
    verdict,
    decidedBy,
  };
}

/** Requests by the ways that something on the machine takes; those by the others where there are no such. */
function byWaysTaken(requests: readonly JudgedProbe[]): readonly JudgedProbe[] {
  const taken = requests.filter(({ outcome }) => outcome.aside !== true);
  return taken.length > 0 ? taken : requests;
}

/** The names that each address was shown for, and the canonical name on which each host's chain ends. */
interface NamesByAddress {
  readonly hosts: ReadonlyMap<string, ReadonlySet<string>>;
  readonly chains: ReadonlyMap<string, string>;
}

function namesByAddress(probes: readonly JudgedProbe[]): NamesByAddress {
  const hosts = new Map<string, Set<string>>();
  const chains = new Map<string, string>();
  for (const probe of probes) {
    if (kindOf(probe) !== 'lookups') continue;
    const { host } = targetOf(probe);
    const end = probe.outcome.detail.cnames?.at(-1);
    if (end !== undefined) chains.set(host, end);
    for (const address of probe.outcome.detail.addresses ?? []) {
      const known = hosts.get(address);
      if (known === undefined) hosts.set(address, new Set([host]));
      else known.add(host);
    }
  }
  return { hosts, chains };
}

/**
 * A connection that a tool says it made to an address which the log shows for other hosts only is no proof for this one: a
 * copied or moved line. Hosts behind one canonical name share changing addresses, so they may stand in for each other.
 */
function withoutForeignProof(
  host: string,
  lookups: readonly JudgedProbe[],
  probe: JudgedProbe,
  { hosts, chains }: NamesByAddress,
): JudgedProbe {
  const { outcome } = probe;
  if (outcome.status !== 'reachable') return probe;
  const [address] = outcome.detail.addresses ?? [];
  if (address === undefined || isAddress(host)) return probe;
  const others = hosts.get(address);
  if (others === undefined || others.has(host)) return probe;
  const chain = chains.get(host);
  const shares = lookups.length > 0 && [...others].some((other) => chain !== undefined && chains.get(other) === chain);
  if (shares) return probe;
  return { ...probe, outcome: { ...outcome, status: 'indeterminate', cause: 'other' } };
}

/**
 * The Linux agent lets only root open TCP connections to the platform's address (owner rules of the table `security`, WALinuxAgent
 * since 2.2.26): where another user's test ends in a time-out, nothing is known of the way.
 */
function isForRootOnly(service: string, { connects, requests }: Runs): boolean {
  const failing = [...connects, ...requests].filter(({ outcome }) => outcome.status === 'unreachable');
  return (
    service === PLATFORM_SERVICE &&
    failing.length > 0 &&
    failing.every(({ raw, outcome }) => raw.root === false && outcome.cause === 'timeout')
  );
}

/** Lookups of the machine's own DNS server; one that was asked on purpose counts only where nothing else was asked. */
function ofDefaultServer(lookups: readonly JudgedProbe[]): readonly JudgedProbe[] {
  const usual = lookups.filter(({ raw }) => raw.command?.asksServer !== true);
  return usual.length > 0 ? usual : lookups;
}

/**
 * Requests whose lines show something of the layers below theirs. Through a proxy they show nothing of the destination's; where
 * one is in effect, only what surely went directly counts.
 */
function showing(requests: readonly JudgedProbe[], proxied: boolean): readonly JudgedProbe[] {
  return requests.filter((probe) => {
    const route = routeOf(probe);
    return route === 'direct' || (route === 'unknown' && !proxied);
  });
}

/** What the requests show of the connection, where nothing tested it by itself. A failure outweighs what came through. */
function impliedTcp(requests: readonly JudgedProbe[], sunk: boolean): Endpoint['tcp'] {
  const shown = requests.flatMap(({ id, outcome }) =>
    outcome.layers?.tcp === undefined ? [] : [{ id, ...outcome.layers.tcp }],
  );
  const telling = shown.find(({ status }) => status === 'failed') ?? shown[0];
  if (telling === undefined) return { status: 'not_run', cause: null, probe: null };
  const { id, status, cause } = telling;
  if (status === 'failed') return { status: 'unreachable', cause, probe: id };
  return { status: sunk ? 'indeterminate' : 'reachable', cause: 'ok', probe: id };
}

function judgeDns(
  host: string,
  { lookups, connects, requests }: Runs,
  showing: readonly JudgedProbe[],
): Endpoint['dns'] {
  // a lookup that tells nothing takes nothing from one that does
  const probe = worst(lookups.filter(({ outcome }) => isTelling(outcome))) ?? worst(lookups);
  const shown = new Set<string>();
  for (const { proves, outcome } of [...lookups, ...connects]) {
    if (!proves.includes('dns')) continue;
    for (const address of outcome.detail.addresses ?? []) shown.add(address);
  }
  const said = (status: Endpoint['dns']['status'], by: JudgedProbe | null, cause: Cause | null): Endpoint['dns'] => {
    const addresses = [...shown];
    return { status, addresses, private: addresses.some(isPrivateAddress), cause, probe: by?.id ?? null };
  };
  if (probe?.outcome.status === 'reachable') return said('resolved', probe, 'ok');
  if (probe?.outcome.status === 'unreachable') return said('failed', probe, probe.outcome.cause);
  // no lookup was run, or it says nothing: the other tools resolve the name as well, and some print the address
  const failing = [...connects, ...requests].find(
    ({ outcome }) => outcome.status === 'unreachable' && outcome.cause.startsWith('dns'),
  );
  const found = connects.find(({ proves, outcome }) => proves.includes('dns') && isResolved(outcome));
  if (found !== undefined && (failing === undefined || !printsAddress(failing))) return said('resolved', found, 'ok');
  if (failing !== undefined) return said('failed', failing, failing.outcome.cause);
  if (probe !== null || isAddress(host) || isLocal(host)) return said('not_run', probe, null);
  const implied = showing.find(({ outcome }) => outcome.layers?.dns?.status === 'ok');
  for (const address of implied?.outcome.detail.addresses ?? []) shown.add(address);
  return implied === undefined ? said('not_run', null, null) : said('resolved', implied, 'ok');
}

function isTelling({ status }: Outcome): boolean {
  return status === 'reachable' || status === 'unreachable';
}

function isResolved({ status, detail }: Outcome): boolean {
  return status === 'reachable' || (detail.addresses ?? []).length > 0;
}

/** Every address that the name leads to is the machine's own or none at all: what answers there is not the destination. */
function isSunk({ addresses }: Endpoint['dns'], connects: readonly JudgedProbe[]): boolean {
  const all = [...addresses, ...connects.flatMap(({ outcome }) => outcome.detail.addresses ?? [])];
  return all.length > 0 && all.every(isSinkhole);
}

function judgeTcp(
  { connects, requests }: Runs,
  viaProxy: boolean,
  conditions: Conditions,
  sunk: boolean,
): Endpoint['tcp'] {
  const probe = worst(connects);
  if (probe === null) return { status: 'not_run', cause: null, probe: null };
  const { status, cause } = probe.outcome;
  if (status === 'incomplete' || status === 'not_run') return { status: 'not_run', cause, probe: probe.id };
  // where the endpoint's own request decides, what is not known about a proxy takes nothing from the connection
  const alone = statusOf(worst(requests)) === 'not_run';
  const silent = viaProxy && (conditions.proxied || (conditions.proxyUnknown && alone));
  const open = silent || (sunk && status === 'reachable');
  return { status: open ? 'indeterminate' : status, cause, probe: probe.id };
}

/** What the requests saw of TLS: something that opens the connection on the way outweighs what came through. */
function judgeTls(requests: readonly JudgedProbe[]): Endpoint['tls'] {
  const shown = requests.flatMap(({ id, outcome }) =>
    outcome.layers?.tls === undefined ? [] : [{ id, tls: outcome.layers.tls }],
  );
  const telling =
    shown.find(({ tls }) => tls.status === 'intercepted') ??
    shown.find(({ tls }) => tls.status === 'failed') ??
    shown[0];
  if (telling === undefined) return { status: 'not_run', cause: null, issuer: null, probe: null };
  const { id, tls } = telling;
  const status = tls.status === 'ok' ? 'reachable' : tls.status === 'failed' ? 'unreachable' : 'intercepted';
  return { status, cause: tls.cause, issuer: tls.issuer, probe: id };
}

function judgeHttps(
  host: string,
  requests: readonly JudgedProbe[],
  tls: Endpoint['tls'],
  sunk: boolean,
): Endpoint['https'] {
  const request = worst(requests);
  if (request === null) return { status: 'not_run', cause: null, httpStatus: null, probe: null };
  const { outcome, id } = request;
  const httpStatus = outcome.detail.httpStatus ?? null;
  if (isAddress(host) && outcome.cause === 'tls_untrusted')
    return { status: 'not_run', cause: null, httpStatus, probe: id };
  const status = statusOf(request);
  // an answer behind a certificate that is not the destination's, or from the machine itself, proves no destination
  if (status === 'reachable' && tls.status === 'intercepted')
    return { status: 'indeterminate', cause: 'tls_untrusted', httpStatus, probe: id };
  if (status === 'reachable' && sunk && outcome.detail.viaProxy !== true)
    return { status: 'indeterminate', cause: 'gateway', httpStatus, probe: id };
  // a connection, or a handshake with the destination's own certificate, reaches it, and no answer was asked for
  if (status === 'reachable' && (isHandshake(request) || isConnection(request)))
    return { status: 'not_run', cause: null, httpStatus, probe: id };
  const shown = outcome.status === 'indeterminate' && outcome.cause !== 'other' && outcome.cause !== 'ok';
  return {
    status: shown ? 'indeterminate' : status,
    // what was broken off has no result, but a reason why it has none
    cause: status === 'not_run' && !shown && !request.raw.interrupted ? null : outcome.cause,
    httpStatus,
    probe: id,
  };
}

function statusOf(request: JudgedProbe | null): Status {
  const status = request?.outcome.status;
  return status === 'reachable' || status === 'unreachable' ? status : 'not_run';
}

interface Judged {
  readonly dns: Endpoint['dns'];
  readonly tcp: Endpoint['tcp'];
  readonly https: Endpoint['https'];
  readonly undecided: boolean;
  /** The connection, or the TLS handshake, with the destination is complete, and no answer was asked for. */
  readonly shaken: boolean;
  readonly open: boolean;
  readonly proxied: boolean;
}

/** The layer nearest to the workload's own traffic decides: HTTPS, else TLS, else TCP, else the name. */
function verdictOf({ dns, tcp, https, undecided, shaken, open, proxied }: Judged): Status {
  if (https.status !== 'not_run' && https.status !== 'indeterminate') return https.status;
  if (undecided) return tcp.status === 'unreachable' ? 'unreachable' : 'indeterminate';
  if (shaken || tcp.status === 'reachable') return open ? 'indeterminate' : 'reachable';
  if (tcp.status !== 'not_run') return tcp.status;
  if (dns.status === 'failed') return proxied ? 'indeterminate' : 'unreachable';
  return 'not_run';
}

/** What each route showed, where probes went by more than one. What only connects goes directly. */
function judgeRoutes({ connects, requests }: Runs, open: boolean): RouteState[] {
  const proxy = worst(requests.filter((probe) => routeOf(probe) === 'proxy'));
  if (proxy === null) return [];
  const direct = worst(requests.filter((probe) => routeOf(probe) === 'direct'));
  const connect = worst(connects);
  const verdict: Status =
    direct !== null
      ? settled(direct)
      : connect === null
        ? 'not_run'
        : connect.outcome.status === 'reachable'
          ? open
            ? 'indeterminate'
            : 'reachable'
          : settled(connect);
  return verdict === 'not_run'
    ? []
    : [
        { route: 'proxy', account: null, verdict: settled(proxy), probe: proxy.id },
        { route: 'direct', account: null, verdict, probe: (direct ?? connect)?.id ?? null },
      ];
}

/** The route by which a request went, as far as its lines tell. */
export function routeOf({ outcome }: Pick<JudgedProbe, 'outcome'>): 'direct' | 'proxy' | 'unknown' {
  if (outcome.detail.viaProxy === true) return 'proxy';
  return outcome.route ?? 'unknown';
}

function settled({ outcome: { status } }: JudgedProbe): Status {
  return status === 'incomplete' ? 'not_run' : status;
}
