import { hasOption, hyphenOptions, valueOf, type Arguments } from '../../session/arguments.ts';
import { hostName, NO_TARGET, type Target } from '../../session/target.ts';
import type { Tool } from '../tool.ts';
import { readNmap } from './read.ts';
import { recastNmap } from './recast.ts';
import { NmapRun } from './run.ts';

/** Options of nmap with a value: docs/refguide.xml (7.9). `-oN`, `-sT`, `-Pn` and `-T4` hold theirs in the word. */
const OPTIONS = hyphenOptions(
  `ports iface source-port source-ip exclude-ports top-ports exclude excludefile scan-delay max-retries host-timeout
  min-rate max-rate min-parallelism max-parallelism min-rtt-timeout max-rtt-timeout initial-rtt-timeout dns-servers
  script script-args proxies data-length ttl mtu list zombie decoy`,
  [],
  { p: 'ports', e: 'iface', g: 'source-port', S: 'source-ip', D: 'decoy' },
);

/** Files that `-oN` and its kin write. */
const FILE = /\.(?:txt|log|xml|g?nmap)$/u;
/** A list of single ports of at most so many is taken apart. */
const MOST_PORTS = 16;

/** nmap: the state of ports. */
export const nmap: Tool = {
  id: 'nmap',
  names: ['nmap'],
  word: 'nmap',
  platform: 'any',
  cmdlet: false,
  proves: ['dns', 'tcp'],
  options: OPTIONS,
  isWord: true,
  targets: targetsOf,
  settings: (given) => ({ elsewhere: hasOption(given, 'U', 'proxies') }),
  run: () => new NmapRun(),
  recast: recastNmap,
  read: readNmap,
};

function targetsOf(given: Arguments): readonly Target[] {
  const hosts = given.positional
    .map(hostName)
    .filter((host) => host !== null && /[.:]/u.test(host) && !FILE.test(host));
  const ports = portsIn(valueOf(given, 'ports') ?? '');
  const found = hosts.flatMap((host) => ports.map((port) => ({ host, port, scheme: null })));
  return found.length === 0 ? [NO_TARGET] : found;
}

/** The ports of a list; one that is not known where it holds a range, a name, or none. */
function portsIn(list: string): readonly (number | null)[] {
  const all = list.replace(/^T:/u, '').split(',');
  const isPort = (port: string): boolean => /^\d{1,5}$/u.test(port) && Number(port) >= 1 && Number(port) <= 65_535;
  return all.length <= MOST_PORTS && all.every(isPort) ? all.map(Number) : [null];
}
