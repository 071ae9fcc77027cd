import { expect, test } from 'vitest';
import { forcedTunneling } from '../../../../src/judge/diagnosis/forced-tunneling.ts';
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
  reason: 'gateway',
  route: {
    prefix: '0.0.0.0/0',
    hop: 'gateway',
    hopType: 'VirtualNetworkGateway',
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

test('what goes through a gateway is only possible', () => {
  expect(forcedTunneling(facts(decision('Storage')))).toMatchObject([
    {
      id: 'forced-tunneling',
      confidence: 'possible',
      rank: 'state',
      lines: [4],
      params: { tag: 'Storage', prefix: '0.0.0.0/0' },
    },
  ]);
});

test('not for another way', () => {
  expect(forcedTunneling(facts(decision('Storage', { reason: 'appliance' })))).toEqual([]);
  expect(forcedTunneling(someFacts({}))).toEqual([]);
});
