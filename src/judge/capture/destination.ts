import type { Cause, ProbeDetail, Status } from '../../model/probe.ts';
import type { Endpoint, RouteState } from '../../model/endpoint.ts';
import { isPrivateAddress } from '../../text/address.ts';
import { PLATFORM_SERVICE, type EndpointTable } from '../services.ts';
import type { Attempt } from './attempts.ts';
import { portsOf, type Known } from './lookups.ts';
import type { Result } from './result.ts';
import type { AddProbe } from './new-probe.ts';

/** Addresses that are listed with a destination. */
const MOST_ADDRESSES = 32;

/** All tries of one kind: the same route, layer, verdict and cause, over the same version of IP. */
interface Kind {
  readonly route: Attempt['route'];
  readonly isSix: boolean;
  readonly result: Result;
}

/** Kinds that are kept of a destination: a proxy may answer in very many ways. */
const MOST_KINDS = 64;
const NOT_RUN = { status: 'not_run', cause: null, httpStatus: null, probe: null } as const;
const NO_TLS = { status: 'not_run', cause: null, issuer: null, probe: null } as const;
const NO_ROUTES: readonly RouteState[] = [];

/** A destination with what its connections showed, each kind once. */
export class Destination {
  readonly host: string;
  readonly port: number;
  readonly #kinds: Kind[] = [];
  readonly #addresses: string[] = [];
  /** By version of IP: direct tries that were answered, and that nobody answered. */
  readonly #counts = { four: { answered: 0, silent: 0 }, six: { answered: 0, silent: 0 } };

  constructor(host: string, port: number) {
    this.host = host;
    this.port = port;
  }

  add({ address, route, result }: Attempt): void {
    const isSix = address.includes(':');
    if (this.#kinds.length < MOST_KINDS && !this.#kinds.some((kind) => isSame(kind, route, isSix, result)))
      this.#kinds.push({ route, isSix, result });
    if (route !== 'direct') return;
    const counts = this.#counts[isSix ? 'six' : 'four'];
    if (result.cause === 'timeout') counts.silent += 1;
    else if (result.layers.tcp?.status === 'ok') counts.answered += 1;
    if (this.#addresses.length < MOST_ADDRESSES && !this.#addresses.includes(address)) this.#addresses.push(address);
  }

  endpoint(lookup: Known | undefined, table: EndpointTable, add: AddProbe): Endpoint {
    const { host, port } = this;
    const dns = this.#dns(lookup, add);
    const isSunk = dns.cause === 'gateway';
    const direct = this.#direct(isSunk, add);
    const proxy = this.#proxy(add);
    const https = merged(direct.https, proxy?.https ?? null);
    const routes =
      proxy === null || direct.verdict === 'not_run'
        ? NO_ROUTES
        : [
            { route: 'proxy' as const, account: null, verdict: proxy.verdict, probe: proxy.https.probe },
            {
              route: 'direct' as const,
              account: null,
              verdict: direct.verdict,
              probe: direct.https.probe ?? direct.tcp.probe,
            },
          ];
    const verdict = mergedVerdict(direct.verdict, proxy?.verdict ?? 'not_run');
    const sunk = isSunk && verdict !== 'reachable';
    return {
      host,
      port,
      service: serviceOf(host, port, table),
      dns,
      tcp: direct.tcp,
      tls: tlsOf(this.#kinds, https.probe),
      routes,
      https,
      verdict: sunk ? 'unreachable' : verdict,
      decidedBy: sunk ? dns.probe : (https.probe ?? direct.tcp.probe),
    };
  }

  #dns(lookup: Known | undefined, add: AddProbe): Endpoint['dns'] {
    const addresses = this.#addresses;
    const isName = /[a-z]/u.test(this.host) && !this.host.includes(':');
    const isPrivate = isName && addresses.some(isPrivateAddress);
    if (lookup === undefined) return { status: 'not_run', addresses, private: isPrivate, cause: null, probe: null };
    const shown = [...new Set([...addresses, ...lookup.addresses.slice(0, MOST_ADDRESSES)])];
    const probe = add(lookup.probe);
    const isResolved = lookup.cause === 'ok' || lookup.cause === 'gateway';
    return {
      // what was connected to was resolved somehow
      status: isResolved ? 'resolved' : 'not_run',
      addresses: shown,
      private: isName && shown.some(isPrivateAddress),
      cause: lookup.cause,
      probe: isResolved ? probe : null,
    };
  }

  #direct(isSunk: boolean, add: AddProbe): RouteOutcome & { readonly tcp: Endpoint['tcp'] } {
    const own = this.#of('direct');
    const https = this.#layer(pick(own.filter(({ layer }) => layer === 'https')), 'direct', isSunk, add);
    const tcpOnly = this.#layer(pick(own.filter(({ layer }) => layer === 'tcp')), 'direct', isSunk, add);
    // what got as far as TLS has connected
    const tcp: Endpoint['tcp'] =
      tcpOnly.status === 'not_run' && https.status !== 'not_run'
        ? { status: 'reachable', cause: 'ok', probe: https.probe }
        : { status: tcpOnly.status, cause: tcpOnly.cause, probe: tcpOnly.probe };
    const isBothWays = https.status === 'reachable' && tcpOnly.status === 'unreachable';
    const verdict = isBothWays ? 'indeterminate' : https.status === 'not_run' ? tcpOnly.status : https.status;
    return { tcp, https, verdict };
  }

  #proxy(add: AddProbe): RouteOutcome | null {
    const all = this.#of('proxy');
    if (all.length === 0) return null;
    // a proxy that asks for credentials may get them with the next request
    const isOpened = all.some(({ detail: { proxyStatus = 0 } }) => proxyStatus >= 200 && proxyStatus < 300);
    const https = this.#layer(
      pick(all.filter(({ cause }) => !(isOpened && cause === 'proxy_auth'))),
      'proxy',
      false,
      add,
    );
    return { https, verdict: https.status };
  }

  /** How many of the tries nobody answered, where others were answered over the same version of IP. */
  #share(route: Attempt['route']): ProbeDetail {
    if (route !== 'direct') return {};
    const mixed = Object.values(this.#counts).find(({ answered, silent }) => answered > 0 && silent > 0);
    return mixed === undefined ? {} : { attempts: mixed.answered + mixed.silent, unanswered: mixed.silent };
  }

  /** What the tries by a route showed. A version of IP by which nothing arrives says nothing where the other one works. */
  #of(route: Attempt['route']): Result[] {
    const own = this.#kinds.filter((kind) => kind.route === route);
    const works = (isSix: boolean): boolean =>
      own.some((kind) => kind.isSix === isSix && kind.result.status === 'reachable');
    const [four, six] = [works(false), works(true)];
    const dead = four === six ? null : four;
    return own.filter(({ isSix, result }) => isSix !== dead || result.layer !== 'tcp').map(({ result }) => result);
  }

  #layer(picked: Picked | null, route: Attempt['route'], isSunk: boolean, add: AddProbe): Endpoint['https'] {
    if (picked === null) return NOT_RUN;
    const { result } = picked;
    // who answers at the address of a blocked name is not the destination
    const status = isSunk && picked.status === 'reachable' ? 'indeterminate' : picked.status;
    const cause: Cause = isSunk && picked.status === 'reachable' ? 'gateway' : result.cause;
    const detail: ProbeDetail = { addresses: this.#addresses, ...result.detail, ...this.#share(route) };
    const tool = result.layer === 'tcp' ? 'tcp' : result.layers.http === undefined ? 'tls' : 'http';
    const probe = add({ tool, host: this.host, port: this.port, status, cause, detail, layers: result.layers, route });
    return { status, cause, httpStatus: result.layers.http?.code ?? null, probe };
  }
}

/** Addresses of the platform have other ports too, which the agent does not need. */
function serviceOf(host: string, port: number, table: EndpointTable): string {
  const byPort = table.serviceOfPort(port);
  if (byPort !== null) return byPort;
  const rule = table.find(host);
  if (rule?.service !== PLATFORM_SERVICE) return rule?.service ?? 'other';
  return portsOf(rule).includes(port) ? rule.service : 'other';
}

function isSame(kind: Kind, route: Attempt['route'], isSix: boolean, other: Result): boolean {
  const { result } = kind;
  return (
    kind.route === route &&
    kind.isSix === isSix &&
    result.layer === other.layer &&
    result.status === other.status &&
    result.cause === other.cause &&
    result.isBare === other.isBare &&
    result.detail.proxyStatus === other.detail.proxyStatus &&
    result.detail.gateway === other.detail.gateway &&
    result.layers.tls?.status === other.layers.tls?.status
  );
}

interface RouteOutcome {
  readonly https: Endpoint['https'];
  readonly verdict: Status;
}

interface Picked {
  readonly result: Result;
  readonly status: Result['status'];
}

/** Of several kinds the one that speaks; null when there is none. */
function pick(all: readonly Result[]): Picked | null {
  const worst = all.find(({ status }) => status === 'unreachable');
  const isConnected = all.some(({ status }) => status === 'reachable');
  // where data stays without an answer, a handshake alone proves nothing either
  const doubt = all.find(({ status, cause }) => status === 'indeterminate' && cause !== 'interrupted');
  const good = all.find(({ status, isBare }) => status === 'reachable' && !(isBare && doubt !== undefined));
  const shown = worst ?? good ?? doubt ?? all[0];
  if (shown === undefined) return null;
  // the same destination both ways: neither answer alone tells the truth
  return { result: shown, status: worst !== undefined && isConnected ? 'indeterminate' : shown.status };
}

/** Of two routes the one that fails is shown. */
function merged(direct: Endpoint['https'], proxy: Endpoint['https'] | null): Endpoint['https'] {
  if (proxy === null) return direct;
  if (direct.status === 'not_run') return proxy;
  const shown = direct.status === 'reachable' ? proxy : direct;
  return { ...shown, status: mergedVerdict(direct.status, proxy.status) };
}

function mergedVerdict(one: Status, other: Status): Status {
  if (one === 'not_run' || one === other) return other;
  if (other === 'not_run') return one;
  return 'indeterminate';
}

/** What all connections together show of TLS: something that opens it on the way outweighs what came through. */
function tlsOf(kinds: readonly Kind[], probe: number | null): Endpoint['tls'] {
  const shown = kinds.flatMap(({ result }) => result.layers.tls ?? []);
  const [first] = shown;
  if (first === undefined) return NO_TLS;
  const issuer = shown.find((layer) => layer.issuer !== null)?.issuer ?? null;
  const opened = shown.find(({ status }) => status === 'intercepted');
  if (opened !== undefined) return { status: 'intercepted', cause: opened.cause, issuer: opened.issuer, probe };
  const failed = shown.find(({ status }) => status === 'failed');
  if (failed === undefined) return { status: 'reachable', cause: null, issuer, probe };
  const isOk = shown.some(({ status }) => status === 'ok');
  return { status: isOk ? 'indeterminate' : 'unreachable', cause: failed.cause, issuer, probe };
}
