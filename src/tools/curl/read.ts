import type { Cause, HttpLayer, LayerResult, Layers, ProbeDetail, Route, TlsLayer } from '../../model/probe.ts';
import { isSinkhole } from '../../text/address.ts';
import type { CleanLines } from '../../text/clean.ts';
import type { RawProbe } from '../../session/raw-probe.ts';
import type { MatchedLine } from '../../session/matched-line.ts';
import { isLocal } from '../local.ts';
import { isStatusLine, readExchange, type Answer, type Exchange, type Marked } from './exchange.ts';
import {
  answeredLayer,
  brokenOff,
  decidedBy,
  failedLayers,
  isUnconnected,
  knownLayers,
  mostTelling,
  passed,
  shownBy,
  undecided,
  type Outcome,
  type ProbeContext,
} from '../outcome.ts';
import { causeOfProxy, isAmbiguous, isFinal } from '../status.ts';
import { printedStatus, type Printed } from './write-out.ts';

/** The exit code of curl when a connection breaks while it waits for data. */
const RECEIVE_FAILED = 56;

/**
 * curl reached its destination when a status line of the destination is there. A proxy's answer to CONNECT is not
 * one: `200 Connection established`, a 407, and whatever accompanies `CONNECT tunnel failed` or `from proxy after
 * CONNECT`, wherever it stands: standard error and standard output interleave. Nor is what a gateway on the way wrote, a
 * redirection to another owner's host, or an answer behind a certificate that is not the destination's.
 */
export function readCurl(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  return new CurlReader(probe, context, text).read();
}

/** The exit code of curl when its time was over. */
const TIMED_OUT = 28;

type Certificate = { readonly tls: TlsLayer; readonly foreign: boolean; readonly refused: boolean } | null;

class CurlReader {
  readonly #probe: RawProbe;
  readonly #context: ProbeContext;
  readonly #text: CleanLines;
  readonly #exchange: Exchange;
  /** Lines of this run that tell of a failure. */
  readonly #failures: readonly MatchedLine[];
  readonly #tunnel: Answer | null;
  readonly #route: Route;
  readonly #detail: ProbeDetail;

  constructor(probe: RawProbe, context: ProbeContext, text: CleanLines) {
    this.#probe = probe;
    this.#context = context;
    this.#text = text;
    this.#exchange = readExchange(probe, context, text);
    this.#failures = this.#lines('unreachable').filter((line) => !isStatusLine(line));
    this.#tunnel = this.#tunnelIn(this.#exchange.answers);
    this.#route = this.#routeOf();
    const { addresses } = this.#exchange.trace;
    const code = exitCodeIn(this.#within(probe.matches));
    this.#detail = {
      ...(code === null ? {} : { exitCode: code }),
      ...(addresses.length > 0 && this.#route !== 'proxy' ? { addresses } : {}),
      ...(this.#isThroughProxy ? { viaProxy: true } : {}),
    };
  }

  read(): Outcome {
    const outcome = this.#read();
    return { ...outcome, route: this.#route, layers: this.#layers(outcome) };
  }

  #read(): Outcome {
    const refused = this.#refusal();
    if (refused !== null) return refused;
    const answer = this.#answer();
    if (answer !== null) return this.#answered(answer);
    const silent = this.#withoutStatus();
    if (silent !== null) return silent;
    return this.#failed() ?? this.#open();
  }

  /** The proxy turned the tunnel down, or never answered. */
  #refusal(): Outcome | null {
    const line = mostTelling(this.#failures.filter(({ match }) => match.signature.layer === 'proxy'));
    const refusals = this.#exchange.answers.filter(({ status }) => status >= 400);
    if (line === null) {
      const refusal = refusals.find(({ to }) => to === 'connect');
      if (refusal === undefined || this.#tunnel !== null) return null;
      return this.#refusedBy(refusal.line, refusal, refusal.status);
    }
    const status = refusals[0]?.status ?? statusIn(line);
    return this.#refusedBy(line, refusals[0] ?? null, status);
  }

  #refusedBy(line: MatchedLine, answer: Answer | null, status: number | null): Outcome {
    const { cause: said } = line.match.signature;
    const byCode = status !== null && (said === 'proxy_denied' || said === 'proxy_upstream' || said === null);
    const cause =
      byCode || isStatusLine(line)
        ? causeOfProxy(status ?? 0)
        : isUnanswered(line)
          ? 'proxy_upstream'
          : (said ?? 'other');
    const gateway = answer?.answered?.mark.id;
    return shownBy(line, 'unreachable', cause, {
      ...this.#detail,
      viaProxy: true,
      ...(status === null ? {} : { proxyStatus: status }),
      ...(gateway === undefined ? {} : { gateway }),
    });
  }

  /** The answer to the request itself; with redirections the first one, which is that of the asked host. */
  #answer(): Answer | null {
    const { answers } = this.#exchange;
    const from = this.#tunnel === null ? 0 : answers.indexOf(this.#tunnel) + 1;
    const found = answers
      .slice(from)
      .find(
        (answer) => answer.status >= 200 && answer.to !== 'connect' && !isEstablished(answer) && this.#canStand(answer),
      );
    return found === undefined || this.#isHalf(found) ? null : found;
  }

  /** Where TLS failed, nothing but a redirection to the place where it fails can have been answered before. */
  #canStand({ status, line }: Answer): boolean {
    const broken = this.#failures.find(isTls);
    if (broken === undefined) return true;
    return this.#probe.command?.follows === true && status >= 300 && status < 400 && line.line < broken.line;
  }

  #answered(answer: Answer): Outcome {
    const { status, line, destination } = answer;
    const told = { ...this.#detail, httpStatus: status };
    const open = (cause: Cause = 'other'): Outcome => shownBy(line, 'indeterminate', cause, told);
    if (status === 407)
      return shownBy(line, 'unreachable', 'proxy_auth', { ...this.#detail, viaProxy: true, proxyStatus: 407 });
    const between = this.#between(answer);
    if (between !== null) return between;
    if (!isFinal(status)) return this.#failed() ?? open();
    const certificate = this.#certificate();
    if (certificate?.refused === true)
      return this.#shown(certificate.tls, shownBy(line, 'unreachable', 'tls_untrusted', told));
    if (certificate?.foreign === true && destination === null)
      return this.#shown(certificate.tls, open('tls_untrusted'));
    if (this.#probe.command?.elsewhere === true) return open();
    const contradiction = this.#contradiction(answer);
    if (contradiction !== null) return contradiction;
    if (destination === null && this.#isDoubtful(answer)) return open();
    return shownBy(line, 'reachable', status >= 400 ? 'http_error_from_destination' : 'ok', told);
  }

  /** Something between the machine and the destination wrote the answer. */
  #between(answer: Answer): Outcome | null {
    const { status, line, answered, destination, location } = answer;
    const told = { ...this.#detail, httpStatus: status };
    const host = this.#probe.command?.host ?? null;
    if (answered !== null && answered.mark.destination !== 'yes') {
      if (answered.mark.destination === 'unlikely')
        return destination === null
          ? this.#shown(answered, shownBy(line, 'indeterminate', 'gateway', { ...told, gateway: answered.mark.id }))
          : null;
      const proxy = answered.mark.proxy && status >= 400;
      const detail = { ...told, gateway: answered.mark.id, ...(proxy ? { viaProxy: true, proxyStatus: status } : {}) };
      return this.#shown(answered, shownBy(line, 'unreachable', proxy ? causeOfProxy(status) : 'gateway', detail));
    }
    const { connected } = this.#exchange.trace;
    if (connected?.ip != null && isSinkhole(connected.ip) && connected.host === host && !isLocal(host))
      return shownBy(line, 'unreachable', 'gateway', told);
    if (host !== null && location !== null && status >= 300 && status < 400 && destination === null) {
      if (this.#context.gateways.redirection(location, host) === 'foreign')
        return shownBy(
          line,
          this.#context.gateways.isMicrosoft(host) ? 'unreachable' : 'indeterminate',
          'gateway',
          told,
        );
    }
    return null;
  }

  /** An error of the same run that cannot be after this answer, or makes it the proxy's yes. */
  #contradiction(answer: Answer): Outcome | null {
    const error = this.#errors().find((line) => !CONSISTENT.has(exitCodeIn([line]) ?? 0));
    if (error === undefined) return null;
    const after = error.line > answer.line.line;
    const sure = this.#route === 'direct' || this.#tunnel !== null || answer.to === 'request';
    if (after && (sure || isTls(error))) return null;
    if (!sure && isBare(answer) && answer.status < 300) {
      const failure = mostTelling(this.#failures);
      if (failure !== null) return this.#failedBy(failure, true);
    }
    return shownBy(answer.line, 'indeterminate', error.match.signature.cause ?? 'other', {
      ...this.#detail,
      httpStatus: answer.status,
    });
  }

  /** Nothing but the status line speaks for the destination, and others write such a line as well. */
  #isDoubtful(answer: Answer): boolean {
    const { command } = this.#probe;
    const { status } = answer;
    const https = command?.scheme !== 'http';
    // a redirection says where to, unless a line of it is missing
    const misses = answer.location === null && REDIRECTIONS.has(status) && !isBare(answer);
    if (answer.torn || misses) return true;
    if (isAmbiguous(status) && command !== null && (!https || !command.verifies || command.quiet)) return true;
    if (this.#tunnel !== null || answer.to === 'request') return false;
    // what went through a device shows that it was opened on the way, or is a proxy's own
    if (answer.passed !== null && isAmbiguous(status)) return true;
    // without the proxy's yes an https answer through a proxy is its own; a direct one is possible with no_proxy
    if (this.#route === 'proxy') return https || status >= 400;
    // a yes to CONNECT in other words, with nothing behind it
    return (
      this.#route !== 'direct' &&
      https &&
      status < 300 &&
      answer.version.startsWith('1') &&
      isBare(answer) &&
      (answer.bare || answer.reason !== 'ok')
    );
  }

  /** A page, or an error line, that tells the answer without its status line. */
  #withoutStatus(): Outcome | null {
    const { page } = this.#exchange;
    const { command } = this.#probe;
    if (this.#isConnected()) return shownBy(null, 'reachable', 'ok', this.#detail);
    if (this.#failures.length > 0) return null;
    if (page.answered !== null && page.answered.mark.destination !== 'yes') {
      const { id, destination } = page.answered.mark;
      const status = destination === 'no' ? 'unreachable' : 'indeterminate';
      return this.#shown(page.answered, shownBy(null, status, 'gateway', { ...this.#detail, gateway: id }));
    }
    const certificate = this.#certificate();
    if (certificate?.refused === true)
      return this.#shown(certificate.tls, shownBy(null, 'unreachable', 'tls_untrusted', this.#detail));
    if (page.destination !== null && command?.elsewhere === false)
      return this.#shown(page.destination, shownBy(null, 'reachable', 'ok', this.#detail));
    const printed = printedStatus(this.#probe, this.#text);
    if (printed !== null) return this.#printed(printed);
    const error = this.#within(this.#probe.matches).find(({ text, match }) =>
      text.startsWith('curl: (22)', match.start),
    );
    const status = error === undefined ? null : statusIn(error);
    if (error !== undefined && status !== null) return this.#failing(error, status);
    return null;
  }

  /** `telnet://` asks for a connection and no more: that nothing was said over it until `-m` ended it is no failure. */
  #isConnected(): boolean {
    const { connected } = this.#exchange.trace;
    const { command } = this.#probe;
    if (command === null || command.scheme !== null || connected === null || !isTelnet(command.text)) return false;
    const isEnd = (line: MatchedLine): boolean => line.line > connected.line && exitCodeIn([line]) === TIMED_OUT;
    return connected.host === command.host && this.#failures.every(isEnd);
  }

  /**
   * `-w '%{http_code}'`: the status of the last answer, which through a tunnel is never the proxy's; 000 where none came, and nothing
   * tells why. Where redirections are followed, the asked host has answered before.
   */
  #printed({ status, line }: Printed): Outcome {
    const seen = (state: Outcome['status'], cause: Cause): Outcome =>
      this.#shown(
        { line },
        shownBy(null, state, cause, status === 0 ? this.#detail : { ...this.#detail, httpStatus: status }),
      );
    if (status === 0) return seen('unreachable', 'other');
    const { command } = this.#probe;
    if (this.#certificate()?.foreign === true) return seen('indeterminate', 'tls_untrusted');
    const sure = command?.scheme === 'https' && command.verifies;
    const open = sure
      ? false
      : isAmbiguous(status) || command?.follows === true || (this.#route === 'proxy' && status >= 400);
    if (!isFinal(status) || open || command === null || command.elsewhere) return seen('indeterminate', 'other');
    return seen('reachable', status >= 400 ? 'http_error_from_destination' : 'ok');
  }

  /** `curl -f`: the status stands in its error line. The proxy's refusal of a tunnel is another error. */
  #failing(error: MatchedLine, status: number): Outcome {
    const told = { ...this.#detail, httpStatus: status };
    if (status === 407)
      return shownBy(error, 'unreachable', 'proxy_auth', { ...told, viaProxy: true, proxyStatus: 407 });
    const { command } = this.#probe;
    const sure = command !== null && command.scheme === 'https' && command.verifies && !command.elsewhere;
    return isFinal(status) && sure
      ? shownBy(error, 'reachable', 'http_error_from_destination', told)
      : shownBy(error, 'indeterminate', 'other', told);
  }

  #failed(): Outcome | null {
    const failure = mostTelling(this.#failures);
    return failure === null ? null : this.#failedBy(failure, this.#tunnel !== null);
  }

  /**
   * A failure to connect that names another place than the URL's is the proxy's. So is a connection that breaks while
   * data is awaited before the proxy has said yes: without a proxy the same break happens in the TLS handshake. A proxy
   * that is asked over TLS fails in its own handshake first.
   */
  #failedBy(failure: MatchedLine, tunnelled: boolean): Outcome {
    const { values, signature } = failure.match;
    const outcome = decidedBy(failure, this.#detail);
    const { trace } = this.#exchange;
    if (tunnelled)
      return {
        ...outcome,
        cause: isSilence(outcome.cause) ? 'stalled' : outcome.cause,
        detail: { ...this.#detail, viaProxy: true },
      };
    const target = this.#probe.command;
    const host = (values.host ?? values.ip)?.toLowerCase();
    const port = values.port === undefined ? null : Number(values.port);
    const { proxy } = this.#context;
    const known = proxy === null || proxy === 'unknown' ? null : proxy;
    const viaProxy = { ...this.#detail, viaProxy: true };
    // the proxy took the request for a tunnel and did not answer it
    if (trace.tunnel?.state === 'asked' && isSilence(outcome.cause))
      return { ...outcome, cause: 'proxy_upstream', detail: viaProxy };
    const isProxy =
      host === undefined
        ? known !== null &&
          this.#route === 'proxy' &&
          (this.#detail.exitCode === RECEIVE_FAILED || (known.secure && isTls(failure)))
        : host !== target?.host &&
          (known === null ? target?.host != null && port !== null && port !== target.port : host === known.host);
    if (isProxy) {
      const dns = outcome.cause.startsWith('dns');
      return { ...outcome, cause: dns ? 'proxy_dns' : 'proxy_unreachable', detail: viaProxy };
    }
    if (trace.proxy !== null && isUnconnected(outcome.cause) && trace.tunnel === null)
      return { ...outcome, cause: 'proxy_unreachable', detail: viaProxy };
    if (signature.layer === 'tcp' && isUnconnected(outcome.cause)) {
      // after the connection came about, silence is another failure
      if (trace.connected !== null && outcome.cause === 'timeout') return { ...outcome, cause: 'stalled' };
      return { ...outcome, cause: outcome.cause === 'other' ? (this.#attempted() ?? 'other') : outcome.cause };
    }
    return outcome;
  }

  /** Why the addresses could not be connected to, as far as -v tells. */
  #attempted(): Cause | null {
    const causes = new Set(this.#exchange.trace.attempts.map(({ cause }) => cause));
    // with several addresses the one that could be asked tells more than those of a family that has no route
    if (causes.size > 1) causes.delete('route');
    return [...causes][0] ?? null;
  }

  /** Nothing decides. */
  #open(): Outcome {
    const other = this.#lines('not_run')[0] ?? this.#lines('indeterminate').find((line) => !isStatusLine(line));
    const status = this.#exchange.answers[0]?.line;
    const { trace } = this.#exchange;
    if (other !== undefined) return decidedBy(other, this.#detail);
    if (this.#context.cutOff) return undecided(this.#context, this.#detail);
    if (this.#tunnel !== null || trace.tunnel?.state === 'established')
      return shownBy(this.#tunnel?.line ?? null, 'indeterminate', 'stalled', this.#detail);
    if (this.#probe.interrupted) return brokenOff(this.#detail);
    return shownBy(status ?? null, 'indeterminate', 'other', this.#detail);
  }

  #shown({ line }: Pick<Marked, 'line'>, outcome: Outcome): Outcome {
    return { ...outcome, evidence: { line, start: 0, end: this.#text.at(line).length } };
  }

  /** Who signed the certificate, and whether curl could verify it. */
  #certificate(): Certificate {
    const { issuer, subject, verified, tls } = this.#exchange.trace;
    const host = this.#probe.command?.host ?? '';
    if (issuer === null && verified === null) return null;
    const signer = issuer === null ? null : this.#context.gateways.signer(issuer.name, host, subject ?? '');
    const foreign = signer?.kind === 'foreign';
    const failed = verified?.ok === false;
    // names in a certificate are free text: only a chain that can be verified proves who issued it
    const intercepted = foreign || (failed && signer?.kind === 'own');
    return {
      foreign: foreign || failed,
      refused: failed && (foreign || this.#context.gateways.isMicrosoft(host)),
      tls: {
        status: intercepted ? 'intercepted' : failed ? 'failed' : 'ok',
        cause: intercepted || failed ? 'tls_untrusted' : null,
        issuer: issuer?.name ?? null,
        version: tls?.version ?? null,
        line: issuer?.line ?? verified?.line ?? 0,
      },
    };
  }

  /**
   * The proxy's yes to CONNECT. It may come in other words (`200 OK`): only a yes can come before another status line or
   * before a TLS connection that fails, as one request brings one answer.
   */
  #tunnelIn(answers: readonly Answer[]): Answer | null {
    const named = answers.find((answer) => isEstablished(answer) || (answer.to === 'connect' && isYes(answer)));
    if (named !== undefined) return named;
    const [first, second] = answers;
    if (this.#probe.command === null || first === undefined || !isYes(first) || first.to === 'request') return null;
    const broken = this.#failures.some(isTls);
    if (second !== undefined && second.status >= 200) return isBare(first) || first.passed !== null ? first : null;
    return broken && !this.#isSurelyDirect() ? first : null;
  }

  #isSurelyDirect(): boolean {
    const { trace } = this.#exchange;
    return trace.connected !== null && trace.connected.host === this.#probe.command?.host;
  }

  /** A status line at the very end of a text that stops inside it: it may be the head of another one. */
  #isHalf({ line, version, reason }: Answer): boolean {
    if (line.line !== this.#text.lines.count || this.#probe.terminated) return false;
    if (this.#context.cutOff) return true;
    return version.startsWith('1') && reason === '';
  }

  get #isThroughProxy(): boolean {
    const { trace } = this.#exchange;
    const refused = this.#failures.some(({ match }) => match.signature.layer === 'proxy');
    return (
      this.#tunnel !== null ||
      refused ||
      trace.tunnel !== null ||
      trace.proxy !== null ||
      (this.#probe.command?.proxy != null && this.#route === 'proxy')
    );
  }

  #routeOf(): Route {
    const { command } = this.#probe;
    const { proxy } = this.#context;
    const { trace } = this.#exchange;
    const host = command?.host ?? '';
    if (command?.noProxy != null && covers(command.noProxy, host)) return 'direct';
    if (this.#tunnel !== null || trace.tunnel !== null || trace.proxy !== null || command?.proxy != null)
      return 'proxy';
    if (this.#failures.some(({ match }) => match.signature.layer === 'proxy')) return 'proxy';
    if (this.#isSurelyDirect() || (trace.looked !== null && trace.looked === host)) return 'direct';
    if (proxy === 'unknown' || (proxy === null && command?.scheme === 'http')) return 'unknown';
    return proxy === null || proxy.bypasses(host) ? 'direct' : 'proxy';
  }

  /** Lines of this run, without those of another one whose command is lost. */
  #within(lines: readonly MatchedLine[]): readonly MatchedLine[] {
    return lines.filter(({ line }) => line <= this.#exchange.end);
  }

  #lines(verdict: string): MatchedLine[] {
    return this.#within(this.#probe.matches).filter(({ match }) => match.signature.verdict === verdict);
  }

  /** The errors with which curl ended. */
  #errors(): readonly MatchedLine[] {
    return this.#within(this.#probe.matches).filter(
      ({ match, text }) => match.role === 'error' && text.startsWith('curl: (', match.start),
    );
  }

  #layers(outcome: Outcome): Layers {
    const { decisive, status, cause } = outcome;
    const { trace } = this.#exchange;
    const failed =
      decisive !== null && status === 'unreachable' && !isStatusLine(decisive) ? failedLayers(decisive, cause) : {};
    const http = this.#httpLayer(outcome);
    const answered = http?.from === 'destination' ? passed(http.line) : undefined;
    const dns = failed.dns ?? (this.#route === 'proxy' || trace.resolved === null ? undefined : passed(trace.resolved));
    const tcp = this.#tcpLayer(failed.tcp ?? answered);
    const tls = this.#certificate()?.tls ?? failed.tls ?? this.#handshake(answered);
    return knownLayers({ dns, tcp, tls, http });
  }

  /** Through a proxy the connection is not one to the destination. */
  #tcpLayer(otherwise: LayerResult | undefined): LayerResult | undefined {
    const { connected } = this.#exchange.trace;
    if (this.#route === 'proxy') return undefined;
    return connected !== null && connected.host === this.#probe.command?.host ? passed(connected.line) : otherwise;
  }

  #handshake(answered: LayerResult | undefined): TlsLayer | undefined {
    const { tls } = this.#exchange.trace;
    const shown = tls === null ? answered : passed(tls.line);
    if (shown === undefined || this.#probe.command?.scheme === 'http') return undefined;
    return { ...shown, status: 'ok', issuer: null, version: tls?.version ?? null };
  }

  #httpLayer(outcome: Outcome): HttpLayer | undefined {
    const { status, decisive, detail } = outcome;
    const code = detail.proxyStatus ?? detail.httpStatus ?? null;
    if (code === null) {
      const { destination } = this.#exchange.page;
      return status === 'reachable' && destination !== null
        ? { status: 'ok', cause: null, code, from: 'destination', line: destination.line }
        : undefined;
    }
    return answeredLayer(outcome, code, decisive?.line ?? outcome.evidence?.line ?? this.#probe.first);
  }
}

function isTls({ match }: MatchedLine): boolean {
  return match.signature.layer === 'tls';
}

/** A yes in HTTP/1; no proxy speaks another version for a tunnel. */
function isYes({ status, version }: Answer): boolean {
  return status >= 200 && status < 300 && version.startsWith('1');
}

/** The proxy's yes to CONNECT in its usual words; also the beginning of that line where it was cut. */
function isEstablished({ status, reason }: Answer): boolean {
  if (status !== 200 || reason === '') return false;
  return (
    'connection established'.startsWith(reason) ||
    reason.startsWith('connection established') ||
    reason.startsWith('tunnel established')
  );
}

/** No header line stands behind it, as behind a proxy's yes. */
function isBare({ headers }: Answer): boolean {
  return headers === 0;
}

/** Answers that lead to another place. */
const REDIRECTIONS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Errors that say nothing against an answer: it was one (22), too many redirections, or it was not printed or read to its end. */
const CONSISTENT: ReadonlySet<number> = new Set([18, 22, 23, 47, 61, 63]);

/** The proxy closed the connection, or kept it open, without an answer to CONNECT. */
function isUnanswered({ text }: MatchedLine): boolean {
  return text.includes('Proxy CONNECT aborted');
}

function isSilence(cause: Cause): boolean {
  return cause === 'timeout' || cause === 'stalled';
}

function isTelnet(command: string): boolean {
  return command.includes('telnet://');
}

/** `--noproxy` and `no_proxy`: names, domains with their subdomains, or `*`. */
function covers(list: string, host: string): boolean {
  return list.split(',').some((entry) => {
    const own = entry.trim().toLowerCase().replace(/^\./u, '');
    return own === '*' || (own !== '' && (host === own || host.endsWith(`.${own}`)));
  });
}

function exitCodeIn(lines: readonly MatchedLine[]): number | null {
  for (const { text, match } of lines) {
    if (!text.startsWith('curl: (', match.start)) continue;
    const code = /^curl: \((\d{1,2})\)/u.exec(text.slice(match.start))?.[1];
    if (code !== undefined) return Number(code);
  }
  return null;
}

function statusIn({ text }: MatchedLine): number | null {
  const status = /(?:response|HTTP code|returned error:) (\d{3})/u.exec(text)?.[1];
  return status === undefined ? null : Number(status);
}
