import { probeOf, probesOf, type Rule } from './facts.ts';

/** Some tries were answered and others were not, by the same way: neither the firewall nor the destination is simply closed. */
export const intermittent: Rule = (facts) => {
  if (facts.source !== 'capture') return [];
  const shared = facts.endpoints.flatMap((endpoint) => {
    if (endpoint.verdict !== 'indeterminate') return [];
    for (const id of [endpoint.tcp.probe, endpoint.https.probe]) {
      const { attempts, unanswered } = probeOf(facts, id)?.detail ?? {};
      if (attempts !== undefined && unanswered !== undefined) return [{ endpoint, attempts, unanswered }];
    }
    return [];
  });
  const [worst] = [...shared].sort((a, b) => b.unanswered / b.attempts - a.unanswered / a.attempts);
  if (worst === undefined) return [];
  const { host, port } = worst.endpoint;
  const endpoints = [worst.endpoint, ...shared.map(({ endpoint }) => endpoint).filter((one) => one !== worst.endpoint)];
  return [
    {
      id: 'intermittent',
      confidence: 'likely',
      endpoints,
      because: probesOf(endpoints),
      rank: 'state',
      weight: endpoints.length,
      params: { host, port, attempts: worst.attempts, unanswered: worst.unanswered },
    },
  ];
};
