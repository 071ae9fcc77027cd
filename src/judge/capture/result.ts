import type { Cause, Layers, ProbeDetail } from '../../report/types.ts';

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
const TCP_OK = { tcp: { status: 'ok', cause: null, line: NO_LINE } } as const;

/** A connection that was not made, or of which it is not known. */
export function unconnected(status: Result['status'], cause: Cause, detail: ProbeDetail = {}): Result {
  const layers: Layers = status === 'unreachable' ? { tcp: { status: 'failed', cause, line: NO_LINE } } : {};
  return { status, cause, layer: 'tcp', layers, detail, isBare: false };
}

/** A connection that was made, of whose contents nothing is told. */
export function connected(status: Result['status'], cause: Cause, isBare = false): Result {
  return { status, cause, layer: 'tcp', layers: TCP_OK, detail: {}, isBare };
}

/** What became of TLS, or of data, on a connection that was made. */
export function carried(
  status: Result['status'],
  cause: Cause,
  tls: 'ok' | 'failed' | null,
  detail: ProbeDetail = {},
): Result {
  const layers: Layers =
    tls === null
      ? TCP_OK
      : {
          ...TCP_OK,
          tls: { status: tls, cause: tls === 'ok' ? null : cause, issuer: null, version: null, line: NO_LINE },
        };
  return { status, cause, layer: 'https', layers, detail, isBare: false };
}
