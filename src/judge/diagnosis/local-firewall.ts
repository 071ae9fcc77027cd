import type { Cause } from '../../model/probe.ts';
import { PLATFORM_SERVICE } from '../services.ts';
import { failingBy, failureOf, type Rule } from './facts.ts';
import { ruledOut } from './outbound-rules.ts';

const LOCAL: ReadonlySet<Cause> = new Set(['local']);

/**
 * The machine's own system refuses the connection (EPERM, EACCES, 10013): a firewall or a security product inside it. The same
 * where the connection fails as a rule of its firewall lets it fail, and the log shows that rule.
 */
export const localFirewall: Rule = (facts) => {
  const ruled = ruledOut(facts).filter(({ endpoint }) => endpoint.service !== PLATFORM_SERVICE);
  const local = failingBy(facts, LOCAL).filter(({ service }) => service !== PLATFORM_SERVICE);
  const failing = [...new Set([...local, ...ruled.map(({ endpoint }) => endpoint)])];
  const [first] = ruled;
  if (failing.length === 0) return [];
  const params = first === undefined ? {} : { params: { how: 'rule', rule: first.rule.text } };
  return [failureOf('local-firewall', 'likely', failing, { weight: 0.5, ...params })];
};
