import type { Report } from './types.ts';

/** Hides what names the reader's own machines; the same name always gets the same stand-in. */
export type Redact = (text: string) => string;

/** Addresses that are the same for everybody and tell nothing about the reader. */
const PUBLIC_ADDRESSES: ReadonlySet<string> = new Set([
  '168.63.129.16',
  '169.254.169.254',
  '127.0.0.1',
  '127.0.0.53',
  '0.0.0.0',
  '::1',
]);
/** Suffixes whose first label is the customer's: storage accounts, vaults, private endpoints. */
const CUSTOMER_ZONES = [
  '.core.windows.net',
  '.blob.storage.azure.net',
  '.vault.azure.net',
  '.servicebus.windows.net',
  '.core.chinacloudapi.cn',
];
/** Names that the check scripts test on every machine. */
const SCRIPT_HOSTS: ReadonlySet<string> = new Set([
  'ceuswatcab01.blob.core.windows.net',
  'weus2watcab01.blob.core.windows.net',
  'md-dlbrhcw4gn5r.z33.blob.storage.azure.net',
]);
const MICROSOFT_ZONES = [
  '.microsoft.com',
  '.windowsazure.com',
  '.windows.net',
  '.microsoftonline.com',
  '.azure.com',
  '.azure.net',
  '.msftauth.net',
  '.msauth.net',
  '.live.com',
  '.trafficmanager.net',
  '.office.com',
  '.visualstudio.com',
  '.microsoftonline-p.com',
  '.microsoftazuread-sso.com',
  '.aka.ms',
  '.curl.se',
  '.nmap.org',
];

const GUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/giu;
const MACHINE_ID = /\b[0-9a-f]{32}\b/giu;
const IPV4 = /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/gu;
const IPV6 = /\b[0-9a-f]{1,4}:[0-9a-f:]{3,38}[0-9a-f]/giu;
const MAC = /\b[0-9a-f]{2}:[0-9a-f]{2}:[0-9a-f]{2}:[0-9a-f]{2}:[0-9a-f]{2}:[0-9a-f]{2}\b/giu;
const NAME = /[a-z0-9][a-z0-9._-]*/giu;
const CREDENTIALS = /\/\/[^/@\s]{1,200}@/gu;
const WINDOWS_USER = /\b([A-Z]:\\Users\\)([^\\\s"]{1,64})/giu;
/** The user in the head of a PowerShell transcript: `Username: HOST\\user`. */
const TRANSCRIPT_USER = /((?:Username|RunAs User|ユーザー名|RunAs ユーザー): [^\\\s:]+\\)([^\\\s]+)/gu;
const HOME_USER = /(\/home\/)([a-z_][a-z0-9_-]{0,31})/gu;

/**
 * Makes the masking of a report's texts: machine names, the customer's labels in Azure names, addresses, GUIDs,
 * user names and proxy credentials. Public names of Microsoft's services stay, as they are the findings.
 */
export function createRedactor(report: Report): Redact {
  return createMasking(report).text;
}

/** Masking for texts and for the paths of their files. */
export interface Masking {
  readonly text: Redact;
  /** Hides in a path what a text has named before: by itself `System.evtx` would look like a host. */
  readonly path: Redact;
}

/** What stands for a name. */
interface StandIn {
  readonly kind: string;
  /** In small letters. */
  readonly value: string;
  readonly by: string;
}

/** Kinds of names that stand in the paths of files; a user may be called as a folder is. */
const PATH_KINDS = ['HOST', 'NAME', 'IP', 'GUID'];

/** Makes the masking of several texts and their paths: texts first, then the paths. */
export function createMasking(report: Report): Masking {
  const names = new Map<string, StandIn>();
  const counts = new Map<string, number>();
  const standIn = (kind: string, value: string): string => {
    const key = `${kind}:${value.toLowerCase()}`;
    const known = names.get(key);
    if (known !== undefined) return known.by;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const by = `${kind}-${count}`;
    names.set(key, { kind, value: value.toLowerCase(), by });
    return by;
  };
  const machines = [report, ...(report.parts ?? [])].flatMap(({ machine }) =>
    machine.hostname === null ? [] : [machine.hostname],
  );
  const own = [...new Set(machines)].filter((name) => name.length > 1).sort((a, b) => b.length - a.length);
  const name = (found: string): string => hideName(found, standIn);
  const hideOwn = (text: string): string =>
    own.reduce((hidden, machine) => replaceWord(hidden, machine, standIn('HOST', machine)), text);
  const maskText = (text: string): string => {
    const hidden = text
      .replace(CREDENTIALS, (found) => `//${standIn('USER', found)}@`)
      .replace(GUID, (found) => standIn('GUID', found))
      .replace(MACHINE_ID, (found) => standIn('ID', found))
      .replace(MAC, (found) => standIn('MAC', found))
      .replace(IPV4, (found) => (PUBLIC_ADDRESSES.has(found) ? found : standIn('IP', found)))
      .replace(IPV6, (found) => (PUBLIC_ADDRESSES.has(found) || !isIpv6(found) ? found : standIn('IP', found)))
      .replace(NAME, name)
      .replace(WINDOWS_USER, (_, path: string, user: string) => `${path}${standIn('USER', user)}`)
      .replace(TRANSCRIPT_USER, (_, domain: string, user: string) => `${domain}${standIn('USER', user)}`)
      .replace(HOME_USER, (_, path: string, user: string) => `${path}${standIn('USER', user)}`);
    return hideOwn(hideUsers(hidden, standIn));
  };
  const maskPath = (path: string): string =>
    [...names.values()]
      .filter(({ kind, value }) => PATH_KINDS.includes(kind) && value.length > 1)
      .sort((a, b) => b.value.length - a.value.length)
      .reduce((hidden, { value, by }) => replaceWord(hidden, value, by), hideOwn(path));
  return { text: maskText, path: maskPath };
}

/** Hides the user of `user@host`, as prompts show it. */
function hideUsers(text: string, standIn: (kind: string, value: string) => string): string {
  let out = '';
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > from && isUserCharacter(text.charCodeAt(start - 1))) start -= 1;
    const user = text.slice(start, at);
    if (user === '' || user.startsWith('USER-') || !isUserCharacter(text.charCodeAt(at + 1))) continue;
    out += text.slice(from, start) + standIn('USER', user);
    from = at;
  }
  return out + text.slice(from);
}

function isUserCharacter(c: number): boolean {
  return isWordCharacter(c) || (c >= 65 && c <= 90) || c === 45 || c === 95;
}

function isIpv6(text: string): boolean {
  return text.includes('::') || text.split(':').length === 8;
}

function hideName(found: string, standIn: (kind: string, value: string) => string): string {
  const lower = found.toLowerCase();
  if (!lower.includes('.') || found.length > 253) return found;
  if (
    SCRIPT_HOSTS.has(lower) ||
    /^[\d.]+$/u.test(lower) ||
    lower.endsWith('.sh') ||
    lower.endsWith('.log') ||
    lower.endsWith('.conf') ||
    lower.endsWith('.ps1') ||
    lower.endsWith('.exe') ||
    lower.startsWith('microsoft.powershell.') ||
    lower.startsWith('system.')
  )
    return found;
  // the last label of a name is a word; `7.93` or `4.18.0-513.x86_64` are versions
  const last = lower.slice(lower.lastIndexOf('.') + 1);
  if (!/^[a-z]{2,}$/u.test(last)) return found;
  const dot = found.indexOf('.');
  const rest = lower.slice(dot);
  if (lower.includes('.store.core.windows.net') || lower.startsWith('blob.') || lower.startsWith('pod01-'))
    return found;
  if (lower.includes('.privatelink.') || CUSTOMER_ZONES.some((zone) => rest.endsWith(zone)))
    return `${standIn('NAME', found.slice(0, dot))}${found.slice(dot)}`;
  if (MICROSOFT_ZONES.some((zone) => `.${lower}`.endsWith(zone))) return found;
  return standIn('HOST', found);
}

function replaceWord(text: string, word: string, by: string): string {
  const lower = text.toLowerCase();
  const wanted = word.toLowerCase();
  let out = '';
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
    const before = lower.charCodeAt(at - 1);
    const after = lower.charCodeAt(at + wanted.length);
    if (isWordCharacter(before) || isWordCharacter(after)) continue;
    out += text.slice(from, at) + by;
    from = at + wanted.length;
  }
  return out + text.slice(from);
}

function isWordCharacter(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 97 && c <= 122);
}
