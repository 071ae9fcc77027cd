import { commandOf } from '../../commands/command.ts';
import type { Shell } from '../../commands/quote.ts';
import { hostName, ipAddress } from '../../commands/values.ts';

/** A private name of a vault, with its address where the reader has it. */
export interface PrivateName {
  readonly host: string;
  readonly address: string | null;
}

/** More names than a vault can have. */
const MOST = 200;

/** Reads names as PrivateIP.ps1 lists them: a name, and perhaps its address, in each line. Anything else is left out. */
export function readNames(text: string): PrivateName[] {
  const found = new Map<string, string | null>();
  for (const line of text.normalize('NFKC').split(/[\r\n]+/u)) {
    const words = line.toLowerCase().split(/[\s,;"']+/u);
    const host = words
      .map((word) => word.replace(/^https:\/\//u, '').replace(/\/$/u, ''))
      .find((word) => word.includes('.') && hostName(word) !== null);
    if (host === undefined || found.size >= MOST) continue;
    found.set(host, words.find((word) => ipAddress(word) !== null) ?? found.get(host) ?? null);
  }
  return [...found].map(([host, address]) => ({ host, address }));
}

/** Names of the service (`zone` is its domain) that belong to another region than the chosen one. */
export function ofOtherRegion(names: readonly PrivateName[], code: string, zone: string): string[] {
  return names
    .map(({ host }) => host)
    .filter((host) => host.endsWith(`.${zone}`) && !host.endsWith(`.${code}.${zone}`));
}

const WINDOWS = [
  'nslookup {host}',
  'Test-NetConnection {host} -Port 443',
  'Invoke-WebRequest https://{host} -UseBasicParsing',
];
const WINDOWS_BY_ADDRESS = [
  'Test-NetConnection {address} -Port 443',
  'Invoke-WebRequest https://{address} -UseBasicParsing',
];
const LINUX = ['nslookup {host}', 'nc -vz -w 10 {host} 443', 'curl -I --max-time 30 https://{host}'];
const LINUX_BY_ADDRESS = ['nc -vz -w 10 {address} 443', 'curl -I --max-time 30 https://{address}'];

function commands(
  names: readonly PrivateName[],
  templates: { readonly byName: readonly string[]; readonly byAddress: readonly string[] },
  shell: Shell,
): string {
  return names
    .flatMap(({ host, address }) =>
      [...templates.byName, ...(address === null ? [] : templates.byAddress)].map((template) =>
        commandOf(template, { host, address: address ?? undefined }, shell),
      ),
    )
    .join('\n');
}

/** The commands for PowerShell; what they print can be pasted back as it is. */
export function windowsCommands(names: readonly PrivateName[]): string {
  return commands(names, { byName: WINDOWS, byAddress: WINDOWS_BY_ADDRESS }, 'powershell');
}

/** The commands for a Linux shell. */
export function linuxCommands(names: readonly PrivateName[]): string {
  return commands(names, { byName: LINUX, byAddress: LINUX_BY_ADDRESS }, 'bash');
}
