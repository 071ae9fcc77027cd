import type { Cause, Layers, ProbeDetail, ProbeStatus, Route } from '../../report/types.ts';
import type { MatchedLine, RawProbe } from '../scan/raw-probe.ts';

/** What a probe's lines say, before any other probe is looked at. */
export interface Outcome {
  readonly status: ProbeStatus;
  readonly cause: Cause;
  /** The line that decided, null when none did. */
  readonly decisive: MatchedLine | null;
  readonly detail: ProbeDetail;
  /** What the lines show of each layer, lines within the log. */
  readonly layers?: Layers;
  readonly route?: Route;
}

export interface ProbeContext {
  /** True when the probe is the last of a log that ends early, so its output may be cut. */
  readonly cutOff: boolean;
  /** The proxy that `curl` or `Invoke-WebRequest` uses for https; `null`: none; `'unknown'`: the log does not tell. */
  readonly proxy: ProxyInUse | null | 'unknown';
  /** True when Test-NetConnection has not connected to the same destination, so an answer comes through a proxy. */
  readonly unconnected: boolean;
}

export interface ProxyInUse {
  readonly host: string;
  readonly port: number;
  /** Written with `https://`: the tool speaks TLS with the proxy itself. */
  readonly secure: boolean;
  /** True for a host in lower case to which the tool goes directly. */
  bypasses(host: string): boolean;
}

/** Answers that a gateway gives when it does not reach what stands behind it: alone they tell nothing. */
export const GATEWAY_ERRORS: ReadonlySet<number> = new Set([502, 503, 504]);

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

/** The outcome of a probe without a telling line. */
export function undecided(context: ProbeContext, detail: ProbeDetail = {}): Outcome {
  return context.cutOff
    ? { status: 'incomplete', cause: 'interrupted', decisive: null, detail }
    : { status: 'indeterminate', cause: 'other', decisive: null, detail };
}

/** Causes from the most to the least telling; of several failures in one probe the most telling one decides. */
const TELLING: readonly Cause[] = [
  'proxy_auth',
  'proxy_denied',
  'proxy_dns',
  'proxy_unreachable',
  'tls_untrusted',
  'dns_nxdomain',
  'dns_servfail',
  'dns_refused',
  'refused',
  'reset',
  'timeout',
  'dns_timeout',
  'tls_handshake',
  'empty_reply',
  'host_unreachable',
  'dns',
  'other',
];

/** The line with the most telling cause; the first of several alike. */
export function mostTelling(lines: readonly MatchedLine[]): MatchedLine | null {
  let best: MatchedLine | null = null;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const rank = TELLING.indexOf(line.match.signature.cause ?? 'other');
    if (rank >= bestRank) continue;
    best = line;
    bestRank = rank;
  }
  return best;
}

/** The outcome of a probe that did not succeed: its most telling failure, else that it did not run, else nothing. */
export function withoutSuccess(probe: RawProbe, context: ProbeContext, detail: ProbeDetail): Outcome {
  const told = mostTelling(withVerdict(probe, 'unreachable')) ?? withVerdict(probe, 'not_run')[0];
  return told === undefined ? undecided(context, detail) : decidedBy(told, detail);
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
