import { failureOf, isDenied, isListedWrong, someNameResolves, unresolved, type Rule } from './facts.ts';

/** Some names do not resolve while the DNS server answers for others, or denies the names outright. */
export const dnsRecordMissing: Rule = (facts) => {
  // of a listed name it is known which zone or record is missing
  const failing = unresolved(facts).filter((endpoint) => !isListedWrong(facts, endpoint));
  if (failing.length === 0) return [];
  const denied = failing.filter((endpoint) => isDenied(facts, endpoint));
  if (!someNameResolves(facts) && denied.length * 2 <= failing.length) return [];
  return [failureOf('dns-record-missing', denied.length > 0 ? 'certain' : 'likely', failing)];
};
