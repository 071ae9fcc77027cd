import { isWrong } from '../private-dns.ts';
import { probesOf, type Rule } from './facts.ts';
import { STATES } from './order.ts';

/** Everything that was tested answers, and nothing is left open. */
export const allReachable: Rule = (facts) => {
  const by = (verdict: string): number => facts.endpoints.filter((endpoint) => endpoint.verdict === verdict).length;
  if (!facts.complete || by('reachable') === 0 || by('unreachable') > 0 || by('indeterminate') > 0) return [];
  // nor does it where a name leads elsewhere than its private endpoint says
  if (facts.privateNames.some(isWrong)) return [];
  // a run that was broken off tested nothing, so not everything that was asked has answered
  if (facts.probes.some(({ status }) => status === 'incomplete')) return [];
  // nor does it when the output of another test could not be read
  if (facts.unread.some(({ tool }) => tool !== null)) return [];
  // nor when nothing is known of a destination, not even its name, because the tool was not there
  const unknown = facts.endpoints.filter(({ verdict, dns }) => verdict === 'not_run' && dns.status === 'not_run');
  const hosts = new Set(unknown.map(({ host }) => host));
  if (facts.probes.some(({ cause, host }) => cause === 'tool_missing' && hosts.has(host ?? ''))) return [];
  return [
    {
      id: 'all-reachable',
      confidence: facts.unread.length > 0 ? 'likely' : 'certain',
      endpoints: facts.endpoints,
      because: probesOf(facts.endpoints),
      rank: 'state',
      weight: STATES['all-reachable'],
    },
  ];
};
