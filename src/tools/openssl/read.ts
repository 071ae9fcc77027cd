import type { Cause, LayerResult, Layers, ProbeDetail, Route, TlsLayer } from '../../model/probe.ts';
import type { MatchedLine } from '../../session/matched-line.ts';
import type { RawProbe } from '../../session/raw-probe.ts';
import type { CleanLines } from '../../text/clean.ts';
import {
  brokenOff,
  decidedBy,
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
import { causeOfProxy } from '../status.ts';
import { commonName, readHandshake, type Handshake } from './handshake.ts';

/**
 * `s_client` goes on whatever comes of the certificate, does not compare its name, and prints `Verify return code: 0 (ok)` also where no
 * certificate came at all. A destination is reached when the handshake is complete, the certificate verified, and its name is the destination's
 * or that of its owner.
 */
export function readOpenssl(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  return new OpensslReader(probe, context, text).read();
}

/** What fails when the issuer is not known, or not trusted: numbers of `verify error:num=` (include/openssl/x509_vfy.h.in). */
const UNTRUSTED: ReadonlySet<number> = new Set([2, 18, 19, 20, 21]);

class OpensslReader {
  readonly #probe: RawProbe;
  readonly #context: ProbeContext;
  readonly #text: CleanLines;
  readonly #shown: Handshake;
  readonly #route: Route;
  readonly #host: string;
  readonly #detail: ProbeDetail;
  readonly #failures: readonly MatchedLine[];

  constructor(probe: RawProbe, context: ProbeContext, text: CleanLines) {
    this.#probe = probe;
    this.#context = context;
    this.#text = text;
    this.#shown = readHandshake(probe, text);
    this.#route = probe.command?.proxy == null ? 'direct' : 'proxy';
    this.#host = probe.command?.host ?? '';
    this.#detail = this.#route === 'proxy' ? { viaProxy: true } : {};
    this.#failures = withVerdict(probe, 'unreachable');
  }

  read(): Outcome {
    const outcome = this.#read();
    return { ...outcome, route: this.#route, layers: this.#layers(outcome) };
  }

  #read(): Outcome {
    const refused = this.#failures.find(({ match }) => match.signature.layer === 'proxy');
    if (refused !== undefined) return this.#refusedBy(refused);
    const unconnected = mostTelling(this.#failures.filter(isOfConnection));
    if (unconnected !== null) return this.#unconnected(unconnected);
    const certificate = this.#certificate();
    if (certificate !== null && certificate.status !== 'ok') return this.#untrusted();
    if (this.#isComplete) return this.#completed();
    const failure = mostTelling(this.#failures);
    if (failure !== null) return decidedBy(failure, this.#detail);
    const other = withVerdict(this.#probe, 'not_run')[0];
    if (other !== undefined) return decidedBy(other, this.#detail);
    return this.#open();
  }

  /** The handshake was carried through. Without a certificate the cipher is that of an attempt. */
  get #isComplete(): boolean {
    return this.#shown.cipher !== null && !this.#shown.bare;
  }

  #refusedBy(line: MatchedLine): Outcome {
    const status = Number(/(?:reason=|failed:) ?(\d{3})/u.exec(line.text)?.[1] ?? Number.NaN);
    const known = Number.isInteger(status);
    const cause = known ? causeOfProxy(status) : 'proxy_upstream';
    return shownBy(line, 'unreachable', cause, {
      ...this.#detail,
      viaProxy: true,
      ...(known ? { proxyStatus: status } : {}),
    });
  }

  /** Nothing connected; with a proxy it is the proxy that was not reached. */
  #unconnected(line: MatchedLine): Outcome {
    const outcome = decidedBy(line, this.#detail);
    // another run's line
    if (this.#shown.connected !== null) return shownBy(line, 'indeterminate', outcome.cause, this.#detail);
    if (this.#route !== 'proxy') return outcome;
    return { ...outcome, cause: outcome.cause.startsWith('dns') ? 'proxy_dns' : 'proxy_unreachable' };
  }

  #untrusted(): Outcome {
    const line = this.#probe.matches.find(({ match }) => match.signature.cause === 'tls_untrusted') ?? null;
    const elsewhere = this.#probe.command?.elsewhere === true;
    const outcome = shownBy(line, elsewhere ? 'indeterminate' : 'unreachable', 'tls_untrusted', this.#detail);
    const { issuer } = this.#shown;
    return issuer === null ? outcome : this.#seen(outcome, issuer.line);
  }

  #completed(): Outcome {
    const line = this.#probe.matches.find(({ match }) => match.role === 'result') ?? null;
    const sure = this.#shown.verified && this.#isNamed && this.#probe.command?.elsewhere !== true;
    return shownBy(line, sure ? 'reachable' : 'indeterminate', sure ? 'ok' : 'other', this.#detail);
  }

  /** The certificate bears a name of the destination's owner: issuers that everybody can use prove none. */
  get #isNamed(): boolean {
    const { subject } = this.#shown;
    const name = subject === null || this.#probe.command === null ? null : commonName(subject.value);
    if (name?.includes('.') !== true) return false;
    return this.#context.gateways.redirection(`https://${name}/`, this.#host) === 'own';
  }

  #open(): Outcome {
    const { connected } = this.#shown;
    if (this.#context.cutOff) return undecided(this.#context, this.#detail);
    const line = this.#probe.matches.find(({ match }) => match.role === 'connected') ?? null;
    if (connected === null)
      return this.#probe.interrupted ? brokenOff(this.#detail) : undecided(this.#context, this.#detail);
    // it waits for the other side without an end, so that somebody ended it
    return shownBy(line, 'indeterminate', this.#probe.interrupted ? 'stalled' : 'other', this.#detail);
  }

  #seen(outcome: Outcome, line: number): Outcome {
    return { ...outcome, evidence: { line, start: 0, end: this.#text.at(line).length } };
  }

  /** What is known of the certificate; null where nothing is. */
  #certificate(): TlsLayer | null {
    const { issuer, subject, errors, version } = this.#shown;
    if (issuer === null && errors.length === 0) return null;
    const signer =
      issuer === null ? null : this.#context.gateways.signer(issuer.value, this.#host, subject?.value ?? '').kind;
    const failed = errors.length > 0;
    // names in a certificate are free text: only a chain that can be verified proves who issued it
    const intercepted = signer === 'foreign' || (signer === 'own' && errors.some(({ code }) => UNTRUSTED.has(code)));
    const status = intercepted ? 'intercepted' : failed ? 'failed' : 'ok';
    return {
      status,
      cause: status === 'ok' ? null : 'tls_untrusted',
      issuer: issuer?.value ?? null,
      version,
      line: issuer?.line ?? errors[0]?.line ?? this.#probe.first,
    };
  }

  #layers({ decisive, status, cause }: Outcome): Layers {
    return knownLayers({
      dns: status === 'unreachable' && cause.startsWith('dns') ? failedAt(decisive, cause) : undefined,
      tcp: this.#tcpLayer(decisive, status, cause),
      tls: this.#tlsLayer(decisive, status, cause),
      http: undefined,
    });
  }

  /** Through a proxy the connection is not one to the destination. */
  #tcpLayer(decisive: MatchedLine | null, status: Outcome['status'], cause: Cause): LayerResult | undefined {
    const { connected, cipher, errors } = this.#shown;
    if (this.#route === 'proxy') return undefined;
    const shown = connected ?? cipher?.line ?? null;
    if (shown !== null) return passed(shown);
    if (decisive === null) return undefined;
    // an alert, a broken handshake, a certificate: something was connected to
    if (errors.length > 0 || decisive.match.signature.layer === 'tls') return passed(decisive.line);
    const unconnected = status === 'unreachable' && decisive.match.signature.layer === 'tcp';
    return unconnected ? failedAt(decisive, cause) : undefined;
  }

  #tlsLayer(decisive: MatchedLine | null, status: Outcome['status'], cause: Cause): TlsLayer | undefined {
    const certificate = this.#certificate();
    if (certificate !== null && certificate.status !== 'ok') return certificate;
    const { cipher, version, issuer } = this.#shown;
    const known = { issuer: issuer?.value ?? null, version };
    if (this.#isComplete && cipher !== null) return { ...passed(cipher.line), ...known, status: 'ok' };
    const failed = status === 'unreachable' && decisive !== null && decisive.match.signature.layer === 'tls';
    return failed ? { status: 'failed', cause, line: decisive.line, ...known } : undefined;
  }
}

/** It tells that nothing was connected to, or that no name was resolved. */
function isOfConnection({ match: { signature } }: MatchedLine): boolean {
  return signature.layer === 'dns' || (signature.layer === 'tcp' && isUnconnected(signature.cause ?? 'other'));
}

function failedAt(line: MatchedLine | null, cause: Cause): LayerResult | undefined {
  return line === null ? undefined : { status: 'failed', cause, line: line.line };
}
