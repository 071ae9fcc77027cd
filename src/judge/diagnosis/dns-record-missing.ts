import { causeOf, failureOf, unreachable, type Rule } from './facts.ts';

/** Some names do not resolve while the DNS server answers for others, or denies the names outright. */
export const dnsRecordMissing: Rule = (facts) => {
  const failing = unreachable(facts).filter((endpoint) => causeOf(endpoint).startsWith('dns'));
  if (failing.length === 0) return [];
  const others = facts.endpoints.some(({ dns }) => dns.status === 'resolved');
  const denied = failing.filter((endpoint) => causeOf(endpoint) === 'dns_nxdomain');
  if (!others && denied.length * 2 <= failing.length) return [];
  return [failureOf('dns-record-missing', denied.length > 0 ? 'certain' : 'likely', failing)];
};
