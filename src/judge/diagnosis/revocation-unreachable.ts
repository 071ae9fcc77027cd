import type { Cause } from '../../model/probe.ts';
import { failingBy, failureOf, type Rule } from './facts.ts';

const REVOCATION: ReadonlySet<Cause> = new Set(['revocation']);

/** The destination answered, and its certificate's revocation list cannot be fetched (port 80 of the CRL hosts). */
export const revocationUnreachable: Rule = (facts) => {
  const failing = failingBy(facts, REVOCATION);
  return failing.length === 0 ? [] : [failureOf('revocation-unreachable', 'likely', failing)];
};
