import type { Outcome } from '../log/probes/outcome.ts';
import type { RawProbe } from '../log/scan/raw-probe.ts';
import type { Cause, Endpoint, Status } from '../report/types.ts';
import { isAddress, isPrivateAddress } from '../text/address.ts';
import type { EndpointTable } from './services.ts';

/** A probe with what it says. */
export interface JudgedProbe {
  readonly id: number;
  readonly raw: RawProbe;
  readonly outcome: Outcome;
}

export interface Surroundings {
  /** A proxy is in effect for https. */
  readonly proxied: boolean;
  /** The log does not tell whether there is a proxy, and nothing else in it does. */
  readonly proxyUnknown: boolean;
  /** The log ends early: what its last part has not tested yet is open. */
  readonly incomplete: boolean;
  readonly lastSection: number;
  /** Services that this script's targets stand for, where they differ from the table. */
  readonly services: Readonly<Record<string, string>>;
}

/** Tools that ask for a name, connect to a port, and ask for an answer over HTTPS. */
const LAYER_OF: Readonly<Record<string, 'lookups' | 'connects' | 'requests'>> = {
  nslookup: 'lookups',
  nc: 'connects',
  tnc: 'connects',
  curl: 'requests',
  iwr: 'requests',
  wget: 'requests',
};

/** Ports that a proxy serves; nc and tnc do not use it. Port 3260 is never proxied. */
const PROXIED_PORTS: ReadonlySet<number> = new Set([80, 443]);

interface Group {
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
export function judgeEndpoints(probes: readonly JudgedProbe[], table: EndpointTable, around: Surroundings): Endpoint[] {
  return group(probes, table).map((endpoint) => judge(endpoint, table, around));
}

function group(probes: readonly JudgedProbe[], table: EndpointTable): Group[] {
  const all: Group[] = [];
  const byHost = new Map<string, { readonly groups: Group[]; readonly lookups: JudgedProbe[] }>();
  for (const probe of probes) {
    const layer = LAYER_OF[probe.raw.tool];
    if (layer === undefined) continue;
    const { host, port } = targetOf(probe);
    // the script was started without the name of a storage account
    if (host === '' && probe.raw.command !== null) continue;
    let own = byHost.get(host);
    if (own === undefined) {
      own = { groups: [], lookups: [] };
      byHost.set(host, own);
    }
    if (layer === 'lookups') {
      own.lookups.push(probe);
      continue;
    }
    const wanted = port ?? 443;
    let endpoint = own.groups.find((known) => known.port === wanted);
    if (endpoint === undefined) {
      endpoint = { host, port: wanted, lookups: own.lookups, connects: [], requests: [], section: 0, first: probe.id };
      own.groups.push(endpoint);
      all.push(endpoint);
    }
    endpoint.section = probe.raw.section;
    endpoint[layer].push(probe);
  }
  for (const [host, { groups, lookups }] of byHost) {
    const [lookup] = lookups;
    if (lookup === undefined) continue;
    for (const endpoint of groups) endpoint.first = Math.min(endpoint.first, lookup.id);
    if (groups.length > 0) continue;
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
  const host = raw.command?.host ?? said.host ?? hostIn(raw) ?? said.ip ?? '';
  // the list of Test-NetConnection has a line of its own for the port
  const listed = raw.tool === 'tnc' ? raw.matches.find(({ match }) => match.values.port !== undefined) : undefined;
  const told = said.port ?? listed?.match.values.port;
  const port = raw.command?.port ?? (told === undefined ? null : Number(told));
  return { host: host.toLowerCase(), port };
}

function hostIn({ matches }: RawProbe): string | undefined {
  return matches.find(({ match }) => match.values.host !== undefined)?.match.values.host;
}

const WORST_FIRST: readonly Outcome['status'][] = [
  'unreachable',
  'indeterminate',
  'reachable',
  'incomplete',
  'not_run',
];

/** Of several results for the same thing the worst counts: a false "reachable" is the worst answer. */
function worst(probes: readonly JudgedProbe[]): JudgedProbe | null {
  let found: JudgedProbe | null = null;
  for (const probe of probes) {
    if (found === null || WORST_FIRST.indexOf(probe.outcome.status) < WORST_FIRST.indexOf(found.outcome.status))
      found = probe;
  }
  return found;
}

function judge(endpoint: Group, table: EndpointTable, around: Surroundings): Endpoint {
  const { host, port } = endpoint;
  const listed = port === 3260 ? 'ilr' : (table.find(host)?.service ?? 'other');
  const dns = judgeDns(endpoint);
  const tcp = judgeTcp(endpoint, around);
  const request = worst(endpoint.requests);
  // a certificate is for a name, so asking by address must fail and tells nothing but that something answered
  const byAddress = isAddress(host) && request?.outcome.cause === 'tls_untrusted';
  const status = byAddress ? 'not_run' : statusOf(request);
  const https: Endpoint['https'] = {
    status,
    cause: status === 'not_run' ? null : (request?.outcome.cause ?? null),
    httpStatus: request?.outcome.detail.httpStatus ?? null,
    probe: request?.id ?? null,
  };
  const undecided = request?.outcome.status === 'indeterminate' || (byAddress && tcp.status !== 'reachable');
  const open = around.incomplete && endpoint.section === around.lastSection && PROXIED_PORTS.has(port);
  const verdict = verdictOf({
    dns,
    tcp,
    https,
    undecided,
    open,
    proxied: around.proxied && PROXIED_PORTS.has(port),
  });
  const decidedBy =
    https.status === 'not_run' && !undecided ? (tcp.status === 'not_run' ? dns.probe : tcp.probe) : https.probe;
  const tls: Endpoint['tls'] = { status: 'not_run', cause: null, issuer: null, probe: null };
  return {
    host,
    port,
    service: around.services[listed] ?? listed,
    dns,
    tcp,
    tls,
    https,
    routes: [],
    verdict,
    decidedBy,
  };
}

function judgeDns({ lookups, connects, requests }: Group): Endpoint['dns'] {
  const probe = worst(lookups);
  const shown = new Set<string>();
  for (const { raw, outcome } of [...lookups, ...connects]) {
    if (raw.tool === 'nc') continue;
    for (const address of outcome.detail.addresses ?? []) shown.add(address);
  }
  const addresses = [...shown];
  const isPrivate =
    addresses.some(isPrivateAddress) ||
    lookups.some(({ outcome }) => outcome.detail.cnames?.some((name) => name.includes('.privatelink.')) === true);
  const said = (status: Endpoint['dns']['status'], by: JudgedProbe | null, cause: Cause | null): Endpoint['dns'] => ({
    status,
    addresses,
    private: isPrivate,
    cause,
    probe: by?.id ?? null,
  });
  if (probe?.outcome.status === 'reachable') return said('resolved', probe, 'ok');
  if (probe?.outcome.status === 'unreachable') return said('failed', probe, probe.outcome.cause);
  // nslookup did not run or says nothing: the other tools resolve the name as well, and tnc prints the address
  const failing = [...connects, ...requests].find(
    ({ outcome }) => outcome.status === 'unreachable' && outcome.cause.startsWith('dns'),
  );
  const found = connects.find(({ raw, outcome }) => raw.tool === 'tnc' && isResolved(outcome));
  if (found !== undefined && failing?.raw.tool !== 'tnc') return said('resolved', found, 'ok');
  return failing === undefined ? said('not_run', probe, null) : said('failed', failing, failing.outcome.cause);
}

function isResolved({ status, detail }: Outcome): boolean {
  return status === 'reachable' || (detail.addresses ?? []).length > 0;
}

function judgeTcp({ connects, requests, port }: Group, around: Surroundings): Endpoint['tcp'] {
  const probe = worst(connects);
  if (probe === null) return { status: 'not_run', cause: null, probe: null };
  const { status, cause } = probe.outcome;
  if (status === 'incomplete' || status === 'not_run') return { status: 'not_run', cause, probe: probe.id };
  // where the endpoint's own request decides, what is not known about a proxy takes nothing from the connection
  const alone = statusOf(worst(requests)) === 'not_run';
  const silent = PROXIED_PORTS.has(port) && (around.proxied || (around.proxyUnknown && alone));
  return { status: silent ? 'indeterminate' : status, cause, probe: probe.id };
}

function statusOf(request: JudgedProbe | null): Status {
  const status = request?.outcome.status;
  return status === 'reachable' || status === 'unreachable' ? status : 'not_run';
}

interface Layers {
  readonly dns: Endpoint['dns'];
  readonly tcp: Endpoint['tcp'];
  readonly https: Endpoint['https'];
  readonly undecided: boolean;
  readonly open: boolean;
  readonly proxied: boolean;
}

/** The layer nearest to the workload's own traffic decides: HTTPS, else TCP, else the name. */
function verdictOf({ dns, tcp, https, undecided, open, proxied }: Layers): Status {
  if (https.status !== 'not_run') return https.status;
  if (undecided) return tcp.status === 'unreachable' ? 'unreachable' : 'indeterminate';
  if (tcp.status === 'reachable') return open ? 'indeterminate' : 'reachable';
  if (tcp.status !== 'not_run') return tcp.status;
  if (dns.status === 'failed') return proxied ? 'indeterminate' : 'unreachable';
  return 'not_run';
}
