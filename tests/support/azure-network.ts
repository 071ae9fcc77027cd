import type { NetworkDecision } from '../../src/model/azure-network.ts';
import type { LogReport } from '../../src/model/report.ts';
import { analyzer } from './analyzer.ts';

const SUBSCRIPTION = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-contoso/providers';

/** A rule as `az network nsg rule list` has it: it allows everything, unless a test says otherwise. */
export function aRule(name: string, priority: number, more: Readonly<Record<string, unknown>> = {}): object {
  return {
    access: 'Allow',
    destinationAddressPrefix: '*',
    destinationAddressPrefixes: [],
    destinationPortRange: '*',
    destinationPortRanges: [],
    direction: 'Outbound',
    name,
    priority,
    protocol: '*',
    sourceAddressPrefix: '*',
    sourcePortRange: '*',
    ...more,
  };
}

export const DENY_INTERNET = aRule('Deny-Internet', 4000, { access: 'Deny', destinationAddressPrefix: 'Internet' });

/** Rules as they are in effect at one place. */
export function effective(rules: readonly object[], at: 'nic' | 'subnet' = 'subnet', nsg = 'nsg-app'): object {
  const network = `${SUBSCRIPTION}/Microsoft.Network`;
  return {
    association: {
      networkInterface: at === 'nic' ? { id: `${network}/networkInterfaces/nic01` } : null,
      subnet: at === 'subnet' ? { id: `${network}/virtualNetworks/vnet1/subnets/default` } : null,
    },
    effectiveSecurityRules: rules,
    networkSecurityGroup: { id: `${network}/networkSecurityGroups/${nsg}` },
  };
}

/** The rules of every group, as they are in effect. */
export const DEFAULTS: readonly object[] = [
  aRule('defaultSecurityRules/AllowVnetOutBound', 65_000, {
    destinationAddressPrefix: 'VirtualNetwork',
    sourceAddressPrefix: 'VirtualNetwork',
    expandedDestinationAddressPrefix: ['10.20.0.0/16', '168.63.129.16/32'],
  }),
  aRule('defaultSecurityRules/AllowInternetOutBound', 65_001, { destinationAddressPrefix: 'Internet' }),
  aRule('defaultSecurityRules/DenyAllOutBound', 65_500, { access: 'Deny', destinationAddressPrefix: '0.0.0.0/0' }),
];

export function aRoute(prefix: string | readonly string[], nextHopType: string, more: object = {}): object {
  return {
    addressPrefix: typeof prefix === 'string' ? [prefix] : prefix,
    name: null,
    nextHopIpAddress: [],
    nextHopType,
    source: 'Default',
    state: 'Active',
    ...more,
  };
}

/** Several values as an answer of the management API has them. */
export function answer(value: readonly object[]): string {
  return JSON.stringify({ nextLink: null, value }, null, 2);
}

export function read(text: string): LogReport {
  return analyzer.analyzeText('pasted', text).report;
}

/** What is decided of a tag, or of an address of the platform. */
export function decisionOf(text: string, by: NetworkDecision['by'], tag: string, port = 443): NetworkDecision {
  const found = read(text).azureNetwork?.decisions.find(
    (one) => one.by === by && (one.tag || one.host) === tag && one.port === port,
  );
  if (found === undefined) throw new Error(`nothing is decided of ${tag} ${port}`);
  return found;
}

/** The same in short: the verdict, why, and what decides. */
export function told(decision: NetworkDecision): readonly [string, string, string] {
  const { verdict, reason } = decision;
  const by =
    decision.by === 'rules'
      ? decision.rules.map(({ name }) => name).join('+')
      : decision.route === null
        ? ''
        : `${decision.route.prefix} ${decision.route.hopType}`;
  return [verdict, reason, by];
}
