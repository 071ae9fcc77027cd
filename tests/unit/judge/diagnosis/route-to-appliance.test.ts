import { expect, test } from 'vitest';
import { routeToAppliance } from '../../../../src/judge/diagnosis/route-to-appliance.ts';
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
  verdict: 'open',
  reason: 'appliance',
  route: {
    prefix: '0.0.0.0/0',
    hop: 'appliance',
    hopType: 'VirtualAppliance',
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

test('what goes to an appliance is only possible', () => {
  expect(routeToAppliance(facts(decision('Storage'), decision('AzureBackup')))).toMatchObject([
    {
      id: 'route-to-appliance',
      confidence: 'possible',
      rank: 'state',
      lines: [4],
      params: { tag: 'Storage、AzureBackup', address: '10.20.1.4', prefix: '0.0.0.0/0' },
    },
  ]);
});

test('too many destinations are not named one by one', () => {
  const many = ['a', 'b', 'c', 'd', 'e'].map((tag) => decision(tag));
  expect(routeToAppliance(facts(...many))[0]?.params).not.toHaveProperty('tag');
});

test('not for another way', () => {
  expect(routeToAppliance(facts(decision('Storage', { reason: 'gateway' })))).toEqual([]);
  expect(routeToAppliance(someFacts({}))).toEqual([]);
});
