import type { Probe } from '../../model/probe.ts';
import { platformAddresses } from '../services.ts';
import { isExpired } from './certificate-expired.ts';
import { failureOf, messagesNaming, unreachable, type Rule } from './facts.ts';
import { paramsOf } from './from-messages.ts';
import { BESIDE_ENDPOINTS, WITHOUT_ENDPOINTS } from './order.ts';

const ID = 'time-skew';
const TLS_PORT = 443;
/** Seconds from which the clock is called wrong. */
const MOST = 5 * 60;
/** Seconds by which the clocks of the destinations may differ: a check waits ten at most, and their servers keep the time. */
const ALIKE = 60;

/**
 * The machine's clock is off, as the dates in the answers of several destinations show, all by the same amount. One alone is no proof:
 * that destination's clock may be the wrong one.
 */
export const timeSkew: Rule = (facts) => {
  const platform = platformAddresses(facts.knowledge);
  const shown = new Map<string, Probe>();
  for (const probe of facts.probes) {
    const { host, port, detail } = probe;
    if (detail.clockAhead === undefined || host === null || shown.has(host)) continue;
    // nothing on the way has kept an answer that came encrypted, or from the host of the machine itself
    if (port === TLS_PORT || platform.includes(host)) shown.set(host, probe);
  }
  const probes = [...shown.values()];
  const all = probes.map(({ detail }) => detail.clockAhead ?? 0).toSorted((a, b) => a - b);
  const [least = 0] = all;
  const most = all.at(-1) ?? 0;
  const seconds = all[Math.floor(all.length / 2)] ?? 0;
  if (probes.length < 2 || most - least > ALIKE || Math.abs(seconds) <= MOST) return [];
  const messages = messagesNaming(facts, ID);
  const params = {
    ...(messages.length === 0 ? {} : paramsOf(messages)),
    how: seconds > 0 ? 'ahead' : 'behind',
    minutes: Math.round(Math.abs(seconds) / 60),
    answers: probes.length,
  };
  // a certificate that is not valid at the machine's time is what comes of it
  const endpoints = unreachable(facts).filter((endpoint) => isExpired(facts, endpoint));
  const weight = endpoints.length > 0 ? BESIDE_ENDPOINTS.named : WITHOUT_ENDPOINTS.said;
  const finding = failureOf(ID, 'certain', endpoints, { weight, params, messages });
  return [
    {
      ...finding,
      because: [...new Set([...finding.because, ...probes.map(({ id }) => id)])].toSorted((a, b) => a - b),
    },
  ];
};
