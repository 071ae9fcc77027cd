import { expect, test } from 'vitest';
import {
  known,
  namesOf,
  routeDecisions,
  ruleDecisions,
  workloadsOf,
} from '../../../../src/judge/diagnosis/decisions.ts';
import type { Knowledge } from '../../../../src/knowledge/types.ts';
import type { NetworkDecision } from '../../../../src/model/azure-network.ts';
import { someFacts } from '../../../support/facts.ts';

const one = (by: 'rules' | 'routes', tag: string, host = ''): NetworkDecision =>
  ({ by, tag, host, workloads: ['vm'] }) as unknown as NetworkDecision;

test('rules and routes apart', () => {
  const facts = someFacts({ azureNetwork: { listings: [], decisions: [one('rules', 'a'), one('routes', 'b')] } });
  expect(ruleDecisions(facts).map(({ tag }) => tag)).toEqual(['a']);
  expect(routeDecisions(facts).map(({ tag }) => tag)).toEqual(['b']);
});

test('names, each once, or none of very many', () => {
  expect(namesOf([one('rules', 'a'), one('rules', 'a'), one('rules', '', '168.63.129.16')])).toBe('a、168.63.129.16');
  expect(namesOf(['a', 'b', 'c', 'd', 'e'].map((tag) => one('rules', tag)))).toBeUndefined();
});

test('workloads as readers call them', () => {
  const workloads = [
    { id: 'vm', name: 'VM' },
    { id: 'sql', name: 'SQL' },
  ] as unknown as Knowledge['workloads'];
  expect(workloadsOf([one('rules', 'a')], someFacts({ knowledge: { workloads } }))).toBe('VM');
});

test('what is not known is absent', () => {
  expect(known({ a: 1, b: null, c: undefined, d: '', e: 'x' })).toEqual({ a: 1, e: 'x' });
});
