import { describe, expect, test } from 'vitest';
import {
  aRoute,
  aRule,
  answer,
  decisionOf,
  DEFAULTS,
  DENY_INTERNET,
  effective,
  read,
  told,
} from '../../../support/azure-network.ts';
import { knowledge } from '../../../support/knowledge.ts';

const RULES = answer([effective([DENY_INTERNET, ...DEFAULTS])]);
const INTERNET = aRoute('0.0.0.0/0', 'Internet');
const VNET = aRoute('10.20.0.0/16', 'VnetLocal');
const ROUTES = answer([VNET, INTERNET]);

describe('what is listed', () => {
  const rules = { kind: 'effective-rules', name: 'nsg-app', level: 'subnet', entries: 4, complete: true };
  const routes = { kind: 'effective-routes', name: null, level: null, entries: 2, complete: true };

  test('in the order of the log', () => {
    const behind = (text: string): number => text.split('\n').length;
    expect(read(`${RULES}\n${ROUTES}`).azureNetwork?.listings).toMatchObject([
      { ...rules, line: 11 },
      { ...routes, line: behind(RULES) + 4 },
    ]);
    expect(read(`${ROUTES}\n${RULES}`).azureNetwork?.listings).toMatchObject([
      { ...routes, line: 4 },
      { ...rules, line: behind(ROUTES) + 11 },
    ]);
  });

  test.each<[string, string, readonly string[]]>([
    ['rules alone', RULES, ['rules']],
    ['routes alone', ROUTES, ['routes']],
    ['both', `${ROUTES}\n${RULES}`, ['rules', 'routes']],
  ])('%s: each destination is decided by what is listed', (_, text, expected) => {
    const each = knowledge.azureNetwork.needs;
    const decisions = read(text).azureNetwork?.decisions;
    expect(decisions?.map(({ by, host, port }) => [by, host, port])).toEqual(
      expected.flatMap((by) => each.map(({ host, port }) => [by, host, port])),
    );
  });
});

describe('a default route beside a rule for the tag of the network', () => {
  const rules = JSON.stringify(
    [DENY_INTERNET, aRule('Allow-Vnet', 300, { destinationAddressPrefix: 'VirtualNetwork' })],
    null,
    2,
  );
  const user = (prefix: string | readonly string[], more: object = {}): object =>
    aRoute(prefix, 'VirtualAppliance', { source: 'User', nextHopIpAddress: ['10.20.1.4'], ...more });
  const DENIED = ['blocked', 'rule', 'Deny-Internet'];
  const OPEN = ['open', 'network-tag', 'Allow-Vnet'];

  test.each<[string, readonly object[], readonly string[]]>([
    ['that of the system', [VNET, INTERNET], DENIED],
    ['an own one that is not in effect', [INTERNET, user('0.0.0.0/0', { state: 'Invalid' })], DENIED],
    ['an own one for other networks', [INTERNET, user('172.16.0.0/12')], DENIED],
    ['an own one behind others', [VNET, user('0.0.0.0/0')], OPEN],
    ['an own one among other prefixes', [user(['172.16.0.0/12', '0.0.0.0/0'])], OPEN],
    ['that of a gateway', [user('0.0.0.0/0', { source: 'VirtualNetworkGateway' })], OPEN],
  ])('%s', (_, routes, expected) => {
    expect(told(decisionOf(`${rules}\n${answer(routes)}`, 'rules', 'AzureBackup'))).toEqual(expected);
  });

  test('it may stand in a second listing', () => {
    const text = [rules, answer([INTERNET]), answer([user('0.0.0.0/0')])].join('\n');
    expect(told(decisionOf(text, 'rules', 'AzureBackup'))).toEqual(OPEN);
  });
});
