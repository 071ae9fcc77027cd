import { blocked, failureOf, type Rule } from './facts.ts';
import { BESIDE_ENDPOINTS, STATES } from './order.ts';

const ID = 'proxy-half-configured';

/** `http_proxy` alone is set: curl goes directly to https destinations, and the direct way is closed. */
export const proxyHalfConfigured: Rule = (facts) => {
  if (facts.proxy.state !== 'http_only') return [];
  const failing = blocked(facts).filter(({ port }) => port === 443);
  if (failing.length > 0) return [failureOf(ID, 'likely', failing, { weight: BESIDE_ENDPOINTS.named })];
  return [{ id: ID, confidence: 'possible', endpoints: [], because: [], rank: 'remark', weight: STATES[ID] }];
};
