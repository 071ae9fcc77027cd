import type { Knowledge } from '../../knowledge/types.ts';
import type { ListedName } from '../../model/private-name.ts';
import type { Machine, NetworkSettings, ProxySettings, TlsSettings } from '../../model/settings.ts';
import type { Scan } from '../../session/scanner.ts';
import { readStates } from '../states/read.ts';
import type { FoundState } from '../states/state.ts';
import { readDnsList } from './dns-list.ts';
import { readDnsServers } from './dns-servers.ts';
import { readMachine } from './machine.ts';
import { readOutbound } from './outbound.ts';
import { outputsOf } from './outputs.ts';
import { readProxy, type ProxyCommands } from './proxy.ts';
import { readRegistry } from './registry.ts';
import { readRoutes } from './routes.ts';
import { readSchannel } from './schannel.ts';
import { readWindowsProxy, type OtherSources } from './wininet.ts';

/** What a log shows of the machine that wrote it; lines within the log. */
export interface Settings {
  readonly proxy: ProxySettings;
  /** Null where the log holds no registry dump. */
  readonly tls: TlsSettings | null;
  readonly machine: Machine;
  readonly network: NetworkSettings;
  /** What of the machine's backups is not as it should be: shadow copies, certificates. */
  readonly states: readonly FoundState[];
  /** The names of private endpoints, as their own list has them. */
  readonly dnsList: readonly ListedName[];
  /** The log shows settings of any kind. */
  readonly shown: boolean;
}

/**
 * Reads the settings from the lines that belong to no probe.
 * @param now milliseconds since the epoch, by which a certificate is expired
 */
export function readSettings(
  scan: Scan,
  { settings: rules, states: stateRules, privateZones }: Pick<Knowledge, 'settings' | 'states' | 'privateZones'>,
  now: number,
): Settings {
  const { others, text, shown } = scan;
  const { lines } = text;
  const next = (line: number): string | null =>
    line <= lines.count && lines.isTerminated(line) ? text.at(line) : null;
  const whole = (first: number, last: number): string => lines.text.slice(lines.startOf(first), lines.endOf(last));
  const commands = new Map(shown.map((one) => [one.first, one.text]));
  const registry = lines.text.includes(REGISTRY) || commands.size > 0 ? readRegistry(others, commands) : [];
  const windows = readWindowsProxy(others, whole, rules.proxy, { commands: accountsOf(scan), registry });
  const proxy = windows ?? readProxy(others, next, proxyCommands(scan));
  const tls = readSchannel(others, rules.tls, registry);
  const outputs = outputsOf(others, shown);
  const network = {
    ...readRoutes(others, outputs, rules.network.routes),
    dnsServers: readDnsServers(others, rules.network),
    outbound: readOutbound(others, lines.text, rules.network.outbound),
  };
  const dnsList = readDnsList(others, lines.text, privateZones);
  const states = readStates(others, stateRules, now);
  return {
    proxy,
    tls,
    machine: readMachine(others, rules.machine),
    network,
    states,
    dnsList,
    shown:
      dnsList.length > 0 ||
      windows !== null ||
      tls !== null ||
      shown.some(({ first, last }) => last > first) ||
      showsNetwork(network),
  };
}

/** What every key of the registry begins with. */
const REGISTRY = 'HKEY_';

/** Ids of commands (content/reference/settings-commands.yaml). */
const WINHTTP = 'winhttp';
const ASSIGNMENT = 'assignment';
const VARIABLE = 'variable';
/** `netsh winhttp show advproxy setting-scope=user`: of whom that is depends on who runs it. */
const OF_USER = /setting-scope\s{0,4}=\s{0,4}user/iu;

/** Whose proxy the values behind a command are: any other command ends them. */
function accountsOf({ shown }: Scan): OtherSources['commands'] {
  return new Map(
    shown.map(({ id, first, text }) => [first, id === WINHTTP && !OF_USER.test(text) ? ('winhttp' as const) : null]),
  );
}

function proxyCommands({ shown }: Scan): ProxyCommands {
  const of = (id: string): Scan['shown'] => shown.filter((one) => one.id === id);
  return {
    assigning: new Map(of(ASSIGNMENT).map(({ first, text }) => [first, text])),
    showing: new Map(of(VARIABLE).map(({ first, text }) => [first + 1, /https?_proxy/iu.exec(text)?.[0] ?? ''])),
  };
}

function showsNetwork({ defaultRoute, unrouted, outbound }: NetworkSettings): boolean {
  return defaultRoute !== null || unrouted.length > 0 || outbound.length > 0;
}

/** The same with the line numbers of the log's source, in which `shift` lines stand before it. */
export function proxyWithin(proxy: ProxySettings, shift: number): ProxySettings {
  if (shift === 0 || proxy.line === null) return proxy;
  const accounts = proxy.accounts.map((account) => ({ ...account, line: account.line + shift }));
  return { ...proxy, line: proxy.line + shift, accounts };
}

/** The same for what a log shows of the network. */
export function networkWithin(network: NetworkSettings, shift: number): NetworkSettings {
  if (shift === 0) return network;
  const moved = <T extends { readonly line: number }>(one: T): T => ({ ...one, line: one.line + shift });
  const { defaultRoute, unrouted, dnsServers, outbound } = network;
  return {
    defaultRoute: defaultRoute === null ? null : moved(defaultRoute),
    unrouted: unrouted.map(moved),
    dnsServers: dnsServers.map(moved),
    outbound: outbound.map(moved),
  };
}
