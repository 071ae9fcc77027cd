import { isWrong } from '../private-dns.ts';
import { endpointsOf, type Rule } from './facts.ts';
import { STATES } from './order.ts';

/** The names of a private endpoint's list lead where the list says, or were not all looked up. */
export const privateDnsMatches: Rule = (facts) => {
  const { privateNames } = facts;
  if (privateNames.some(isWrong)) return [];
  const right = privateNames.filter(({ state }) => state === 'matches');
  const open = privateNames.filter(({ state }) => state !== 'matches');
  const first = open[0] ?? right[0];
  if (first === undefined) return [];
  // what another DNS server answers is not what the machine gets
  const isOwn = right.every(({ asked }) => asked === 'own');
  const of = open.length === 0 ? (isOwn ? 'all' : 'other') : right.length > 0 ? 'part' : 'none';
  return [
    {
      id: 'private-dns-matches',
      confidence: of === 'all' ? 'certain' : 'possible',
      endpoints: endpointsOf(facts, right),
      because: right.flatMap(({ probe }) => (probe === null ? [] : [probe])),
      params: {
        of,
        all: privateNames.length,
        right: right.length,
        open: open.length,
        host: first.name,
      },
      rank: 'state',
      weight: STATES['private-dns-matches'],
    },
  ];
};
