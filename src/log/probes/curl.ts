import type { MatchedLine, RawProbe } from '../scan/raw-probe.ts';
import type { CleanLines } from '../../text/clean.ts';
import {
  decidedBy,
  GATEWAY_ERRORS,
  mostTelling,
  undecided,
  withVerdict,
  type Outcome,
  type ProbeContext,
} from './outcome.ts';

/** A status line. */
interface Response {
  readonly line: MatchedLine;
  readonly status: number;
  readonly version: string;
  /** The words behind the number; empty when there are none, as in HTTP/2. */
  readonly reason: string;
}

/** Header lines that only a proxy writes about itself. */
const PROXY_HEADERS = [
  'x-squid-error:',
  'proxy-authenticate:',
  'proxy-connection:',
  'server: squid',
  'proxy-agent:',
  'x-bluecoat',
  'via: 1.1 bluecoat',
];
/** Header lines that only Azure's own front ends write. */
const AZURE_HEADERS = ['x-ms-', 'server: microsoft-', 'server: windows-azure'];
/** Lower-case letters with which these begin: most header lines need no further look. */
const TELLING = new Set([...PROXY_HEADERS, ...AZURE_HEADERS].map((header) => header.charCodeAt(0)));
const LOWER_CASE = 0x20;
/** Header lines that are looked at behind a status line. */
const MOST_HEADERS = 60;

/** The exit code of curl when a connection breaks while it waits for data. */
const RECEIVE_FAILED = 56;

const STATUS_LINE = /^(?:< )?HTTP\/(\d(?:\.\d)?) (\d{3})(?: (.*))?$/u;

/**
 * curl reached its destination when a status line of the destination is there. A proxy's answer to CONNECT is not
 * one: `200 Connection established`, a 407, and whatever accompanies `CONNECT tunnel failed` or `from proxy after
 * CONNECT`, wherever it stands: standard error and standard output interleave.
 */
export function readCurl(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const responses = readResponses(probe);
  const failures = withVerdict(probe, 'unreachable').filter((line) => !isStatusLine(line));
  const refusal = mostTelling(failures.filter(({ match }) => match.signature.layer === 'proxy'));
  const brokenTls = failures.some(isTls);
  const tunnel =
    responses.find(isEstablished) ?? (probe.command === null ? undefined : unnamedTunnel(responses, brokenTls));
  const detail = {
    ...exitCode(probe),
    ...(tunnel !== undefined || refusal !== null || probe.command?.proxy != null ? { viaProxy: true } : {}),
  };

  if (refusal !== null) {
    const status = responses.find((response) => response.status >= 400)?.status ?? statusIn(refusal);
    return decidedBy(refusal, { ...detail, ...(status === null ? {} : { proxyStatus: status }) });
  }
  const answer = responses
    .filter((response) => response !== tunnel && !isEstablished(response))
    // where TLS failed nothing but a redirection to that place can have been answered
    .filter(({ status }) => !brokenTls || (status >= 300 && status < 400))
    .at(-1);
  if (answer !== undefined && !isHalf(answer, probe, context, text.lines.count)) {
    const headers = tunnel === undefined ? headersOf(answer, probe, text) : null;
    const origin = headers === null ? 'destination' : originOf(headers, probe, context);
    const told = { ...detail, httpStatus: answer.status };
    if (answer.status === 407)
      return {
        ...decidedBy(answer.line, { ...detail, viaProxy: true, proxyStatus: 407 }),
        status: 'unreachable',
        cause: 'proxy_auth',
      };
    if (origin === 'proxy')
      return {
        status: 'unreachable',
        cause: 'proxy_denied',
        decisive: answer.line,
        detail: { ...detail, viaProxy: true, proxyStatus: answer.status },
      };
    if (origin === 'unknown') return { status: 'indeterminate', cause: 'other', decisive: answer.line, detail: told };
    // a gateway error that is not the proxy's comes from the front of the destination
    if (answer.line.match.signature.verdict !== 'reachable' && !GATEWAY_ERRORS.has(answer.status))
      return decidedBy(answer.line, told);
    return {
      ...decidedBy(answer.line, told),
      status: 'reachable',
      cause: answer.status >= 400 ? 'http_error_from_destination' : 'ok',
    };
  }
  const failure = mostTelling(failures);
  if (failure !== null) return atProxy(failure, probe, context, tunnel !== undefined, detail);
  const other = withVerdict(probe, 'not_run')[0] ?? withVerdict(probe, 'indeterminate')[0];
  if (other !== undefined) return decidedBy(other, detail);
  const broken = withVerdict(probe, 'reachable').find((line) => !isStatusLine(line));
  return broken === undefined
    ? undecided(context, detail)
    : { ...decidedBy(broken, detail), status: 'indeterminate', cause: 'other' };
}

function readResponses(probe: RawProbe): Response[] {
  const responses: Response[] = [];
  for (const line of probe.matches) {
    if (line.match.pattern.head.charCodeAt(0) !== 72) continue;
    const [, version = '', status, reason = ''] = STATUS_LINE.exec(line.text.trimEnd()) ?? [];
    if (status === undefined) continue;
    responses.push({ line, status: Number(status), version, reason: reason.toLowerCase() });
  }
  return responses;
}

/** The header lines behind a status line that may tell who wrote them, in lower case. */
function headersOf({ line }: Response, probe: RawProbe, text: CleanLines): string[] {
  const headers: string[] = [];
  const last = Math.min(probe.last, line.line + MOST_HEADERS);
  for (let next = line.line + 1; next <= last; next += 1) {
    const header = text.at(next).trim();
    if (header === '' || header === '<' || header.startsWith('HTTP/')) break;
    const own = header.startsWith('< ') ? header.slice(2) : header;
    if (TELLING.has(own.charCodeAt(0) | LOWER_CASE)) headers.push(own.toLowerCase());
  }
  return headers;
}

function isTls({ match }: MatchedLine): boolean {
  return match.signature.layer === 'tls';
}

function isStatusLine({ text, match }: MatchedLine): boolean {
  return match.pattern.head.charCodeAt(0) === 72 && STATUS_LINE.test(text.trimEnd());
}

/** The proxy's yes to CONNECT; also the beginning of that line where it was cut. */
function isEstablished({ status, reason }: Response): boolean {
  return (
    status === 200 &&
    reason !== '' &&
    ('connection established'.startsWith(reason) ||
      reason.startsWith('connection established') ||
      reason.startsWith('tunnel established'))
  );
}

/**
 * A proxy may say yes in other words (`200 OK`). Only its yes can come before another status line or before a TLS
 * connection that fails: one command brings one answer.
 */
function unnamedTunnel([first, second]: readonly Response[], brokenTls: boolean): Response | undefined {
  const isYes = first !== undefined && first.status >= 200 && first.status < 300 && first.version.startsWith('1');
  return isYes && (second !== undefined || brokenTls) ? first : undefined;
}

/** A status line at the very end of a text that stops inside it: it may be the head of another one. */
function isHalf(answer: Response, probe: RawProbe, context: ProbeContext, lastLine: number): boolean {
  if (answer.line.line !== lastLine || probe.terminated) return false;
  if (context.cutOff) return true;
  return answer.version.startsWith('1') && answer.reason === '';
}

/** Who sent an answer that came without a tunnel, as far as its header lines, the probe and the settings tell. */
function originOf(
  headers: readonly string[],
  probe: RawProbe,
  context: ProbeContext,
): 'destination' | 'proxy' | 'unknown' {
  const says = (marks: readonly string[]): boolean =>
    headers.some((header) => marks.some((mark) => header.startsWith(mark)));
  if (says(AZURE_HEADERS)) return 'destination';
  if (says(PROXY_HEADERS)) return 'proxy';
  const proxied = probe.command?.proxy != null || (context.proxy !== null && context.proxy !== 'unknown');
  // without the proxy's yes an https answer through a proxy is its own; a direct one is possible with no_proxy
  return proxied && probe.command?.scheme !== 'http' ? 'unknown' : 'destination';
}

/**
 * A failure to connect that names another place than the URL's is the proxy's. So is a connection that breaks while
 * data is awaited before the proxy has said yes: without a proxy the same break happens in the TLS handshake. A proxy that
 * is asked over TLS fails in its own handshake first.
 */
function atProxy(
  failure: MatchedLine,
  probe: RawProbe,
  context: ProbeContext,
  tunnelled: boolean,
  detail: Outcome['detail'],
): Outcome {
  const { values } = failure.match;
  const outcome = decidedBy(failure, detail);
  const target = probe.command;
  const host = (values.host ?? values.ip)?.toLowerCase();
  const port = values.port === undefined ? null : Number(values.port);
  const known = context.proxy === null || context.proxy === 'unknown' ? null : context.proxy;
  const isProxy =
    host === undefined
      ? known !== null && !tunnelled && (detail.exitCode === RECEIVE_FAILED || (known.secure && isTls(failure)))
      : host !== target?.host &&
        (known === null ? target?.host != null && port !== null && port !== target.port : host === known.host);
  if (!isProxy || outcome.status !== 'unreachable') return outcome;
  const dns = outcome.cause.startsWith('dns');
  return { ...outcome, cause: dns ? 'proxy_dns' : 'proxy_unreachable', detail: { ...detail, viaProxy: true } };
}

function exitCode(probe: RawProbe): { exitCode?: number } {
  for (const { text, match } of probe.matches) {
    if (!text.startsWith('curl: (', match.start)) continue;
    const code = /^curl: \((\d{1,2})\)/u.exec(text.slice(match.start))?.[1];
    if (code !== undefined) return { exitCode: Number(code) };
  }
  return {};
}

function statusIn({ text }: MatchedLine): number | null {
  const status = /(?:response|HTTP code) (\d{3})/u.exec(text)?.[1];
  return status === undefined ? null : Number(status);
}
