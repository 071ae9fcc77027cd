import { expect, test } from 'vitest';
import { rulesUndecided } from '../../../../src/judge/diagnosis/rules-undecided.ts';
import type { NetworkDecision, RouteDecision, RuleDecision } from '../../../../src/model/azure-network.ts';
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
const ruled = (tag: string, line: number | null): RuleDecision => ({
  ...{ by: 'rules', service: 'backup', tag, host: 'host', port: 443, protocol: 'tcp', workloads: ['mars'] },
  ...{ verdict: 'open', reason: 'source' },
  rules: [
    { nsg: 'nsg', resourceGroup: 'rg', level: 'nic', name: 'Some', priority: 200, access: 'deny', line },
    { nsg: 'other', resourceGroup: 'rg', level: 'subnet', name: 'More', priority: 300, access: 'deny', line: 12 },
  ],
});
const facts = (...decisions: readonly NetworkDecision[]) => someFacts({ azureNetwork: { listings: [], decisions } });

test('the reason that holds for most destinations is named', () => {
  const found = rulesUndecided(
    facts(decision('Storage', { reason: 'region' }), decision('AzureBackup'), decision('EventHub')),
  );
  expect(found).toMatchObject([
    {
      id: 'rules-undecided',
      confidence: 'possible',
      rank: 'state',
      because: [],
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

test('a rule that leaves it open is named', () => {
  const [found] = rulesUndecided(facts(decision('EventHub'), ruled('Storage', 7), ruled('AzureBackup', 7)));
  expect(found?.lines).toEqual([7]);
  expect(found?.params).toEqual({ reason: 'source', by: 'rules', tag: 'Storage、AzureBackup', rule: 'Some' });
});

test('without a line where the listing leaves the rule out, or where nothing fits', () => {
  expect(rulesUndecided(facts(ruled('Storage', null)))).toMatchObject([{ lines: [], params: { rule: 'Some' } }]);
  const [found] = rulesUndecided(facts(decision('Storage', { reason: 'no-match', route: null })));
  expect(found?.lines).toEqual([]);
  expect(found?.params).toEqual({ reason: 'no-match', by: 'routes', tag: 'Storage' });
});
