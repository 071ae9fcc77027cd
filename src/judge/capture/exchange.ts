import type { Connection } from '../../model/capture.ts';
import { NO_HTTP, type Exchange } from '../../capture/exchanges.ts';
import type { Cause, HttpLayer, ProbeDetail } from '../../model/probe.ts';
import type { Writer, Writers } from './answer.ts';
import { outcomeOf, tlsOf, waitedInVain } from './outcome.ts';
import { carried, connected, NO_LINE, type Result } from './result.ts';

const DEMANDS_CREDENTIALS = 407;
const FORBIDDEN = 403;
/** The proxy took the request and could not resolve or reach the destination. */
const UPSTREAM: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/** What a CONNECT shows of its destination. In the tunnel the same rules hold as outside. */
export function connectOutcome(
  { status, askedAt }: Exchange,
  connection: Connection,
  isLast: boolean,
  lastPacket: number | null,
): Result {
  const detail: ProbeDetail = { viaProxy: true, ...(status > 0 ? { proxyStatus: status } : {}) };
  const refused = (cause: Cause): Result => ({ ...carried('unreachable', cause, null, detail), layers: {} });
  const open = (cause: Cause): Result => ({ ...carried('indeterminate', cause, null, detail), layers: {} });
  if (status === NO_HTTP) return open('other');
  if (status === 0)
    return isLast && isUnanswered(askedAt, connection, lastPacket) ? refused('proxy_upstream') : open('interrupted');
  if (status === DEMANDS_CREDENTIALS) return refused('proxy_auth');
  if (UPSTREAM.has(status)) return refused('proxy_upstream');
  if (status >= 300) return refused('proxy_denied');
  if (!isLast) return open('other');
  const inner = tlsOf(connection, lastPacket) ?? open(connection.stall === null ? 'other' : 'stalled');
  return { ...inner, layer: 'https', detail: { ...inner.detail, ...detail } };
}

/** The proxy ended the connection, or was waited for in vain. */
function isUnanswered(askedAt: number, connection: Connection, lastPacket: number | null): boolean {
  const { closedBy, closeTime, stall } = connection;
  if (closedBy === 'server' || stall !== null) return true;
  return waitedInVain(Number.isNaN(askedAt) ? null : askedAt, closeTime, lastPacket);
}

/** What a request for a page, which a proxy was asked for in the clear, shows of its destination. */
export function absoluteOutcome(
  { status, head, askedAt }: Exchange,
  host: string,
  connection: Connection,
  isLast: boolean,
  lastPacket: number | null,
  writers: Writers,
): Result {
  const writer = writers.of(head, host);
  const detail: ProbeDetail = { viaProxy: true, ...gatewayOf(writer), ...(status > 0 ? { proxyStatus: status } : {}) };
  const said = (verdict: Result['status'], cause: Cause, from: HttpLayer['from']): Result => ({
    ...carried(verdict, cause, null, detail),
    layers: httpLayers(status, verdict, cause, from),
  });
  if (status === NO_HTTP) return said('indeterminate', 'other', 'unknown');
  if (status === 0)
    return isLast && isUnanswered(askedAt, connection, lastPacket)
      ? said('unreachable', 'proxy_upstream', 'unknown')
      : said('indeterminate', 'interrupted', 'unknown');
  if (status === DEMANDS_CREDENTIALS) return said('unreachable', 'proxy_auth', 'proxy');
  if (writer.from === 'destination') return said('reachable', causeOfStatus(status), 'destination');
  if (writer.from === 'gateway') return said(severity(writer), 'gateway', 'gateway');
  if (UPSTREAM.has(status) && (writer.from === 'proxy' || status !== 500))
    return said('unreachable', 'proxy_upstream', 'proxy');
  if (status === FORBIDDEN || (writer.from === 'proxy' && status >= 300))
    return said('unreachable', 'proxy_denied', 'proxy');
  return said('indeterminate', 'other', writer.from);
}

/**
 * What a request in the clear, without a proxy, shows. Anything on the way can write the answer: one of Azure's services
 * bears its marks, and without a mark what devices on the way write as well is no proof of any host.
 */
export function originOutcome(
  { status, head }: Exchange,
  host: string,
  connection: Connection,
  lastPacket: number | null,
  writers: Writers,
  asked: 'platform' | 'service' | 'other',
): Result {
  if (status <= 0) {
    const result = outcomeOf(connection, false, lastPacket);
    // what came is not the answer to the request: nothing says who sent it
    return status === NO_HTTP && result.status === 'reachable' ? connected('indeterminate', 'other') : result;
  }
  const writer = writers.of(head, host);
  const from = asked === 'platform' ? 'destination' : writer.from;
  const said = (verdict: Result['status'], cause: Cause): Result => ({
    ...carried(verdict, cause, null, { httpStatus: status, ...gatewayOf(writer) }),
    layers: { ...connected('reachable', 'ok').layers, ...httpLayers(status, verdict, cause, from) },
  });
  if (connection.stall !== null) return said('unreachable', 'stalled');
  if (from === 'destination') return said('reachable', causeOfStatus(status));
  if (from === 'unknown')
    return asked === 'service' || isAmbiguous(status)
      ? said('indeterminate', 'other')
      : said('reachable', causeOfStatus(status));
  return said(severity(writer), 'gateway');
}

/** Refusals, and failures of a server: what gateways answer in the place of a destination. */
function isAmbiguous(status: number): boolean {
  return status === FORBIDDEN || status === DEMANDS_CREDENTIALS || status >= 500;
}

/** What the destination could write as well leaves the verdict open. */
function severity({ mark }: Writer): 'unreachable' | 'indeterminate' {
  return mark === null || mark.destination === 'no' ? 'unreachable' : 'indeterminate';
}

function gatewayOf({ mark }: Writer): ProbeDetail {
  return mark?.meaning === 'answered' ? { gateway: mark.id } : {};
}

function causeOfStatus(status: number): Cause {
  return status >= 400 ? 'http_error_from_destination' : 'ok';
}

function httpLayers(
  status: number,
  verdict: Result['status'],
  cause: Cause,
  from: HttpLayer['from'],
): Result['layers'] {
  if (status <= 0) return {};
  const isOk = verdict === 'reachable';
  return { http: { status: isOk ? 'ok' : 'failed', cause: isOk ? null : cause, code: status, from, line: NO_LINE } };
}
