import { failureOf, unreachable, type Facts, type Finding } from './facts.ts';
import { STATES } from './order.ts';

/** What no root cause explains is said as well, so that no failure goes unmentioned. */
export function leftovers(facts: Facts, found: readonly Finding[]): Finding[] {
  if (!facts.recognised) return found.length > 0 ? [] : [whole('log-unrecognised', 'certain')];
  const explained = new Set(found.filter(({ rank }) => rank === 'failure').flatMap(({ endpoints }) => endpoints));
  const open = unreachable(facts).filter((endpoint) => !explained.has(endpoint));
  if (open.length > 0) return [failureOf('mixed-result', 'possible', open)];
  if (found.some(({ rank }) => rank !== 'remark')) return [];
  const decided = facts.endpoints.some(({ verdict }) => verdict === 'reachable');
  if (decided) return [whole('mixed-result', 'possible')];
  const { journal } = facts;
  return [
    { ...whole('nothing-tested', 'possible'), ...(journal === null ? {} : { params: { journal, of: 'journal' } }) },
  ];
}

function whole(id: 'log-unrecognised' | 'mixed-result' | 'nothing-tested', confidence: Finding['confidence']): Finding {
  return { id, confidence, endpoints: [], because: [], rank: 'state', weight: STATES[id] };
}
