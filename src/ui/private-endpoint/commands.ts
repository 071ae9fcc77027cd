/** A private name of a vault, with its address where the reader has it. */
export interface PrivateName {
  readonly host: string;
  readonly address: string | null;
}

const HOST = /^[a-z0-9](?:[a-z0-9-]{0,62}\.){1,10}[a-z]{2,20}$/u;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/u;
/** More names than a vault can have. */
const MOST = 200;

/** Reads names as PrivateIP.ps1 lists them: a name, and perhaps its address, in each line. Anything else is left out. */
export function readNames(text: string): PrivateName[] {
  const found = new Map<string, string | null>();
  for (const line of text.normalize('NFKC').split(/[\r\n]+/u)) {
    const words = line.toLowerCase().split(/[\s,;"']+/u);
    const host = words
      .map((word) => word.replace(/^https:\/\//u, '').replace(/\/$/u, ''))
      .find((word) => HOST.test(word));
    if (host === undefined || found.size >= MOST) continue;
    found.set(host, words.find((word) => ADDRESS.test(word)) ?? found.get(host) ?? null);
  }
  return [...found].map(([host, address]) => ({ host, address }));
}

/** Names of Azure Backup that belong to another region than the chosen one. */
export function ofOtherRegion(names: readonly PrivateName[], code: string): string[] {
  return names
    .map(({ host }) => host)
    .filter((host) => host.endsWith('.backup.windowsazure.com') && !host.endsWith(`.${code}.backup.windowsazure.com`));
}

/** The commands for PowerShell; what they print can be pasted back as it is. */
export function windowsCommands(names: readonly PrivateName[]): string {
  return names
    .flatMap(({ host, address }) => [
      `nslookup ${host}`,
      `Test-NetConnection ${host} -Port 443`,
      `Invoke-WebRequest https://${host} -UseBasicParsing`,
      ...(address === null
        ? []
        : [`Test-NetConnection ${address} -Port 443`, `Invoke-WebRequest https://${address} -UseBasicParsing`]),
    ])
    .join('\n');
}

/** The commands for a Linux shell. */
export function linuxCommands(names: readonly PrivateName[]): string {
  return names
    .flatMap(({ host, address }) => [
      `nslookup ${host}`,
      `nc -vz -w 10 ${host} 443`,
      `curl -I --max-time 30 https://${host}`,
      ...(address === null ? [] : [`nc -vz -w 10 ${address} 443`, `curl -I --max-time 30 https://${address}`]),
    ])
    .join('\n');
}
