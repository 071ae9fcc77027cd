import type { Cause, Layers, ProbeDetail, ProbeStatus, TlsLayer } from '../../model/probe.ts';
import type { GatewayMark } from '../../knowledge/types.ts';
import { answeredLayer, knownLayers, passed, shownBy, type Outcome, type ProbeContext } from '../outcome.ts';
import { causeOfProxy, isAmbiguous, isFinal } from '../status.ts';
import { clockAhead } from './clock.ts';
import type { CheckCommand } from './command.ts';
import { unconnected } from './connect.ts';
import type { Fields, Said } from './fields.ts';
import { at, causeOfConnection, causeOfTalk, wordOf } from './words.ts';

/** Words of OpenSSL, of NSS (curl of RHEL 7) and of wget. */
const EXPIRED = /\bexpired\b|\bnot yet (?:valid|activated)\b/iu;

/** Marks of an answer, by what they say of who wrote it. */
interface Marks {
  readonly answered: { readonly mark: GatewayMark; readonly line: number } | null;
  readonly destination: boolean;
  readonly passed: boolean;
}

/**
 * A request, layer by layer: the proxy's answer, the connection, the handshake with its certificate, the answer with the header
 * lines that tell who wrote it. Only an answer behind a certificate that was verified and is not another's reaches the destination.
 */
export class RequestReader {
  readonly #command: CheckCommand;
  readonly #fields: Fields;
  readonly #context: ProbeContext;

  constructor(command: CheckCommand, fields: Fields, context: ProbeContext) {
    this.#command = command;
    this.#fields = fields;
    this.#context = context;
  }

  read(): Outcome {
    const outcome = this.#refusedByProxy() ?? this.#notConnected() ?? this.#handshakeFailed() ?? this.#answered();
    return { layers: this.#layers(outcome), route: this.#route, ...this.#timed(outcome) };
  }

  /** An answer of the destination's tells its time. */
  #timed(outcome: Outcome): Outcome {
    const isOwn = outcome.status === 'reachable' && (this.#command.port !== 443 || this.#isVerified);
    const ahead = isOwn ? clockAhead(this.#fields) : null;
    return ahead === null ? outcome : { ...outcome, detail: { ...outcome.detail, clockAhead: ahead } };
  }

  get #route(): 'direct' | 'proxy' {
    return this.#command.proxy === null ? 'direct' : 'proxy';
  }

  get #detail(): ProbeDetail {
    const address = this.#fields.first('address')?.value;
    if (this.#route === 'proxy') return { viaProxy: true, proxy: this.#command.proxy ?? '' };
    return address === undefined ? {} : { addresses: [address] };
  }

  #said(said: Said, status: ProbeStatus, cause: Cause, detail: ProbeDetail = {}): Outcome {
    return { ...shownBy(null, status, cause, { ...this.#detail, ...detail }), evidence: at(said.line) };
  }

  /** The proxy was not reached, turned the request down, or never answered it. */
  #refusedByProxy(): Outcome | null {
    const proxy = this.#fields.first('proxy');
    if (this.#route === 'direct' || proxy === null) return null;
    const word = wordOf(proxy);
    if (word === 'ok') return null;
    const status = Number(/^\d{3}$/u.exec(word)?.[0] ?? 0);
    if (status > 0) {
      const gateway = this.#marks().answered?.mark.id;
      return this.#said(proxy, 'unreachable', causeOfProxy(status), {
        proxyStatus: status,
        ...(gateway === undefined ? {} : { gateway }),
      });
    }
    if (word === 'silent' || word === 'closed') return this.#said(proxy, 'unreachable', 'proxy_upstream');
    const cause = causeOfConnection(word);
    if (cause === null) return this.#said(proxy, 'indeterminate', 'other');
    return this.#said(proxy, 'unreachable', cause === 'dns' ? 'proxy_dns' : 'proxy_unreachable');
  }

  #notConnected(): Outcome | null {
    const tcp = this.#fields.first('tcp');
    if (this.#route === 'proxy' || tcp === null || wordOf(tcp) === 'ok') return null;
    if (wordOf(tcp) === 'not-tested') return this.#said(tcp, 'not_run', 'tool_missing');
    const cause = causeOfConnection(wordOf(tcp));
    if (cause === null) return this.#said(tcp, 'indeterminate', 'other');
    return { ...this.#said(tcp, 'unreachable', cause), layers: unconnected(tcp, cause) };
  }

  #handshakeFailed(): Outcome | null {
    const tls = this.#fields.first('tls');
    if (this.#command.port !== 443) return null;
    const certificate = this.#certificate();
    if (certificate !== null && certificate.status !== 'ok') {
      // an authority of the machine's own lets the handshake pass, and what answers behind it is another
      const isTrusted = wordOf(this.#fields.first('verify')) === 'ok';
      const line = { value: '', line: certificate.line };
      return this.#said(line, isTrusted ? 'indeterminate' : 'unreachable', 'tls_untrusted', {
        ...this.#status(),
        ...(this.#isExpired ? { expired: true } : {}),
      });
    }
    if (tls === null || wordOf(tls) === 'ok') return null;
    if (wordOf(tls) === 'not-tested') return this.#said(tls, 'not_run', 'tool_missing');
    const cause = causeOfTalk(wordOf(tls));
    return this.#said(tls, cause === 'other' ? 'indeterminate' : 'unreachable', closedInHandshake(cause));
  }

  #answered(): Outcome {
    const http = this.#fields.first('http');
    if (http === null) return { ...shownBy(null, 'indeterminate', 'other', this.#detail) };
    const word = wordOf(http);
    if (word === 'not-tested') return this.#said(http, 'not_run', 'tool_missing');
    const status = Number(/^\d{3}$/u.exec(word)?.[0] ?? 0);
    if (status === 0) {
      const cause = causeOfTalk(word);
      return this.#said(http, cause === 'other' ? 'indeterminate' : 'unreachable', cause);
    }
    const told = { httpStatus: status };
    if (status === 407) return this.#said(http, 'unreachable', 'proxy_auth', { viaProxy: true, proxyStatus: 407 });
    const between = this.#between(http, status);
    if (between !== null) return between;
    const isSure = this.#isVerified || (this.#command.port !== 443 && this.#route === 'direct');
    if (!isFinal(status) || !isSure || this.#isDoubtful(status))
      return this.#said(http, 'indeterminate', 'other', told);
    return this.#said(http, 'reachable', status >= 400 ? 'http_error_from_destination' : 'ok', told);
  }

  /** Something between the machine and the destination wrote the answer. */
  #between(http: Said, status: number): Outcome | null {
    const { host } = this.#command;
    const { gateways } = this.#context;
    const { answered, destination } = this.#marks();
    const told = { httpStatus: status };
    if (answered !== null && answered.mark.destination !== 'yes') {
      const { id, proxy } = answered.mark;
      const line = { value: '', line: answered.line };
      if (answered.mark.destination === 'unlikely')
        return destination ? null : this.#said(line, 'indeterminate', 'gateway', { ...told, gateway: id });
      const byProxy = proxy && status >= 400;
      const cause = byProxy ? causeOfProxy(status) : 'gateway';
      const detail = { ...told, gateway: id, ...(byProxy ? { viaProxy: true, proxyStatus: status } : {}) };
      return this.#said(line, 'unreachable', cause, detail);
    }
    const location = this.#header('location');
    const leads = location !== null && status >= 300 && status < 400 && !destination;
    if (!leads || gateways.redirection(location, host) === 'own') return null;
    return this.#said(http, gateways.isMicrosoft(host) ? 'unreachable' : 'indeterminate', 'gateway', told);
  }

  /** Nothing but the status speaks for the destination, and others write such a one as well. */
  #isDoubtful(status: number): boolean {
    const { destination, passed: isPassed } = this.#marks();
    if (destination) return false;
    return isAmbiguous(status) && (isPassed || this.#command.port !== 443);
  }

  /** The tool says that the certificate is too old, or not valid yet: that tells nothing of who issued it. */
  get #isExpired(): boolean {
    return EXPIRED.test(this.#fields.first('verify')?.value ?? '');
  }

  get #isVerified(): boolean {
    const certificate = this.#certificate();
    return certificate?.status === 'ok' && wordOf(this.#fields.first('verify')) === 'ok';
  }

  #status(): ProbeDetail {
    const status = Number(/^\d{3}/u.exec(this.#fields.first('http')?.value ?? '')?.[0] ?? 0);
    return status === 0 ? {} : { httpStatus: status };
  }

  #header(name: string): string | null {
    for (const { value } of this.#fields.all('header')) {
      const colon = value.indexOf(':');
      if (colon > 0 && value.slice(0, colon).toLowerCase() === name) return value.slice(colon + 1).trim();
    }
    return null;
  }

  #marks(): Marks {
    const { gateways } = this.#context;
    let answered: Marks['answered'] = null;
    let destination = false;
    let isPassed = false;
    const take = (mark: GatewayMark | null, line: number): void => {
      if (mark?.meaning === 'destination') destination = true;
      else if (mark?.meaning === 'passed') isPassed = true;
      else if (mark?.meaning === 'answered' && (answered === null || mark.destination === 'no'))
        answered = { mark, line };
    };
    const status = this.#fields.first('status');
    if (status !== null) take(gateways.at('status', status.value), status.line);
    for (const { value, line } of this.#fields.all('header')) {
      take(gateways.at('header', value), line);
      if (/^location:/iu.test(value)) take(gateways.at('redirect', value.slice(9).trim()), line);
    }
    return { answered, destination, passed: isPassed };
  }

  /** Whose certificate it is: names in it are free text, so that only a chain that was verified proves who issued it. */
  #certificate(): TlsLayer | null {
    const issuer = this.#fields.first('issuer');
    const verify = this.#fields.first('verify');
    const tls = this.#fields.first('tls');
    if (issuer === null && wordOf(verify) !== 'failed') {
      if (wordOf(tls) !== 'ok' || tls === null) return null;
      return { ...passed(tls.line), status: 'ok', issuer: null, version: versionIn(tls) };
    }
    const subject = this.#fields.first('subject')?.value ?? '';
    const { host } = this.#command;
    const signer = issuer === null ? null : this.#context.gateways.signer(issuer.value, host, subject).kind;
    const failed = wordOf(verify) === 'failed';
    const intercepted = signer === 'foreign' || (failed && signer === 'own' && !this.#isExpired);
    const status = intercepted ? 'intercepted' : failed ? 'failed' : 'ok';
    return {
      status,
      cause: status === 'ok' ? null : 'tls_untrusted',
      issuer: issuer?.value ?? null,
      version: versionIn(tls),
      line: issuer?.line ?? verify?.line ?? 0,
    };
  }

  #layers(outcome: Outcome): Layers {
    const tcp = this.#fields.first('tcp');
    const http = this.#fields.first('http');
    const { detail, cause } = outcome;
    const code = detail.proxyStatus ?? detail.httpStatus ?? null;
    const isOpen = this.#route === 'direct' && tcp !== null && wordOf(tcp) === 'ok';
    const handshake = this.#command.port === 443 ? this.#handshakeLayer() : undefined;
    return knownLayers({
      dns: undefined,
      tcp: isOpen ? passed(tcp.line) : undefined,
      tls: handshake,
      http:
        code !== null
          ? answeredLayer(outcome, code, outcome.evidence?.line ?? http?.line ?? 0)
          : http === null || cause === 'tool_missing' || Number(wordOf(http)) > 0
            ? undefined
            : { status: 'failed', cause, code: null, from: 'unknown', line: http.line },
    });
  }

  #handshakeLayer(): TlsLayer | undefined {
    const certificate = this.#certificate();
    const tls = this.#fields.first('tls');
    if (certificate !== null && (certificate.status !== 'ok' || wordOf(tls) === 'ok')) return certificate;
    if (tls === null || wordOf(tls) === 'not-tested') return undefined;
    const cause = closedInHandshake(causeOfTalk(wordOf(tls)));
    return { status: 'failed', cause, issuer: null, version: null, line: tls.line };
  }
}

/** `ok TLSv1.3`: the protocol behind the word. */
function versionIn(tls: Said | null): string | null {
  return wordOf(tls) === 'ok' ? (tls?.value.split(' ')[1] ?? null) : null;
}

/** A connection that the other side closes in the handshake was refused there, not left without an answer. */
function closedInHandshake(cause: Cause): Cause {
  return cause === 'empty_reply' ? 'tls_handshake' : cause;
}
