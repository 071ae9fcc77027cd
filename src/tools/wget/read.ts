import type { Cause, HttpLayer, LayerResult, Layers, ProbeDetail, Route, TlsLayer } from '../../model/probe.ts';
import type { RawProbe } from '../../session/raw-probe.ts';
import type { MatchedLine } from '../../session/matched-line.ts';
import { isSinkhole } from '../../text/address.ts';
import type { CleanLines } from '../../text/clean.ts';
import { isLocal } from '../local.ts';
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
  withVerdict,
  type Outcome,
  type ProbeContext,
} from '../outcome.ts';
import { causeOfProxy, isAmbiguous, isFinal } from '../status.ts';
import { hostIn, readExchange, type Answer, type Exchange } from './exchange.ts';

/**
 * wget reached its destination when it prints a status that the destination sent. An answer that a proxy may have written
 * itself, one behind a certificate that could not be verified, one that bears a gateway's mark and a redirection to another
 * owner's host are none. A proxy's refusal of a tunnel has a line of its own, so an https status proves the tunnel.
 */
export function readWget(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const reader = new WgetReader(probe, context, text);
  return reader.read();
}

class WgetReader {
  readonly #probe: RawProbe;
  readonly #context: ProbeContext;
  readonly #text: CleanLines;
  readonly #exchange: Exchange;
  readonly #host: string | null;
  readonly #route: Route;
  readonly #detail: ProbeDetail;

  constructor(probe: RawProbe, context: ProbeContext, text: CleanLines) {
    this.#probe = probe;
    this.#context = context;
    this.#text = text;
    this.#exchange = readExchange(probe, context.gateways, text);
    this.#host = probe.command?.host ?? this.#exchange.resolved?.host ?? this.#exchange.connected?.host ?? null;
    this.#route = this.#routeOf();
    const addresses = this.#addresses();
    this.#detail = {
      ...(addresses.length > 0 ? { addresses } : {}),
      ...(this.#route === 'proxy' ? { viaProxy: true } : {}),
    };
  }

  read(): Outcome {
    const outcome = this.#read();
    const port = this.#route === 'proxy' ? null : (this.#exchange.connected?.port ?? null);
    return { ...outcome, ...(port === null ? {} : { port }), route: this.#route, layers: this.#layers(outcome) };
  }

  #read(): Outcome {
    const tunnel = withVerdict(this.#probe, 'unreachable').find(isOfProxy);
    if (tunnel !== undefined)
      return shownBy(tunnel, 'unreachable', causeOfRefusal(tunnel), { ...this.#detail, viaProxy: true });
    const { answer } = this.#exchange;
    if (answer !== null) return this.#answered(answer);
    const failure = mostTelling(withVerdict(this.#probe, 'unreachable'));
    if (failure !== null) return this.#failedBy(failure);
    const other = withVerdict(this.#probe, 'not_run')[0];
    if (other !== undefined) return decidedBy(other, this.#detail);
    return this.#probe.interrupted ? brokenOff(this.#detail) : undecided(this.#context, this.#detail);
  }

  #answered(answer: Answer): Outcome {
    const { status } = answer;
    const told = { ...this.#detail, httpStatus: status };
    const open = (cause: Cause = 'other'): Outcome => this.#shown(answer, 'indeterminate', cause, told);
    if (status === 407)
      return this.#shown(answer, 'unreachable', 'proxy_auth', { ...this.#detail, viaProxy: true, proxyStatus: 407 });
    const between = this.#between(answer, told);
    if (between !== null) return between;
    if (!isFinal(status)) return open();
    if (this.#exchange.destination === null) {
      if (this.#exchange.unverified !== null) return open('tls_untrusted');
      if (this.#isDoubtful(answer)) return open();
    }
    if (this.#probe.command?.elsewhere === true) return open();
    return this.#shown(answer, 'reachable', status >= 400 ? 'http_error_from_destination' : 'ok', told);
  }

  /** Something between the machine and the destination wrote the answer. */
  #between(answer: Answer, told: ProbeDetail): Outcome | null {
    const { answered, destination, location, connected } = this.#exchange;
    const host = this.#host;
    if (answered !== null && answered.destination !== 'yes' && destination === null) {
      const status = answered.destination === 'no' ? 'unreachable' : 'indeterminate';
      const cause = answered.proxy && answer.status >= 400 ? causeOfProxy(answer.status) : 'gateway';
      return this.#shown(answer, status, cause, { ...told, gateway: answered.id });
    }
    if (connected?.ip != null && isSinkhole(connected.ip) && connected.host === host && !isLocal(host))
      return this.#shown(answer, 'unreachable', 'gateway', told);
    const { gateways } = this.#context;
    if (host === null || location === null || destination !== null || answer.status < 300 || answer.status >= 400)
      return null;
    if (gateways.redirection(location, host) !== 'foreign') return null;
    return this.#shown(answer, gateways.isMicrosoft(host) ? 'unreachable' : 'indeterminate', 'gateway', told);
  }

  /** Nothing but the status speaks for the destination, and others write such a one as well. */
  #isDoubtful({ status, byProxy, matched }: Answer): boolean {
    const { command } = this.#probe;
    const https = command?.scheme !== 'http';
    // without a command, or without a tunnel, a proxy's own answer looks the same
    if (!https && (byProxy || this.#route === 'proxy')) return status >= 400;
    if (isAmbiguous(status) && command !== null && (!https || !command.verifies)) return true;
    return command === null && byProxy && (matched === null || isAmbiguous(status));
  }

  /** A failure that names another place than the URL's is the proxy's. */
  #failedBy(failure: MatchedLine): Outcome {
    const outcome = decidedBy(failure, this.#detail);
    const named = hostIn(failure);
    const asked = this.#probe.command?.host ?? null;
    const isOther = asked !== null && named !== null && named !== asked;
    const detail = { ...this.#detail, viaProxy: true };
    if (outcome.cause.startsWith('dns'))
      return isOther && this.#route === 'proxy' ? { ...outcome, cause: 'proxy_dns', detail } : outcome;
    if (failure.match.signature.layer === 'tcp' && isUnconnected(outcome.cause) && isOther)
      return { ...outcome, cause: 'proxy_unreachable', detail };
    return outcome;
  }

  #shown(answer: Answer, status: Outcome['status'], cause: Cause, detail: ProbeDetail): Outcome {
    const outcome = shownBy(answer.matched, status, cause, detail);
    if (answer.matched !== null) return outcome;
    return { ...outcome, evidence: { line: answer.line, start: 0, end: this.#text.at(answer.line).length } };
  }

  #routeOf(): Route {
    const { command, matches } = this.#probe;
    const { answer, connected, resolved } = this.#exchange;
    const { proxy } = this.#context;
    const host = this.#host ?? '';
    if (command?.noProxy === '*') return 'direct';
    if (answer?.byProxy === true || matches.some(isOfProxy)) return 'proxy';
    if (connected?.host === host || resolved?.host === host) return 'direct';
    if (command !== null && (connected !== null || resolved !== null)) return 'proxy';
    if (command?.proxy != null) return 'proxy';
    if (proxy === 'unknown' || proxy === null)
      return proxy === null && command?.scheme !== 'http' ? 'direct' : 'unknown';
    return proxy.bypasses(host) ? 'direct' : 'proxy';
  }

  #addresses(): readonly string[] {
    const { resolved, connected } = this.#exchange;
    if (this.#route === 'proxy') return [];
    const ip = connected?.ip ?? null;
    return [...new Set([...(resolved?.addresses ?? []), ...(ip === null ? [] : [ip])])];
  }

  #layers(outcome: Outcome): Layers {
    const { decisive, status, cause } = outcome;
    const { resolved, connected, unverified } = this.#exchange;
    const failed =
      decisive === null || status !== 'unreachable' || cause === 'proxy_dns' || this.#exchange.answer !== null
        ? {}
        : failedLayers(decisive, cause);
    const direct = this.#route !== 'proxy';
    const http = this.#httpLayer(outcome);
    const answered = http?.from === 'destination' ? passed(http.line) : undefined;
    const dns = failed.dns ?? (direct && resolved !== null ? passed(resolved.line) : undefined);
    const tcp = direct ? (connected !== null ? passed(connected.line) : (failed.tcp ?? answered)) : undefined;
    const tls = unverified === null ? (failed.tls ?? this.#handshake(answered)) : this.#certificate(unverified);
    return knownLayers({ dns, tcp, tls, http });
  }

  /** A certificate that cannot be verified; one that nobody else may issue shows something in between. */
  #certificate({ issuer, line }: NonNullable<Exchange['unverified']>): TlsLayer {
    const signer = issuer === null ? null : this.#context.gateways.signer(issuer, this.#host ?? '', '');
    const status = signer?.kind === 'foreign' ? 'intercepted' : 'failed';
    return { status, cause: 'tls_untrusted', issuer, version: null, line };
  }

  #handshake(answered: LayerResult | undefined): TlsLayer | undefined {
    if (answered === undefined || this.#probe.command?.scheme === 'http') return undefined;
    return { ...answered, status: 'ok', issuer: null, version: null };
  }

  #httpLayer(outcome: Outcome): HttpLayer | undefined {
    const { answer } = this.#exchange;
    return answer === null ? undefined : answeredLayer(outcome, answer.status, answer.line);
  }
}

function isOfProxy({ match }: MatchedLine): boolean {
  return match.signature.layer === 'proxy';
}

/** wget prints the words of the proxy's status line without their number. */
function causeOfRefusal({ text, match }: MatchedLine): Cause {
  const reason = (match.values.text ?? text.slice(match.end)).toLowerCase();
  if (reason.startsWith('proxy authentication')) return 'proxy_auth';
  return /^(?:bad gateway|service unavailable|gateway time|internal server error)/u.test(reason)
    ? 'proxy_upstream'
    : 'proxy_denied';
}
