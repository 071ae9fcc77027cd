import { failureOf, isThroughProxy, probesOf, someNameResolves, unreachable, unresolved, type Rule } from './facts.ts';
import { STATES } from './order.ts';

/** A proxy is in effect and works; what fails does not go through it (port 3260), and nc says nothing about it. */
export const proxyInUse: Rule = (facts) => {
  if (!facts.proxied) return [];
  const through = facts.endpoints.filter(({ https }) => https.status === 'reachable');
  const failing = unreachable(facts);
  // where no name resolves, the proxy is what resolves names here
  const missing = new Set(someNameResolves(facts) ? unresolved(facts) : []);
  const direct = failing.filter((endpoint) => endpoint.port !== 443 && endpoint.port !== 80 && !missing.has(endpoint));
  const silent = facts.endpoints.filter(({ tcp }) => tcp.status === 'indeterminate');
  const works = through.some((endpoint) => isThroughProxy(facts, endpoint));
  if (works && direct.length > 0 && direct.length === failing.length) {
    return [
      { ...failureOf('proxy-in-use', 'likely', [...direct, ...silent]), because: probesOf([...through, ...direct]) },
    ];
  }
  if (through.length === 0 && failing.length > 0) return [];
  return [
    {
      id: 'proxy-in-use',
      confidence: 'certain',
      endpoints: [...through, ...silent],
      because: probesOf([...through, ...silent]),
      rank: failing.length > 0 ? 'remark' : 'state',
      weight: STATES['proxy-in-use'],
    },
  ];
};
