import { expect, test } from 'vitest';
import { routeDropsService } from '../../../../src/judge/diagnosis/route-drops-service.ts';
import type { NamedRoute, RouteDecision } from '../../../../src/model/azure-network.ts';
import { someFacts } from '../../../support/facts.ts';

const route: NamedRoute = {
  prefix: '0.0.0.0/0',
  hop: 'none',
  hopType: 'None',
  hopAddresses: ['10.20.1.4'],
  origin: 'user',
  name: 'all',
  table: 'rt-hub',
  resourceGroup: 'rg',
  line: 4,
};
const decision = (tag: string, more: Partial<RouteDecision> = {}): RouteDecision => ({
  by: 'routes',
  service: 'backup',
  tag,
  host: 'host',
  port: 443,
  protocol: 'tcp',
  workloads: ['mars'],
  verdict: 'blocked',
  reason: 'route',
  route,
  ...more,
});
const facts = (...decisions: readonly RouteDecision[]) => someFacts({ azureNetwork: { listings: [], decisions } });

test('one finding for each route that leads nowhere', () => {
  const found = routeDropsService(facts(decision('Storage'), decision('AzureBackup')));
  expect(found).toMatchObject([
    {
      id: 'route-drops-service',
      confidence: 'certain',
      rank: 'failure',
      because: [],
      lines: [4],
      params: {
        tag: 'Storage、AzureBackup',
        prefix: '0.0.0.0/0',
        hop: 'None',
        table: 'rt-hub',
        group: 'rg',
        how: 'user',
      },
    },
  ]);
});

test('one to something that is not there', () => {
  const [found] = routeDropsService(facts(decision('Storage', { reason: 'hop-invalid' })));
  expect(found?.params).toMatchObject({ how: 'invalid', address: '10.20.1.4' });
});

test('not for a route that leads somewhere', () => {
  expect(routeDropsService(facts(decision('Storage', { verdict: 'allowed' })))).toEqual([]);
  expect(routeDropsService(someFacts({}))).toEqual([]);
});

test('one destination whose next hop is not there is enough', () => {
  const [found] = routeDropsService(facts(decision('Storage'), decision('EventHub', { reason: 'hop-invalid' })));
  expect(found?.params).toMatchObject({ how: 'invalid', count: 2 });
});

test('two routes are two causes', () => {
  const other = { ...route, name: 'other', line: 9 };
  const found = routeDropsService(facts(decision('Storage'), decision('EventHub', { route: other })));
  expect(found.map(({ lines, params }) => [lines, params?.['name']])).toEqual([
    [[4], 'all'],
    [[9], 'other'],
  ]);
});

test('a route that the reader did not make', () => {
  const [found] = routeDropsService(facts(decision('Storage', { route: { ...route, origin: 'system' } })));
  expect(found?.params).toMatchObject({ how: 'other' });
});

test('what no route is named for is told without one', () => {
  expect(routeDropsService(facts(decision('Storage', { route: null })))).toMatchObject([
    { lines: [], params: { tag: 'Storage', how: 'other' } },
  ]);
});
