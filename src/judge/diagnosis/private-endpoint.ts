import { failureOf, probesOf, unreachable, type Rule } from './facts.ts';

/** Names of Azure services resolve to private addresses: a private endpoint is in use. */
export const privateEndpoint: Rule = (facts) => {
  const own = facts.endpoints.filter(({ dns, service }) => dns.private && service !== 'other');
  if (own.length === 0) return [];
  const failing = unreachable(facts);
  if (failing.length > 0 && failing.every((endpoint) => own.includes(endpoint))) {
    return [failureOf('private-endpoint', 'likely', failing, { weight: 0.5 })];
  }
  const because = [...probesOf(own), ...own.flatMap(({ dns }) => (dns.probe === null ? [] : [dns.probe]))];
  return [
    {
      id: 'private-endpoint',
      confidence: 'likely',
      endpoints: own,
      because: [...new Set(because)],
      rank: failing.length > 0 ? 'remark' : 'state',
      weight: 3,
    },
  ];
};
