import { quoted, type Shell } from './quote.ts';
import { host, hostName, ipAddress, path, port, resourceName, wholeNumber } from './values.ts';

export type Values = Readonly<Record<string, string | number | undefined>>;

/** What a slot of a template takes, and what stands there where the value is no such thing. */
interface Slot {
  readonly check: (value: string) => string | null;
  /** Inert in every shell: letters, digits, `_`. */
  readonly instead: string;
}

/**
 * Slots by name. Only paths may hold characters that a shell reads; all others are inert in any place, quoted or not.
 */
const SLOTS: Readonly<Record<string, Slot>> = {
  host: { check: host, instead: 'HOST_NAME' },
  name: { check: hostName, instead: 'HOST_NAME' },
  address: { check: ipAddress, instead: 'IP_ADDRESS' },
  destination: { check: ipAddress, instead: 'IP_ADDRESS' },
  server: { check: host, instead: 'DNS_SERVER' },
  port: { check: port, instead: 'PORT_NUMBER' },
  proxyhost: { check: host, instead: 'PROXY_HOST' },
  proxyport: { check: port, instead: 'PROXY_PORT' },
  mtu: { check: (value) => wholeNumber(value, 576, 65_535), instead: '1400' },
  payload: { check: (value) => wholeNumber(value, 500, 65_507), instead: '1372' },
  seconds: { check: (value) => wholeNumber(value, 1, 86_400), instead: '600' },
  megabytes: { check: (value) => wholeNumber(value, 1, 1_000_000), instead: '512' },
  bytes: { check: (value) => wholeNumber(value, 1, 4_000_000_000), instead: '536870912' },
  path: { check: path, instead: 'FOLDER' },
  folder: { check: path, instead: 'FOLDER' },
  vm: { check: resourceName, instead: 'vm01' },
  group: { check: resourceName, instead: 'rg01' },
  account: { check: resourceName, instead: 'STORAGE_ACCOUNT' },
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
    .map((word) => (word.includes('{') ? fill(word, values, shell) : word))
    .join('');
}

function fill(word: string, values: Values, shell: Shell): string {
  const inQuotes = QUOTE.test(word);
  let slots = 0;
  const filled = word.replaceAll(SLOT, (whole, name: string, at: number) => {
    const slot = SLOTS[name];
    // braces that are no slot belong to the command: ${name}, -w %{http_code}
    if (slot === undefined) return whole;
    slots += 1;
    const value = slot.check(String(values[name] ?? ''));
    if (value === null || (inQuotes && !INERT.test(value))) return slot.instead;
    // an address with colons stands in brackets where a port may follow
    return value.includes(':') && word.slice(0, at).endsWith('//') ? `[${value}]` : value;
  });
  return inQuotes || slots === 0 ? filled : quoted(filled, shell);
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
