import { destinationsOf, rulesFor, type AllowRow, type Destination, type Device } from '../commands/allow-rules.ts';
import { destinationLine, REQUEST, requestLetter } from '#locale/request.ts';
import type { ConnectionReport } from '../model/report.ts';
import { visible } from '../text/visible.ts';

/** What a reader asks for. */
export interface Asked {
  /** Ids of uses. */
  readonly uses: readonly string[];
  readonly regions: readonly string[];
  readonly device: Device;
  readonly optional: boolean;
  readonly group: string;
  /** Name of the network security group or of the firewall. */
  readonly name: string;
  readonly source: string;
  readonly priority: string;
  readonly purpose: string;
  readonly period: string;
}

/** A firewall request: for those who type the rules, and for those who decide. */
export interface FirewallRequest {
  readonly destinations: readonly Destination[];
  readonly commands: string;
  /** Destinations that the commands cannot hold. */
  readonly left: readonly string[];
  /** The reader's own machines. */
  readonly own: readonly string[];
  readonly list: string;
  readonly letter: string;
}

/** Makes the request. Commands hold what the reader gave only where it is what it should be (`commands/`). */
export function firewallRequest(
  asked: Asked,
  rows: readonly AllowRow[],
  names: Readonly<Record<string, string>>,
): FirewallRequest {
  const { known, own } = destinationsOf(rows, {
    scenarios: asked.uses,
    regions: asked.regions,
    optional: asked.optional,
  });
  const { group, name, source, priority } = asked;
  const { commands, left } = rulesFor(asked.device, known, { group, nsg: name, firewall: name, source, priority });
  return {
    destinations: known,
    commands: commands.join('\n'),
    left: left.map(({ pattern }) => pattern),
    own,
    list: [...new Set(known.map(({ pattern }) => pattern))].join('\n'),
    letter: requestLetter({
      uses: asked.uses.flatMap((use) => names[use] ?? []),
      device: REQUEST.devices[asked.device],
      source: oneLine(source),
      purpose: oneLine(asked.purpose),
      period: oneLine(asked.period),
      lines: known.map(({ pattern, protocol, ports, ...one }) =>
        destinationLine(pattern, protocol.toUpperCase(), ports, one),
      ),
      own,
    }),
  };
}

function oneLine(text: string): string {
  return visible(text).trim();
}

/** Uses of the reference by the workloads of a report. */
const USES: Readonly<Record<string, string>> = { 'site-recovery': 'asr-a2a' };
/** Services whose names hold a region code behind their first label. */
const REGIONAL: readonly string[] = ['backup', 'ilr', 'site-recovery'];
const MOST_REGIONS = 2;

/**
 * The page of requests with what a report knows: which uses it concerns, and their regions. Both are words of ours or short codes, which
 * the page takes only where it knows them.
 */
export function requestLink({ workloads, endpoints }: ConnectionReport): string {
  const affected = workloads.filter(({ status }) => status === 'affected');
  const uses = (affected.length > 0 ? affected : workloads.filter(({ tested }) => tested)).map(
    ({ id }) => USES[id] ?? id,
  );
  const labels = endpoints
    .filter(({ service }) => REGIONAL.includes(service))
    .map(({ host }) => host.split('.')[1] ?? '');
  const regions = [...new Set(labels.filter((label) => /^[a-z0-9]{2,8}$/u.test(label)))].slice(0, MOST_REGIONS);
  return `/request/#${new URLSearchParams({ use: uses.join(','), region: regions.join(',') }).toString()}`;
}
