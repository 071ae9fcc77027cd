import type { SettingsRules } from '../../knowledge/types.ts';
import type { ProxyAccount, ProxySettings } from '../../model/settings.ts';
import { SETTINGS } from '#locale/settings.ts';
import { isFull } from '../../text/columns.ts';
import type { NumberedLine } from '../../text/lines.ts';
import { onceFor } from '../../text/once.ts';
import { bypassList } from './bypass.ts';
import { readConnectionSettings, readWinHttpSettings } from './connection-settings.ts';
import type { RegistryValue } from './registry.ts';

type Account = ProxyAccount['account'];
/** The text from a line to another. */
type RawText = (first: number, last: number) => string;

type Rules = SettingsRules['proxy'];
type ValueKind = keyof Rules['values'];

/** The rules, made ready for many lines. */
interface Headings {
  readonly rules: Rules;
  readonly kinds: ReadonlyMap<string, ValueKind>;
}

/** The rules made ready, once. */
const headingsFrom = onceFor((rules: Rules): Headings => {
  return {
    rules,
    kinds: new Map(
      (Object.keys(rules.values) as ValueKind[]).flatMap((kind) =>
        rules.values[kind].map((name) => [name, kind] as const),
      ),
    ),
  };
});

interface Draft {
  readonly account: Account;
  line: number;
  /** Null as long as nothing says whether it is. */
  enabled: boolean | null;
  server: string | null;
  bypass: readonly string[];
  script: string | null;
  autoDetect: boolean | null;
  /** A value was read. */
  said: boolean;
}

function draftOf(account: Account, line: number): Draft {
  return {
    account,
    line,
    enabled: null,
    server: null,
    bypass: [],
    script: null,
    autoDetect: null,
    said: false,
  };
}

/** What else a text shows beside the lines that tell of accounts themselves. */
export interface OtherSources {
  /** Commands by their lines: the values below are of the account, or of nobody where it is null. */
  readonly commands: ReadonlyMap<number, Account | null>;
  readonly registry: readonly RegistryValue[];
}

const NO_OTHERS: OtherSources = { commands: new Map(), registry: [] };

/**
 * The proxies of a Windows log, one for each account that it shows, in its order: WinINet of the accounts, and WinHTTP as
 * `netsh winhttp show proxy` prints it, in English or Japanese. Of an account that is shown more than once the last listing
 * counts. `raw` gives lines as they stand, with their control characters. Null when the log shows none of them.
 */
export function readWindowsProxy(
  lines: readonly NumberedLine[],
  raw: RawText,
  rules: Rules,
  { commands, registry }: OtherSources = NO_OTHERS,
): ProxySettings | null {
  const headings = headingsFrom(rules);
  const drafts = [...listed(lines, raw, commands, headings), ...registered(registry, headings)];
  const last = new Map<Account, Draft>();
  for (const draft of drafts.sort((a, b) => a.line - b.line))
    if (draft.said || !last.has(draft.account)) last.set(draft.account, draft);
  const accounts = [...last.values()].map(
    ({ account, enabled, server, bypass, script, autoDetect, line }): ProxyAccount => ({
      account,
      enabled: enabled === true && server !== null,
      server,
      bypass,
      script,
      autoDetect,
      line,
    }),
  );
  if (accounts.length === 0) return null;
  const [first] = accounts.filter(isInEffect);
  return {
    state: first === undefined ? 'none' : first.account === 'winhttp' ? 'winhttp' : 'wininet',
    http: null,
    https: null,
    accounts,
    line: (first ?? accounts[0])?.line ?? null,
  };
}

/** What stands below headings, and below commands that show one account. */
function listed(
  lines: readonly NumberedLine[],
  raw: RawText,
  commands: OtherSources['commands'],
  headings: Headings,
): Draft[] {
  const { rules } = headings;
  const drafts: Draft[] = [];
  /** Those of commands count only where a value follows. */
  const bare = new Set<Draft>();
  let current: Draft | null = null;
  for (const [index, { line, text }] of lines.entries()) {
    const command = commands.get(line);
    const heading = command === undefined ? headingOf(text, headings) : command;
    if (heading !== null) {
      if (command === undefined && current?.account === heading && !current.said) {
        bare.delete(current);
        continue;
      }
      current = draftOf(heading, line);
      drafts.push(current);
      if (command !== undefined) bare.add(current);
    } else if (
      command === null ||
      text.startsWith('---') ||
      text.startsWith('===') ||
      text.startsWith(rules.unknownAccount)
    ) {
      // a rule, another command, or an account that nobody knows
      current = null;
    } else if (current !== null && isDirect(text, rules)) {
      Object.assign(current, { said: true, enabled: false, server: null });
    } else if (current !== null && kindOf(text, headings) !== undefined) {
      const whole = unbroken(lines, index, headings);
      read(current, kindOf(text, headings), whole, line, () => rawValue(lines, index, raw, headings), headings);
    }
  }
  return drafts.filter((draft) => draft.said || !bare.has(draft));
}

/** What the registry holds for accounts. */
function registered(values: readonly RegistryValue[], headings: Headings): Draft[] {
  const drafts = new Map<Account, Draft>();
  const { rules, kinds } = headings;
  for (const { key, name, value, line } of values) {
    const kind = kinds.get(name);
    const account = kind === undefined ? undefined : accountOf(key, kind, rules);
    if (account === undefined || kind === undefined) continue;
    let draft = drafts.get(account);
    if (draft === undefined) drafts.set(account, (draft = draftOf(account, line)));
    store(draft, kind, value, line, () => value, headings);
  }
  return [...drafts.values()];
}

/** Whose values a key holds; undefined for any other key. */
function accountOf(key: string, kind: ValueKind, { keys, settingsKey, connectionsKey }: Rules): Account | undefined {
  const own = keys.find(({ begins }) => key.startsWith(begins));
  const isBinary = kind === 'connection' || kind === 'winHttp';
  if (own === undefined || (own.account === 'winhttp') !== (kind === 'winHttp')) return undefined;
  return key === own.begins + (isBinary ? connectionsKey : settingsKey) ? own.account : undefined;
}

function isDirect(text: string, { direct }: Rules): boolean {
  const plain = text.trimStart();
  return direct.some((words) => plain.startsWith(words));
}

/** A proxy server or a configuration script is in effect for the account. */
export function isInEffect({ enabled, script }: ProxyAccount): boolean {
  return enabled || (script ?? null) !== null;
}

function headingOf(text: string, { rules }: Headings): Account | null {
  // another version may write `NT Authority\SYSTEM`, or HTML around it
  const plain = (text.startsWith('<b>') ? text.slice(3) : text).trimStart().toLowerCase();
  return rules.accounts.find(({ heading }) => plain.startsWith(heading))?.account ?? null;
}

/** Blanks between a name and its colon at most. */
const WIDEST_GAP = 40;

/** What the value of a line is, by its name; undefined where the line has none that is known. */
function kindOf(text: string, { kinds }: Headings): ValueKind | undefined {
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  const name = text.slice(0, colon).trimStart();
  const plain = name.trimEnd();
  return name.length - plain.length > WIDEST_GAP ? undefined : kinds.get(plain);
}

/** A binary value may hold line ends; it goes on to the next name. */
function rawValue(lines: readonly NumberedLine[], index: number, raw: RawText, headings: Headings): string {
  const { behindConnection } = headings.rules.values;
  const first = lines[index]?.line ?? 0;
  const next = lines
    .slice(index + 1, index + 7)
    .find(({ text }) => behindConnection.some((name) => text.startsWith(name)) || headingOf(text, headings) !== null);
  const value = raw(first, next === undefined ? first : next.line - 1);
  return value.slice(value.indexOf(':') + 1).replace(/^ /u, '');
}

/**
 * A value that a console broke at its width, or a mail program behind the name, put together again; a list of exceptions
 * has no blank in it.
 */
function unbroken(lines: readonly NumberedLine[], index: number, headings: Headings): string {
  const own = lines[index]?.text ?? '';
  const rest: string[] = [];
  for (let at = index + 1; at < lines.length; at += 1) {
    const next = lines[at]?.text.trim() ?? '';
    const goesOn = isFull(lines[at - 1]?.text ?? '') || (rest.length === 0 && own.endsWith(':') && isFull(own + next));
    if (!goesOn || next === '' || next.includes(' ') || kindOf(next, headings) !== undefined || next.startsWith('---'))
      break;
    rest.push(next);
  }
  return own + rest.join('');
}

/** `"Proxy": "proxy.contoso.local:8080",` of `netsh winhttp show advproxy`. */
const JSON_LINE = /^\s{0,8}"/u;

function read(
  draft: Draft,
  kind: ValueKind | undefined,
  text: string,
  line: number,
  raw: () => string,
  headings: Headings,
): void {
  const isJson = JSON_LINE.test(text);
  // in a list of WinHTTP the names of WinINet stand for something else
  if (kind === undefined || (draft.account === 'winhttp' && !isJson && kind !== 'active' && kind !== 'bypass')) return;
  const value = text.slice(text.indexOf(':') + 1).trim();
  store(draft, kind, isJson ? plainJson(value) : value, line, raw, headings);
}

/** A value of JSON as the registry has it. */
function plainJson(value: string): string {
  const bare = value
    .replace(/,$/u, '')
    .replace(/^"(.{0,4000})"$/u, '$1')
    .trim();
  return bare === 'true' ? '1' : bare === 'false' ? '0' : bare;
}

function store(
  draft: Draft,
  kind: ValueKind,
  value: string,
  line: number,
  raw: () => string,
  { rules }: Headings,
): void {
  draft.said = true;
  switch (kind) {
    case 'enabled':
      draft.enabled = value === '1';
      if (draft.enabled) draft.line = line;
      return;
    case 'server':
      draft.server = value === '' ? null : value;
      return;
    case 'bypass':
      draft.bypass = bypassList(value, rules.noBypass);
      return;
    case 'active':
      draft.enabled ??= value !== '';
      draft.server = value === '' ? null : value;
      draft.line = line;
      return;
    case 'script':
      draft.script = value === '' ? null : value;
      return;
    case 'autoDetect':
      draft.autoDetect = value === '1';
      return;
    case 'connection':
      storeConnection(draft, raw());
      return;
    case 'winHttp': {
      const settings = readWinHttpSettings(raw());
      if (settings !== null) Object.assign(draft, settings, { enabled: settings.server !== null, line });
      return;
    }
    default:
  }
}

function storeConnection(draft: Draft, raw: string): void {
  const settings = readConnectionSettings(raw);
  if (settings?.script === true) draft.script = settings.scriptUrl ?? draft.script ?? SETTINGS.script;
  draft.autoDetect = settings?.autoDetect ?? draft.autoDetect;
}
