import { expect, test } from 'vitest';
import { nsgBlocksService } from '../../../../src/judge/diagnosis/nsg-blocks-service.ts';
import type { AzureNetwork, NamedRule, RuleDecision } from '../../../../src/model/azure-network.ts';
import { someFacts } from '../../../support/facts.ts';

const rule: NamedRule = {
  nsg: 'nsg-app',
  resourceGroup: 'rg',
  level: 'nic',
  name: 'Deny',
  priority: 200,
  access: 'deny',
  line: 7,
};
const decision = (tag: string, more: Partial<RuleDecision> = {}): RuleDecision => ({
  by: 'rules',
  service: 'backup',
  tag,
  host: 'host',
  port: 443,
  protocol: 'tcp',
  workloads: ['mars'],
  verdict: 'blocked',
  reason: 'rule',
  rules: [rule],
  ...more,
});
const facts = (
  decisions: readonly RuleDecision[],
  kind: AzureNetwork['listings'][number]['kind'] = 'effective-rules',
) =>
  someFacts({
    azureNetwork: {
      listings: [{ kind, name: 'nsg-app', level: 'nic', entries: 3, complete: true, line: 1 }],
      decisions,
    },
  });

test('one finding for each rule, with a number before it for every destination', () => {
  const found = nsgBlocksService(facts([decision('Storage'), decision('AzureBackup', { workloads: ['mars', 'sql'] })]));
  expect(found).toMatchObject([
    {
      id: 'nsg-blocks-service',
      confidence: 'certain',
      rank: 'failure',
      lines: [7, 7],
      params: {
        tag: 'Storage、AzureBackup',
        rule: 'Deny',
        priority: 200,
        nsg: 'nsg-app',
        group: 'rg',
        tagone: 'AzureBackup',
        prioone: 189,
        tagtwo: 'Storage',
        priotwo: 199,
      },
    },
  ]);
});

test('the rules of a group alone are not known to stand at the machine', () => {
  expect(nsgBlocksService(facts([decision('Storage')], 'own-rules'))).toMatchObject([
    { confidence: 'likely', params: { listing: 'own' } },
  ]);
});

test('two rules are two causes', () => {
  const other = { ...rule, name: 'Other', line: 9 };
  expect(nsgBlocksService(facts([decision('Storage'), decision('EventHub', { rules: [other] })]))).toHaveLength(2);
});

test('without room before it no number is offered, and none beyond those that rules may have', () => {
  const at = (priority: number) =>
    nsgBlocksService(facts([decision('Storage', { rules: [{ ...rule, priority }] })]))[0]?.params;
  expect(at(100)).not.toHaveProperty('prioone');
  expect(at(101)).toMatchObject({ prioone: 100 });
  expect(at(65_500)).toMatchObject({ prioone: 4096 });
});

test('a rule that names the platform', () => {
  const own = decision('AzurePlatformDNS', { service: 'platform', port: 53 });
  expect(nsgBlocksService(facts([own]))[0]?.params).toMatchObject({ kind: 'platform', tag: 'AzurePlatformDNS' });
  expect(nsgBlocksService(facts([own]))[0]?.params).not.toHaveProperty('tagone');
});

test('not for what is allowed or open, and not without a listing', () => {
  expect(
    nsgBlocksService(facts([decision('Storage', { verdict: 'open' }), decision('EventHub', { verdict: 'allowed' })])),
  ).toEqual([]);
  expect(nsgBlocksService(someFacts({}))).toEqual([]);
});
