import { failureOf, isDenied, someNameResolves, unreachable, type Rule } from './facts.ts';

/** No name resolves, and not because the server denies the names: the DNS server or the way to it fails. */
export const dnsServerUnreachable: Rule = (facts) => {
  if (someNameResolves(facts)) return [];
  const failing = unreachable(facts).filter(({ dns }) => dns.status === 'failed');
  const denied = failing.filter((endpoint) => isDenied(facts, endpoint));
  if (failing.length === 0 || denied.length * 2 > failing.length) return [];
  return [failureOf('dns-server-unreachable', failing.length > 1 ? 'certain' : 'likely', failing)];
};
