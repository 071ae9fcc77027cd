import { quoted, type Shell } from './quote.ts';
import {
  azureName,
  host,
  hostName,
  ipAddress,
  networkPrefix,
  path,
  port,
  resourceName,
  wholeNumber,
} from './values.ts';

export type Values = Readonly<Record<string, string | number | undefined>>;

/** What a slot of a template takes, and what stands there where the value is no such thing. */
interface Slot {
  readonly check: (value: string) => string | null;
  /** Inert in every shell: letters, digits, `_`. */
  readonly instead: string;
}

const whole =
  (least: number, most: number) =>
  (value: string): string | null =>
    wholeNumber(value, least, most);

/** The same slot for the first four of several values. */
function numbered(name: string, slot: Slot): Readonly<Record<string, Slot>> {
  return Object.fromEntries(['one', 'two', 'three', 'four'].map((number) => [name + number, slot]));
}

/** Slots by name. Only paths may hold characters that need quotes; all others are inert in any place. */
const SLOTS: Readonly<Record<string, Slot>> = {
  host: { check: host, instead: 'HOST_NAME' },
  name: { check: hostName, instead: 'HOST_NAME' },
  address: { check: ipAddress, instead: 'IP_ADDRESS' },
  destination: { check: ipAddress, instead: 'IP_ADDRESS' },
  server: { check: host, instead: 'DNS_SERVER' },
  port: { check: port, instead: 'PORT_NUMBER' },
  proxyhost: { check: host, instead: 'PROXY_HOST' },
  proxyport: { check: port, instead: 'PROXY_PORT' },
  seconds: { check: whole(1, 86_400), instead: 'SECONDS' },
  megabytes: { check: whole(1, 1_000_000), instead: 'MEGABYTES' },
  bytes: { check: whole(1, 4_294_967_295), instead: 'BYTES' },
  folder: { check: path, instead: 'FOLDER' },
  vm: { check: resourceName, instead: 'VM_NAME' },
  group: { check: azureName, instead: 'RESOURCE_GROUP' },
  resource: { check: azureName, instead: 'RESOURCE_NAME' },
  account: { check: azureName, instead: 'STORAGE_ACCOUNT' },
  nsg: { check: azureName, instead: 'NSG_NAME' },
  firewall: { check: azureName, instead: 'FIREWALL_NAME' },
  source: { check: networkPrefix, instead: 'SOURCE_PREFIX' },
  priority: { check: whole(100, 4096), instead: 'PRIORITY' },
  rule: { check: azureName, instead: 'RULE_NAME' },
  table: { check: azureName, instead: 'ROUTE_TABLE' },
  // of the destinations that rules are made for, one after the other
  ...numbered('tag', { check: azureName, instead: 'SERVICE_TAG' }),
  ...numbered('port', { check: port, instead: 'PORT_NUMBER' }),
  ...numbered('prio', { check: whole(100, 4096), instead: 'PRIORITY' }),
};

const SLOT = /\{([a-z]{1,12})\}/gu;
const INERT = /^[\w.:-]+$/u;
const QUOTE = /['"`]/u;

/** The slots that a template has. @throws {RangeError} for one that no value can fill: templates are content. */
export function slotsOf(template: string): string[] {
  const names = [...template.matchAll(SLOT)].map(([, name]) => name ?? '');
  for (const name of names) if (SLOTS[name] === undefined) throw new RangeError(`{${name}} is no slot of a command`);
  return [...new Set(names)];
}

/**
 * The one place where commands are made. Every value is checked as what it is and quoted for the shell besides; where it is
 * something else, an inert word stands in its place, so a stranger's name never becomes a command.
 * @param template a command of ours with slots as `{host}`; words are parted by blanks outside of quotes
 */
export function commandOf(template: string, values: Values, shell: Shell): string {
  if (!template.includes('{')) return template;
  return wordsOf(template)
    .map((word) => (hasSlot(word) ? wordOf(word, values, shell) : word))
    .join('');
}

/** A text that is shown beside commands, with its slots filled by the same checks: a path, a name of a file. */
export function filledOf(template: string, values: Values): string {
  return fill(template, values, false);
}

/** Braces that are no slot belong to the command: `-w %{http_code}`, `{ $true }`. */
function hasSlot(word: string): boolean {
  return [...word.matchAll(SLOT)].some(([, name = '']) => SLOTS[name] !== undefined);
}

function wordOf(word: string, values: Values, shell: Shell): string {
  if (QUOTE.test(word)) return fill(word, values, true);
  // bash reads a pattern behind a quote, so only the value is quoted there
  if (shell === 'bash' && word.includes('*')) return fill(word, values, false, (value) => quoted(value, shell));
  // the key of a setting stays before the quotes where both shells of Windows have to read it
  const key = shell === 'windows' ? word.slice(0, word.indexOf('=') + 1) : '';
  return key + quoted(fill(word.slice(key.length), values, false), shell);
}

function fill(template: string, values: Values, inQuotes: boolean, quote = (value: string): string => value): string {
  return template.replaceAll(SLOT, (all, name: string, at: number) => {
    const slot = SLOTS[name];
    if (slot === undefined) return all;
    const value = slot.check(String(values[name] ?? ''));
    if (value === null || (inQuotes && !INERT.test(value))) return slot.instead;
    // an address with colons stands in brackets where a port may follow
    return quote(value.includes(':') && template.slice(0, at).endsWith('//') ? `[${value}]` : value);
  });
}

/** Words and the blanks between them, in their order. A quote keeps its blanks. */
function wordsOf(template: string): string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  for (const letter of template) {
    const blank = letter === ' ' && quote === '';
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === "'" || letter === '"') quote = letter;
    if (!blank) {
      word += letter;
      continue;
    }
    words.push(word, ' ');
    word = '';
  }
  return [...words, word];
}
