import { causeOf, failureOf, isDenied, someNameResolves, unreachable, unresolved, type Rule } from './facts.ts';

/** No name resolves, and not because the server denies the names: the DNS server or the way to it fails. */
export const dnsServerUnreachable: Rule = (facts) => {
  if (someNameResolves(facts)) return [];
  // the proxy's name is one of those that cannot be resolved
  const atProxy = unreachable(facts).filter((endpoint) => causeOf(endpoint) === 'proxy_dns');
  const failing = [...unresolved(facts), ...atProxy.filter(({ dns }) => dns.status === 'failed')];
  const denied = failing.filter((endpoint) => isDenied(facts, endpoint));
  if (failing.length === 0 || denied.length * 2 > failing.length) return [];
  return [failureOf('dns-server-unreachable', failing.length > 1 ? 'certain' : 'likely', failing)];
};
