import type { Knowledge } from '../../knowledge/types.ts';
import { onceFor } from '../../text/once.ts';
import { wildcard } from '../../text/wildcard.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import {
  failureOf,
  isListedWrong,
  probeOf,
  probesOf,
  unreachable,
  type Facts,
  type Finding,
  type Rule,
} from './facts.ts';
import { BESIDE_ENDPOINTS, STATES } from './order.ts';

/**
 * Names of Azure services resolve to private addresses: a private endpoint is in use. A name in a zone of private
 * endpoints with public addresses only says that the zone is missing or not linked to this network.
 */
export const privateEndpoint: Rule = (facts) => [...withPrivateAddress(facts), ...withPublicAnswer(facts)];

function withPrivateAddress(facts: Facts): Finding[] {
  const shown = facts.endpoints.filter(({ dns, service }) => dns.private && service !== 'other');
  if (shown.length === 0) return [];
  const failing = unreachable(facts);
  if (failing.length > 0 && failing.every(({ dns, service }) => dns.private && service !== 'other'))
    return [failureOf('private-endpoint', 'likely', failing, { weight: BESIDE_ENDPOINTS.named })];
  return [stateOf(shown, failing.length > 0 || facts.privateNames.length > 0 ? 'remark' : 'state', 'likely', {})];
}

const zonesOf = onceFor((zones: Knowledge['privateZones']) => zones.map(({ pattern }) => wildcard(pattern)));

function withPublicAnswer(facts: Facts): Finding[] {
  const zones = zonesOf(facts.knowledge.privateZones);
  const shown = facts.endpoints.filter((endpoint) => {
    const { dns } = endpoint;
    if (isListedWrong(facts, endpoint) || dns.private || dns.status !== 'resolved' || dns.addresses.length === 0)
      return false;
    const names = probeOf(facts, dns.probe)?.detail.cnames ?? [];
    return names.some((name) => zones.some((fits) => fits(name)));
  });
  if (shown.length === 0) return [];
  return [stateOf(shown, 'remark', 'possible', { publicAnswer: shown[0]?.dns.addresses[0] ?? '' })];
}

function stateOf(
  endpoints: readonly Endpoint[],
  rank: Finding['rank'],
  confidence: Finding['confidence'],
  params: Finding['params'] & object,
): Finding {
  const because = [...probesOf(endpoints), ...endpoints.flatMap(({ dns }) => (dns.probe === null ? [] : [dns.probe]))];
  return {
    id: 'private-endpoint',
    confidence,
    endpoints,
    because: [...new Set(because)],
    params,
    rank,
    weight: STATES['private-endpoint'],
  };
}
