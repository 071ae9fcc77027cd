import type { Cause } from '../../model/probe.ts';
import { PLATFORM_SERVICE } from '../services.ts';
import { causeOf, failureOf, isDroppedDns, unreachable, type Facts, type Finding, type Rule } from './facts.ts';
import { platformRule, ruledOut } from './outbound-rules.ts';
import { BESIDE_ENDPOINTS, STATES } from './order.ts';

/**
 * The addresses of the platform cannot be reached. NSG and routes do not apply to them,
 * so what stops them is mostly inside the guest: a firewall, a proxy, a missing default route. A rule of the guest's firewall that
 * the log shows is named; where nothing was tested it is all that there is to say.
 */
export const vmAgentPathBlocked: Rule = (facts) => {
  const failing = unreachable(facts).filter(
    (endpoint) => endpoint.service === PLATFORM_SERVICE && !isDroppedDns(facts, endpoint),
  );
  // the agent's own rules let only root through: silence for another user is worth a second look, and no more
  const open = facts.endpoints.filter(
    (endpoint) =>
      endpoint.service === PLATFORM_SERVICE && endpoint.verdict === 'indeterminate' && causeOf(endpoint) === 'timeout',
  );
  const [first] = failing;
  if (first === undefined) {
    const [asked] = open;
    if (asked === undefined) return byRuleAlone(facts);
    const params = { address: asked.host, port: asked.port, how: 'timeout' };
    return [failureOf('vm-agent-path-blocked', 'possible', open, { params })];
  }
  const sure =
    failing.length > 1 || causeOf(first) === 'local' || facts.endpoints.some(({ verdict }) => verdict === 'reachable');
  const ruled = ruledOut(facts).find(({ endpoint }) => endpoint.service === PLATFORM_SERVICE);
  if (ruled !== undefined) {
    const { host, port } = ruled.endpoint;
    const params = { address: host, port, how: 'rule', rule: ruled.rule.text };
    return [failureOf('vm-agent-path-blocked', 'likely', failing, { weight: BESIDE_ENDPOINTS.named, params })];
  }
  const params = { address: first.host, port: first.port, how: howOf(causeOf(first)) };
  return [
    failureOf('vm-agent-path-blocked', sure ? 'likely' : 'possible', failing, {
      weight: BESIDE_ENDPOINTS.named,
      params,
    }),
  ];
};

/** The guest's firewall forbids what the agent needs, and nobody tried. */
function byRuleAlone(facts: Facts): Finding[] {
  const rule = facts.endpoints.length === 0 ? platformRule(facts) : undefined;
  if (rule === undefined) return [];
  const params = { address: rule.destination ?? '', how: 'rule', rule: rule.text };
  return [
    {
      id: 'vm-agent-path-blocked',
      confidence: 'possible',
      endpoints: [],
      because: [],
      rank: 'state',
      weight: STATES['vm-agent-path-blocked'],
      params,
    },
  ];
}

/** What kept the first of the addresses from being reached. */
function howOf(cause: Cause): 'refused' | 'local' | 'proxy' | 'timeout' {
  if (cause === 'refused' || cause === 'local') return cause;
  return cause.startsWith('proxy') || cause === 'gateway' ? 'proxy' : 'timeout';
}
