import type { Gateways } from '../gateways/gateways.ts';
import type { Cause, HttpLayer, LayerResult, Layers, ProbeDetail, ProbeStatus, Route, Span } from '../model/probe.ts';
import type { ProxyInUse } from '../model/settings.ts';
import type { RawProbe } from '../session/raw-probe.ts';
import type { MatchedLine } from '../session/matched-line.ts';
import type { SystemErrors } from './os-error.ts';

/** What a probe's lines say, before any other probe is looked at. */
export interface Outcome {
  readonly status: ProbeStatus;
  readonly cause: Cause;
  /** The line that decided, null when none did. */
  readonly decisive: MatchedLine | null;
  readonly detail: ProbeDetail;
  /** The line that shows it where no signature explains one: a mark of a gateway. Within the log. */
  readonly evidence?: Span;
  /** What the lines show of each layer, lines within the log. */
  readonly layers?: Layers;
  readonly route?: Route;
  /**
   * The host that the lines ask for, where the command is lost: it goes before what the deciding line names. Empty: they
   * name none; null: they ask for no destination (the name behind an address).
   */
  readonly host?: string | null;
  /** The port that another line than the deciding one names. */
  readonly port?: number;
  /**
   * Nothing on the machine takes this way to the destination: what it shows counts for the way alone, not for the destination,
   * where another way was tried as well.
   */
  readonly aside?: true;
  /** Layers of which this run proves something, where they are fewer than its tool's. */
  readonly proves?: readonly (keyof Layers)[];
}

export interface ProbeContext {
  /** True when the probe is the last of a log that ends early, so its output may be cut. */
  readonly cutOff: boolean;
  /** The proxy that a request over https uses; `null`: none; `'unknown'`: the log does not tell. */
  readonly proxy: ProxyInUse | null | 'unknown';
  /** True when a tool that goes directly has not connected to the same destination, so an answer comes through a proxy. */
  readonly unconnected: boolean;
  /** Tells who wrote an answer. */
  readonly gateways: Gateways;
  /** Tells what a sentence of the operating system means. */
  readonly system: SystemErrors;
}

/** An outcome that a line decided as its signature says. */
export function decidedBy(line: MatchedLine, detail: ProbeDetail = {}): Outcome {
  const { verdict, cause } = line.match.signature;
  return {
    status: verdict === 'informational' ? 'indeterminate' : verdict,
    cause: cause ?? 'other',
    decisive: line,
    detail,
  };
}

/** An outcome with a line beside it that shows it, whatever that line's signature says. */
export function shownBy(
  line: MatchedLine | null,
  status: ProbeStatus,
  cause: Cause,
  detail: ProbeDetail = {},
): Outcome {
  return { status, cause, decisive: line, detail };
}

/** The outcome of a probe without a telling line. */
export function undecided(context: Pick<ProbeContext, 'cutOff'>, detail: ProbeDetail = {}): Outcome {
  return context.cutOff
    ? shownBy(null, 'incomplete', 'interrupted', detail)
    : shownBy(null, 'indeterminate', 'other', detail);
}

/** Causes from the most to the least telling; of several failures in one probe the most telling one decides. */
const TELLING: readonly Cause[] = [
  'proxy_auth',
  'proxy_denied',
  'proxy_upstream',
  'proxy_dns',
  'proxy_unreachable',
  'revocation',
  'tls_untrusted',
  'dns_nxdomain',
  'dns_servfail',
  'dns_refused',
  'local',
  'refused',
  'reset',
  'stalled',
  'timeout',
  'dns_timeout',
  'tls_handshake',
  'empty_reply',
  'route',
  'host_unreachable',
  'dns',
  'other',
];

/** The line with the most telling cause; the first of several alike. */
export function mostTelling(lines: readonly MatchedLine[]): MatchedLine | null {
  return mostTellingOf(lines, ({ match }) => match.signature.cause ?? 'other');
}

/** The one of several with the most telling cause; the first of several alike. */
export function mostTellingOf<T>(all: readonly T[], causeOf: (one: T) => Cause): T | null {
  let best: T | null = null;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const one of all) {
    const rank = TELLING.indexOf(causeOf(one));
    if (rank >= bestRank) continue;
    best = one;
    bestRank = rank;
  }
  return best;
}

/** The outcome of a probe that did not succeed: its most telling failure, else that it did not run, else nothing. */
export function withoutSuccess(probe: RawProbe, context: ProbeContext, detail: ProbeDetail): Outcome {
  const told = mostTelling(withVerdict(probe, 'unreachable')) ?? withVerdict(probe, 'not_run')[0];
  if (told !== undefined) return decidedBy(told, detail);
  return probe.interrupted ? brokenOff(detail) : undecided(context, detail);
}

/** The user did not wait for the end. */
export function brokenOff(detail: ProbeDetail = {}): Outcome {
  return shownBy(null, 'incomplete', 'interrupted', detail);
}

/** The addresses that a probe's messages name, each once. */
export function addressesOf({ matches }: RawProbe): string[] {
  const found: string[] = [];
  for (const { match } of matches) if (match.values.ip !== undefined) found.push(match.values.ip);
  return found.length < 2 ? found : [...new Set(found)];
}

export function withVerdict(probe: RawProbe, verdict: MatchedLine['match']['signature']['verdict']): MatchedLine[] {
  return probe.matches.filter(({ match }) => match.signature.verdict === verdict);
}

/** Causes with which no connection came about: what failed is TCP. */
const NO_CONNECTION: ReadonlySet<Cause> = new Set([
  'timeout',
  'refused',
  'host_unreachable',
  'route',
  'local',
  'other',
]);
/** Causes that only a connection that came about can have. */
const CONNECTED: ReadonlySet<Cause> = new Set([
  'reset',
  'empty_reply',
  'stalled',
  'tls_untrusted',
  'tls_handshake',
  'revocation',
]);

/** True for a cause with which no TCP connection came about. */
export function isUnconnected(cause: Cause): boolean {
  return NO_CONNECTION.has(cause);
}

/** A layer that works, as a line shows. */
export function passed(line: number): LayerResult {
  return { status: 'ok', cause: null, line };
}

/** What an answer with a status shows of HTTP, as the outcome says who wrote it. */
export function answeredLayer({ status, cause, detail }: Outcome, code: number, line: number): HttpLayer {
  if (status === 'reachable') return { status: 'ok', cause: null, code, from: 'destination', line };
  const from = detail.proxyStatus !== undefined ? 'proxy' : cause === 'gateway' ? 'gateway' : 'unknown';
  return { status: 'failed', cause, code, from, line };
}

/** Layers without those that nothing is known of. */
export function knownLayers(layers: { readonly [K in keyof Layers]: Layers[K] | undefined }): Layers {
  const { dns, tcp, tls, http } = layers;
  return {
    ...(dns === undefined ? {} : { dns }),
    ...(tcp === undefined ? {} : { tcp }),
    ...(tls === undefined ? {} : { tls }),
    ...(http === undefined ? {} : { http }),
  };
}

/** What a failure shows of the layers below HTTP, when it is the connection to the destination itself that failed. */
export function failedLayers({ line, match: { signature } }: MatchedLine, cause: Cause): Layers {
  const failed: LayerResult = { status: 'failed', cause, line };
  const ok = passed(line);
  if (cause.startsWith('dns') || signature.layer === 'dns') return { dns: failed };
  if (signature.layer === 'tls') return { tcp: ok, tls: { ...failed, status: 'failed', issuer: null, version: null } };
  if (signature.layer === 'tcp' && NO_CONNECTION.has(cause)) return { tcp: failed };
  return CONNECTED.has(cause) ? { tcp: ok } : {};
}
