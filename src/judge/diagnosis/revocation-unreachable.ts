import type { Cause } from '../../model/probe.ts';
import { failingBy, failureOf, messagesNaming, type Rule } from './facts.ts';

const REVOCATION: ReadonlySet<Cause> = new Set(['revocation']);

const ID = 'revocation-unreachable';
/** Lighter than any endpoint that fails. */
const LIGHT = 0.3;

/**
 * The destination answered, and its certificate's revocation list cannot be fetched (port 80 of the CRL hosts); or a check of
 * the certificate itself says so (`certutil -verify`).
 */
export const revocationUnreachable: Rule = (facts) => {
  const failing = failingBy(facts, REVOCATION);
  if (failing.length > 0) return [failureOf(ID, 'likely', failing)];
  const messages = messagesNaming(facts, ID);
  if (messages.length === 0) return [];
  return [failureOf(ID, 'likely', [], { weight: LIGHT, params: { by: 'message' }, messages })];
};
