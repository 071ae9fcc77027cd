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
      endpoints: [],
      because: [],
      lines: [7, 7],
      params: {
        tag: 'Storage、AzureBackup',
        listing: 'effective',
        rule: 'Deny',
        priority: 200,
        nsg: 'nsg-app',
        group: 'rg',
        tagone: 'AzureBackup',
        portone: 443,
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

test('rules of one name in two groups are two causes', () => {
  const other = { ...rule, nsg: 'nsg-subnet' };
  const found = nsgBlocksService(facts([decision('Storage'), decision('EventHub', { rules: [other] })]));
  expect(found.map(({ params }) => params?.['nsg'])).toEqual(['nsg-app', 'nsg-subnet']);
});

test('the listing of the own group tells what is known, whatever else is listed', () => {
  const listing = { level: null, entries: 3, complete: true, line: 1 };
  const listings = [
    { kind: 'own-rules', name: 'nsg-other', ...listing },
    { kind: 'effective-routes', name: 'nsg-app', ...listing },
    { kind: 'effective-rules', name: 'nsg-app', ...listing },
  ] as const;
  const azureNetwork: AzureNetwork = { listings, decisions: [decision('Storage')] };
  expect(nsgBlocksService(someFacts({ azureNetwork }))).toMatchObject([
    { confidence: 'certain', params: { listing: 'effective' } },
  ]);
});

test('a rule that the listing leaves out has no line, and one without a number comes after all others', () => {
  const [found] = nsgBlocksService(facts([decision('Storage', { rules: [{ ...rule, line: null, priority: null }] })]));
  expect(found?.lines).toEqual([]);
  expect(found?.params).toMatchObject({ rule: 'Deny', prioone: 4096 });
  expect(found?.params).not.toHaveProperty('priority');
});

test('what no rule is named for is told without one', () => {
  expect(nsgBlocksService(facts([decision('Storage', { rules: [] })]))).toStrictEqual([
    {
      id: 'nsg-blocks-service',
      confidence: 'likely',
      endpoints: [],
      because: [],
      lines: [],
      params: { tag: 'Storage', count: 1, listing: 'own', tagone: 'Storage', portone: 443, prioone: 4096 },
      rank: 'failure',
      weight: 1,
    },
  ]);
});

test('four destinations at most get a rule, and none that has no tag', () => {
  const many = ['a', '', 'b', 'c', 'd', 'e'].map((tag) => decision(tag));
  const [found] = nsgBlocksService(facts(many));
  expect(found?.params).toMatchObject({ tagone: 'a', tagtwo: 'b', tagthree: 'c', tagfour: 'd', priofour: 199 });
});

test('numbers are closer to each other where there is little room', () => {
  const rules = [{ ...rule, priority: 112 }];
  const [found] = nsgBlocksService(facts([decision('Storage', { rules }), decision('EventHub', { rules })]));
  expect(found?.params).toMatchObject({ prioone: 105, priotwo: 111 });
});

test('a rule that denies a service as well is not one of the platform alone', () => {
  const own = decision('AzurePlatformDNS', { service: 'platform', port: 53 });
  const [found] = nsgBlocksService(facts([own, decision('Storage')]));
  expect(found?.params).not.toHaveProperty('kind');
  expect(found?.params).toMatchObject({ tagone: 'Storage' });
  expect(found?.params).not.toHaveProperty('tagtwo');
});
