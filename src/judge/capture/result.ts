import type { Cause, Layers, ProbeDetail } from '../../model/probe.ts';

/** What one connection shows of a destination. */
export interface Result {
  readonly status: 'reachable' | 'unreachable' | 'indeterminate';
  readonly cause: Cause;
  /** How far it came: to the connection itself, or to what it carries. */
  readonly layer: 'tcp' | 'https';
  readonly layers: Layers;
  readonly detail: ProbeDetail;
  /** Nothing but a handshake: no data went either way. */
  readonly isBare: boolean;
}

/** A capture has no lines. */
export const NO_LINE = 0;
const TCP_OK: Layers = { tcp: { status: 'ok', cause: null, line: NO_LINE } };
const NOTHING: ProbeDetail = {};
/** Layers of one kind, made once: a capture may show very many connections. */
const made = { unconnected: new Map<Cause, Layers>(), ok: new Map<Cause, Layers>(), failed: new Map<Cause, Layers>() };

function layersOf(kind: keyof typeof made, cause: Cause): Layers {
  let layers = made[kind].get(cause);
  if (layers === undefined) {
    const [status, told] = kind === 'ok' ? (['ok', null] as const) : (['failed', cause] as const);
    layers =
      kind === 'unconnected'
        ? { tcp: { status: 'failed', cause, line: NO_LINE } }
        : { ...TCP_OK, tls: { status, cause: told, issuer: null, version: null, line: NO_LINE } };
    made[kind].set(cause, layers);
  }
  return layers;
}

/** A connection that was not made, or of which it is not known. */
export function unconnected(status: Result['status'], cause: Cause, detail = NOTHING): Result {
  const layers = status === 'unreachable' ? layersOf('unconnected', cause) : {};
  return { status, cause, layer: 'tcp', layers, detail, isBare: false };
}

/** A connection that was made, of whose contents nothing is told. */
export function connected(status: Result['status'], cause: Cause, isBare = false): Result {
  return { status, cause, layer: 'tcp', layers: TCP_OK, detail: NOTHING, isBare };
}

/** What became of TLS, or of data, on a connection that was made. */
export function carried(status: Result['status'], cause: Cause, tls: 'ok' | 'failed' | null, detail = NOTHING): Result {
  const layers = tls === null ? TCP_OK : layersOf(tls, cause);
  return { status, cause, layer: 'https', layers, detail, isBare: false };
}

/**
 * The same with what the server's certificate says of who signed it. What is open behind a certificate that is not the
 * destination's proves no destination.
 */
export function signedBy(result: Result, issuer: string, isForeign: boolean): Result {
  const { tls } = result.layers;
  if (tls === undefined) return result;
  if (!isForeign) return { ...result, layers: { ...result.layers, tls: { ...tls, issuer } } };
  const cause = 'tls_untrusted';
  const layers: Layers = { ...result.layers, tls: { ...tls, status: 'intercepted', cause, issuer } };
  return result.status === 'reachable' ? { ...result, status: 'indeterminate', cause, layers } : { ...result, layers };
}
