import { causeOf, failureOf, unreachable, type Rule } from './facts.ts';

/** No name resolves, and not because the server denies the names: the DNS server or the way to it fails. */
export const dnsServerUnreachable: Rule = (facts) => {
  if (facts.endpoints.some(({ dns }) => dns.status === 'resolved')) return [];
  const failing = unreachable(facts).filter((endpoint) => causeOf(endpoint).startsWith('dns'));
  const denied = failing.filter((endpoint) => causeOf(endpoint) === 'dns_nxdomain');
  if (failing.length === 0 || denied.length * 2 > failing.length) return [];
  return [failureOf('dns-server-unreachable', failing.length > 1 ? 'certain' : 'likely', failing)];
};
