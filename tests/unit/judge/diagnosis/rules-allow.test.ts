import { expect, test } from 'vitest';
import { rulesAllow } from '../../../../src/judge/diagnosis/rules-allow.ts';
import type { AzureNetwork, NetworkDecision, RouteDecision } from '../../../../src/model/azure-network.ts';
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
const ruled: NetworkDecision = {
  ...{ by: 'rules', service: 'backup', tag: 'Storage', host: 'host', port: 443, protocol: 'tcp', workloads: ['mars'] },
  ...{ verdict: 'allowed', reason: 'rule', rules: [] },
};
type Kind = AzureNetwork['listings'][number]['kind'];
const listing = (kind: Kind) => ({ kind, name: null, level: null, entries: 3, complete: true, line: 1 });
const facts = (...decisions: readonly RouteDecision[]) => someFacts({ azureNetwork: { listings: [], decisions } });

test('everything leads out', () => {
  expect(rulesAllow(facts(decision('Storage'), decision('AzureBackup')))).toMatchObject([
    { id: 'rules-allow', confidence: 'possible', rank: 'state', because: [], params: { listed: 'routes' } },
  ]);
});

test('not where one thing is open or blocked, and not without a listing', () => {
  expect(rulesAllow(facts(decision('Storage'), decision('AzureBackup', { verdict: 'open' })))).toEqual([]);
  expect(rulesAllow(facts(decision('Storage'), decision('AzureBackup', { verdict: 'blocked' })))).toEqual([]);
  expect(rulesAllow(facts())).toEqual([]);
  expect(rulesAllow(someFacts({}))).toEqual([]);
});

test.each<[string, readonly NetworkDecision[]]>([
  ['rules', [ruled]],
  ['routes', [decision('Storage')]],
  ['both', [ruled, decision('Storage')]],
])('what is listed: %s', (listed, decisions) => {
  const [found] = rulesAllow(someFacts({ azureNetwork: { listings: [], decisions } }));
  expect(found?.params).toMatchObject({ listed });
});

test.each<[string, readonly Kind[]]>([
  ['effective', []],
  ['effective', ['effective-rules']],
  ['effective', ['route-table']],
  ['own', ['own-rules']],
  ['own', ['effective-rules', 'own-rules']],
])('%s rules: %j', (shown, kinds) => {
  const azureNetwork = { listings: kinds.map(listing), decisions: [ruled] };
  expect(rulesAllow(someFacts({ azureNetwork }))[0]?.params).toMatchObject({ listing: shown });
});
