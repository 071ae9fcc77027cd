import { expect, test } from 'vitest';
import { rulesAllow } from '../../../../src/judge/diagnosis/rules-allow.ts';
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
  verdict: 'allowed',
  reason: 'route',
  route: {
    prefix: '0.0.0.0/0',
    hop: 'internet',
    hopType: 'Internet',
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

test('everything leads out', () => {
  expect(rulesAllow(facts(decision('Storage'), decision('AzureBackup')))).toMatchObject([
    { id: 'rules-allow', confidence: 'possible', rank: 'state', params: { listed: 'routes' } },
  ]);
});

test('not where one thing is open or blocked, and not without a listing', () => {
  expect(rulesAllow(facts(decision('Storage'), decision('AzureBackup', { verdict: 'open' })))).toEqual([]);
  expect(rulesAllow(facts(decision('Storage'), decision('AzureBackup', { verdict: 'blocked' })))).toEqual([]);
  expect(rulesAllow(facts())).toEqual([]);
  expect(rulesAllow(someFacts({}))).toEqual([]);
});
