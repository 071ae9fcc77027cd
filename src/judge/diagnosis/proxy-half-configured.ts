import { blocked, failureOf, type Rule } from './facts.ts';

/** `http_proxy` alone is set: curl goes directly to https destinations, and the direct way is closed. */
export const proxyHalfConfigured: Rule = (facts) => {
  if (facts.proxy.state !== 'http_only') return [];
  const failing = blocked(facts).filter(({ port }) => port === 443);
  if (failing.length > 0) return [failureOf('proxy-half-configured', 'likely', failing, { weight: 0.5 })];
  return [
    { id: 'proxy-half-configured', confidence: 'possible', endpoints: [], because: [], rank: 'remark', weight: 1 },
  ];
};
