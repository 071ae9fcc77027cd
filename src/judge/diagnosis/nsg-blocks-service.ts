import type { NamedRule, RuleDecision } from '../../model/azure-network.ts';
import { known, namesOf, ruleDecisions, workloadsOf } from './decisions.ts';
import type { Facts, Finding, Rule } from './facts.ts';

const ID = 'nsg-blocks-service';
/** Names of the parameters of the destinations that steps make a rule for. */
const STEPS = ['one', 'two', 'three', 'four'] as const;
/** Numbers that rules of the reader may have. */
const LEAST = 100;
const MOST = 4096;
/** Rules are numbered so far apart. */
const STEP = 10;

/**
 * A rule denies what a workload needs. What the effective rules say holds for the machine; of a group alone it is not known whether it stands
 * at it.
 */
export const nsgBlocksService: Rule = (facts) => {
  const blocked = ruleDecisions(facts).filter(({ verdict }) => verdict === 'blocked');
  const byRule = Map.groupBy(blocked, ({ rules: [rule] }) => `${rule?.nsg ?? ''}\n${rule?.name ?? ''}`);
  return [...byRule.values()].map((own) => findingOf(own, facts));
};

function findingOf(decisions: readonly RuleDecision[], facts: Facts): Finding {
  const rule = decisions[0]?.rules[0];
  const listing = facts.azureNetwork?.listings.find(({ kind, name }) => kind.endsWith('rules') && name === rule?.nsg);
  const isEffective = listing?.kind === 'effective-rules';
  const params = known({
    tag: namesOf(decisions),
    count: decisions.length,
    workloads: workloadsOf(decisions, facts),
    rule: rule?.name,
    priority: rule?.priority,
    nsg: rule?.nsg,
    group: rule?.resourceGroup,
    level: rule?.level,
    kind: decisions.every(({ service }) => service === 'platform') ? 'platform' : undefined,
    listing: isEffective ? 'effective' : 'own',
    ...stepsFor(decisions, rule),
  });
  return {
    id: ID,
    confidence: isEffective ? 'certain' : 'likely',
    endpoints: [],
    because: [],
    lines: decisions.flatMap(({ rules }) => rules.flatMap(({ line }) => line ?? [])),
    params,
    rank: 'failure',
    weight: decisions.length,
  };
}

/** A rule for each of the first destinations, numbered so that it comes before the one that denies. */
function stepsFor(
  decisions: readonly RuleDecision[],
  rule: NamedRule | undefined,
): Readonly<Record<string, string | number>> {
  const params: Record<string, string | number> = {};
  // what most workloads need comes first
  const wanted = decisions
    .filter(({ service, tag }) => service !== 'platform' && tag !== '')
    .toSorted((a, b) => b.workloads.length - a.workloads.length)
    .slice(0, STEPS.length);
  const before = Math.min((rule?.priority ?? MOST + 1) - 1, MOST);
  const room = before - LEAST + 1;
  if (room < wanted.length) return params;
  const apart = Math.min(STEP, Math.floor(room / wanted.length));
  wanted.forEach(({ tag, port }, at) => {
    const step = STEPS[at] ?? 'one';
    params[`tag${step}`] = tag;
    params[`port${step}`] = port;
    params[`prio${step}`] = before - (wanted.length - 1 - at) * apart;
  });
  return params;
}
