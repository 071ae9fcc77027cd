import type { Cause } from '../../model/probe.ts';
import { PLATFORM_SERVICE } from '../services.ts';
import { causeOf, failingBy, failureOf, isRefusedConnect, isTlsOff, type Rule } from './facts.ts';

const BROKEN: ReadonlySet<Cause> = new Set(['tls_handshake', 'reset']);

/** The connection is made and TLS then breaks: an alert, a reset after the first message, no common version. */
export const tlsHandshakeFails: Rule = (facts) => {
  const failing = failingBy(facts, BROKEN).filter(
    (endpoint) => !isTlsOff(facts, endpoint) && !isRefusedConnect(endpoint) && endpoint.service !== PLATFORM_SERVICE,
  );
  if (failing.length === 0) return [];
  const seen = failing.some(({ tcp }) => tcp.status === 'reachable');
  const how = failing.every((endpoint) => causeOf(endpoint) === 'reset') ? { params: { how: 'reset' } } : {};
  return [failureOf('tls-handshake-fails', seen ? 'likely' : 'possible', failing, how)];
};
