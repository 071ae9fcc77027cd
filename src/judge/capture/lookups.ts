import { RCODES } from '../../capture/dissect/dns.ts';
import { listOf, type Few } from '../../capture/few.ts';
import type { DnsServer, Lookup, Names } from '../../capture/names.ts';
import type { Gateways } from '../../gateways/gateways.ts';
import type { EndpointRule } from '../../knowledge/types.ts';
import type { Cause } from '../../model/probe.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import { isSinkhole } from '../../text/address.ts';
import { isHostName } from '../../text/host-name.ts';
import { PLATFORM_SERVICE, type EndpointTable } from '../services.ts';
import type { DnsDrop } from './drops.ts';
import type { AddProbe, NewProbe } from './new-probe.ts';
import { NO_LINE } from './result.ts';
import { PATIENCE } from './outcome.ts';

const DNS_PORT = 53;
const TLS_PORT = 443;
/** Canonical names that a probe lists. */
const MOST_ALIASES = 32;

/** A name that the machine asked for, and what came of it. */
export interface Known {
  readonly host: string;
  readonly cause: Cause;
  readonly addresses: readonly string[];
  readonly probe: NewProbe;
}

/** By the address of a DNS server: what a filter inside the machine threw away of what was asked of it, or of its answers. */
export type StoppedServers = ReadonlyMap<string, DnsDrop>;

/** DNS servers of which nothing got through a filter inside the machine. */
export function stoppedServers(names: Names, drops: readonly DnsDrop[], own: ReadonlySet<string>): StoppedServers {
  const stopped = new Map<string, DnsDrop>();
  for (const drop of drops) {
    const { client, server, answers } = drop;
    if (!own.has(client) || own.has(server)) continue;
    // an answer that was captured ahead of the filter was thrown away all the same
    if ((names.servers.get(server)?.responses ?? 0) <= answers) stopped.set(server, drop);
  }
  return stopped;
}

/** The names that the machine asked for, as far as they say something: not merely tried with a search suffix, or by others. */
export class Lookups {
  readonly #names: Names;
  readonly #lastPacket: number | null;
  readonly #own: ReadonlySet<string>;
  readonly #table: EndpointTable;
  readonly #gateways: Gateways;
  readonly #resolved = new Set<string>();
  /** No DNS server answers at all. */
  readonly #isSilent: boolean;
  readonly #stopped: StoppedServers;

  /**
   * @param own addresses of the machine itself
   * @param stopped DNS servers that the machine's own firewall keeps from it
   */
  constructor(
    names: Names,
    lastPacket: number | null,
    own: ReadonlySet<string>,
    table: EndpointTable,
    gateways: Gateways,
    stopped: StoppedServers = new Map(),
  ) {
    this.#stopped = stopped;
    this.#names = names;
    this.#lastPacket = lastPacket;
    this.#own = own;
    this.#table = table;
    this.#gateways = gateways;
    let isSilent = true;
    for (const { inner, rcode, answers, responses, name } of names.lookups()) {
      if (inner) continue;
      if (responses > 0) isSilent = false;
      if (rcode === 0 && answers !== null) this.#resolved.add(name.toLowerCase());
    }
    this.#isSilent = isSilent;
  }

  /** What came of a name. */
  of(host: string): Known | undefined {
    const lookup = this.#names.lookup(host);
    return lookup === undefined ? undefined : (this.#read(lookup) ?? undefined);
  }

  /** Names that fail, or that lead nowhere. */
  *failing(): Generator<Known> {
    for (const lookup of this.#names.lookups()) {
      if (lookup.answers !== null && !this.#isSunk(lookup.answers)) continue;
      const found = this.#read(lookup);
      if (found !== null && found.cause !== 'ok') yield found;
    }
  }

  #read(lookup: Lookup): Known | null {
    const host = lookup.name.toLowerCase();
    if (lookup.inner || !isAsked(lookup, host, this.#own) || isWithSuffix(host, this.#resolved)) return null;
    const asked = Number.isNaN(lookup.time) ? Number.NEGATIVE_INFINITY : lookup.time;
    if (lookup.responses === 0 && (this.#lastPacket ?? 0) - asked < PATIENCE) return null;
    const cause = this.#causeOf(lookup);
    // a failing name is noise, unless it is one that Azure needs, or no DNS server answers at all
    const tells = cause === 'ok' || this.#isSilent || this.#table.find(host) !== null;
    if (!tells) return null;
    const found = known(lookup, host, cause);
    const drop = cause === 'local' ? this.#stopped.get(lookup.server) : undefined;
    if (drop === undefined) return found;
    return { ...found, probe: { ...found.probe, detail: { ...found.probe.detail, ...drop.detail } } };
  }

  #causeOf({ rcode, answers, server }: Lookup): Cause {
    if (this.#stopped.has(server)) return 'local';
    if (answers !== null) return this.#isSunk(answers) ? 'gateway' : 'ok';
    return rcode < 0 ? 'dns_timeout' : (CAUSES.get(RCODES[rcode] ?? '') ?? 'dns');
  }

  /** Every address is the machine's own, none at all, or one that a filter gives for names that it blocks. */
  #isSunk(answers: Few): boolean {
    for (const address of listOf(answers))
      if (!isSinkhole(address) && this.#gateways.at('address', address)?.meaning !== 'answered') return false;
    return true;
  }
}

const CAUSES: ReadonlyMap<string, Cause> = new Map([
  ['NXDOMAIN', 'dns_nxdomain'],
  ['SERVFAIL', 'dns_servfail'],
  ['REFUSED', 'dns_refused'],
  ['NOERROR', 'ok'],
]);

function isAsked({ queries, server }: Lookup, host: string, own: ReadonlySet<string>): boolean {
  if (queries === 0 || host.endsWith('.arpa') || host.endsWith('.local') || !host.includes('.')) return false;
  if (/^(?:22[4-9]|23\d)\.|^ff/u.test(server) || own.has(server)) return false;
  return isHostName(host);
}

/** A name that was found, with another ending behind it: what the resolver tried first. */
function isWithSuffix(host: string, resolved: ReadonlySet<string>): boolean {
  for (let dot = host.indexOf('.'); dot > 0; dot = host.indexOf('.', dot + 1))
    if (resolved.has(host.slice(0, dot))) return true;
  return false;
}

function known(lookup: Lookup, host: string, cause: Cause): Known {
  const { server, answers, aliases, responses } = lookup;
  const addresses = listOf(answers);
  const isFailed = cause !== 'ok' && cause !== 'gateway';
  return {
    host,
    cause,
    addresses,
    probe: {
      tool: 'dns',
      host,
      port: DNS_PORT,
      status: isFailed ? 'unreachable' : 'reachable',
      cause,
      detail: {
        server,
        addresses,
        cnames: listOf(aliases).slice(0, MOST_ALIASES),
        answered: responses > 0,
      },
      layers: {
        dns: { status: isFailed ? 'failed' : 'ok', cause: cause === 'ok' ? null : cause, line: NO_LINE },
      },
    },
  };
}

/** A name that fails, or that leads nowhere, without any connection to it; null when it does neither. */
export function endpointOfLookup(lookup: Known, table: EndpointTable, add: AddProbe): Endpoint | null {
  const { host, cause, addresses } = lookup;
  const isSunk = cause === 'gateway';
  if (cause === 'ok' || (isSunk && table.find(host) === null)) return null;
  const probe = add(lookup.probe);
  return {
    ...UNTRIED,
    host,
    port: TLS_PORT,
    service: table.find(host)?.service ?? 'other',
    dns: { status: isSunk ? 'resolved' : 'failed', addresses: isSunk ? addresses : [], private: false, cause, probe },
    verdict: 'unreachable',
    decidedBy: probe,
  };
}

/** The ports of a rule of the endpoint table: one, or several between commas. */
export function portsOf({ port }: EndpointRule): number[] {
  return String(port).split(',').map(Number);
}

/** A DNS server that the machine's own firewall keeps from it. */
export function endpointOfStopped({ server, detail }: DnsDrop, table: EndpointTable, add: AddProbe): Endpoint {
  const rule = table.find(server);
  const probe = add({
    tool: 'dns',
    host: server,
    port: DNS_PORT,
    status: 'unreachable',
    cause: 'local',
    detail: { server, answered: false, ...detail },
    layers: { dns: { status: 'failed', cause: 'local', line: NO_LINE } },
  });
  return {
    ...UNTRIED,
    host: server,
    port: DNS_PORT,
    service: rule !== null && portsOf(rule).includes(DNS_PORT) ? rule.service : 'other',
    dns: { status: 'failed', addresses: [], private: false, cause: 'local', probe },
    verdict: 'unreachable',
    decidedBy: probe,
  };
}

/** A DNS server of the platform: its answers show that port 53 is open, and its silence that it is not. */
export function endpointOfServer(
  { address, queries, responses, firstQuery }: DnsServer,
  lastPacket: number | null,
  table: EndpointTable,
  add: AddProbe,
): Endpoint | null {
  const rule = table.find(address);
  if (rule?.service !== PLATFORM_SERVICE || !portsOf(rule).includes(DNS_PORT) || queries === 0) return null;
  const waited = (lastPacket ?? 0) - (Number.isNaN(firstQuery) ? (lastPacket ?? 0) : firstQuery);
  if (responses === 0 && waited < PATIENCE) return null;
  const isAnswered = responses > 0;
  const cause: Cause = isAnswered ? 'ok' : 'dns_timeout';
  const probe = add({
    tool: 'dns',
    host: address,
    port: DNS_PORT,
    status: isAnswered ? 'reachable' : 'unreachable',
    cause,
    detail: { server: address, answered: isAnswered },
    layers: { dns: { status: isAnswered ? 'ok' : 'failed', cause: isAnswered ? null : cause, line: NO_LINE } },
  });
  return {
    ...UNTRIED,
    host: address,
    port: DNS_PORT,
    service: rule.service,
    dns: { status: isAnswered ? 'resolved' : 'failed', addresses: [], private: false, cause, probe },
    verdict: isAnswered ? 'reachable' : 'unreachable',
    decidedBy: probe,
  };
}

const UNTRIED = {
  tcp: { status: 'not_run', cause: null, probe: null },
  tls: { status: 'not_run', cause: null, issuer: null, probe: null },
  routes: [],
  https: { status: 'not_run', cause: null, httpStatus: null, probe: null },
} as const;
