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
} from '../support/azure-network.ts';

const BLOCKED = ['blocked', 'rule', 'Deny-Internet'];
const rules = JSON.stringify(
  [aRule('Allow-Entra', 300, { destinationAddressPrefix: 'AzureActiveDirectory' }), DENY_INTERNET],
  null,
  2,
);
const backup = (text: string): readonly string[] => told(decisionOf(text, 'rules', 'AzureBackup'));

const TABLE = `Name           ResourceGroup    Priority    SourcePortRanges    SourceAddressPrefixes    SourceASG    Access    Protocol    Direction    DestinationPortRanges    DestinationAddressPrefixes    DestinationASG
-------------  ---------------  ----------  ------------------  -----------------------  -----------  --------  ----------  -----------  -----------------------  ----------------------------  ----------------
Allow-Backup   rg-contoso       300         *                   *                        None         Allow     Tcp         Outbound     80 443                   AzureBackup                   None
Deny-Internet  rg-contoso       4000        *                   *                        None         Deny      *           Outbound     *                        Internet                      None`;

const NAMES = `NIC       Subnet     NSG      Rule Name                                           Protocol    Direction    Access
--------  ---------  -------  --------------------------------------------------  ----------  -----------  --------
-         vnet1      nsg-app  securityRules/Deny-Internet                         All         Outbound     Deny
                              defaultSecurityRules/AllowInternetOutBound          All         Outbound     Allow
nic01     -          nsg-nic  defaultSecurityRules/DenyAllOutBound                All         Outbound     Deny`;

const ROUTES = `Source    State    Address Prefix    Next Hop Type     Next Hop IP
--------  -------  ----------------  ----------------  -------------
Default   Active   10.20.0.0/16      VnetLocal
Default   Invalid  0.0.0.0/0         Internet
User      Active   0.0.0.0/0         None`;

describe('the forms in which rules are pasted', () => {
  test.each<[string, string]>([
    ['as they are', rules],
    [
      'behind a command, with the prompt after it',
      `azureuser@jump:~$ az network nsg rule list -g rg -n nsg -o json\n${rules}\nazureuser@jump:~$ `,
    ],
    [
      'behind a command of PowerShell',
      `PS C:\\work> az network nsg rule list -g rg -n nsg\r\n${rules.replaceAll('\n', '\r\n')}\r\nPS C:\\work>`,
    ],
    ['behind the progress of the command', `{- Finished ..\n${rules}`],
    ['with a byte order mark', `\uFEFF${rules}`],
    ['from the source of a page', rules.replaceAll('"', '&quot;')],
    ['in one line', JSON.stringify(JSON.parse(rules))],
    ['broken by a console', rules.replaceAll('destinationAddressPrefix"', 'destinationAddress\nPrefix"')],
    ['in front of a sentence', `見てください [1]\n${rules}\n以上です`],
    [
      'as the management API has them',
      JSON.stringify({
        value: (JSON.parse(rules) as object[]).map((properties) => ({
          name: (properties as { name: string }).name,
          properties,
        })),
      }),
    ],
    [
      'within their group',
      JSON.stringify({ name: 'nsg-app', securityRules: JSON.parse(rules) as unknown, defaultSecurityRules: [] }),
    ],
  ])('%s', (_, text) => {
    expect(backup(text)).toEqual(BLOCKED);
    expect(read(text)).toMatchObject({ format: 'azure-nsg', tone: 'ng', unread: [] });
  });

  test('a table, by where its dashes stand', () => {
    expect(backup(TABLE)).toEqual(['allowed', 'rule', 'Allow-Backup']);
    expect(told(decisionOf(`${TABLE}\nazureuser@jump:~$ exit`, 'rules', 'AzureBackup', 3260))).toEqual(BLOCKED);
  });

  test('a table that the window broke decides nothing', () => {
    const broken = TABLE.split('\n')
      .flatMap((line) => [line.slice(0, 150), line.slice(150)])
      .join('\n');
    const decisions = read(broken).azureNetwork?.decisions ?? [];
    expect(decisions.filter(({ verdict, reason }) => verdict !== 'open' && reason !== 'exempt')).toEqual([]);
  });

  test('a table of names alone', () => {
    expect(decisionOf(NAMES, 'rules', 'AzureBackup')).toMatchObject({ verdict: 'open', reason: 'names-only' });
    expect(decisionOf(NAMES, 'rules', 'AzurePlatformDNS', 53)).toMatchObject({ verdict: 'open', reason: 'names-only' });
    expect(read(NAMES).azureNetwork?.listings).toMatchObject([
      { name: 'nsg-app', level: 'subnet', entries: 2 },
      { name: 'nsg-nic', level: 'nic', entries: 1 },
    ]);
    expect(read(NAMES).diagnosis[0]).toMatchObject({ id: 'rules-undecided', params: { reason: 'names-only' } });
  });

  test('objects of PowerShell, with JSON within', () => {
    const text = `PS> Get-AzEffectiveNetworkSecurityGroup -NetworkInterfaceName nic01 -ResourceGroupName rg
NetworkSecurityGroup   : {
                           "Id": "/subscriptions/x/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg-ps"
                         }
Association            : {
                           "NetworkInterface": {
                             "Id": "/subscriptions/x/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/nic01"
                           }
                         }
EffectiveSecurityRules : [
                         {
                         "Name": "securityRules/Deny-Internet",
                         "Protocol": "All",
                         "SourcePortRange": ["0-65535"],
                         "DestinationPortRange": ["0-65535"],
                         "SourceAddressPrefix": ["0.0.0.0/0"],
                         "DestinationAddressPrefix": ["Internet"],
                         "ExpandedDestinationAddressPrefix": [],
                         "Access": "Deny",
                         "Priority": 4000,
                         "Direction": "Outbound"
                         }
                         ]`;
    expect(decisionOf(text, 'rules', 'AzureBackup')).toMatchObject({
      verdict: 'blocked',
      rules: [{ nsg: 'nsg-ps', level: 'nic', name: 'Deny-Internet', line: 11 }],
    });
  });

  test('rules of PowerShell, one field in each line', () => {
    const text = `Name                     : Deny-Internet
Protocol                 : *
SourcePortRange          : {*}
DestinationPortRange     : {*}
SourceAddressPrefix      : {*}
DestinationAddressPrefix : {Internet}
Access                   : Deny
Priority                 : 4000
Direction                : Outbound`;
    expect(backup(text)).toEqual(BLOCKED);
  });
});

describe('the forms in which routes are pasted', () => {
  const told0 = (text: string): readonly string[] => told(decisionOf(text, 'routes', 'AzureBackup'));
  test('a table', () => {
    expect(told0(ROUTES)).toEqual(['blocked', 'route', '0.0.0.0/0 None']);
    expect(read(ROUTES)).toMatchObject({ format: 'azure-routes', tone: 'ng' });
  });

  test('a table of PowerShell', () => {
    const text = `Source                State  AddressPrefix    NextHopType           NextHopIpAddress
------                -----  -------------    -----------           ----------------
Default               Active {10.1.0.0/24}    VnetLocal             {}
VirtualNetworkGateway Active {0.0.0.0/0}      VirtualNetworkGateway {10.1.0.228, 10.1.0.229}`;
    expect(told0(text)).toEqual(['open', 'gateway', '0.0.0.0/0 VirtualNetworkGateway']);
    expect(decisionOf(text, 'routes', 'AzureBackup')).toMatchObject({
      route: { hopAddresses: ['10.1.0.228', '10.1.0.229'], line: 4 },
    });
  });

  test('a list of PowerShell', () => {
    const text = `Name             :
State            : Active
Source           : Default
AddressPrefix    : {0.0.0.0/0}
NextHopType      : Internet
NextHopIpAddress : {}

Name             : to-backup
State            : Active
Source           : User
AddressPrefix    : {AzureBackup}
NextHopType      : None
NextHopIpAddress : {}`;
    expect(told0(text)).toEqual(['blocked', 'route', 'azurebackup None']);
  });

  test('rules and routes in one text', () => {
    const report = read(`${rules}\n\n${ROUTES}`);
    expect(report.azureNetwork?.listings.map(({ kind }) => kind)).toEqual(['own-rules', 'effective-routes']);
    expect(report.diagnosis.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['nsg-blocks-service', 'route-drops-service']),
    );
  });
});

describe('the report', () => {
  test('nothing is reachable for a rule that allows', () => {
    const report = read(answer([effective(DEFAULTS)]));
    expect(report).toMatchObject({ tone: 'un', endpoints: [] });
    expect(report.diagnosis[0]).toMatchObject({ id: 'rules-allow' });
    expect(report.workloads.filter(({ status }) => status === 'ok')).toEqual([]);
  });

  test('the workloads that a rule blocks are affected, and no others', () => {
    const affected = read(rules)
      .workloads.filter(({ status }) => status === 'affected')
      .map(({ id }) => id);
    expect(affected).toEqual(['ilr', 'mars', 'sql', 'hana', 'site-recovery']);
  });

  test('beside checks it is a part of the terminal', () => {
    const text = `azureuser@vm01:~$ nc -vz login.microsoftonline.com 443
Connection to login.microsoftonline.com (20.190.141.32) 443 port [tcp/https] succeeded!
azureuser@vm01:~$ az network nsg rule list -g rg -n nsg
${rules}`;
    const report = read(text);
    expect(report.format).toBe('terminal');
    expect(report.probes).toHaveLength(1);
    expect(report.azureNetwork?.listings).toMatchObject([{ kind: 'own-rules', line: 5 }]);
  });

  test('a command that handed nothing over is listed', () => {
    const report = read(
      'azureuser@jump:~$ az network nic list-effective-nsg -g rg -n nic01\nERROR: (ResourceNotFound) x\n',
    );
    expect(report.azureNetwork).toBeUndefined();
    expect(report.unread).toHaveLength(1);
  });

  test('a stranger\u2019s name is no command', () => {
    const name = 'nsg; rm -rf $(HOME)';
    const id = `/subscriptions/x/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/${name}/securityRules/d`;
    const [first] = read(JSON.stringify([{ ...DENY_INTERNET, id }])).diagnosis;
    const commands = first?.steps.flatMap(({ command }) => command ?? []) ?? [];
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter((command) => command.includes('rm -rf'))).toEqual([]);
  });

  test.each(['{'.repeat(20_000), '[{"access":'.repeat(5000), `${'[{"direction":"Outbound",'.repeat(3000)}"`])(
    'hostile text throws nothing',
    (text) => {
      expect(() => read(`"direction" Outbound nextHopType ${text}`)).not.toThrow();
    },
  );

  test('routes with thousands of prefixes', () => {
    const prefixes = Array.from({ length: 5000 }, (_, at) => `20.${at >> 8}.${at & 255}.0/24`);
    const text = answer([aRoute('0.0.0.0/0', 'Internet'), aRoute(prefixes, 'VirtualNetworkServiceEndpoint')]);
    expect(told(decisionOf(text, 'routes', 'Storage'))).toEqual(['allowed', 'route', '0.0.0.0/0 Internet']);
  });
});
