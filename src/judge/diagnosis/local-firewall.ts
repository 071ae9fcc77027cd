import type { Cause } from '../../model/probe.ts';
import { PLATFORM_SERVICE } from '../services.ts';
import { failingBy, failureOf, type Rule } from './facts.ts';

const LOCAL: ReadonlySet<Cause> = new Set(['local']);

/** The machine's own system refuses the connection (EPERM, EACCES, 10013): a firewall or a security product inside it. */
export const localFirewall: Rule = (facts) => {
  const failing = failingBy(facts, LOCAL).filter(({ service }) => service !== PLATFORM_SERVICE);
  return failing.length === 0 ? [] : [failureOf('local-firewall', 'likely', failing, { weight: 0.5 })];
};
