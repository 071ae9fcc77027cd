import type { MatchedLine, RawProbe } from '../scan/raw-probe.ts';
import {
  decidedBy,
  GATEWAY_ERRORS,
  mostTelling,
  undecided,
  withVerdict,
  type Outcome,
  type ProbeContext,
} from './outcome.ts';

/** Answers with which a proxy turns a request down. */
const DENIALS: ReadonlySet<number> = new Set([403, ...GATEWAY_ERRORS]);

/**
 * Invoke-WebRequest reached its destination when a status is there, be it an error: the destination answered. It goes
 * through the proxy of the user who runs it, and shows a proxy's refusal of the tunnel as if the destination had sent
 * it. So a bare 403 or gateway error through a proxy is the proxy's; an answer with a body that only Azure Storage writes
 * is the destination's. Each failure stands twice or three times in a transcript and counts once.
 */
export function readIwr(probe: RawProbe, context: ProbeContext): Outcome {
  const failures = withVerdict(probe, 'unreachable');
  const answer = withVerdict(probe, 'reachable')[0] ?? gatewayError(probe);
  const proxied = isProxied(probe, context);
  const failure = mostTelling(failures);
  if (failure !== null) return atProxy(failure, proxied);
  const inferred = context.proxy === 'unknown' && context.unconnected;
  if (answer !== undefined) return answered(answer, proxied || inferred);
  const other = withVerdict(probe, 'not_run')[0] ?? withVerdict(probe, 'indeterminate')[0];
  return other === undefined ? undecided(context) : decidedBy(other);
}

function answered(answer: MatchedLine, proxied: boolean): Outcome {
  const status = statusIn(answer);
  const detail = { ...(status === null ? {} : { httpStatus: status }), ...(proxied ? { viaProxy: true } : {}) };
  if (proxied && status !== null && DENIALS.has(status))
    return {
      ...decidedBy(answer, { ...detail, proxyStatus: status }),
      status: 'unreachable',
      cause: 'proxy_denied',
    };
  const error = status === null ? answer.match.signature.cause !== 'ok' : status >= 400;
  return { ...decidedBy(answer, detail), status: 'reachable', cause: error ? 'http_error_from_destination' : 'ok' };
}

function gatewayError(probe: RawProbe): MatchedLine | undefined {
  return withVerdict(probe, 'indeterminate').find((line) => GATEWAY_ERRORS.has(statusIn(line) ?? 0));
}

/** .NET does not say to whom it could not connect; with a proxy it connects to nothing else. */
function atProxy(failure: MatchedLine, proxied: boolean): Outcome {
  const status = failure.match.signature.layer === 'proxy' ? statusIn(failure) : null;
  const outcome = decidedBy(failure, {
    ...(proxied ? { viaProxy: true } : {}),
    ...(status === null ? {} : { viaProxy: true, proxyStatus: status }),
  });
  if (!proxied || failure.match.signature.layer !== 'tcp') return outcome;
  return outcome.cause === 'timeout' || outcome.cause === 'refused' || outcome.cause === 'host_unreachable'
    ? { ...outcome, cause: 'proxy_unreachable' }
    : outcome;
}

function isProxied({ command }: RawProbe, { proxy }: ProbeContext): boolean {
  if (command?.proxy != null) return true;
  return proxy !== null && proxy !== 'unknown' && !proxy.bypasses(command?.host ?? '');
}

/** Where an answer names its status: `(404)`, `StatusCode: 200/`, `success: 503 (`, `code '403'`, `HTTP Error 404.` */
const STATUS = /\((\d{3})\)|StatusCode\s{0,9}: (\d{3})|: (\d{3})(?: ?\(|$)|code '(\d{3})'|HTTP Error (\d{3})\./u;

function statusIn({ text, match }: MatchedLine): number | null {
  const [, ...found] = STATUS.exec(text.slice(match.start)) ?? [];
  const number = found.find((group) => group !== undefined);
  return number === undefined ? null : Number(number);
}
