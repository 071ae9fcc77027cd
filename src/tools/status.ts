import type { Cause } from '../model/probe.ts';

/** Status codes that are registered as final answers: others are no server's. https://www.iana.org/assignments/http-status-codes (2026-03) */
const REGISTERED: readonly (readonly [number, number])[] = [
  [200, 208],
  [226, 226],
  [300, 308],
  [400, 418],
  [421, 426],
  [428, 429],
  [431, 431],
  [451, 451],
  [500, 508],
  [510, 511],
];

export function isFinal(status: number): boolean {
  return REGISTERED.some(([from, to]) => from <= status && status <= to);
}

/**
 * What a proxy's answer to CONNECT means: it wants a login, it could not resolve or reach the destination, or it will
 * not let the request through.
 */
export function causeOfProxy(status: number): Cause {
  // tinyproxy says 401 where the login is wrong, and 407 where there is none
  if (status === 407 || status === 401) return 'proxy_auth';
  return UPSTREAM.has(status) ? 'proxy_upstream' : 'proxy_denied';
}

const UPSTREAM: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/** Answers that proxies and gateways give in place of the destination: alone they do not tell who wrote them. */
export function isAmbiguous(status: number): boolean {
  return status === 403 || status === 407 || status >= 500;
}
