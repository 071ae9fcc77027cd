import { expect, test } from 'vitest';
import { routeDropsService } from '../../../../src/judge/diagnosis/route-drops-service.ts';
import type { RouteDecision } from '../../../../src/model/azure-network.ts';
import { someFacts } from '../../../support/facts.ts';

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
  route: {
    prefix: '0.0.0.0/0',
    hop: 'none',
    hopType: 'None',
    hopAddresses: ['10.20.1.4'],
    origin: 'user',
    name: 'all',
    table: 'rt-hub',
    resourceGroup: 'rg',
    line: 4,
  },
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
