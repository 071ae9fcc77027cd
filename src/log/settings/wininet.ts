import type { ProxyAccount, ProxySettings } from '../../model/settings.ts';
import { isFull } from '../../text/columns.ts';
import type { NumberedLine } from '../../text/lines.ts';
import { bypassList } from './bypass.ts';
import { readConnectionSettings } from './connection-settings.ts';

type Account = ProxyAccount['account'];
/** The text from a line to another. */
type RawText = (first: number, last: number) => string;

/** Headings under which the check scripts print the settings of an account, in lower case. */
const HEADINGS: readonly (readonly [string, Account])[] = [
  ['wininet settings for current user', 'current-user'],
  ['wininet settings for nt authority\\system', 'local-system'],
  ['wininet settings for nt service\\azurewlbackuppluginsv', 'workload-plugin'],
  ['##check winhttpproxy', 'winhttp'],
  ['current winhttp proxy settings', 'winhttp'],
  ['現在の winhttp プロキシ設定', 'winhttp'],
];

/** Of a heading, a tag before it or blanks: most lines need no further look. */
const FIRST_CHARACTERS: ReadonlySet<number> = new Set([...'WwCc現#<'].map((c) => c.charCodeAt(0)));

/** Names of the values that are read, and of the one behind them. */
const NAME =
  /^(?:Proxy(?:Enable|Server|Override)|DefaultConnectionSettings|SavedLegacySettings|Proxy Server\(s\)|Bypass List|プロキシ サーバー|バイパス一覧)\s{0,40}:/u;

interface Draft {
  readonly account: Account;
  line: number;
  enabled: boolean;
  server: string | null;
  bypass: readonly string[];
  script: string | null;
  autoDetect: boolean | null;
}

/**
 * The proxies of a Windows log, one for each account that it shows, in its order: WinINet of the accounts, and WinHTTP as
 * `netsh winhttp show proxy` prints it, in English or Japanese. `raw` gives lines as they stand, with their
 * control characters. Null when the log shows none of them.
 */
export function readWindowsProxy(lines: readonly NumberedLine[], raw: RawText): ProxySettings | null {
  const drafts: Draft[] = [];
  let open = false;
  for (const [index, { line, text }] of lines.entries()) {
    const heading = headingOf(text);
    const current = open ? drafts.at(-1) : undefined;
    if (heading !== null) {
      open = true;
      if (current?.account === heading) continue;
      drafts.push({ account: heading, line, enabled: false, server: null, bypass: [], script: null, autoDetect: null });
    } else if (text.startsWith('---') || text.startsWith('===') || text.startsWith('WinInet settings')) {
      // a rule, or an account that nobody knows
      open = false;
    } else if (current !== undefined && NAME.test(text.trimStart())) {
      read(current, unbroken(lines, index), line, () => rawValue(lines, index, raw));
    }
  }
  const accounts = drafts.map(({ account, enabled, server, bypass, script, autoDetect, line }): ProxyAccount => ({
    account,
    enabled: enabled && server !== null,
    server,
    bypass,
    script,
    autoDetect,
    line,
  }));
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

/** A proxy server or a configuration script is in effect for the account. */
export function isInEffect({ enabled, script }: ProxyAccount): boolean {
  return enabled || (script ?? null) !== null;
}

function headingOf(text: string): Account | null {
  if (!FIRST_CHARACTERS.has(text.charCodeAt(0))) return null;
  // another version may write `NT Authority\SYSTEM`, or HTML around it
  const plain = (text.startsWith('<b>') ? text.slice(3) : text).trimStart().toLowerCase();
  return HEADINGS.find(([heading]) => plain.startsWith(heading))?.[1] ?? null;
}

/** A binary value may hold line ends; it goes on to the next name. */
function rawValue(lines: readonly NumberedLine[], index: number, raw: RawText): string {
  const first = lines[index]?.line ?? 0;
  const next = lines
    .slice(index + 1, index + 7)
    .find(({ text }) => text.startsWith('SavedLegacySettings') || headingOf(text) !== null);
  const value = raw(first, next === undefined ? first : next.line - 1);
  return value.slice(value.indexOf(':') + 1).replace(/^ /u, '');
}

/**
 * A value that a console broke at its width, or a mail program behind the name, put together again; a list of exceptions
 * has no blank in it.
 */
function unbroken(lines: readonly NumberedLine[], index: number): string {
  const own = lines[index]?.text ?? '';
  const rest: string[] = [];
  for (let at = index + 1; at < lines.length; at += 1) {
    const next = lines[at]?.text.trim() ?? '';
    const goesOn = isFull(lines[at - 1]?.text ?? '') || (rest.length === 0 && own.endsWith(':') && isFull(own + next));
    if (!goesOn || next === '' || next.includes(' ') || NAME.test(next) || next.startsWith('---')) break;
    rest.push(next);
  }
  return own + rest.join('');
}

function read(draft: Draft, text: string, line: number, raw: () => string): void {
  const [name = '', value = ''] = split(text);
  switch (name) {
    case 'ProxyEnable':
      draft.enabled = value === '1';
      if (draft.enabled) draft.line = line;
      return;
    case 'ProxyServer':
      draft.server = value === '' ? null : value;
      return;
    case 'ProxyOverride':
    case 'Bypass List':
    case 'バイパス一覧':
      draft.bypass = bypassList(value);
      return;
    case 'Proxy Server(s)':
    case 'プロキシ サーバー':
      draft.enabled = value !== '';
      draft.server = value === '' ? null : value;
      draft.line = line;
      return;
    case 'DefaultConnectionSettings': {
      const settings = readConnectionSettings(raw());
      draft.script = settings === null || !settings.script ? null : (settings.scriptUrl ?? '(スクリプト)');
      draft.autoDetect = settings?.autoDetect ?? null;
      return;
    }
    default:
  }
}

/** `name: value`; the name never holds a colon. */
function split(text: string): [string, string] | [] {
  const colon = text.indexOf(':');
  return colon < 0 ? [] : [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}
