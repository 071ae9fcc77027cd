import { describe, expect, test } from 'vitest';
import { judgeRules } from '../../../../src/judge/azure/rules.ts';
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

const list = (...rules: readonly object[]): string => JSON.stringify(rules, null, 2);
const decide = (rules: readonly object[], tag = 'AzureBackup', port = 443): readonly string[] =>
  told(decisionOf(list(...rules), 'rules', tag, port));
const inEffect = (...groups: readonly object[]): readonly string[] =>
  told(decisionOf(answer(groups), 'rules', 'AzureBackup'));

const ALLOW_BACKUP = aRule('Allow-Backup', 300, { destinationAddressPrefix: 'AzureBackup', protocol: 'Tcp' });
const NAME_ONLY = aRule('Web', 200, { destinationPortRange: null });
const ALLOW_EAST = aRule('Allow-East', 300, { destinationAddressPrefix: 'AzureBackup.JapanEast' });
const INTERNET_BY_DEFAULT = ['allowed', 'rule', 'AllowInternetOutBound'];

describe('which rule decides', () => {
  test.each<[string, readonly object[], readonly string[]]>([
    ['none of the own: a default one', [aRule('Web', 200, { direction: 'Inbound' })], INTERNET_BY_DEFAULT],
    ['the tag before a denial of the Internet', [DENY_INTERNET, ALLOW_BACKUP], ['allowed', 'rule', 'Allow-Backup']],
    [
      'the denial with the lower number',
      [aRule('Deny-All', 250, { access: 'Deny' }), ALLOW_BACKUP],
      ['blocked', 'rule', 'Deny-All'],
    ],
    ['Internet holds Azure', [DENY_INTERNET], ['blocked', 'rule', 'Deny-Internet']],
    [
      'AzureCloud holds the services',
      [DENY_INTERNET, aRule('Allow-Azure', 300, { destinationAddressPrefix: 'AzureCloud' })],
      ['allowed', 'rule', 'Allow-Azure'],
    ],
    [
      'another tag does not',
      [DENY_INTERNET, aRule('Allow-Sql', 300, { destinationAddressPrefix: 'Sql' })],
      ['blocked', 'rule', 'Deny-Internet'],
    ],
    [
      'a tag in other capitals',
      [DENY_INTERNET, aRule('Allow', 300, { destinationAddressPrefix: 'azurebackup' })],
      ['allowed', 'rule', 'Allow'],
    ],
    [
      'a tag of one region leaves it open',
      [DENY_INTERNET, aRule('Allow-East', 300, { destinationAddressPrefix: 'AzureBackup.JapanEast' })],
      ['open', 'region', 'Allow-East'],
    ],
    [
      'a tag of one region that changes nothing',
      [aRule('Allow-East', 300, { destinationAddressPrefix: 'AzureBackup.JapanEast' })],
      INTERNET_BY_DEFAULT,
    ],
    [
      'addresses without a tag leave it open',
      [DENY_INTERNET, aRule('Allow-Range', 300, { destinationAddressPrefix: '20.191.160.0/20' })],
      ['open', 'addresses', 'Allow-Range'],
    ],
    [
      'denied addresses are no denial of the service',
      [
        aRule('Deny-Range', 300, {
          access: 'Deny',
          destinationAddressPrefixes: ['20.0.0.0/8'],
          destinationAddressPrefix: null,
        }),
      ],
      ['open', 'addresses', 'Deny-Range'],
    ],
    [
      'private addresses are not the service',
      [aRule('Deny-Own', 300, { access: 'Deny', destinationAddressPrefix: '10.0.0.0/8' })],
      INTERNET_BY_DEFAULT,
    ],
    [
      'IPv6 is not either',
      [aRule('Deny-Six', 300, { access: 'Deny', destinationAddressPrefix: '::/0' })],
      INTERNET_BY_DEFAULT,
    ],
    [
      'everything of IPv4',
      [aRule('Deny-All', 300, { access: 'Deny', destinationAddressPrefix: '0.0.0.0/0' })],
      ['blocked', 'rule', 'Deny-All'],
    ],
    ['another protocol', [aRule('Deny-Udp', 300, { access: 'Deny', protocol: 'Udp' })], INTERNET_BY_DEFAULT],
    [
      'the protocol in capitals',
      [aRule('Deny-Tcp', 300, { access: 'Deny', protocol: 'TCP' })],
      ['blocked', 'rule', 'Deny-Tcp'],
    ],
    ['another port', [aRule('Deny-Ssh', 300, { access: 'Deny', destinationPortRange: '22' })], INTERNET_BY_DEFAULT],
    [
      'a range of ports',
      [aRule('Deny-Range', 300, { access: 'Deny', destinationPortRange: '400-500' })],
      ['blocked', 'rule', 'Deny-Range'],
    ],
    [
      'a range of ports above it',
      [aRule('Deny-High', 300, { access: 'Deny', destinationPortRange: '8000-9000' })],
      INTERNET_BY_DEFAULT,
    ],
    [
      'several ports',
      [aRule('Deny-Web', 300, { access: 'Deny', destinationPortRange: null, destinationPortRanges: ['80', '443'] })],
      ['blocked', 'rule', 'Deny-Web'],
    ],
    ['another direction', [aRule('Deny-In', 300, { access: 'Deny', direction: 'Inbound' })], INTERNET_BY_DEFAULT],
    [
      'a source that may be the machine',
      [aRule('Deny-Net', 300, { access: 'Deny', sourceAddressPrefix: '10.20.1.0/24' })],
      ['open', 'source', 'Deny-Net'],
    ],
    [
      'the own network as the source',
      [aRule('Deny-Vnet', 300, { access: 'Deny', sourceAddressPrefix: 'VirtualNetwork' })],
      ['blocked', 'rule', 'Deny-Vnet'],
    ],
    [
      'an address as the source says nothing of another destination',
      [
        aRule('Deny-Sql', 300, {
          access: 'Deny',
          sourceAddressPrefix: '10.20.1.0/24',
          destinationAddressPrefix: 'Sql',
        }),
      ],
      INTERNET_BY_DEFAULT,
    ],
    [
      'one of several sources may be the machine',
      [
        aRule('Deny-Some', 300, {
          access: 'Deny',
          sourceAddressPrefix: null,
          sourceAddressPrefixes: ['AzureLoadBalancer', '10.20.1.0/24'],
        }),
      ],
      ['open', 'source', 'Deny-Some'],
    ],
    [
      'one of several sources is everything',
      [
        aRule('Deny-Any', 300, {
          access: 'Deny',
          sourceAddressPrefix: null,
          sourceAddressPrefixes: ['10.20.1.0/24', '*'],
        }),
      ],
      ['blocked', 'rule', 'Deny-Any'],
    ],
    [
      'a tag as the source is not the machine',
      [aRule('Deny-Balancer', 300, { access: 'Deny', sourceAddressPrefix: 'AzureLoadBalancer' })],
      INTERNET_BY_DEFAULT,
    ],
    [
      'ports from which no system connects',
      [aRule('Deny-Low', 300, { access: 'Deny', sourcePortRange: '1-1023' })],
      INTERNET_BY_DEFAULT,
    ],
    [
      'the ports from which systems connect, beside others',
      [
        aRule('Deny-Ports', 300, {
          access: 'Deny',
          sourcePortRange: null,
          sourcePortRanges: ['1-1023', '32768-65535'],
        }),
      ],
      ['blocked', 'rule', 'Deny-Ports'],
    ],
    ...['32768', '1024-40000', '40000-50000', '40000-65535'].map(
      (sourcePortRange): [string, readonly object[], readonly string[]] => [
        `some of the ports from which systems connect: ${sourcePortRange}`,
        [aRule('Deny-Some', 300, { access: 'Deny', sourcePortRange })],
        ['open', 'source', 'Deny-Some'],
      ],
    ),
    [
      'some of the ports in what allows',
      [DENY_INTERNET, aRule('Allow-Some', 300, { sourcePortRange: '1024-40000' })],
      ['open', 'source', 'Allow-Some'],
    ],
    [
      'a group of machines as the source',
      [
        aRule('Deny-Group', 300, {
          access: 'Deny',
          sourceAddressPrefix: null,
          sourceApplicationSecurityGroups: [{ id: '/x/asg-app' }],
        }),
      ],
      ['open', 'group', 'Deny-Group'],
    ],
    [
      'a group of machines as the destination is no service',
      [
        aRule('Deny-Group', 300, {
          access: 'Deny',
          destinationAddressPrefix: null,
          destinationApplicationSecurityGroups: [{ id: '/x/asg-app' }],
        }),
      ],
      INTERNET_BY_DEFAULT,
    ],
    [
      'a group of machines beside any address',
      [DENY_INTERNET, aRule('Allow-Group', 300, { destinationApplicationSecurityGroups: [{ id: '/x/asg-app' }] })],
      ['blocked', 'rule', 'Deny-Internet'],
    ],
    [
      'the tag behind addresses',
      [
        aRule('Deny-Several', 300, {
          access: 'Deny',
          destinationAddressPrefix: null,
          destinationAddressPrefixes: ['20.0.0.0/8', 'AzureBackup'],
        }),
      ],
      ['blocked', 'rule', 'Deny-Several'],
    ],
    [
      'addresses behind another tag',
      [
        aRule('Deny-Several', 300, {
          access: 'Deny',
          destinationAddressPrefix: null,
          destinationAddressPrefixes: ['Sql', '20.0.0.0/8'],
        }),
      ],
      ['open', 'addresses', 'Deny-Several'],
    ],
    [
      'the own network is not the service',
      [DENY_INTERNET, aRule('Allow-Vnet', 300, { destinationAddressPrefix: 'VirtualNetwork' })],
      ['blocked', 'rule', 'Deny-Internet'],
    ],
  ])('%s', (_, rules, expected) => {
    expect(decide(rules)).toEqual(expected);
  });

  test('file recovery needs a port of its own', () => {
    const allow = aRule('Allow-443', 300, { destinationAddressPrefix: 'AzureBackup', destinationPortRange: '443' });
    expect(decide([DENY_INTERNET, allow], 'AzureBackup', 3260)).toEqual(['blocked', 'rule', 'Deny-Internet']);
    expect(decide([DENY_INTERNET, allow])).toEqual(['allowed', 'rule', 'Allow-443']);
  });

  test('the tag with a dot of its own is no region', () => {
    const allow = aRule('Allow-Door', 300, { destinationAddressPrefix: 'AzureFrontDoor.FirstParty' });
    expect(decide([DENY_INTERNET, allow], 'AzureFrontDoor.FirstParty')).toEqual(['allowed', 'rule', 'Allow-Door']);
    const other = aRule('Allow-Door', 300, { destinationAddressPrefix: 'AzureFrontDoor.Backend' });
    expect(decide([DENY_INTERNET, other], 'AzureFrontDoor.FirstParty')).toEqual(['blocked', 'rule', 'Deny-Internet']);
  });
});

describe('the platform', () => {
  test('no rule counts for it', () => {
    const deny = aRule('Deny-All', 100, { access: 'Deny' });
    expect(decide([deny], '168.63.129.16', 80)).toEqual(['allowed', 'exempt', '']);
    expect(decide([deny], '168.63.129.16', 32_526)).toEqual(['allowed', 'exempt', '']);
    expect(decide([deny], 'AzurePlatformDNS', 53)).toEqual(['allowed', 'exempt', '']);
  });

  test('but one that names it', () => {
    const dns = aRule('Deny-Dns', 100, { access: 'Deny', destinationAddressPrefix: 'AzurePlatformDNS' });
    expect(decide([dns], 'AzurePlatformDNS', 53)).toEqual(['blocked', 'rule', 'Deny-Dns']);
    expect(decide([dns], 'AzurePlatformIMDS', 80)).toEqual(['allowed', 'exempt', '']);
    expect(decide([dns], '168.63.129.16', 80)).toEqual(['allowed', 'exempt', '']);
  });

  test('what is cut off may deny it by name, but not its address', () => {
    const group = list(ALLOW_BACKUP, DENY_INTERNET).slice(0, -20);
    const two = answer([effective(DEFAULTS, 'nic', 'nsg-nic'), effective(DEFAULTS)]);
    const second = two.slice(0, two.lastIndexOf('"effectiveSecurityRules"'));
    for (const text of [group, second]) {
      expect(told(decisionOf(text, 'rules', 'AzurePlatformDNS', 53))).toEqual(['open', 'cut', '']);
      expect(told(decisionOf(text, 'rules', '168.63.129.16', 80))).toEqual(['allowed', 'exempt', '']);
    }
  });

  test('what is shown without a destination may deny it by name as well', () => {
    const text = list(aRule('Deny', 200, { access: 'Deny', destinationAddressPrefix: undefined }), ALLOW_BACKUP);
    expect(decisionOf(text, 'rules', 'AzurePlatformDNS', 53)).toMatchObject({ verdict: 'open', reason: 'names-only' });
    expect(decisionOf(text, 'rules', '168.63.129.16', 80)).toMatchObject({ verdict: 'allowed', reason: 'exempt' });
  });

  test('what is shown without ports may deny it by name, but not its address', () => {
    const text = list(NAME_ONLY, ALLOW_BACKUP);
    expect(decisionOf(text, 'rules', 'AzurePlatformDNS', 53)).toMatchObject({
      verdict: 'open',
      reason: 'names-only',
      rules: [],
    });
    expect(decisionOf(text, 'rules', '168.63.129.16', 80)).toMatchObject({
      verdict: 'allowed',
      reason: 'exempt',
      rules: [],
    });
  });
});

describe('rules in effect', () => {
  test('both groups must allow', () => {
    const open = effective(DEFAULTS, 'nic', 'nsg-nic');
    const closed = effective([DENY_INTERNET, ...DEFAULTS]);
    expect(inEffect(open, effective(DEFAULTS))).toEqual([
      'allowed',
      'rule',
      'AllowInternetOutBound+AllowInternetOutBound',
    ]);
    expect(inEffect(open, closed)).toEqual(['blocked', 'rule', 'Deny-Internet']);
    expect(inEffect(closed, open)).toEqual(['blocked', 'rule', 'Deny-Internet']);
  });

  test('what one group leaves open no other allows', () => {
    const open = effective(DEFAULTS, 'nic', 'nsg-nic');
    const region = effective([ALLOW_EAST, DENY_INTERNET, ...DEFAULTS]);
    expect(inEffect(open, region)).toEqual(['open', 'region', 'Allow-East']);
    expect(inEffect(region, open)).toEqual(['open', 'region', 'Allow-East']);
    const two = answer([region, open]);
    const cut = two.slice(0, two.lastIndexOf('"effectiveSecurityRules"'));
    expect(told(decisionOf(cut, 'rules', 'AzureBackup'))).toEqual(['open', 'region', 'Allow-East']);
  });

  test('the group, its place and the line are named', () => {
    const decision = decisionOf(
      answer([effective([DENY_INTERNET, ...DEFAULTS], 'nic', 'nsg-nic')]),
      'rules',
      'Storage',
    );
    expect(decision).toMatchObject({
      rules: [{ nsg: 'nsg-nic', resourceGroup: 'rg-contoso', level: 'nic', priority: 4000, access: 'deny', line: 12 }],
    });
  });

  test('the tag of the network may hold everything', () => {
    const all = aRule('Allow-Vnet', 300, {
      destinationAddressPrefix: 'VirtualNetwork',
      expandedDestinationAddressPrefix: ['10.20.0.0/16', '0.0.0.0/0'],
    });
    const some = aRule('Allow-Vnet', 300, {
      destinationAddressPrefix: 'VirtualNetwork',
      expandedDestinationAddressPrefix: ['10.20.0.0/16', '20.40.0.0/16'],
    });
    const own = aRule('Allow-Vnet', 300, {
      destinationAddressPrefix: 'VirtualNetwork',
      expandedDestinationAddressPrefix: ['10.20.0.0/16', '168.63.129.16/32'],
    });
    expect(inEffect(effective([own, DENY_INTERNET, ...DEFAULTS]))).toEqual(['blocked', 'rule', 'Deny-Internet']);
    expect(inEffect(effective([all, DENY_INTERNET, ...DEFAULTS]))).toEqual(['allowed', 'rule', 'Allow-Vnet']);
    expect(inEffect(effective([some, DENY_INTERNET, ...DEFAULTS]))).toEqual(['open', 'addresses', 'Allow-Vnet']);
  });

  test('a default route of the reader beside it leaves the tag of the network open', () => {
    const rules = list(DENY_INTERNET, aRule('Allow-Vnet', 300, { destinationAddressPrefix: 'VirtualNetwork' }));
    const routes = answer([
      aRoute('0.0.0.0/0', 'VirtualAppliance', { source: 'User', nextHopIpAddress: ['10.20.1.4'] }),
    ]);
    expect(told(decisionOf(`${rules}\n${routes}`, 'rules', 'AzureBackup'))).toEqual([
      'open',
      'network-tag',
      'Allow-Vnet',
    ]);
  });

  test('without the rules of every group nothing fits', () => {
    expect(inEffect(effective([aRule('securityRules/Ssh', 300, { destinationPortRange: '22' })]))).toEqual([
      'open',
      'no-match',
      '',
    ]);
  });

  test('without them, what may fit leaves it open', () => {
    expect(inEffect(effective([ALLOW_EAST]))).toEqual(['open', 'region', 'Allow-East']);
  });
});

describe('what is not whole decides nothing', () => {
  const whole = answer([effective([ALLOW_BACKUP, DENY_INTERNET, ...DEFAULTS])]);

  test.each([0.2, 0.35, 0.5, 0.65, 0.8, 0.95])('cut at %d of its length, nothing is allowed', (share) => {
    const decisions = read(whole.slice(0, Math.floor(whole.length * share))).azureNetwork?.decisions ?? [];
    expect(decisions.filter(({ verdict, reason }) => verdict === 'allowed' && reason !== 'exempt')).toEqual([]);
  });

  test('its beginning is missing', () => {
    const decision = decisionOf(whole.slice(whole.indexOf('"access"')), 'rules', 'AzureBackup');
    expect(decision).toMatchObject({ verdict: 'open', reason: 'cut' });
  });

  test('a second group may be missing', () => {
    const two = answer([effective(DEFAULTS, 'nic', 'nsg-nic'), effective([DENY_INTERNET, ...DEFAULTS])]);
    const cut = two.slice(0, two.lastIndexOf('"effectiveSecurityRules"'));
    expect(decisionOf(cut, 'rules', 'AzureBackup')).toMatchObject({ verdict: 'open', reason: 'cut' });
  });

  test('what a whole group denies is denied, whatever else is missing', () => {
    const two = answer([effective([DENY_INTERNET, ...DEFAULTS], 'nic', 'nsg-nic'), effective(DEFAULTS)]);
    const cut = two.slice(0, two.lastIndexOf('"effectiveSecurityRules"'));
    expect(told(decisionOf(cut, 'rules', 'AzureBackup'))).toEqual(['blocked', 'rule', 'Deny-Internet']);
  });

  test('a part left out in the middle', () => {
    const shortened = list(ALLOW_BACKUP, DENY_INTERNET).replace('},', '}, …');
    expect(decisionOf(shortened, 'rules', 'AzureBackup')).toMatchObject({ verdict: 'open', reason: 'cut' });
  });

  test('what fits may be among what was cut off', () => {
    const text = answer([effective([aRule('securityRules/Ssh', 300, { destinationPortRange: '22' })])]);
    const cut = text.slice(0, text.indexOf('"sourcePortRange"'));
    expect(told(decisionOf(cut, 'rules', 'AzureBackup'))).toEqual(['open', 'cut', '']);
  });

  test.each<[string, object]>([
    ['ports', NAME_ONLY],
    ['a number', aRule('Web', 200, { priority: null })],
    ['its source', aRule('Deny', 200, { access: 'Deny', sourceAddressPrefix: undefined })],
    ['its destination', aRule('Deny', 200, { access: 'Deny', destinationAddressPrefix: undefined })],
    ['an empty source', aRule('Deny', 200, { access: 'Deny', sourceAddressPrefix: '', sourceAddressPrefixes: [] })],
  ])('one rule is shown without %s', (_, rule) => {
    expect(decide([rule, ALLOW_BACKUP])).toEqual(['open', 'names-only', '']);
  });

  test('no group at all', () => {
    const need = knowledge.azureNetwork.needs.find(({ tag }) => tag === 'AzureBackup');
    if (need === undefined) throw new Error('no workload needs AzureBackup');
    const { tags } = knowledge.azureNetwork;
    const decision = judgeRules(need, [], { tags, platform: [], cut: false, ownDefaultRoute: false });
    expect(decision).toMatchObject({ verdict: 'open', reason: 'no-match', rules: [] });
  });
});

test('a table without sources and destinations lets nobody say that anything passes', () => {
  const table = [
    'Name     Priority    Direction    Access    Protocol    DestinationPortRange',
    '-------  ----------  -----------  --------  ----------  --------------------',
    'DenyAll  300         Outbound     Deny      *           *',
    '',
  ].join('\n');
  expect(told(decisionOf(table, 'rules', 'AzureBackup'))).toEqual(['open', 'names-only', '']);
});
