import type { Cause } from '../../model/probe.ts';
import { causeOf, failureOf, probeOf, unreachable, type Rule } from './facts.ts';

/** One rule for each answer with which a proxy keeps a connection from being made. */
export function proxyRule(id: string, causes: readonly Cause[]): Rule {
  return (facts) => {
    const failing = unreachable(facts).filter((endpoint) => causes.includes(causeOf(endpoint)));
    if (failing.length === 0) return [];
    const status = failing
      .map(({ https }) => probeOf(facts, https.probe)?.detail.proxyStatus)
      .find((found) => found !== undefined);
    const extra = status === undefined ? {} : { params: { status } };
    return [failureOf(id, 'certain', failing, extra)];
  };
}

export const proxyDenies = proxyRule('proxy-denies', ['proxy_denied']);
export const proxyRequiresAuth = proxyRule('proxy-requires-auth', ['proxy_auth']);
export const proxyUnreachable = proxyRule('proxy-unreachable', ['proxy_unreachable', 'proxy_dns']);
