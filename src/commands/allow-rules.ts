import type { EndpointRow } from '../knowledge/types.ts';
import { commandOf, type Values } from './command.ts';
import { quoted } from './quote.ts';
import { hostName, ipAddress, port as portNumber } from './values.ts';

/** What has to let the traffic through. */
export type Device = 'nsg' | 'azure-firewall' | 'proxy' | 'on-premises' | 'windows-firewall';

/** A row of the reference, as far as a request needs it. */
export type AllowRow = Pick<EndpointRow, 'pattern' | 'tag' | 'use' | 'optional' | 'scenarios'> & {
  readonly port: number | string;
};

export interface Destination {
  /** A host name, with a star in front for all below it, or an address. */
  readonly pattern: string;
  readonly ports: readonly string[];
  readonly protocol: 'Tcp' | 'Udp';
  /** Service tag; empty: none. */
  readonly tag: string;
  readonly uses: readonly string[];
  readonly optional: boolean;
}

export interface Wanted {
  /** Ids of uses. */
  readonly scenarios: readonly string[];
  /** Region codes, which stand where a name has a star in the middle. */
  readonly regions: readonly string[];
  /** Those as well without which a use works. */
  readonly optional: boolean;
}

interface Destinations {
  readonly known: readonly Destination[];
  /** What a row says instead of a host name: the reader's own machines. */
  readonly own: readonly string[];
}

/** The destinations of some uses, each once, in the order of the reference. */
export function destinationsOf(rows: readonly AllowRow[], { scenarios, regions, optional }: Wanted): Destinations {
  const known = new Map<string, Destination>();
  const own = new Set<string>();
  const codes = regions.filter((code) => /^[a-z0-9]{2,8}$/u.test(code));
  for (const row of rows) {
    if (!row.scenarios.some((scenario) => scenarios.includes(scenario)) || (row.optional === true && !optional))
      continue;
    const { ports, protocol } = portsOf(String(row.port));
    for (const pattern of patternsOf(row.pattern, codes)) {
      if (!isDestination(pattern) || ports.length === 0) {
        own.add(row.pattern);
        continue;
      }
      const key = `${pattern} ${protocol} ${ports.join(',')}`;
      const found = known.get(key);
      known.set(key, {
        pattern,
        ports,
        protocol,
        tag: found?.tag || row.tag,
        uses: [...new Set([...(found?.uses ?? []), row.use])],
        optional: (found?.optional ?? true) && row.optional === true,
      });
    }
  }
  return { known: [...known.values()], own: [...own] };
}

/** A star in the middle stands for a region. */
function patternsOf(pattern: string, codes: readonly string[]): readonly string[] {
  return pattern.includes('.*.') && codes.length > 0
    ? codes.map((code) => pattern.replace('.*.', `.${code}.`))
    : [pattern];
}

function isDestination(pattern: string): boolean {
  return ipAddress(pattern) !== null || hostName(pattern.replace(/^\*\./u, '').replace('.*.', '.x.')) !== null;
}

/** `443`, `80, 32526, 53`, `123/udp`. */
function portsOf(text: string): Pick<Destination, 'ports' | 'protocol'> {
  const [numbers = '', protocol] = text.split('/');
  const ports = numbers
    .split(',')
    .map((one) => portNumber(one.trim()))
    .filter((one) => one !== null);
  return { ports, protocol: protocol === 'udp' ? 'Udp' : 'Tcp' };
}

export interface Rules {
  /** Empty: the device takes the list of names. */
  readonly commands: readonly string[];
  /** Destinations that the commands cannot hold. */
  readonly left: readonly Destination[];
}

/** The commands that let destinations through. What the reader gave stands in them checked and quoted. */
export function rulesFor(device: Device, destinations: readonly Destination[], values: Values): Rules {
  switch (device) {
    case 'nsg':
      return nsgRules(destinations, values);
    case 'azure-firewall':
      return firewallRules(destinations, values);
    case 'windows-firewall':
      return windowsRules(destinations);
    case 'proxy':
    case 'on-premises':
      return { commands: [], left: [] };
  }
}

const FIRST_PRIORITY = 200;
const STEP = 10;

const NSG =
  'az network nsg rule create --resource-group {group} --nsg-name {nsg} --name NAME --priority {priority} --direction Outbound --access Allow --protocol PROTOCOL --source-address-prefixes {source} --destination-address-prefixes DESTINATION --destination-port-ranges PORTS';

/** A rule for each service tag: names of hosts have no place in a network security group. */
function nsgRules(destinations: readonly Destination[], values: Values): Rules {
  const isHeld = ({ tag, pattern }: Destination): boolean => tag !== '' || ipAddress(pattern) !== null;
  const groups = grouped(destinations.filter(isHeld), ({ tag, pattern, protocol }) => `${tag || pattern} ${protocol}`);
  const first = Number(values['priority'] ?? FIRST_PRIORITY) || FIRST_PRIORITY;
  const commands = groups.map((group, at) => {
    const [{ tag, pattern, protocol }] = group;
    const place = tag || pattern;
    const ports = portsOfAll(group);
    const words = {
      NAME: nameOf('allow-out', place, ...ports),
      PROTOCOL: protocol,
      DESTINATION: place,
      PORTS: ports.join(' '),
    };
    return commandOf(withWords(NSG, words), { ...values, priority: first + at * STEP }, 'bash');
  });
  return { commands, left: destinations.filter((one) => !isHeld(one)) };
}

const APPLICATION =
  'az network firewall application-rule create --resource-group {group} --firewall-name {firewall} --collection-name COLLECTION --name NAME COLLECTING --source-addresses {source} --protocols PROTOCOL --target-fqdns DESTINATIONS';
const NETWORK =
  'az network firewall network-rule create --resource-group {group} --firewall-name {firewall} --collection-name COLLECTION --name NAME COLLECTING --source-addresses {source} --protocols PROTOCOL --destination-addresses DESTINATIONS --destination-ports PORTS';
/** Only the first rule of a collection makes it. */
const COLLECTING = '--priority {priority} --action Allow';
const WEB: Readonly<Record<string, string>> = { '443': 'Https=443', '80': 'Http=80' };

/** Names of the web by application rules; other ports by network rules, which take service tags and addresses. */
function firewallRules(destinations: readonly Destination[], values: Values): Rules {
  const isWeb = ({ ports, protocol, pattern }: Destination): boolean =>
    protocol === 'Tcp' && ports.every((one) => one in WEB) && ipAddress(pattern) === null && !pattern.includes('.*.');
  const isHeld = ({ tag, pattern }: Destination): boolean => tag !== '' || ipAddress(pattern) !== null;
  const web = grouped(destinations.filter(isWeb), ({ ports }) => ports.join(','));
  const others = destinations.filter((one) => !isWeb(one));
  const network = grouped(others.filter(isHeld), ({ protocol, ports }) => `${protocol} ${ports.join(',')}`);
  const first = Number(values['priority'] ?? FIRST_PRIORITY) || FIRST_PRIORITY;
  const commands = [
    ...web.map((group, at) =>
      commandOf(
        withWords(APPLICATION, {
          COLLECTING: at === 0 ? COLLECTING : '',
          COLLECTION: 'azure-backup-fqdn',
          NAME: nameOf('allow', ...portsOfAll(group)),
          PROTOCOL: portsOfAll(group)
            .map((one) => WEB[one] ?? '')
            .join(' '),
          DESTINATIONS: group.map(({ pattern }) => quoted(pattern, 'bash')).join(' '),
        }),
        { ...values, priority: first },
        'bash',
      ),
    ),
    ...network.map((group, at) =>
      commandOf(
        withWords(NETWORK, {
          COLLECTING: at === 0 ? COLLECTING : '',
          COLLECTION: 'azure-backup-network',
          NAME: nameOf('allow', group[0].protocol, ...portsOfAll(group)),
          PROTOCOL: group[0].protocol.toUpperCase(),
          DESTINATIONS: [...new Set(group.map(({ tag, pattern }) => tag || pattern))].join(' '),
          PORTS: portsOfAll(group).join(' '),
        }),
        { ...values, priority: first + STEP },
        'bash',
      ),
    ),
  ];
  return { commands, left: others.filter((one) => !isHeld(one)) };
}

const WINDOWS =
  'New-NetFirewallRule -DisplayName NAME -Direction Outbound -Action Allow -Protocol PROTOCOL -RemotePort PORTS';

/** A rule for each port, for addresses only where the reference has some: the firewall of Windows takes no names. */
function windowsRules(destinations: readonly Destination[]): Rules {
  const groups = grouped(
    destinations,
    ({ protocol, ports, pattern }) => `${protocol} ${ports.join(',')} ${ipAddress(pattern) ?? ''}`,
  );
  const commands = groups.map((group) => {
    const [{ pattern, protocol, ports }] = group;
    const address = ipAddress(pattern);
    const words = {
      NAME: nameOf('azure-backup-out', protocol, ...ports),
      PROTOCOL: protocol.toUpperCase(),
      PORTS: ports.join(','),
    };
    const command = withWords(WINDOWS, words);
    return commandOf(
      address === null ? command : `${command} -RemoteAddress {address}`,
      { address: address ?? undefined },
      'powershell',
    );
  });
  return { commands, left: [] };
}

/** Puts words of our own into a template: names of rules, ports and service tags of the reference. */
function withWords(template: string, words: Readonly<Record<string, string>>): string {
  return template.replaceAll(/[A-Z]{4,}/gu, (name) => words[name] ?? name).replace('  ', ' ');
}

function nameOf(...parts: readonly string[]): string {
  return parts
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/gu, '-');
}

function portsOfAll(group: readonly Destination[]): string[] {
  return [...new Set(group.flatMap(({ ports }) => ports))];
}

type Group = readonly [Destination, ...Destination[]];

function grouped(destinations: readonly Destination[], keyOf: (destination: Destination) => string): Group[] {
  const groups = new Map<string, [Destination, ...Destination[]]>();
  for (const destination of destinations) {
    const group = groups.get(keyOf(destination));
    if (group === undefined) groups.set(keyOf(destination), [destination]);
    else group.push(destination);
  }
  return [...groups.values()];
}
