import type { Connection } from '../../model/capture.ts';
import type { Cause, ProbeDetail } from '../../model/probe.ts';
import { carried, connected, unconnected, type Result } from './result.ts';

/** A SYN has to stay unanswered for this long (s), or to be sent again, to count as unanswered. */
export const PATIENCE = 3;
/** A server takes no longer (s) to answer the first message of TLS, or a proxy to answer a request. */
const ANSWER_PATIENCE = 10;
/** Certificates that the client does not accept (RFC 8446, 6.2). */
const TRUST_ALERTS: ReadonlySet<number> = new Set([42, 43, 44, 45, 46, 48]);

/** ICMP errors by type and code: a device forbids it, or nobody knows a way; every other one says that the host is not there. */
const PROHIBITED: ReadonlySet<number> = new Set([0x303, 0x309, 0x30a, 0x30d]);
const NO_ROUTE: ReadonlySet<number> = new Set([0x300, 0x305, 0x306, 0x30b, 0xb00]);
const PROHIBITED_SIX: ReadonlySet<number> = new Set([0x101, 0x104, 0x105, 0x106]);
const NO_ROUTE_SIX: ReadonlySet<number> = new Set([0x100, 0x102, 0x300]);

/**
 * What a connection shows of its destination.
 * @param isSix its addresses are those of IPv6
 * @param lastPacket end of the capture in seconds since the epoch, null without times
 */
export function outcomeOf(connection: Connection, isSix: boolean, lastPacket: number | null): Result {
  const { outcome, syn, rstByClient, rstByServer, segments, payloadFromClient, payloadFromServer } = connection;
  // more than a SYN and its refusal passed: the rest of the handshake was merely not captured
  const isUnseen = segments > syn + rstByClient + (outcome === 'refused' ? rstByServer : 0);
  switch (outcome) {
    case 'established':
      return afterHandshake(connection, lastPacket);
    case 'refused':
      if (!isUnseen) return unconnected('unreachable', 'refused');
      break;
    case 'no_answer': {
      if (isUnseen) break;
      if (connection.icmp !== null) return undelivered(connection, connection.icmp, isSix);
      return unansweredSyn(syn, connection.synTime, lastPacket);
    }
    default:
  }
  // without the handshake only an exchange both ways proves something
  return payloadFromClient > 0 && payloadFromServer > 0
    ? afterHandshake(connection, lastPacket)
    : unconnected('indeterminate', 'other');
}

const TIMED_OUT = unconnected('unreachable', 'timeout');
const OPEN = unconnected('indeterminate', 'interrupted');

/** A SYN that was sent so often, the first time at `synTime`, without any answer. */
export function unansweredSyn(syn: number, synTime: number | null, lastPacket: number | null): Result {
  const waited = (lastPacket ?? 0) - (synTime ?? lastPacket ?? 0);
  return syn > 1 || waited >= PATIENCE ? TIMED_OUT : OPEN;
}

/** The network says that it does not deliver the SYN, and why. */
function undelivered({ icmpFrom }: Connection, error: number, isSix: boolean): Result {
  const isProhibited = (isSix ? PROHIBITED_SIX : PROHIBITED).has(error);
  const detail: ProbeDetail =
    icmpFrom === null ? {} : isProhibited ? { rejectedBy: icmpFrom } : { reportedBy: icmpFrom };
  const cause: Cause = (isSix ? NO_ROUTE_SIX : NO_ROUTE).has(error) ? 'route' : 'host_unreachable';
  return unconnected('unreachable', cause, detail);
}

function afterHandshake(connection: Connection, lastPacket: number | null): Result {
  const spoken = tlsOf(connection, lastPacket);
  if (spoken !== null) return spoken;
  const { payloadFromClient, payloadFromServer, rstByServer, finByClient, stall } = connection;
  if (stall !== null) return stalled(connection, null);
  if (payloadFromServer > 0) return connected('reachable', 'ok');
  if (payloadFromClient > 0) {
    if (rstByServer > 0) return carried('unreachable', 'reset', null);
    // a firewall may complete the handshake itself: where data stays without an answer, nothing is proven
    return connected('indeterminate', 'empty_reply');
  }
  return rstByServer > 0 && finByClient === 0
    ? connected('indeterminate', 'reset')
    : connected('reachable', 'ok', true);
}

function stalled({ mtu }: Connection, tls: 'ok' | 'failed' | null): Result {
  return carried('unreachable', 'stalled', tls, mtu === null ? {} : { mtu });
}

/** What TLS says; null when it was not spoken. */
export function tlsOf(connection: Connection, lastPacket: number | null): Result | null {
  const { tlsAsked, tlsAnswered, tlsAlert, tlsAlertBy, tlsHiddenAlert } = connection;
  // alerts after the handshake are encrypted: one in the clear has ended it
  if (tlsAlert !== null) {
    const isUntrusted = tlsAlertBy === 'client' && TRUST_ALERTS.has(tlsAlert);
    return carried('unreachable', isUntrusted ? 'tls_untrusted' : 'tls_handshake', 'failed');
  }
  if (tlsAnswered) {
    // an alert whose description is encrypted: the client turned down what the server sent
    if (tlsHiddenAlert) return carried('unreachable', 'tls_handshake', 'failed');
    return afterServerHello(connection);
  }
  return tlsAsked ? unansweredHello(connection, lastPacket) : null;
}

/** The server's first message counts only where nothing turns the handshake down behind it. */
function afterServerHello(connection: Connection): Result {
  const { tlsSettled, stall, rstByServer, rstByClient, closedBy } = connection;
  if (stall !== null) return stalled(connection, tlsSettled ? 'ok' : 'failed');
  if (tlsSettled) return carried('reachable', 'ok', 'ok');
  if (rstByServer > 0) return carried('unreachable', 'reset', 'failed');
  if (closedBy === 'server') return carried('unreachable', 'tls_handshake', 'failed');
  // whoever ended it had seen the server's certificate, and need not have liked it
  if (rstByClient > 0 || closedBy === 'client') return carried('indeterminate', 'tls_handshake', null);
  return carried('reachable', 'ok', 'ok');
}

function unansweredHello(connection: Connection, lastPacket: number | null): Result {
  const { tlsReacted, rstByServer, closedBy, closeTime, clientSentAt, stall } = connection;
  if (rstByServer > 0) return carried('unreachable', 'reset', 'failed');
  // an answer to TLS that is no TLS: a page of a firewall, or the right answer was not captured
  if (tlsReacted) return connected('indeterminate', 'other');
  if (stall !== null) return stalled(connection, 'failed');
  if (closedBy === 'server') return carried('unreachable', 'tls_handshake', 'failed');
  return waitedInVain(clientSentAt, closeTime, lastPacket)
    ? stalled(connection, 'failed')
    : connected('indeterminate', 'empty_reply');
}

/** The client waited long, or gave up, without an answer to what it sent last. */
export function waitedInVain(sentAt: number | null, closeTime: number | null, lastPacket: number | null): boolean {
  if (sentAt === null) return false;
  if (closeTime !== null && closeTime > sentAt) return closeTime - sentAt >= PATIENCE;
  return (lastPacket ?? sentAt) - sentAt >= ANSWER_PATIENCE;
}
