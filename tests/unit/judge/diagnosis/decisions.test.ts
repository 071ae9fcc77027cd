import { describe, expect, test } from 'vitest';
import {
  known,
  namesOf,
  routeDecisions,
  ruleDecisions,
  stateOfRoutes,
  workloadsOf,
} from '../../../../src/judge/diagnosis/decisions.ts';
import type { Knowledge } from '../../../../src/knowledge/types.ts';
import type { NamedRoute, NetworkDecision, RouteDecision } from '../../../../src/model/azure-network.ts';
import { someFacts } from '../../../support/facts.ts';

const one = (by: 'rules' | 'routes', tag: string, host = ''): NetworkDecision =>
  ({ by, tag, host, workloads: ['vm'] }) as unknown as NetworkDecision;

test('rules and routes apart', () => {
  const facts = someFacts({ azureNetwork: { listings: [], decisions: [one('rules', 'a'), one('routes', 'b')] } });
  expect(ruleDecisions(facts).map(({ tag }) => tag)).toEqual(['a']);
  expect(routeDecisions(facts).map(({ tag }) => tag)).toEqual(['b']);
});

test('none where no network is listed', () => {
  expect(ruleDecisions(someFacts({}))).toEqual([]);
  expect(routeDecisions(someFacts({}))).toEqual([]);
});

test('names, each once, or none of very many', () => {
  expect(namesOf([one('rules', 'a'), one('rules', 'a'), one('rules', '', '168.63.129.16')])).toBe('a、168.63.129.16');
  expect(namesOf(['a', 'b', 'c', 'd'].map((tag) => one('rules', tag)))).toBe('a、b、c、d');
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

describe('a state that the routes tell', () => {
  const route = { prefix: '0.0.0.0/0', line: 4 } as unknown as NamedRoute;
  const through = (tag: string, more: Partial<RouteDecision> = {}): NetworkDecision =>
    ({ ...one('routes', tag), reason: 'gateway', route, ...more }) as RouteDecision;
  const of = (...decisions: readonly NetworkDecision[]) =>
    stateOfRoutes('forced-tunneling', 'gateway', someFacts({ azureNetwork: { listings: [], decisions } }));

  test('is that of all destinations with the reason', () => {
    const other = through('c', { reason: 'appliance' });
    expect(of(through('a'), through('b'), other)).toStrictEqual([
      {
        id: 'forced-tunneling',
        confidence: 'possible',
        endpoints: [],
        because: [],
        lines: [4],
        params: { tag: 'a、b', prefix: '0.0.0.0/0' },
        rank: 'state',
        weight: expect.any(Number),
      },
    ]);
    expect(of(other)).toEqual([]);
  });

  test('has no line where no route is named', () => {
    const [found] = of(through('a', { route: null }));
    expect(found?.lines).toEqual([]);
    expect(found?.params).toEqual({ tag: 'a' });
  });
});
