import { expect, test } from 'vitest';
import { rulesUndecided } from '../../../../src/judge/diagnosis/rules-undecided.ts';
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
  reason: 'addresses',
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

test('the reason that holds for most destinations is named', () => {
  const found = rulesUndecided(
    facts(decision('Storage', { reason: 'region' }), decision('AzureBackup'), decision('EventHub')),
  );
  expect(found).toMatchObject([
    {
      id: 'rules-undecided',
      confidence: 'possible',
      rank: 'state',
      lines: [4],
      params: { reason: 'addresses', by: 'routes', tag: 'AzureBackup、EventHub', prefix: '0.0.0.0/0' },
    },
  ]);
});

test('an appliance and a gateway are causes of their own', () => {
  expect(
    rulesUndecided(facts(decision('Storage', { reason: 'appliance' }), decision('x', { reason: 'gateway' }))),
  ).toEqual([]);
});

test('not for what is decided', () => {
  expect(rulesUndecided(facts(decision('Storage', { verdict: 'blocked' })))).toEqual([]);
  expect(rulesUndecided(someFacts({}))).toEqual([]);
});
