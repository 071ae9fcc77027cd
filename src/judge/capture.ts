import { numberOrNull } from '../capture/connection.ts';
import type { Traffic } from '../capture/traffic.ts';
import type { Gateways } from '../gateways/gateways.ts';
import { CAPTURES } from '../limits.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { Probe } from '../model/probe.ts';
import { Writers } from './capture/answer.ts';
import { eachAttempt, type KnownOfCapture } from './capture/attempts.ts';
import { Destinations } from './capture/destinations.ts';
import type { AddProbe } from './capture/new-probe.ts';
import type { DnsDrop } from './capture/drops.ts';
import { endpointOfLookup, endpointOfServer, endpointOfStopped, Lookups, stoppedServers } from './capture/lookups.ts';
import { PLATFORM_SERVICE, type EndpointTable } from './services.ts';

const MOST_ENDPOINTS = CAPTURES.endpoints;

export interface CaptureJudgement {
  readonly probes: readonly Probe[];
  readonly endpoints: readonly Endpoint[];
  /** A proxy carried connections. */
  readonly proxied: boolean;
  /** Connections to further destinations, which are not judged. */
  readonly leftOut: number;
}

/**
 * Connections that the captured machine opened, and names it asked for, in the words of a log's report.
 * @param ownIds hosts that are the machine itself
 */
export function judgeCapture(
  traffic: Traffic,
  ownIds: readonly number[],
  table: EndpointTable,
  gateways: Gateways,
  { dnsDrops, ...known }: KnownOfCapture & { readonly dnsDrops: readonly DnsDrop[] },
): CaptureJudgement {
  const own = new Set(ownIds);
  const lastPacket = numberOrNull(traffic.lastPacket);
  const kindOf = (host: string): 'platform' | 'service' | 'other' => {
    const service = table.find(host)?.service;
    return service === undefined ? 'other' : service === PLATFORM_SERVICE ? 'platform' : 'service';
  };
  const destinations = new Destinations(MOST_ENDPOINTS);
  let proxied = false;
  eachAttempt(traffic, own, { writers: new Writers(gateways), kindOf, ...known }, (attempt) => {
    proxied ||= attempt.route === 'proxy';
    destinations.of(attempt.host, attempt.port)?.add(attempt);
  });
  const addresses = new Set(ownIds.map((id) => traffic.hosts.addressOf(id)));
  const stopped = stoppedServers(traffic.names, dnsDrops, addresses);
  const lookups = new Lookups(traffic.names, lastPacket, addresses, table, gateways, stopped);
  const probes: Probe[] = [];
  const add = adderTo(probes);
  const tried = new Set<string>();
  const endpoints: Endpoint[] = [];
  for (const destination of destinations.taken()) {
    tried.add(destination.host);
    endpoints.push(destination.endpoint(lookups.of(destination.host), table, add));
  }
  for (const lookup of lookups.failing()) {
    if (tried.has(lookup.host) || endpoints.length >= MOST_ENDPOINTS) continue;
    const endpoint = endpointOfLookup(lookup, table, add);
    if (endpoint !== null) endpoints.push(endpoint);
  }
  for (const drop of stopped.values()) endpoints.push(endpointOfStopped(drop, table, add));
  for (const server of traffic.names.servers.values()) {
    if (stopped.has(server.address)) continue;
    const endpoint = endpointOfServer(server, lastPacket, table, add);
    if (endpoint !== null) endpoints.push(endpoint);
  }
  return { probes, endpoints, proxied, leftOut: destinations.leftOut };
}

function adderTo(probes: Probe[]): AddProbe {
  return (probe) => {
    const id = probes.length + 1;
    probes.push({
      id,
      command: null,
      lines: null,
      signature: null,
      evidence: null,
      layers: {},
      route: 'direct',
      account: null,
      ...probe,
    });
    return id;
  };
}
