import type { Outcome } from '../log/probes/outcome.ts';
import type { RawProbe } from '../log/scan.ts';
import type { Cause, Endpoint, Status } from '../report/types.ts';
import { isPrivateAddress } from './address.ts';
import type { EndpointTable } from './services.ts';

/** A probe with what it says. */
export interface JudgedProbe {
  readonly id: number;
  readonly raw: RawProbe;
  readonly outcome: Outcome;
}

export interface Surroundings {
  /** `curl` goes through a proxy for https. */
  readonly proxied: boolean;
  /** The log does not tell whether there is a proxy, and nothing else in it does. */
  readonly proxyUnknown: boolean;
  /** The log ends early: what its last part has not tested yet is open. */
  readonly incomplete: boolean;
  readonly lastSection: number;
  /** Services that this script's targets stand for, where they differ from the table. */
  readonly services: Readonly<Record<string, string>>;
}

/** Ports that a proxy set by environment variables serves; nc does not use it. Port 3260 is never proxied. */
const PROXIED_PORTS: ReadonlySet<number> = new Set([80, 443]);

interface Group {
  readonly host: string;
  readonly port: number;
  readonly nslookup: JudgedProbe[];
  readonly nc: JudgedProbe[];
  readonly curl: JudgedProbe[];
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
    const { host, port } = targetOf(probe);
    let own = byHost.get(host);
    if (own === undefined) {
      own = { groups: [], lookups: [] };
      byHost.set(host, own);
    }
    if (probe.raw.tool === 'nslookup') {
      own.lookups.push(probe);
      continue;
    }
    const wanted = port ?? 443;
    let endpoint = own.groups.find((known) => known.port === wanted);
    if (endpoint === undefined) {
      endpoint = { host, port: wanted, nslookup: own.lookups, nc: [], curl: [], section: 0, first: probe.id };
      own.groups.push(endpoint);
      all.push(endpoint);
    }
    endpoint.section = probe.raw.section;
    if (probe.raw.tool === 'nc') endpoint.nc.push(probe);
    else if (probe.raw.tool === 'curl') endpoint.curl.push(probe);
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
      nslookup: lookups,
      nc: [],
      curl: [],
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
  const named = raw.matches.find(({ match }) => match.values.host !== undefined)?.match.values.host;
  const host = raw.command?.host ?? said.host ?? named ?? said.ip ?? '';
  const port = raw.command?.port ?? (said.port === undefined ? null : Number(said.port));
  return { host: host.toLowerCase(), port };
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
  const curl = worst(endpoint.curl);
  const https: Endpoint['https'] = {
    status: statusOfCurl(curl),
    cause: curl === null || statusOfCurl(curl) === 'not_run' ? null : curl.outcome.cause,
    httpStatus: curl?.outcome.detail.httpStatus ?? null,
    probe: curl?.id ?? null,
  };
  const undecidedCurl = curl?.outcome.status === 'indeterminate';
  const open = around.incomplete && endpoint.section === around.lastSection && PROXIED_PORTS.has(port);
  const verdict = verdictOf({
    dns,
    tcp,
    https,
    undecidedCurl,
    open,
    proxied: around.proxied && PROXIED_PORTS.has(port),
  });
  const decidedBy =
    https.status === 'not_run' && !undecidedCurl ? (tcp.status === 'not_run' ? dns.probe : tcp.probe) : https.probe;
  return { host, port, service: around.services[listed] ?? listed, dns, tcp, https, verdict, decidedBy };
}

function judgeDns({ nslookup, nc, curl }: Group): Endpoint['dns'] {
  const probe = worst(nslookup);
  const all = nslookup.flatMap(({ outcome }) => outcome.detail.addresses ?? []);
  const addresses = [...new Set(all)];
  const cnames = nslookup.flatMap(({ outcome }) => outcome.detail.cnames ?? []);
  const isPrivate = addresses.some(isPrivateAddress) || cnames.some((name) => name.includes('.privatelink.'));
  const said = (status: Endpoint['dns']['status'], by: JudgedProbe | null, cause: Cause | null): Endpoint['dns'] => ({
    status,
    addresses,
    private: isPrivate,
    cause,
    probe: by?.id ?? null,
  });
  if (probe?.outcome.status === 'reachable') return said('resolved', probe, 'ok');
  if (probe?.outcome.status === 'unreachable') return said('failed', probe, probe.outcome.cause);
  // nslookup did not run or says nothing: the other tools resolve the name as well
  const failing = [...nc, ...curl].find(
    ({ outcome }) => outcome.status === 'unreachable' && outcome.cause.startsWith('dns'),
  );
  return failing === undefined ? said('not_run', probe, null) : said('failed', failing, failing.outcome.cause);
}

function judgeTcp({ nc, port }: Group, around: Surroundings): Endpoint['tcp'] {
  const probe = worst(nc);
  if (probe === null) return { status: 'not_run', cause: null, probe: null };
  const { status, cause } = probe.outcome;
  if (status === 'incomplete' || status === 'not_run') return { status: 'not_run', cause, probe: probe.id };
  const silent = PROXIED_PORTS.has(port) && (around.proxied || around.proxyUnknown);
  return { status: silent ? 'indeterminate' : status, cause, probe: probe.id };
}

function statusOfCurl(curl: JudgedProbe | null): Status {
  const status = curl?.outcome.status;
  return status === 'reachable' || status === 'unreachable' ? status : 'not_run';
}

interface Layers {
  readonly dns: Endpoint['dns'];
  readonly tcp: Endpoint['tcp'];
  readonly https: Endpoint['https'];
  readonly undecidedCurl: boolean;
  readonly open: boolean;
  readonly proxied: boolean;
}

/** The layer nearest to the workload's own traffic decides: HTTPS, else TCP, else the name. */
function verdictOf({ dns, tcp, https, undecidedCurl, open, proxied }: Layers): Status {
  if (https.status !== 'not_run') return https.status;
  if (undecidedCurl) return tcp.status === 'unreachable' ? 'unreachable' : 'indeterminate';
  if (tcp.status === 'reachable') return open ? 'indeterminate' : 'reachable';
  if (tcp.status !== 'not_run') return tcp.status;
  if (dns.status === 'failed') return proxied ? 'indeterminate' : 'unreachable';
  return 'not_run';
}
