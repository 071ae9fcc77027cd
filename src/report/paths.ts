import { besides } from '#locale/forms.ts';
import { PLATFORM_SERVICE, PROXIED_PORTS } from '../judge/services.ts';
import { goesAlike } from '../judge/workloads.ts';
import type { Endpoint, RouteState } from '../model/endpoint.ts';
import type { Account, Cause, Layers, Probe, Status } from '../model/probe.ts';
import { STATIONS, type Station, type StationState } from '../model/path.ts';
import type { ConnectionReport } from '../model/report.ts';
import { isAddress } from '../text/address.ts';
import { append } from '../text/lists.ts';
import { onceFor } from '../text/once.ts';
import { probeOf } from './proof.ts';

export interface PathNode {
  readonly station: Station;
  readonly state: StationState;
  readonly cause: Cause | null;
  /** Destinations in this state, and all that got a result here. */
  readonly count: number;
  readonly of: number;
  /** Ports (tcp), or status codes (http). */
  readonly numbers: readonly number[];
  /** The first probe that shows it. */
  readonly probe: number | null;
}

/** The way to a service by one route, as one account. */
export interface PathRow {
  readonly service: string;
  readonly name: string;
  readonly route: RouteState['route'];
  /** Both routes were taken: each has a row. */
  readonly isOneOfTwo: boolean;
  /** Where the machine's accounts go different ways: as which this one is. */
  readonly account: Account | null;
  /** The destination where the row has only one. */
  readonly host: string | null;
  readonly nodes: readonly PathNode[];
  /** Something that a workload needs fails on this way; a way that fails beside one that is used and works does not count. */
  readonly blocks: boolean;
  /** What needs this service by this way. */
  readonly workloads: readonly { readonly id: string; readonly name: string; readonly affected: boolean }[];
}

/** What one destination shows at a station. */
interface Sight {
  readonly state: StationState;
  readonly cause: Cause | null;
  readonly number?: number | null;
  readonly probe: number | null;
}
type Sights = Record<Station, Sight>;

const UNSEEN: Sight = { state: 'unseen', cause: null, probe: null };
const NONE: Sight = { state: 'none', cause: null, probe: null };

/** What destinations that are alike show by one route. */
interface Track {
  /** The first of them. */
  readonly endpoint: Endpoint;
  readonly sights: Sights;
  /** How many they are. */
  readonly count: number;
}

/**
 * The report as ways: one row for each service, route and account, failing ones first. Nothing is judged here: it shows where on
 * its way each destination's verdict was decided.
 */
export const pathsOf = onceFor((report: ConnectionReport): readonly PathRow[] => {
  const byService = new Map<string, Map<string, { readonly endpoint: Endpoint; count: number }>>();
  for (const endpoint of report.endpoints) {
    let kinds = byService.get(endpoint.service);
    if (kinds === undefined) byService.set(endpoint.service, (kinds = new Map()));
    const kind = kindOf(endpoint, report);
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, { endpoint, count: 1 });
    else known.count += 1;
  }
  const rows = report.services.flatMap((service) => {
    const tracks = new Map<RouteState['route'], Track[]>();
    for (const { endpoint, count } of byService.get(service.id)?.values() ?? [])
      for (const { route, sights } of tracksOf(endpoint, report)) append(tracks, route, { endpoint, sights, count });
    return (['direct', 'proxy'] as const).flatMap((route) => {
      const all = tracks.get(route);
      return all === undefined ? [] : [rowOf(report, service, route, tracks.size > 1, all)];
    });
  });
  return [...rows, ...otherAccounts(report, rows)].toSorted((a, b) => rank(a) - rank(b));
});

/** What tells destinations apart on their way; those that are alike are looked at once, however many they are. */
function kindOf({ host, port, dns, tcp, tls, https, verdict, routes }: Endpoint, report: ConnectionReport): string {
  if (routes.length > 0) return `${host}:${port}`;
  const route = probeOf(report, https.probe)?.route ?? '';
  const { status, cause } = dns;
  const name = isAddress(host) ? '' : 'name';
  return `${port} ${name} ${status} ${cause} ${tcp.status} ${tcp.cause} ${tls.status} ${tls.cause} ${https.status} ${https.cause} ${https.httpStatus} ${verdict} ${route}`;
}

/** Index of the first station that failed; -1 where none did. */
export function firstFailure({ nodes }: Pick<PathRow, 'nodes'>): number {
  return nodes.findIndex(({ state }) => state === 'failed');
}

function rank({ blocks, nodes }: PathRow): number {
  if (blocks) return 0;
  if (nodes.some(({ state }) => state === 'open')) return 1;
  return nodes.some(({ state }) => state === 'ok' || state === 'failed') ? 2 : 3;
}

function rowOf(
  report: ConnectionReport,
  { id, short }: ConnectionReport['services'][number],
  route: RouteState['route'],
  isOneOfTwo: boolean,
  all: readonly Track[],
): PathRow {
  const [first] = all;
  const nodes = STATIONS.map((station) => nodeOf(station, all));
  // where there is a proxy, what may use it does; what no proxy serves goes directly all the same
  const isOnlyWay = all.some(({ endpoint }) => endpoint.routes.length === 0);
  const workloads = report.workloads
    .filter(({ needs, route: wanted }) => {
      if (!needs.includes(id)) return false;
      return !isOneOfTwo || (wanted === 'either' ? route === 'proxy' || isOnlyWay : wanted === route);
    })
    .map(({ id: own, name, status, because }) => ({
      id: own,
      name,
      affected: status === 'affected' && because.includes(id),
    }));
  const fails = firstFailure({ nodes }) >= 0;
  return {
    service: id,
    name: short,
    route,
    isOneOfTwo,
    account: null,
    host: all.length === 1 && first?.count === 1 ? first.endpoint.host : null,
    nodes,
    blocks:
      fails &&
      (workloads.some(({ affected }) => affected) || all.some(({ endpoint }) => endpoint.verdict === 'unreachable')),
    workloads,
  };
}

/** States from the worst to the one that says least. */
const WORST_FIRST: readonly StationState[] = ['failed', 'open', 'ok', 'beyond', 'unseen'];

/** The worst of what the destinations show at a station, with its count. */
function nodeOf(station: Station, all: readonly Track[]): PathNode {
  const counts = new Map<StationState, number>();
  for (const { sights, count } of all) {
    const { state } = sights[station];
    counts.set(state, (counts.get(state) ?? 0) + count);
  }
  const state = WORST_FIRST.find((one) => counts.has(one)) ?? 'none';
  const causes = new Map<Cause | null, { count: number; probe: number | null }>();
  const numbers = new Set<number>();
  for (const { endpoint, sights, count } of all) {
    const sight = sights[station];
    if (sight.state !== state) continue;
    const known = causes.get(sight.cause);
    if (known === undefined) causes.set(sight.cause, { count, probe: sight.probe });
    else {
      known.count += count;
      known.probe ??= sight.probe;
    }
    const number = station === 'tcp' ? endpoint.port : sight.number;
    if (number != null) numbers.add(number);
  }
  const [cause, shown] = [...causes].toSorted(([, one], [, other]) => other.count - one.count)[0] ?? [null, null];
  return {
    station,
    state,
    cause,
    count: counts.get(state) ?? 0,
    of: (counts.get('failed') ?? 0) + (counts.get('open') ?? 0) + (counts.get('ok') ?? 0),
    numbers: [...numbers].sort((one, other) => one - other),
    probe: shown?.probe ?? null,
  };
}

/** Accounts that go another way than the one that ran the tests: nothing was seen of theirs, and a row of each says so. */
function otherAccounts(report: ConnectionReport, rows: readonly PathRow[]): PathRow[] {
  const settings = report.kind === 'log' ? report.proxy.accounts : [];
  if (settings.length === 0) return [];
  const names = new Map(rows.map(({ service, name }) => [service, name]));
  const accounts = new Set(report.workloads.flatMap(({ account }) => account ?? []));
  return [...accounts]
    .filter((account) => account !== 'current-user' && !goesAlike(account, settings))
    .flatMap((account) => {
      const needing = report.workloads.filter((workload) => workload.account === account);
      // a script that tests the ways of every account has seen some
      if (needing.some(({ needs, missing }) => missing.length < needs.length)) return [];
      const services = [...names].filter(([id]) => needing.some(({ needs }) => needs.includes(id)));
      if (services.length === 0) return [];
      return {
        service: services.map(([id]) => id).join(' '),
        name: besides(services.map(([, name]) => name)),
        route: 'direct' as const,
        isOneOfTwo: false,
        account,
        host: null,
        nodes: STATIONS.map((station) => ({ station, ...UNSEEN, count: 0, of: 0, numbers: [] })),
        blocks: false,
        workloads: needing.map(({ id, name }) => ({ id, name, affected: false })),
      };
    });
}

/** The ways that were taken to a destination, each with what it shows. */
function tracksOf(
  endpoint: Endpoint,
  report: ConnectionReport,
): { readonly route: RouteState['route']; readonly sights: Sights }[] {
  if (endpoint.routes.length > 0)
    return endpoint.routes.map(({ route, verdict, probe }) => {
      const seen = seenBy(probeOf(report, probe), verdict);
      return { route, sights: route === 'proxy' ? byProxy(endpoint, seen) : directly(endpoint, seen) };
    });
  const { tcp, tls, https } = endpoint;
  const request = probeOf(report, https.probe);
  const seen: Seen = {
    tcp: { state: stateOf(tcp.status), cause: tcp.cause, probe: tcp.probe },
    tls: { state: stateOf(tls.status), cause: tls.cause, probe: tls.probe },
    http: { state: stateOf(https.status), cause: https.cause, number: https.httpStatus, probe: https.probe },
  };
  return goesByProxy(endpoint, request, report.proxied)
    ? [{ route: 'proxy', sights: byProxy(endpoint, seen) }]
    : [{ route: 'direct', sights: directly(endpoint, seen) }];
}

/** A request that does not tell its route takes the proxy that is in effect. */
function goesByProxy({ port, service }: Endpoint, request: Probe | undefined, proxied: boolean): boolean {
  if (request === undefined) return false;
  if (request.route !== 'unknown') return request.route === 'proxy';
  return isOfProxy(request.cause) || (proxied && PROXIED_PORTS.has(port) && service !== PLATFORM_SERVICE);
}

function isOfProxy(cause: Cause | null): boolean {
  return cause?.startsWith('proxy_') === true;
}

/** What was seen behind the name. */
type Seen = Pick<Sights, 'tcp' | 'tls' | 'http'>;

function stateOf(status: Status | 'intercepted'): StationState {
  switch (status) {
    case 'reachable':
      return 'ok';
    case 'unreachable':
    case 'intercepted':
      return 'failed';
    case 'indeterminate':
      return 'open';
    case 'not_run':
      return 'unseen';
  }
}

/** What the deciding probe of a route shows. */
function seenBy(probe: Probe | undefined, verdict: Status): Seen {
  if (probe === undefined) return { tcp: UNSEEN, tls: UNSEEN, http: UNSEEN };
  const { layers, cause, detail, id } = probe;
  const of = (layer: Layers['tcp' | 'tls']): Sight =>
    layer === undefined ? UNSEEN : { state: layer.status === 'ok' ? 'ok' : 'failed', cause: layer.cause, probe: id };
  const result: Sight = { state: stateOf(verdict), cause, number: detail.httpStatus ?? null, probe: id };
  const isConnection = layers.http === undefined && layers.tls === undefined && layers.tcp !== undefined;
  return {
    tcp: isConnection ? result : of(layers.tcp),
    tls: of(layers.tls),
    http: isConnection ? UNSEEN : result,
  };
}

function directly(endpoint: Endpoint, seen: Seen): Sights {
  return settled({ dns: nameOf(endpoint), proxy: NONE, ...seen, tls: tlsOf(endpoint, seen) });
}

/** Nothing is encrypted on the port of HTTP. */
function tlsOf({ port }: Endpoint, { tls }: Seen): Sight {
  return port === 80 && tls.state === 'unseen' ? NONE : tls;
}

/** The proxy resolves the name and connects: what the machine itself finds out of both decides nothing. */
function byProxy(endpoint: Endpoint, seen: Seen): Sights {
  const name = nameOf(endpoint);
  const { cause, state, probe } = seen.http;
  // what does not connect by a proxy does not connect to the proxy
  const fails = isOfProxy(cause) || (state === 'failed' && blamed(cause) === 'tcp');
  const proxy: Sight = fails
    ? { state: 'failed', cause, probe }
    : state === 'unseen'
      ? UNSEEN
      : { state: 'ok', cause: 'ok', probe };
  return settled({
    dns: name.state === 'failed' ? { ...name, state: 'none' } : name,
    proxy,
    tcp: NONE,
    tls: tlsOf(endpoint, seen),
    http: fails ? UNSEEN : seen.http,
  });
}

function nameOf({ dns, host }: Endpoint): Sight {
  const { status, cause, probe } = dns;
  if (cause === 'gateway') return { state: 'failed', cause, probe };
  if (status === 'resolved') return { state: 'ok', cause, probe };
  if (status === 'failed') return { state: 'failed', cause, probe };
  return isAddress(host) ? NONE : UNSEEN;
}

/** What a failed request blames, where it is not the answer. */
function blamed(cause: Cause | null): Station {
  if (cause === null) return 'http';
  if (cause.startsWith('dns')) return 'dns';
  if (isOfProxy(cause)) return 'proxy';
  if (['timeout', 'refused', 'host_unreachable', 'route', 'local'].includes(cause)) return 'tcp';
  return ['tls_untrusted', 'tls_handshake', 'revocation'].includes(cause) ? 'tls' : 'http';
}

/**
 * Puts a failure where it happened, proves what lies before a success, and tells what was never reached: an answer came over a
 * connection, and a connection to a name needs its address.
 */
function settled(sights: Sights): Sights {
  const out = { ...sights };
  for (const station of ['tcp', 'tls', 'http'] as const) {
    const sight = out[station];
    const at = blamed(sight.cause);
    if (sight.state !== 'failed' || STATIONS.indexOf(at) >= STATIONS.indexOf(station) || out[at].state === 'ok')
      continue;
    if (out[at].state !== 'failed') out[at] = sight;
    out[station] = UNSEEN;
  }
  // what failed in TLS is the failure of the request as well
  if (out.http.state === 'failed' && out.tls.state === 'failed' && out.tls.cause === out.http.cause) out.http = UNSEEN;
  const last = STATIONS.findLastIndex((station) => out[station].state === 'ok');
  const failed = STATIONS.findIndex((station) => out[station].state === 'failed');
  for (const [index, station] of STATIONS.entries()) {
    if (out[station].state !== 'unseen') continue;
    if (failed >= 0 && index > failed) out[station] = { state: 'beyond', cause: null, probe: null };
    else if (index < last) out[station] = { state: 'ok', cause: 'ok', probe: out[STATIONS[last] ?? station].probe };
  }
  return out;
}
