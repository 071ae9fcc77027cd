import { describe, expect, test } from 'vitest';
import { judgeRoutes } from '../../../../src/judge/azure/routes.ts';
import { aRoute, aRule, answer, decisionOf, told } from '../../../support/azure-network.ts';
import { knowledge } from '../../../support/knowledge.ts';

const decide = (routes: readonly object[], tag = 'AzureBackup'): readonly string[] =>
  told(decisionOf(answer(routes), 'routes', tag));

const VNET = aRoute('10.20.0.0/16', 'VnetLocal');
const INTERNET = aRoute('0.0.0.0/0', 'Internet');
const REPLACED = aRoute('0.0.0.0/0', 'Internet', { state: 'Invalid' });
const user = (prefix: string, hop: string, ...addresses: readonly string[]): object =>
  aRoute(prefix, hop, { source: 'User', name: 'udr', nextHopIpAddress: addresses });
const bgp = (prefix: string): object =>
  aRoute(prefix, 'VirtualNetworkGateway', { source: 'VirtualNetworkGateway', nextHopIpAddress: ['10.20.0.228'] });
const DROPPED = ['10.0.0.0/8', '25.33.80.0/20', '100.64.0.0/10'].map((prefix) => aRoute(prefix, 'None'));

describe('which route decides', () => {
  test.each<[string, readonly object[], readonly string[]]>([
    ['that of the system', [VNET, ...DROPPED, INTERNET], ['allowed', 'route', '0.0.0.0/0 Internet']],
    [
      'one to an appliance',
      [VNET, REPLACED, user('0.0.0.0/0', 'VirtualAppliance', '10.20.1.4')],
      ['open', 'appliance', '0.0.0.0/0 VirtualAppliance'],
    ],
    ['one to nothing', [REPLACED, user('0.0.0.0/0', 'None')], ['blocked', 'route', '0.0.0.0/0 None']],
    [
      'one to something that is not there',
      [REPLACED, user('0.0.0.0/0', 'None', '10.20.1.4')],
      ['blocked', 'hop-invalid', '0.0.0.0/0 None'],
    ],
    ['one to the own site', [REPLACED, bgp('0.0.0.0/0')], ['open', 'gateway', '0.0.0.0/0 VirtualNetworkGateway']],
    [
      'the own one before that of a gateway',
      [bgp('0.0.0.0/0'), user('0.0.0.0/0', 'Internet')],
      ['allowed', 'route', '0.0.0.0/0 Internet'],
    ],
    [
      'that of a gateway before that of the system',
      [INTERNET, bgp('0.0.0.0/0')],
      ['open', 'gateway', '0.0.0.0/0 VirtualNetworkGateway'],
    ],
    [
      'the one of the tag',
      [user('0.0.0.0/0', 'None'), user('AzureBackup', 'Internet')],
      ['allowed', 'route', 'azurebackup Internet'],
    ],
    [
      'the one of the tag, to nothing',
      [INTERNET, user('AzureBackup', 'None')],
      ['blocked', 'route', 'azurebackup None'],
    ],
    [
      'the one of all of Azure',
      [user('0.0.0.0/0', 'None'), user('AzureCloud', 'Internet')],
      ['allowed', 'route', 'azurecloud Internet'],
    ],
    [
      'the tag of one region leaves it open',
      [user('0.0.0.0/0', 'None'), user('AzureBackup.JapanEast', 'Internet')],
      ['open', 'region', 'azurebackup.japaneast Internet'],
    ],
    [
      'regions of the tag that go different ways leave it open',
      [INTERNET, user('AzureBackup.JapanEast', 'Internet'), user('AzureBackup.JapanWest', 'None')],
      ['open', 'region', 'azurebackup.japanwest None'],
    ],
    [
      'so does a region that leads out where the rest goes nowhere',
      [INTERNET, user('AzureBackup.JapanEast', 'Internet'), user('AzureCloud', 'None')],
      ['open', 'region', 'azurebackup.japaneast Internet'],
    ],
    [
      'a region that goes nowhere, beside its whole tag',
      [user('AzureBackup', 'Internet'), user('AzureBackup.JapanEast', 'None')],
      ['open', 'region', 'azurebackup.japaneast None'],
    ],
    [
      'a region that leads out, beside its whole tag',
      [user('AzureBackup', 'None'), user('AzureBackup.JapanEast', 'Internet')],
      ['open', 'region', 'azurebackup.japaneast Internet'],
    ],
    [
      'a region of all of Azure comes after the whole tag of the service',
      [user('AzureCloud.JapanEast', 'None'), user('AzureCloud', 'None'), user('AzureBackup', 'Internet')],
      ['allowed', 'route', 'azurebackup Internet'],
    ],
    [
      'a region of all of Azure, before all of Azure',
      [user('AzureCloud', 'Internet'), user('AzureCloud.JapanEast', 'None')],
      ['open', 'region', 'azurecloud.japaneast None'],
    ],
    ['a tag of another service', [INTERNET, user('Sql', 'None')], ['allowed', 'route', '0.0.0.0/0 Internet']],
    [
      'longer public prefixes may hold it',
      [INTERNET, user('20.40.0.0/14', 'None')],
      ['open', 'addresses', '20.40.0.0/14 None'],
    ],
    [
      'longer public prefixes that lead out as well',
      [INTERNET, user('20.40.0.0/14', 'Internet')],
      ['allowed', 'route', '0.0.0.0/0 Internet'],
    ],
    ['one that another took the place of', [REPLACED], ['open', 'no-match', '']],
    ['one of IPv6', [aRoute('::/0', 'Internet')], ['open', 'no-match', '']],
    [
      'one of a kind that nobody knows',
      [REPLACED, user('0.0.0.0/0', 'Wormhole')],
      ['open', 'hop-unknown', '0.0.0.0/0 Wormhole'],
    ],
    [
      'everything to the own network',
      [REPLACED, user('0.0.0.0/0', 'VnetLocal')],
      ['open', 'hop-unknown', '0.0.0.0/0 VnetLocal'],
    ],
    [
      'everything to an endpoint of the network',
      [REPLACED, user('0.0.0.0/0', 'InterfaceEndpoint')],
      ['open', 'hop-unknown', '0.0.0.0/0 InterfaceEndpoint'],
    ],
    [
      'one of a gateway to nothing',
      [aRoute('0.0.0.0/0', 'None', { source: 'VirtualNetworkGateway', nextHopIpAddress: ['10.20.0.228'] })],
      ['blocked', 'route', '0.0.0.0/0 None'],
    ],
    [
      'one public prefix beside a private one',
      [user('0.0.0.0/0', 'None'), aRoute(['10.20.0.0/16', '20.40.0.0/14'], 'Internet')],
      ['open', 'addresses', '10.20.0.0/16 Internet'],
    ],
    ['several prefixes', [aRoute(['10.0.0.0/8', '0.0.0.0/0'], 'Internet')], ['allowed', 'route', '0.0.0.0/0 Internet']],
    [
      'the one of the tag behind that of another',
      [INTERNET, user('Sql', 'Internet'), user('AzureBackup', 'None')],
      ['blocked', 'route', 'azurebackup None'],
    ],
    [
      'the one of the tag before that of all of Azure',
      [user('AzureCloud', 'Internet'), user('AzureBackup', 'None')],
      ['blocked', 'route', 'azurebackup None'],
    ],
    [
      'the one of the tag, where that of a region leads out as well',
      [user('0.0.0.0/0', 'None'), user('AzureBackup.JapanEast', 'Internet'), user('AzureBackup', 'Internet')],
      ['allowed', 'route', 'azurebackup Internet'],
    ],
    [
      'addresses of another tag are not those of the service',
      [INTERNET, aRoute('20.40.0.0/14', 'None', { source: 'User', destinationServiceTags: ['Sql'] })],
      ['allowed', 'route', '0.0.0.0/0 Internet'],
    ],
    [
      'a public network of the own may hold it',
      [INTERNET, aRoute('20.40.0.0/14', 'VnetLocal')],
      ['open', 'addresses', '20.40.0.0/14 VnetLocal'],
    ],
    [
      'prefixes of which not all are shown may hold it',
      [INTERNET, user('10.20.0.0/1...', 'None')],
      ['open', 'addresses', ' None'],
    ],
    [
      'longer prefixes and no other route',
      [user('20.40.0.0/14', 'VirtualAppliance', '10.20.1.4')],
      ['open', 'no-match', ''],
    ],
    [
      'an endpoint of the network is none of a service',
      [INTERNET, aRoute('10.20.0.5/32', 'InterfaceEndpoint')],
      ['allowed', 'route', '0.0.0.0/0 Internet'],
    ],
  ])('%s', (_, routes, expected) => {
    expect(decide(routes)).toEqual(expected);
  });

  test('a service endpoint may be that of the service where there are some for it', () => {
    const routes = [
      user('0.0.0.0/0', 'VirtualAppliance', '10.20.1.4'),
      aRoute(['20.38.0.0/16', '52.239.0.0/16'], 'VirtualNetworkServiceEndpoint'),
    ];
    expect(decide(routes, 'Storage')).toEqual([
      'open',
      'service-endpoint',
      '20.38.0.0/16 VirtualNetworkServiceEndpoint',
    ]);
    expect(decide(routes, 'AzureActiveDirectory')).toEqual(['open', 'appliance', '0.0.0.0/0 VirtualAppliance']);
  });

  test('the platform follows no route of the reader', () => {
    const text = answer([user('0.0.0.0/0', 'None')]);
    expect(told(decisionOf(text, 'routes', '168.63.129.16', 80))).toEqual(['allowed', 'exempt', '']);
  });

  test('a table of the own routes is not what is in effect', () => {
    const id = '/subscriptions/x/resourceGroups/rg-contoso/providers/Microsoft.Network/routeTables/rt-hub/routes/all';
    const text = JSON.stringify([
      { addressPrefix: '0.0.0.0/0', id, name: 'all', nextHopType: 'None', nextHopIpAddress: null },
    ]);
    expect(decisionOf(text, 'routes', 'AzureBackup')).toMatchObject({
      verdict: 'open',
      reason: 'table-only',
      route: { name: 'all', table: 'rt-hub', resourceGroup: 'rg-contoso', hop: 'none' },
    });
  });

  test('what is cut off may hold a longer prefix', () => {
    const whole = answer([INTERNET, VNET, ...DROPPED]);
    const cut = decisionOf(whole.slice(0, -60), 'routes', 'AzureBackup');
    expect(cut).toMatchObject({ verdict: 'open', reason: 'cut' });
  });

  test('a denial in what is cut off may be undone by a longer prefix', () => {
    const cut = answer([user('0.0.0.0/0', 'None'), VNET]).slice(0, -60);
    expect(told(decisionOf(cut, 'routes', 'AzureBackup'))).toEqual(['open', 'cut', '0.0.0.0/0 None']);
  });
});

describe('several listings', () => {
  const OUT = [INTERNET];
  const NOWHERE = [user('0.0.0.0/0', 'None')];
  const OPEN = [user('0.0.0.0/0', 'VirtualAppliance', '10.20.1.4')];
  const UNMATCHED = [VNET];
  const appliance = ['open', 'appliance', '0.0.0.0/0 VirtualAppliance'];

  test.each<[string, readonly (readonly object[])[], readonly string[]]>([
    ['blocked behind allowed', [OUT, NOWHERE], ['blocked', 'route', '0.0.0.0/0 None']],
    ['blocked behind open', [OPEN, NOWHERE], ['blocked', 'route', '0.0.0.0/0 None']],
    ['blocked before open', [NOWHERE, OPEN], ['blocked', 'route', '0.0.0.0/0 None']],
    ['open behind allowed', [OUT, OPEN], appliance],
    ['open before allowed', [OPEN, OUT], appliance],
    ['nothing that fits behind allowed', [OUT, UNMATCHED], ['open', 'no-match', '']],
    ['both lead out', [OUT, OUT], ['allowed', 'route', '0.0.0.0/0 Internet']],
  ])('%s', (_, sets, expected) => {
    expect(told(decisionOf(sets.map(answer).join('\n'), 'routes', 'AzureBackup'))).toEqual(expected);
  });

  test.each<[string, readonly object[], readonly string[]]>([
    ['nothing is allowed', OUT, ['open', 'cut', '0.0.0.0/0 Internet']],
    ['blocked stays blocked', NOWHERE, ['blocked', 'route', '0.0.0.0/0 None']],
    ['open stays open', OPEN, appliance],
  ])('a cut one beside it: %s', (_, routes, expected) => {
    const rules = JSON.stringify([aRule('Web', 200), aRule('Db', 300)], null, 2).slice(0, -20);
    expect(told(decisionOf(`${answer(routes)}\n${rules}`, 'routes', 'AzureBackup'))).toEqual(expected);
  });

  test.each([true, false])('none at all, cut: %s', (cut) => {
    const need = knowledge.azureNetwork.needs.find(({ tag }) => tag === 'AzureBackup');
    if (need === undefined) throw new Error('no workload needs AzureBackup');
    const decision = judgeRoutes(need, [], { ...knowledge.azureNetwork, cut });
    expect(decision).toMatchObject({ verdict: 'open', reason: 'no-match', route: null });
  });
});
