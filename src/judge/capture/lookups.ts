import { RCODES } from '../../capture/dissect/dns.ts';
import type { DnsServer, Lookup, Names } from '../../capture/names.ts';
import type { Gateways } from '../../gateways/gateways.ts';
import type { Cause, Endpoint } from '../../report/types.ts';
import { isSinkhole } from '../../text/address.ts';
import { isHostName } from '../../text/host-name.ts';
import type { EndpointTable } from '../services.ts';
import type { AddProbe, NewProbe } from './destination.ts';
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

/** Lookups that say something: names of hosts, asked of a DNS server, and not merely tried with a search suffix. */
export function tellingLookups(
  names: Names,
  lastPacket: number | null,
  own: ReadonlySet<string>,
  table: EndpointTable,
  gateways: Gateways,
): Known[] {
  const resolved = new Set<string>();
  let isSilent = true;
  for (const { inner, rcode, answers, responses, name } of names.lookups()) {
    if (inner) continue;
    if (responses > 0) isSilent = false;
    if (rcode === 0 && answers !== null) resolved.add(name.toLowerCase());
  }
  const found: Known[] = [];
  for (const lookup of names.lookups()) {
    const host = lookup.name.toLowerCase();
    if (lookup.inner || !isAsked(lookup, host, own) || isWithSuffix(host, resolved)) continue;
    const asked = Number.isNaN(lookup.time) ? Number.NEGATIVE_INFINITY : lookup.time;
    if (lookup.responses === 0 && (lastPacket ?? 0) - asked < PATIENCE) continue;
    const cause = causeOf(lookup, gateways);
    // a failing name is noise, unless it is one that Azure needs, or no DNS server answers at all
    if (cause === 'ok' || isSilent || table.find(host) !== null) found.push(known(lookup, host, cause));
  }
  return found;
}

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
  const addresses = [...(answers ?? [])];
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
        cnames: [...(aliases ?? [])].slice(0, MOST_ALIASES),
        answered: responses > 0,
      },
      layers: {
        dns: { status: isFailed ? 'failed' : 'ok', cause: cause === 'ok' ? null : cause, line: NO_LINE },
      },
    },
  };
}

function causeOf({ rcode, answers }: Lookup, gateways: Gateways): Cause {
  if (answers !== null) {
    const isSunk = [...answers].every((address) => isSinkhole(address) || isBlockAddress(address, gateways));
    return isSunk ? 'gateway' : 'ok';
  }
  switch (rcode < 0 ? null : RCODES[rcode]) {
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

/** An address that a filter gives for names that it blocks. */
function isBlockAddress(address: string, gateways: Gateways): boolean {
  return gateways.at('address', address)?.meaning === 'answered';
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

/** A DNS server of the platform: its answers show that port 53 is open, and its silence that it is not. */
export function endpointOfServer(
  { address, queries, responses, firstQuery }: DnsServer,
  lastPacket: number | null,
  table: EndpointTable,
  add: AddProbe,
): Endpoint | null {
  const rule = table.find(address);
  const ports = rule?.port.toString().split(',') ?? [];
  if (rule?.service !== 'platform' || !ports.some((port) => Number(port) === DNS_PORT) || queries === 0) return null;
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
