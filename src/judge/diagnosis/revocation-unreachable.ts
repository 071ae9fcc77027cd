import type { Cause } from '../../model/probe.ts';
import { failingBy, failureOf, messagesNaming, type Rule } from './facts.ts';
import { WITHOUT_ENDPOINTS } from './order.ts';

const REVOCATION: ReadonlySet<Cause> = new Set(['revocation']);

const ID = 'revocation-unreachable';
/**
 * The destination answered, and its certificate's revocation list cannot be fetched (port 80 of the CRL hosts); or a check of
 * the certificate itself says so (`certutil -verify`).
 */
export const revocationUnreachable: Rule = (facts) => {
  const failing = failingBy(facts, REVOCATION);
  if (failing.length > 0) return [failureOf(ID, 'likely', failing)];
  const messages = messagesNaming(facts, ID);
  if (messages.length === 0) return [];
  return [failureOf(ID, 'likely', [], { weight: WITHOUT_ENDPOINTS.listed, params: { by: 'message' }, messages })];
};
