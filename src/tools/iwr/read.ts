import type { GatewayMark } from '../../knowledge/types.ts';
import type { HttpLayer, Layers, ProbeDetail, Route } from '../../model/probe.ts';
import type { CleanLines } from '../../text/clean.ts';
import type { RawProbe } from '../../session/raw-probe.ts';
import type { MatchedLine } from '../../session/matched-line.ts';
import {
  brokenOff,
  decidedBy,
  failedLayers,
  mostTelling,
  passed,
  shownBy,
  undecided,
  withVerdict,
  type Outcome,
  type ProbeContext,
} from '../outcome.ts';
import { causeOfProxy, isAmbiguous, isFinal } from '../status.ts';

/**
 * Invoke-WebRequest reached its destination when a status is there, be it an error: the destination answered. It goes
 * through the proxy of the user who runs it, and shows a proxy's refusal of the tunnel as if the destination had sent
 * it. So a bare 403 or gateway error through a proxy is the proxy's; an answer with a body that only Azure writes is the
 * destination's, and one that bears the mark of a gateway is not. Each failure stands twice or three times in a
 * transcript and counts once.
 */
export function readIwr(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const route = routeOf(probe, context);
  const proxied = route === 'proxy';
  const failure = mostTelling(withVerdict(probe, 'unreachable'));
  const said = (outcome: Outcome): Outcome => ({ ...outcome, route });
  if (failure !== null) return said(atProxy(failure, proxied));
  const answer = withVerdict(probe, 'reachable')[0] ?? probe.matches.find(isStatus);
  if (answer !== undefined) {
    const inferred = context.proxy === 'unknown' && context.unconnected;
    return said(answered(answer, { proxied: proxied || inferred, mark: markIn(probe, context, text) }, probe));
  }
  const mark = markIn(probe, context, text);
  if (mark !== null && mark.mark.meaning === 'answered')
    return said(
      shownBy(null, mark.mark.destination === 'no' ? 'unreachable' : 'indeterminate', 'gateway', {
        gateway: mark.mark.id,
      }),
    );
  const other = withVerdict(probe, 'not_run')[0] ?? withVerdict(probe, 'indeterminate')[0];
  if (other !== undefined) return said(decidedBy(other));
  return said(probe.interrupted ? brokenOff() : undecided(context));
}

interface Marked {
  readonly mark: GatewayMark;
  readonly line: number;
}

/** How an answer came, and the mark that it bears. */
interface Manner {
  readonly proxied: boolean;
  readonly mark: Marked | null;
}

function answered(answer: MatchedLine, { proxied, mark }: Manner, { command }: RawProbe): Outcome {
  const { line, match } = answer;
  // a body that only Azure writes stands without its status
  const status = statusIn(answer);
  const own = mark?.mark.meaning === 'destination' || (status === null && match.signature.layer === 'http');
  const detail: ProbeDetail = {
    ...(status === null ? {} : { httpStatus: status }),
    ...(proxied ? { viaProxy: true } : {}),
  };
  const told = (outcome: Outcome, from: HttpLayer['from']): Outcome => {
    const { cause } = outcome;
    const failed = from !== 'destination';
    const http = {
      status: failed ? ('failed' as const) : ('ok' as const),
      cause: failed ? cause : null,
      code: status,
      from,
      line,
    };
    return { ...outcome, layers: { ...(from === 'destination' ? below(answer, proxied, command?.scheme) : {}), http } };
  };
  if (status === 407)
    return told(shownBy(answer, 'unreachable', 'proxy_auth', { ...detail, viaProxy: true, proxyStatus: 407 }), 'proxy');
  if (mark !== null && mark.mark.meaning === 'answered' && mark.mark.destination !== 'yes' && !own) {
    const certain = mark.mark.destination === 'no';
    const cause = mark.mark.proxy && status !== null && status >= 400 ? causeOfProxy(status) : 'gateway';
    return told(
      shownBy(answer, certain ? 'unreachable' : 'indeterminate', cause, { ...detail, gateway: mark.mark.id }),
      mark.mark.proxy ? 'proxy' : 'gateway',
    );
  }
  if (status !== null && !isFinal(status)) return told(shownBy(answer, 'indeterminate', 'other', detail), 'unknown');
  if (!own && status !== null && isAmbiguous(status)) {
    if (proxied)
      return told(shownBy(answer, 'unreachable', causeOfProxy(status), { ...detail, proxyStatus: status }), 'proxy');
    if (command !== null && (command.scheme === 'http' || !command.verifies))
      return told(shownBy(answer, 'indeterminate', 'other', detail), 'unknown');
  }
  if (command?.elsewhere === true) return told(shownBy(answer, 'indeterminate', 'other', detail), 'unknown');
  const error = status === null ? match.signature.cause !== 'ok' : status >= 400;
  return told(shownBy(answer, 'reachable', error ? 'http_error_from_destination' : 'ok', detail), 'destination');
}

/** What an answer of the destination shows of the layers below. */
function below({ line }: MatchedLine, proxied: boolean, scheme: string | null | undefined): Layers {
  const ok = passed(line);
  return {
    ...(proxied ? {} : { tcp: ok }),
    ...(scheme === 'http' ? {} : { tls: { ...ok, issuer: null, version: null } }),
  };
}

/** A line that names a status, whatever its signature says of it. */
function isStatus(line: MatchedLine): boolean {
  const { verdict, layer } = line.match.signature;
  return verdict === 'indeterminate' && layer === 'http' && statusIn(line) !== null;
}

/** .NET does not say to whom it could not connect; with a proxy it connects to nothing else. */
function atProxy(failure: MatchedLine, proxied: boolean): Outcome {
  const { layer, cause } = failure.match.signature;
  const status = layer === 'proxy' || cause === 'proxy_auth' ? statusIn(failure) : null;
  const outcome = decidedBy(failure, {
    ...(proxied ? { viaProxy: true } : {}),
    ...(status === null ? {} : { viaProxy: true, proxyStatus: status }),
  });
  if (status !== null) {
    const http = {
      status: 'failed' as const,
      cause: causeOfProxy(status),
      code: status,
      from: 'proxy' as const,
      line: failure.line,
    };
    return { ...outcome, cause: http.cause, layers: { http } };
  }
  if (!proxied) return { ...outcome, layers: failedLayers(failure, outcome.cause) };
  const unreached = failure.match.signature.layer === 'tcp' && UNREACHED.has(outcome.cause);
  if (unreached) return { ...outcome, cause: 'proxy_unreachable' };
  const { tls } = failedLayers(failure, outcome.cause);
  return { ...outcome, layers: tls === undefined ? {} : { tls } };
}

const UNREACHED: ReadonlySet<string> = new Set(['timeout', 'refused', 'host_unreachable', 'route']);

function routeOf({ command }: RawProbe, { proxy }: ProbeContext): Route {
  if (command?.proxy != null) return 'proxy';
  if (command?.noProxy === '*' || proxy === null) return 'direct';
  if (proxy === 'unknown') return 'unknown';
  return proxy.bypasses(command?.host ?? '') ? 'direct' : 'proxy';
}

/** Where an answer names its status: `(404)`, `StatusCode: 200/`, `success: 503 (`, `code '403'`, `HTTP Error 404.` */
const STATUS = /\((\d{3})\)|StatusCode\s{0,9}: (\d{3})|: (\d{3})(?: ?\(|$)|code '(\d{3})'|HTTP Error (\d{3})\./u;

function statusIn({ text, match }: MatchedLine): number | null {
  const [, ...found] = STATUS.exec(text.slice(match.start)) ?? [];
  const number = found.find((group) => group !== undefined);
  return number === undefined ? null : Number(number);
}

/** Lines of one answer that are looked at: what PowerShell shows of a page is cut. */
const MOST_LINES = 400;
/** The properties of an answer, in whose values the page and its headers stand. */
const PROPERTY = /^(?:RawContent|Content|Headers|StatusDescription) {0,16}: /u;

/** The strongest mark in what is shown of the page and its header lines: what a gateway wrote outweighs the rest. */
function markIn(probe: RawProbe, { gateways }: ProbeContext, text: CleanLines): Marked | null {
  let found: Marked | null = null;
  const last = Math.min(probe.last, probe.first + MOST_LINES);
  for (let line = probe.first + 1; line <= last; line += 1) {
    const own = text.at(line).trim();
    if (own === '') continue;
    const value = own.replace(PROPERTY, '');
    const mark = gateways.at('body', value) ?? gateways.at('header', value);
    if (mark === null || (mark.meaning !== 'answered' && mark.meaning !== 'destination')) continue;
    if (mark.meaning === 'answered') return { mark, line };
    found ??= { mark, line };
  }
  return found;
}
