import type { Cause } from '../../model/probe.ts';
import { failingBy, failureOf, probeOf, type Rule } from './facts.ts';

const ANSWERED_BETWEEN: ReadonlySet<Cause> = new Set(['gateway']);

/** Something between the machine and the destination answered in its place: a block page, a portal, a filter. */
export const gatewayBlockPage: Rule = (facts) => {
  const failing = failingBy(facts, ANSWERED_BETWEEN);
  if (failing.length === 0) return [];
  const gateway = failing
    .map(({ https, tcp }) => probeOf(facts, https.probe ?? tcp.probe)?.detail.gateway)
    .find((id) => id !== undefined);
  const params = gateway === undefined ? {} : { params: { gateway } };
  return [failureOf('gateway-block-page', gateway === undefined ? 'likely' : 'certain', failing, params)];
};
